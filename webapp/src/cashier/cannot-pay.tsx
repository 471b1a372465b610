import { useApp } from '../app-context.ts';
import { Icon } from '../parts/icon.tsx';
import { dateOf } from '../parts/moments.ts';
import type { Place } from '../places.ts';
import { useTexts } from '../texts.tsx';

type Reason = 'no-telegram' | 'account-closed' | 'excluded' | 'kyc-refused' | 'verification-needed';
type Way = { readonly icon: string; readonly place?: Place };

/** What there is to press; where nothing leads anywhere from here, they sign in again. */
const WAYS: Record<Reason, Way> = {
  'no-telegram': { icon: 'plane', place: { page: 'home', sheet: 'join' } },
  'account-closed': { icon: 'lock' },
  excluded: { icon: 'pause', place: { page: 'home', sheet: 'withdraw' } },
  'kyc-refused': { icon: 'lock', place: { page: 'home', sheet: 'withdraw' } },
  'verification-needed': { icon: 'idcard', place: { page: 'kyc' } },
};

/** This account cannot pay in as it is: why, and the one way on. */
export function CannotPay({ reason, until }: { reason: Reason; until?: string | null | undefined }) {
  const t = useTexts();
  const { go, leave } = useApp();
  const { icon, place } = WAYS[reason];
  return (
    <>
      <div className="body waiting" role="status">
        <span className="badge big">
          <Icon name={icon} />
        </span>
        <h3 className="title">{t(`${reason}-title`)}</h3>
        <p className="muted">{t(`refused-${reason}`, { until: until ? dateOf(until, t.language) : 'never' })}</p>
      </div>
      <div className="dock">
        <button type="button" className="button wide" onClick={() => (place ? go(place) : leave('ended'))}>
          {reason === 'no-telegram' && <Icon name="plane" size="s" />}
          {t(`pay-instead-${reason}`)}
        </button>
      </div>
    </>
  );
}
