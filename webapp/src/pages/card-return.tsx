import { Icon, Mark } from '../parts/icon.tsx';
import { useTexts } from '../texts.tsx';

/** The card company sent the player back to a browser in which nobody is signed in: they paid from Telegram, or long ago. */
export function CardReturn() {
  const t = useTexts();
  return (
    <main className="outside">
      <header className="brand">
        <Mark size={28} />
        {t('product')}
      </header>
      <section className="card pad shut" role="status">
        <span className="badge big">
          <Icon name="card" />
        </span>
        <h1 className="title">{t('card-return-title')}</h1>
        <p className="muted">{t('card-return-text')}</p>
        <a className="button quiet wide" href="/app/">
          {t('card-return-in')}
        </a>
      </section>
    </main>
  );
}
