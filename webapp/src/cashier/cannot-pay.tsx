import { useApp } from '../app-context.ts';
import { Icon } from '../parts/icon.tsx';
import { useTexts } from '../texts.tsx';

/** This account cannot pay in as it is: why, and the one way on. */
export function CannotPay({ reason }: { reason: 'no-telegram' | 'account-closed' }) {
  const t = useTexts();
  const { go, leave } = useApp();
  return (
    <>
      <div className="body waiting" role="status">
        <span className="badge big">
          <Icon name={reason === 'no-telegram' ? 'plane' : 'lock'} />
        </span>
        <h3 className="title">{t(`${reason}-title`)}</h3>
        <p className="muted">{t(`refused-${reason}`)}</p>
      </div>
      <div className="dock">
        {reason === 'no-telegram' ? (
          <button type="button" className="button wide" onClick={() => go({ page: 'home', sheet: 'join' })}>
            <Icon name="plane" size="s" />
            {t('join-with-telegram')}
          </button>
        ) : (
          <button type="button" className="button wide" onClick={() => leave('ended')}>
            {t('sign-in-again')}
          </button>
        )}
      </div>
    </>
  );
}
