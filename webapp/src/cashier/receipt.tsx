import type { DepositBody } from '../../../contracts/http/deposits.ts';
import { formatMoney, formatRate } from '../../../contracts/texts/format.ts';
import { subtract } from '../../../domain/money.ts';
import { amountOf, isStars, moneyOf } from '../amounts.ts';
import { Icon } from '../parts/icon.tsx';
import { dayOf, timeOf } from '../parts/moments.ts';
import { Money } from '../parts/money.tsx';
import { useTexts } from '../texts.tsx';
import { paysOnChain } from './deposit-stage.ts';
import { stateOf } from './deposit-state.ts';
import { Transaction } from './explorer.tsx';
import { Line, ReceiptActions, ReceiptNumber } from './receipt-parts.tsx';

/** Paper, torn at the foot: what was paid, and where it went. */
export function Receipt({ deposit }: { deposit: DepositBody }) {
  const t = useTexts();
  const credited = deposit.status === 'credited';
  const moment = deposit.settledAt ?? deposit.openedAt;
  const { pay, fee, credit, rate } = whatHappened(deposit);
  return (
    <>
      <section className="receipt" aria-label={t('receipt')}>
        <div className="paper">
          <div className="top">
            <span className={credited ? 'badge good' : 'badge'}>
              <Icon name={credited ? 'check' : deposit.owed.length > 0 ? 'alert' : 'clock'} />
            </span>
            <p className="muted">{t('deposit-by', { way: t(`rail-${deposit.rail}`) })}</p>
            <p className="big">
              <Money amount={credited ? credit : pay} sign={credited ? '+' : ''} />
            </p>
            <p className="small muted">{`${dayOf(moment, t.language)}, ${timeOf(moment, t.language)}`}</p>
          </div>
          <dl className="terms small">
            <ReceiptNumber code={deposit.receipt} />
            <Line label={t('state')}>{stateOf(t, deposit)}</Line>
            <Line label={t('you-paid')}>
              <Money amount={pay} />
            </Line>
            <Line label={t('fee')}>
              <Money amount={fee} />
            </Line>
            {pay.asset !== credit.asset && (
              <Line label={t('rate')}>
                <bdi>{formatRate(rate, pay.asset, credit.asset, t.language)}</bdi>
              </Line>
            )}
            {deposit.chain?.arrivals.map(
              (arrival) => arrival.state === 'final' && <Transaction {...arrival} key={arrival.hash} />,
            )}
          </dl>
          {deposit.late && (
            <p className="callout small">{t(paysOnChain(deposit.rail) ? 'ton-late-text' : 'late-text')}</p>
          )}
          {rate !== deposit.rate && <p className="callout small">{t('rate-of-arrival')}</p>}
          {pay.minor !== deposit.pay.minor && (
            <p className="callout small">
              {t(paysOnChain(deposit.rail) ? 'ton-receipt-differs' : 'receipt-differs', {
                asked: formatMoney(moneyOf(deposit.pay), t.language),
              })}
            </p>
          )}
          {deposit.cashAfter && <WhereItWent deposit={deposit} after={deposit.cashAfter} />}
          {deposit.takenBack.map(({ state, amount, at }) => (
            <p className={state === 'won' || state === 'failed' ? 'callout small' : 'callout warn small'} key={at}>
              <span>
                {t(`taken-back-${state}`)} <Money amount={amount} />
              </span>
            </p>
          ))}
          {deposit.owed.map(({ reason, state, amount, at }) => (
            <p className={state === 'given-back' ? 'callout small' : 'callout warn small'} key={`${at} ${reason}`}>
              <span>
                {t(`owed-${reason}`)} <Money amount={amount} />
                {state === 'given-back' && ` ${t('owed-is-back')}`}
              </span>
            </p>
          ))}
        </div>
      </section>
      <ReceiptActions
        code={deposit.receipt}
        state={stateOf(t, deposit)}
        amount={credited ? credit : pay}
        moment={moment}
      />
    </>
  );
}

/** What came and what it became; until then, what was asked for and would become. */
const whatHappened = ({ credited, pay, fee, credit, rate }: DepositBody) =>
  credited
    ? { pay: credited.paid, fee: credited.fee, credit: credited.amount, rate: credited.rate }
    : { pay, fee, credit, rate };

function WhereItWent({ deposit, after }: { deposit: DepositBody; after: DepositBody['credit'] }) {
  const t = useTexts();
  const stars = isStars(after.asset);
  const { credit } = whatHappened(deposit);
  const before = amountOf(subtract(moneyOf(after), moneyOf(credit)));
  return (
    <>
      <p className="sect">{t('where-it-went')}</p>
      <dl className="terms small">
        <Line label={t(stars ? 'stars-before' : 'cash-before')}>
          <Money amount={before} />
        </Line>
        <div>
          <dt className="tag-cash">
            <Icon name={stars ? 'star' : 'coin'} size="s" /> {t(stars ? 'stars' : 'cash')}
          </dt>
          <dd>
            <Money amount={credit} sign="+" />
          </dd>
        </div>
        <div className="total">
          <dt>{t(stars ? 'stars-after' : 'cash-after')}</dt>
          <dd>
            <Money amount={after} />
          </dd>
        </div>
      </dl>
    </>
  );
}
