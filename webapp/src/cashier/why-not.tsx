import type { HistoryBody } from '../../../contracts/http/deposits.ts';
import type { BlockerBody } from '../../../contracts/http/withdrawals.ts';
import { useKnown } from '../api/cache.ts';
import { useApp } from '../app-context.ts';
import { Icon } from '../parts/icon.tsx';
import type { Place } from '../places.ts';
import { useTexts } from '../texts.tsx';
import { blockerText, blockerTitle, CHECKS } from './blockers.ts';

type Props = {
  blockers: readonly BlockerBody[];
  /** By another way money may go out all the same. */
  canGo: boolean;
};

/** Why money cannot go out now: all of it at once, each with what to do, and what is in order besides. */
export function WhyNot({ blockers, canGo }: Props) {
  const t = useTexts();
  const { go } = useApp();
  const inOrder = CHECKS.filter((check) => blockers.every(({ reason }) => reason !== check));
  return (
    <>
      <div className="body">
        <p className="muted">{t(blockers.length > 0 ? 'why-not-text' : 'why-not-nothing')}</p>
        <ul className="card checks">
          {blockers.map((blocker) => (
            <InTheWay blocker={blocker} key={blocker.reason} />
          ))}
          {inOrder.map((check) => (
            <li key={check} className="done-line">
              <span className="mark done">
                <Icon name="check" size="xs" />
              </span>
              <span className="what">{t(`in-order-${check}`)}</span>
            </li>
          ))}
        </ul>
        <p className="small muted">{t('why-not-never')}</p>
      </div>
      {(canGo || blockers.length === 0) && (
        <div className="dock">
          <button type="button" className="button wide" onClick={() => go({ page: 'home', sheet: 'withdraw' })}>
            {t(canGo ? 'withdraw-otherwise' : 'withdraw')}
          </button>
        </div>
      )}
    </>
  );
}

function InTheWay({ blocker }: { blocker: BlockerBody }) {
  const t = useTexts();
  const { go } = useApp();
  const way = useWayOn(blocker.reason);
  return (
    <li>
      <span className="mark attention">
        <Icon name={ICONS[blocker.reason]} size="xs" />
      </span>
      <span className="what">{blockerTitle(t, blocker)}</span>
      <p className="say">{blockerText(t, blocker)}</p>
      {way && (
        <div className="act">
          <button type="button" className="button quiet small" onClick={() => go(way.place)}>
            {t(`do-${way.name}`)}
          </button>
        </div>
      )}
    </li>
  );
}

const ICONS: Record<BlockerBody['reason'], string> = {
  'no-way-out': 'block',
  'rail-paused': 'pause',
  'no-rate': 'clock',
  'no-telegram': 'plane',
  'open-dispute': 'card',
  'verification-missing': 'idcard',
  'bonus-locked': 'ticket',
  'unconfirmed-withdrawal': 'clock',
  'too-many-under-way': 'clock',
  'below-minimum': 'coin',
  'above-maximum': 'coin',
  'not-coverable': 'card',
  'goes-back-first': 'card',
  'destination-missing': 'bank',
  'destination-unconfirmed': 'key',
  owes: 'card',
  'insufficient-funds': 'coin',
};

/** What the player can do about it here; undefined: there is nothing to press. */
function useWayOn(reason: BlockerBody['reason']): { name: string; place: Place } | undefined {
  const { ask, cache } = useApp();
  const history = useKnown<HistoryBody>(cache, 'history', () => ask('history', { query: { limit: 20 } }));
  switch (reason) {
    case 'no-telegram':
      return { name: 'link-telegram', place: { page: 'home', sheet: 'join' } };
    case 'verification-missing':
      return { name: 'confirm-who', place: { page: 'kyc' } };
    case 'unconfirmed-withdrawal': {
      const waiting = history.value?.items
        .flatMap((item) => (item.kind === 'withdrawal' ? [item.withdrawal] : []))
        .find(({ status }) => status === 'awaiting-code');
      return waiting && { name: 'see-it', place: { page: 'home', sheet: 'withdrawal', withdrawal: waiting.id } };
    }
    case 'bonus-locked':
      return { name: 'see-bonus', place: { page: 'rewards' } };
    case 'too-many-under-way':
      return { name: 'see-them', place: { page: 'history' } };
    default:
      return undefined;
  }
}
