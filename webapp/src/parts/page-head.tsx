import { useEffect } from 'react';
import { useApp } from '../app-context.ts';
import type { Page } from '../places.ts';
import { useTexts } from '../texts.tsx';
import { Icon } from './icon.tsx';
import '../styles/account.css';
import '../styles/pages.css';

/** The head of a page that is behind another: its name, and the way back, which is Telegram's own button, too. */
export function PageHead({ title, behind = 'settings' }: { title: string; behind?: Page }) {
  const t = useTexts();
  const { go, telegram } = useApp();
  useEffect(() => telegram?.onBack(() => go({ page: behind })), [telegram, go, behind]);
  return (
    <header className="page-head">
      <button type="button" className="icon-button" aria-label={t('back')} onClick={() => go({ page: behind })}>
        <Icon name="back" />
      </button>
      <h1 className="title">{title}</h1>
    </header>
  );
}
