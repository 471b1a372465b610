import type { LimitBody, LimitsBody } from '../../../contracts/http/limits.ts';
import { formatMoney } from '../../../contracts/texts/format.ts';
import { type Asset, assets } from '../../../domain/assets.ts';
import { isTighter, type LimitKind, type Measure, measures } from '../../../domain/limits.ts';
import { parseAmount } from '../../../domain/money.ts';
import { amountOf, moneyOf } from '../amounts.ts';

/** What a limit is: money, or minutes. */
export type Value = NonNullable<LimitBody['value']>;
export type { Measure };

export const nameOf = ({ kind, window }: Measure): string => `${kind}-${window}`;

/** A limit by its name in an address; undefined for any other word. */
export const measureOf = (name: string | undefined): Measure | undefined =>
  measures.find((measure) => nameOf(measure) === name);

/** In what it is counted: minor units, or minutes. */
export const countOf = (value: Value): bigint => ('minutes' in value ? BigInt(value.minutes) : BigInt(value.minor));

/**
 * What a new limit would be to the one that counts now. A tighter one works at once, a looser one waits (GLI-19 v3.0,
 * A.3.7); none at all is the loosest. The API decides the same; this is for what is said before.
 */
export function changeOf(now: Value | null, next: Value | null): 'same' | 'tighter' | 'looser' {
  const [before, after] = [now, next].map((value) => (value === null ? undefined : countOf(value)));
  if (before === after) return 'same';
  return isTighter(after, before) ? 'tighter' : 'looser';
}

/** How much of it is used, in whole percent. */
export function usedPercent({ value, used }: Pick<LimitBody, 'value' | 'used'>): number {
  if (!value || !used) return 0;
  const most = countOf(value);
  if (most === 0n) return 100;
  const percent = Number((100n * countOf(used)) / most);
  return Math.min(100, percent);
}

/** What would be left of a limit that is tightened now: never less than nothing. */
export function leftOf(next: Value, used: Value | null): Value {
  const left = countOf(next) - (used ? countOf(used) : 0n);
  const count = left > 0n ? left : 0n;
  return 'minutes' in next ? { minutes: Number(count) } : { asset: next.asset, minor: count.toString() };
}

const MOST_MINUTES = 1_440;

/** What was typed; undefined when it means nothing that can be a limit. Time is typed in minutes. */
export function readValue(text: string, kind: LimitKind, wallet: Asset): Value | undefined {
  if (kind === 'session') {
    const minutes = /^\d{1,4}$/.test(text.trim()) ? Number(text) : 0;
    return minutes >= 1 && minutes <= MOST_MINUTES ? { minutes } : undefined;
  }
  const amount = parseAmount(text, wallet);
  return amount && amount.minor > 0n ? amountOf(amount) : undefined;
}

const MINUTES = [30, 60, 120, 240];
/** Of the wallet's currency, in whole units: about as much in each. */
const WHOLE: Partial<Record<string, readonly number[]>> = {
  EUR: [50, 100, 300, 800],
  USD: [50, 100, 300, 800],
  RUB: [5_000, 10_000, 30_000, 80_000],
  USDT: [50, 100, 300, 800],
  TON: [20, 50, 100, 300],
};

/** What is offered to press. */
export function presetsOf(kind: LimitKind, wallet: Asset): Value[] {
  if (kind === 'session') return MINUTES.map((minutes) => ({ minutes }));
  const unit = 10n ** BigInt(assets[wallet].scale);
  return (WHOLE[wallet.replace(/^PLAY-/, '')] ?? []).map((whole) => ({
    asset: wallet,
    minor: (BigInt(whole) * unit).toString(),
  }));
}

/** Those that count or are wished for, as the page lists them; and those that could be set besides. */
export function listed(limits: LimitsBody['limits']): { set: LimitBody[]; free: Measure[] } {
  const set: LimitBody[] = [];
  const free: Measure[] = [];
  for (const measure of measures) {
    const limit = limits.find(({ kind, window }) => kind === measure.kind && window === measure.window);
    if (limit && (limit.value !== null || limit.wish !== null)) set.push(limit);
    else free.push(measure);
  }
  return { set, free };
}

/** As people say it: €300.00, or 1 hr 20 min. */
export function valueInWords(value: Value, language: string): string {
  return 'minutes' in value ? durationInWords(value.minutes, language) : formatMoney(moneyOf(value), language);
}

export function durationInWords(minutes: number, language: string): string {
  const said = (count: number, unit: 'hour' | 'minute' | 'day'): string =>
    new Intl.NumberFormat(`${language}-u-nu-latn`, { style: 'unit', unit, unitDisplay: 'short' }).format(count);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return said(rest, 'minute');
  return rest === 0 ? said(hours, 'hour') : `${said(hours, 'hour')} ${said(rest, 'minute')}`;
}
