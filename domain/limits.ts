import { assert } from './assert.ts';

/** What a player may limit for themselves. Deposits and losses are money, of the wallet currency; a session is time. */
export const limitKinds = ['deposit', 'loss', 'session'] as const;
export type LimitKind = (typeof limitKinds)[number];

/** Calendar windows, in UTC: they end when a player expects them to. */
export const limitWindows = ['day', 'week', 'month'] as const;
export type LimitWindow = (typeof limitWindows)[number];

/** What is limited, and by what window. */
export type Measure = { readonly kind: LimitKind; readonly window: LimitWindow };

/** Every limit there is: time is limited by the day alone. */
export const measures: readonly Measure[] = limitKinds.flatMap((kind) =>
  limitWindows.filter((window) => kind !== 'session' || window === 'day').map((window) => ({ kind, window })),
);

export const isMeasure = ({ kind, window }: Measure): boolean =>
  measures.some((each) => each.kind === kind && each.window === window);

/** A looser limit waits so long for its second yes (GLI-19 v3.0, A.3.7; UKGC RTS 12C). */
export const LOOSENING_MS = 24 * 3_600_000;

/** The least and the most that can be set: minor units of the wallet currency, and minutes of a day. */
export const limitBounds = {
  deposit: { least: 100n, most: 100_000_000n },
  loss: { least: 100n, most: 100_000_000n },
  session: { least: 1n, most: 1_440n },
} as const satisfies Record<LimitKind, { least: bigint; most: bigint }>;

export const isInBounds = (kind: LimitKind, value: bigint): boolean =>
  value >= limitBounds[kind].least && value <= limitBounds[kind].most;

/** What is offered to press, the tightest first: minor units of the wallet currency, or minutes. */
export const limitPresets = {
  deposit: [2_000n, 5_000n, 10_000n, 20_000n, 50_000n],
  loss: [2_000n, 5_000n, 10_000n, 20_000n, 50_000n],
  session: [30n, 60n, 120n, 180n],
} as const satisfies Record<LimitKind, readonly bigint[]>;

/** Whether one limit binds more than another; undefined: none. */
export const isTighter = (one: bigint | undefined, other: bigint | undefined): boolean =>
  one !== undefined && (other === undefined || one < other);

const DAY_MS = 86_400_000;

/** The moment at which the window of a moment began: midnight, Monday's, or that of the first of the month, in UTC. The same as `compliance.span_start`. */
export function windowStart(window: LimitWindow, atMs: number): number {
  const day = atMs - (((atMs % DAY_MS) + DAY_MS) % DAY_MS);
  switch (window) {
    case 'day':
      return day;
    case 'week':
      return day - ((new Date(day).getUTCDay() + 6) % 7) * DAY_MS;
    case 'month':
      return Date.UTC(new Date(day).getUTCFullYear(), new Date(day).getUTCMonth(), 1);
  }
}

/** The moment at which the window of a moment ends, and the next one begins. */
export function windowEnd(window: LimitWindow, atMs: number): number {
  const start = windowStart(window, atMs);
  if (window === 'month') {
    const first = new Date(start);
    return Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 1);
  }
  const end = start + (window === 'day' ? 1 : 7) * DAY_MS;
  assert(end > atMs, 'a window ends after every moment in it');
  return end;
}

/** A break is an hour to think; a self-exclusion is a decision. Neither can be cut short. */
export const breakLengths = ['24h', '7d', '30d'] as const;
export type BreakLength = (typeof breakLengths)[number];
export const exclusionLengths = ['6m', '1y', '5y', 'forever'] as const;
export type ExclusionLength = (typeof exclusionLengths)[number];
