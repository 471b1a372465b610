import { useCallback, useEffect, useRef } from 'react';
import type { BonusesBody, CostBody } from '../../../contracts/http/bonuses.ts';
import { formatMoney } from '../../../contracts/texts/format.ts';
import { moneyOf } from '../amounts.ts';
import { useKnown } from '../api/cache.ts';
import { useApp } from '../app-context.ts';
import { Failed } from '../parts/failed.tsx';
import { Icon } from '../parts/icon.tsx';
import { secondOf } from '../parts/moments.ts';
import { Money } from '../parts/money.tsx';
import { useOneAct } from '../parts/one-act.ts';
import { Sheet } from '../parts/sheet.tsx';
import { ListSkeleton } from '../parts/skeletons.tsx';
import { useTexts } from '../texts.tsx';
import { rewardsRefusal } from './refusals.ts';
import { isNothing, playedInWords } from './wagering.ts';
import '../styles/rewards.css';

type Props = { id: string; bonuses: BonusesBody | undefined; onClose: () => void };

/** The same for whoever is about to take cash out: it lies over that, and leads back to it. */
export function CostOfWithdrawal({ id }: { id: string }) {
  const { ask, cache, go } = useApp();
  const bonuses = useKnown<BonusesBody>(cache, 'bonuses', () => ask('bonuses')).value;
  const close = useCallback(() => go({ page: 'home', sheet: 'withdraw' }), [go]);
  return <CostSheet id={id} bonuses={bonuses} onClose={close} />;
}

/** What giving a bonus up costs, before it is done: the ticket torn, what is lost above, what is kept below. */
export function CostSheet({ id, bonuses, onClose }: Props) {
  const t = useTexts();
  const { ask, cache } = useApp();
  const cost = useKnown<CostBody>(cache, `bonus-cost:${id}`, () => ask('bonusCost', { id }));
  const { busy, failed, act } = useOneAct();
  const active = bonuses?.active?.id === id ? bonuses.active : undefined;
  const wager = active?.wager;
  const { cash } = bonuses?.withdrawable ?? {};
  useAgainWhenPlayed(`${active?.balance.minor} ${cash?.minor}`, cost.retry);
  const giveUp = useCallback(
    ({ loses: { bonus, spins } }: CostBody) =>
      act(async () => {
        try {
          cache.put('bonuses', await ask('cancelBonus', { id, body: { loses: bonus, spins } }));
        } catch (error) {
          void cache.refresh(`bonus-cost:${id}`); // the sums that were shown may be others by now
          throw error;
        }
        for (const key of ['balances', 'ways-out']) void cache.refresh(key);
        onClose();
      }),
    [act, ask, cache, id, onClose],
  );
  if (!cost.value)
    return (
      <Sheet title={t('cost-title')} onClose={onClose}>
        <div className="body">
          {cost.failed?.problem.reason === 'bonus-over' ? (
            <p className="muted">{t('cost-over')}</p>
          ) : cost.failed ? (
            <Failed problem={cost.failed} onRetry={cost.retry} />
          ) : (
            <ListSkeleton rows={2} />
          )}
        </div>
      </Sheet>
    );
  const { keeps, loses, asOf } = cost.value;
  const seen = cost.value;
  return (
    <Sheet title={t('cost-title')} onClose={onClose}>
      <div className="body">
        <Torn keeps={keeps.cash} loses={loses.bonus} />
        <dl className="terms small">
          {loses.spins > 0 && (
            <div>
              <dt>{t('cost-spins')}</dt>
              <dd>{loses.spins}</dd>
            </div>
          )}
          {wager && !isNothing(wager.needed) && (
            <div>
              <dt>{t('cost-played')}</dt>
              <dd>
                <bdi>{playedInWords(t, wager)}</bdi>
              </dd>
            </div>
          )}
        </dl>
        {loses.openRounds > 0 && (
          <p className="callout warn">
            <Icon name="alert" />
            <span>{t('cost-open', { count: loses.openRounds })}</span>
          </p>
        )}
        <p className="muted">
          {t('cost-final')} <span className="small">{t('cost-as-of', { time: secondOf(asOf, t.language) })}</span>
        </p>
      </div>
      <div className="dock">
        {failed && (
          <p className="small error" role="alert">
            {rewardsRefusal(t, failed)}
          </p>
        )}
        <button type="button" className="button quiet wide" onClick={onClose}>
          {t('cost-keep-it')}
        </button>
        <button
          type="button"
          className="button danger wide second-line"
          aria-busy={busy}
          onClick={() => void giveUp(seen)}
        >
          {isNothing(loses.bonus)
            ? t('cost-give-up-spins')
            : t('cost-give-up', { amount: formatMoney(moneyOf(loses.bonus), t.language) })}
        </button>
      </div>
    </Sheet>
  );
}

/** Whoever plays on elsewhere while this is open is shown what it costs then. */
function useAgainWhenPlayed(funds: string, again: () => void): void {
  const seen = useRef(funds);
  const ask = useRef(again);
  ask.current = again;
  useEffect(() => {
    if (seen.current !== funds) ask.current();
    seen.current = funds;
  }, [funds]);
}

function Torn({ keeps, loses }: { keeps: CostBody['keeps']['cash']; loses: CostBody['loses']['bonus'] }) {
  const t = useTexts();
  return (
    <dl className="split">
      <div className="torn">
        <dt className="lbl">
          <span className="tag-bonus">
            <Icon name="ticket" size="s" /> {t('cost-lose')}
          </span>
          <small>{t('cost-lose-text')}</small>
        </dt>
        <dd>
          <s>
            <Money amount={loses} />
          </s>
        </dd>
      </div>
      <div className="kept">
        <dt className="lbl">
          <span className="tag-cash">
            <Icon name="coin" size="s" /> {t('cost-keep')}
          </span>
          <small>{t('cost-keep-text')}</small>
        </dt>
        <dd>
          <Money amount={keeps} />
        </dd>
      </div>
    </dl>
  );
}
