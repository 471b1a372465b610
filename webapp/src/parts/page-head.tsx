import type { Page } from '../places.ts';
import { useTexts } from '../texts.tsx';
import { WayBack } from './way-back.tsx';
import '../styles/account.css';
import '../styles/pages.css';

/** The head of a page that is behind another: its name, and the way back. */
export function PageHead({ title, behind = 'settings' }: { title: string; behind?: Page }) {
  const t = useTexts();
  return (
    <header className="page-head">
      <WayBack to={behind} label={t('back')} />
      <h1 className="title">{title}</h1>
    </header>
  );
}
