import type { DepositBody, HistoryItemBody } from '../../../contracts/http/deposits.ts';
import type { WithdrawalBody } from '../../../contracts/http/withdrawals.ts';
import { useApp } from '../app-context.ts';
import { Icon } from '../parts/icon.tsx';
import { dayKey, dayOf, nearDay, timeOf } from '../parts/moments.ts';
import { Money } from '../parts/money.tsx';
import type { Place } from '../places.ts';
import { type Texts, useTexts } from '../texts.tsx';
import { stateOf } from './deposit-state.ts';
import { destinationOf } from './destination-name.ts';

/** One list of what happened to the money, by days. */
export function HistoryList({
  items,
  current,
  days = true,
  readOnly = false,
}: {
  items: readonly HistoryItemBody[];
  current?: string | undefined;
  days?: boolean;
  /** Nobody is signed in, and there is nothing behind a row. */
  readOnly?: boolean;
}) {
  const t = useTexts();
  const groups = days ? byDay(items) : [{ key: '', items }];
  return groups.map((group) => (
    <section key={group.key}>
      {days && group.items[0] && <h2 className="day strong">{dayName(t, momentOf(group.items[0]))}</h2>}
      <ul className="card list">
        {group.items.map((item) => (
          <li key={idOf(item)}>
            {readOnly ? (
              <div className="row">
                <LineOf item={item} />
              </div>
            ) : (
              <Row item={item} isCurrent={idOf(item) === current} />
            )}
          </li>
        ))}
      </ul>
    </section>
  ));
}

/** One that is under way leads to where something can be done about it; one that is over, to its receipt. */
export function Row({ item, isCurrent }: { item: HistoryItemBody; isCurrent: boolean }) {
  const { go } = useApp();
  return (
    <button type="button" className="row" aria-current={isCurrent || undefined} onClick={() => go(placeOf(item))}>
      <LineOf item={item} />
      <Icon name="chevron" size="xs" />
    </button>
  );
}

function placeOf(item: HistoryItemBody): Place {
  const id = idOf(item);
  if (item.kind === 'withdrawal')
    return item.withdrawal.endedAt === null
      ? { page: 'home', sheet: 'withdrawal', withdrawal: id }
      : { page: 'history', withdrawal: id };
  return isOpenStill(item.deposit) ? { page: 'home', sheet: 'deposit', deposit: id } : { page: 'history', deposit: id };
}

const LineOf = ({ item }: { item: HistoryItemBody }) =>
  item.kind === 'deposit' ? <DepositLine deposit={item.deposit} /> : <WithdrawalLine withdrawal={item.withdrawal} />;

const isOpenStill = ({ status }: DepositBody): boolean => status === 'opening' || status === 'awaiting-payment';

function DepositLine({ deposit }: { deposit: DepositBody }) {
  const t = useTexts();
  return (
    <>
      <span className="badge">
        <Icon name={deposit.owed.length > 0 ? 'alert' : isOpenStill(deposit) ? 'clock' : 'deposit'} />
      </span>
      <span className="grow">
        <span className="name">{t(`rail-${deposit.rail}`)}</span>
        <span className="sub">
          {`${timeOf(deposit.settledAt ?? deposit.openedAt, t.language)} · ${stateOf(t, deposit)}`}
        </span>
      </span>
      <span className="end">
        <span className={deposit.status === 'credited' ? 'sum' : 'sum muted'}>
          <Money
            amount={deposit.status === 'credited' ? (deposit.credited?.amount ?? deposit.credit) : deposit.pay}
            sign={deposit.status === 'credited' ? '+' : ''}
          />
        </span>
        {deposit.status === 'credited' && deposit.pay.asset !== deposit.credit.asset && (
          <span className="sub">
            <Money amount={deposit.credited?.paid ?? deposit.pay} />
          </span>
        )}
      </span>
    </>
  );
}

function WithdrawalLine({ withdrawal }: { withdrawal: WithdrawalBody }) {
  const t = useTexts();
  const { status, amount, paid, endedAt, requestedAt, arrives } = withdrawal;
  const left = paid !== null && paid.minor !== '0';
  return (
    <>
      <span className="badge">
        <Icon name={endedAt === null ? 'clock' : 'withdraw'} />
      </span>
      <span className="grow">
        <span className="name">{t('withdrawal-to', { where: destinationOf(t, withdrawal) })}</span>
        <span className="sub">{`${timeOf(endedAt ?? requestedAt, t.language)} · ${t(`payout-${status}`)}`}</span>
      </span>
      <span className="end">
        <span className={left ? 'sum' : 'sum muted'}>
          <Money amount={left ? paid : amount} sign={left ? '−' : ''} />
        </span>
        {arrives && (left || endedAt === null) && (
          <span className="sub">
            <Money amount={arrives.paid ?? arrives.amount} />
          </span>
        )}
      </span>
    </>
  );
}

export const idOf = (item: HistoryItemBody): string => (item.kind === 'deposit' ? item.deposit.id : item.withdrawal.id);
const momentOf = (item: HistoryItemBody): string =>
  item.kind === 'deposit' ? item.deposit.openedAt : item.withdrawal.requestedAt;

function byDay(items: readonly HistoryItemBody[]): { key: string; items: HistoryItemBody[] }[] {
  const groups: { key: string; items: HistoryItemBody[] }[] = [];
  for (const item of items) {
    const key = dayKey(momentOf(item));
    const last = groups.at(-1);
    if (last?.key === key) last.items.push(item);
    else groups.push({ key, items: [item] });
  }
  return groups;
}

export function dayName(t: Texts, iso: string): string {
  const near = nearDay(iso, Date.now());
  return near ? t(near === 'today' ? 'today' : 'yesterday') : dayOf(iso, t.language);
}
