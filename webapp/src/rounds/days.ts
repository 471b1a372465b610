import type { HistoryItemBody } from '../../../contracts/http/deposits.ts';
import type { RoundBody } from '../../../contracts/http/games.ts';
import type { AmountBody } from '../amounts.ts';
import { dayKey } from '../parts/moments.ts';
import { type Net, netsOf } from './net.ts';

/** A line of the history: money that moved, or rounds of one game that were played one after the other. */
export type Entry =
  | { readonly kind: 'money'; readonly at: string; readonly item: HistoryItemBody }
  | { readonly kind: 'play'; readonly at: string; readonly rounds: readonly RoundBody[] };

export type Day = {
  readonly key: string;
  readonly at: string;
  readonly entries: readonly Entry[];
  /** What came of the day's play; nothing where not all of its rounds are known. */
  readonly play: readonly Net[];
  /** Money that came in and went out; nothing where not all of it is known. */
  readonly in: readonly AmountBody[];
  readonly out: readonly AmountBody[];
};

/** What was read of a list, the newest first, and whether there is more of it. */
type Read<T> = { readonly items: readonly T[]; readonly hasMore: boolean };

export const momentOf = (item: HistoryItemBody): string =>
  item.kind === 'deposit' ? item.deposit.openedAt : item.withdrawal.requestedAt;

/** Two lists as one, by days. A round before the oldest money that is known waits until the money beside it is known, too. */
export function daysOf(money: Read<HistoryItemBody>, played: Read<RoundBody>): Day[] {
  const oldestMoney = money.items.at(-1);
  const since = money.hasMore && oldestMoney ? momentOf(oldestMoney) : '';
  const rounds = played.items.filter(({ beganAt }) => beganAt >= since);
  const lines: Entry[] = [
    ...money.items.map((item) => ({ kind: 'money', at: momentOf(item), item }) as const),
    ...rounds.map((round) => ({ kind: 'play', at: round.beganAt, rounds: [round] }) as const),
  ].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  const days: Entry[][] = [];
  for (const line of lines) {
    const last = days.at(-1);
    if (last?.[0] && dayKey(last[0].at) === dayKey(line.at)) last.push(line);
    else days.push([line]);
  }
  return days.map((entries) => dayFrom(entries, money, played));
}

function dayFrom(entries: readonly Entry[], money: Read<HistoryItemBody>, played: Read<RoundBody>): Day {
  const at = entries[0]?.at ?? '';
  const key = dayKey(at);
  const isWhole = (hasMore: boolean, oldest: string | undefined): boolean =>
    !hasMore || (oldest !== undefined && dayKey(oldest) !== key);
  const rounds = entries.flatMap((entry) => (entry.kind === 'play' ? entry.rounds : []));
  const items = entries.flatMap((entry) => (entry.kind === 'money' ? [entry.item] : []));
  const oldestItem = money.items.at(-1);
  const knowsMoney = isWhole(money.hasMore, oldestItem && momentOf(oldestItem));
  const knowsPlay = isWhole(played.hasMore, played.items.at(-1)?.beganAt);
  return {
    key,
    at,
    entries: folded(entries),
    play: knowsPlay ? netsOf(rounds) : [],
    in: knowsMoney ? sumsOf(items.flatMap(cameIn)) : [],
    out: knowsMoney ? sumsOf(items.flatMap(wentOut)) : [],
  };
}

/** Consecutive rounds of a game become one line. An open round stands alone, and so do free spins among paid rounds. */
function folded(entries: readonly Entry[]): Entry[] {
  const result: Entry[] = [];
  for (const entry of entries) {
    const last = result.at(-1);
    if (entry.kind === 'play' && last?.kind === 'play' && belong(last.rounds.at(-1), entry.rounds[0]))
      result[result.length - 1] = { ...last, rounds: [...last.rounds, ...entry.rounds] };
    else result.push(entry);
  }
  return result;
}

const belong = (one: RoundBody | undefined, other: RoundBody | undefined): boolean =>
  one !== undefined &&
  other !== undefined &&
  one.game === other.game &&
  one.stake.asset === other.stake.asset &&
  one.isFree === other.isFree &&
  one.state === 'settled' &&
  other.state === 'settled';

const cameIn = (item: HistoryItemBody): AmountBody[] =>
  item.kind === 'deposit' && item.deposit.status === 'credited'
    ? [item.deposit.credited?.amount ?? item.deposit.credit]
    : [];

const wentOut = (item: HistoryItemBody): AmountBody[] =>
  item.kind === 'withdrawal' && item.withdrawal.paid ? [item.withdrawal.paid] : [];

/** One sum for each asset; what comes to nothing is left out. */
function sumsOf(amounts: readonly AmountBody[]): AmountBody[] {
  const sums = new Map<AmountBody['asset'], bigint>();
  for (const { asset, minor } of amounts) sums.set(asset, (sums.get(asset) ?? 0n) + BigInt(minor));
  return [...sums].flatMap(([asset, sum]) => (sum > 0n ? [{ asset, minor: sum.toString() }] : []));
}
