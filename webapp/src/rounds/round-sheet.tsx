import { useCallback } from 'react';
import type { RoundBody } from '../../../contracts/http/games.ts';
import { formatMoney, shortened } from '../../../contracts/texts/format.ts';
import { type AmountBody, moneyOf } from '../amounts.ts';
import { useKnown } from '../api/cache.ts';
import { useApp } from '../app-context.ts';
import { Copied, Line } from '../cashier/receipt-parts.tsx';
import { Failed } from '../parts/failed.tsx';
import { Icon } from '../parts/icon.tsx';
import { dayOf, secondOf } from '../parts/moments.ts';
import { Money } from '../parts/money.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { ListSkeleton } from '../parts/skeletons.tsx';
import { useTexts } from '../texts.tsx';
import { Art } from './art.tsx';
import { gameName } from './game.ts';
import { type Around, aroundOf, hasBonus, hasCash } from './net.ts';
import { outcomeInWords, timesOf } from './outcome.ts';
import { Replay } from './replay.tsx';
import { Sums } from './sums.tsx';
import '../styles/rounds.css';

/** The receipt of a round: what was staked, how it came out, what it paid and of which money; and the way to prove it. */
export function RoundSheet({ id }: { id: string }) {
  const t = useTexts();
  const { ask, cache, go } = useApp();
  const { value, failed, retry } = useKnown<RoundBody>(cache, `round:${id}`, () => ask('round', { id }));
  const close = useCallback(() => go({ page: 'history' }), [go]);
  return (
    <Sheet title={t('round')} onClose={close}>
      <div className="body">
        {value ? (
          <Paper round={value} />
        ) : failed ? (
          <Failed problem={failed} onRetry={retry} />
        ) : (
          <ListSkeleton rows={4} />
        )}
      </div>
      {value && (
        <div className="dock">
          {value.state === 'open' ? (
            <button type="button" className="button wide" onClick={() => go({ page: 'game', game: value.game })}>
              {t('round-go-on')}
            </button>
          ) : (
            <button
              type="button"
              className="button quiet wide"
              onClick={() => go({ page: 'fairness', round: value.id })}
            >
              <Icon name="shield" size="s" />
              {t('round-check')}
            </button>
          )}
        </div>
      )}
    </Sheet>
  );
}

function Paper({ round }: { round: RoundBody }) {
  const t = useTexts();
  const { id, game, stake, win, isFree, seed, leaves, state } = round;
  const moment = round.settledAt ?? round.beganAt;
  const times = timesOf(round, t.language);
  const around = aroundOf(round);
  return (
    <section className="receipt" aria-label={t('receipt')}>
      <div className="paper round-paper">
        <div className="top">
          <Art game={game} />
          <p className="muted">{gameName(t, game)}</p>
          <p className="big">
            <Sums rounds={[round]} />
          </p>
          <p>
            <bdi>{outcomeInWords(t, round) ?? t('round-is-open')}</bdi>
          </p>
          <p className="small muted">{`${dayOf(moment, t.language)}, ${secondOf(moment, t.language)}`}</p>
        </div>
        <Replay round={round} />
        {leaves === 'left' && <p className="callout small">{t('round-left')}</p>}
        <dl className="terms small">
          <Line label={t('number')}>
            <Copied value={id} shown={shortened(id, 6)} name={id} />
          </Line>
          <Line label={t(isFree ? 'round-stake-free' : 'round-stake')}>
            <Money amount={stake} />
          </Line>
          {state === 'settled' && (
            <Line label={t('round-gave')}>
              <Money amount={win} />
            </Line>
          )}
          {times && (
            <Line label={t('round-times')}>
              <bdi>{times}×</bdi>
            </Line>
          )}
        </dl>
        <p className="sect">{t('round-money')}</p>
        <dl className="terms small">
          {hasCash(round) && (
            <Share of="cash" round={round} staked={round.stakeCash} paid={round.winCash} around={around?.cash} />
          )}
          {hasBonus(round) && (
            <Share of="bonus" round={round} staked={round.stakeBonus} paid={round.winBonus} around={around?.bonus} />
          )}
        </dl>
        {hasCash(round) && hasBonus(round) && <p className="small muted">{t('round-share')}</p>}
        <p className="sect">{t('round-fairness')}</p>
        <dl className="terms small">
          <Line label={t('round-seal')}>
            <Copied value={seed.commitment} shown={shortened(seed.commitment, 6)} name={t('round-seal')} />
          </Line>
          <Line label={t('round-seed')}>
            <bdi className="code seed" dir="ltr">
              {seed.clientSeed}, {seed.nonce}
            </bdi>
          </Line>
        </dl>
      </div>
    </section>
  );
}

type ShareProps = {
  of: 'cash' | 'bonus';
  round: RoundBody;
  staked: AmountBody;
  paid: AmountBody;
  around: Around | undefined;
};

/** "−€0.60, then +€3.60", between what there was before and after. A free spin takes nothing. */
function Share({ of, round: { isFree, state }, staked, paid, around }: ShareProps) {
  const t = useTexts();
  const written = (sign: string, amount: AmountBody): string =>
    amount.minor === '0'
      ? formatMoney(moneyOf(amount), t.language)
      : `${sign}${formatMoney(moneyOf(amount), t.language)}`;
  const out = written('−', staked);
  const back = written('+', paid);
  return (
    <>
      {around?.before && (
        <Line label={t(`${of}-before`)}>
          <Money amount={around.before} />
        </Line>
      )}
      <div>
        <dt className={`tag-${of}`}>
          <Icon name={of === 'cash' ? 'coin' : 'ticket'} size="xs" /> {t(of === 'cash' ? 'cash' : 'bonus')}
        </dt>
        <dd>
          <bdi>{isFree ? back : state === 'open' ? out : t('round-then', { staked: out, paid: back })}</bdi>
        </dd>
      </div>
      {around && (
        <div className="total">
          <dt>{t(`${of}-after`)}</dt>
          <dd>
            <Money amount={around.after} />
          </dd>
        </div>
      )}
    </>
  );
}
