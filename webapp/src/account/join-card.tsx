import { useApp } from '../app-context.ts';
import { Icon } from '../parts/icon.tsx';
import { useTexts } from '../texts.tsx';

/** For who began in a browser: nothing else opens their account yet. */
export function JoinCard() {
  const t = useTexts();
  const { go } = useApp();
  return (
    <button type="button" className="card row waits" onClick={() => go({ page: 'home', sheet: 'join' })}>
      <span className="badge">
        <Icon name="plane" />
      </span>
      <span className="grow">
        <span className="name strong">{t('join-with-telegram')}</span>
        <span className="sub small muted">{t('join-card-text')}</span>
      </span>
      <Icon name="chevron" size="xs" />
    </button>
  );
}
