import type { PlayerId } from '../contracts/ids.ts';
import { assert } from '../domain/assert.ts';
import type { Asset } from '../domain/assets.ts';
import type { Jurisdiction } from '../domain/jurisdictions/jurisdiction.ts';
import { levelOf, thresholdsAhead } from '../domain/jurisdictions/rules.ts';
import {
  isInBounds,
  isMeasure,
  type LimitKind,
  LOOSENING_MS,
  type Measure,
  measures,
  windowEnd,
  windowStart,
} from '../domain/limits.ts';
import { add, type Money, money } from '../domain/money.ts';
import type { Transaction, Tx } from '../prisma/tx.ts';
import { append } from '../records/audit/append.ts';
import { accountsOf, levelNumberOf, type PlayPause, pauseOf } from '../records/compliance/exclusions.ts';
import {
  chooseReminder,
  confirmLimit,
  depositedSince,
  keepLimit,
  lostSince,
  type OwnLimit,
  type ReminderMinutes,
  readLimits,
  readPlaying,
  readReminder,
  setLimit,
} from '../records/compliance/limits.ts';
import { readProfile } from '../records/identity/reads.ts';
import { reservedBy } from '../records/payments/orders.ts';
import type { Hint } from '../runtime/pokes.ts';
import { countedAssets, depositsOf, withdrawalsOf } from './protection.ts';

/** A limit as the player is shown it: values are minor units of the wallet currency, or minutes. */
export type LimitShown = Measure & {
  /** Undefined: they set none. */
  readonly value: bigint | undefined;
  readonly used: bigint;
  /** Undefined where there is no limit. */
  readonly left: bigint | undefined;
  readonly resetsAt: Date;
  readonly wish: (NonNullable<OwnLimit['wish']> & { readonly isRipe: boolean }) | undefined;
};

export type LimitsShown = {
  readonly wallet: Asset;
  readonly limits: readonly LimitShown[];
  readonly house: readonly {
    readonly kind: 'deposit' | 'withdrawal';
    readonly days: number;
    readonly used: Money;
    readonly most: Money;
  }[];
  /** What came of play, above zero won and below it lost: of this session, and since Monday. */
  readonly session: {
    readonly beganAt: Date;
    /** Not where nothing was played for a quarter of an hour. */
    readonly isRunning: boolean;
    readonly net: bigint;
    readonly weekNet: bigint;
  };
  readonly reminderMinutes: ReminderMinutes | undefined;
  readonly pause: PlayPause | undefined;
};

export type ShowDeps = { readonly profile: Jurisdiction; readonly now: () => number };

/** Everything that limits a player's play and money, their own and the house's, at one moment. */
export const showLimits =
  ({ profile, now }: ShowDeps) =>
  async (tx: Tx, player: PlayerId): Promise<LimitsShown> => {
    const nowMs = now();
    const at = new Date(nowMs);
    const owner = await readProfile(tx, player);
    assert(owner, `no player ${player}`);
    const wallet = owner.wallet;
    const playing = await readPlaying(tx, player, at);
    const kept = await readLimits(tx, player, at);
    const reserved = (await reservedBy(tx, await accountsOf(tx, player), wallet)).minor;
    const usedOf = async ({ kind, window }: Measure): Promise<bigint> => {
      const from = new Date(windowStart(window, nowMs));
      if (kind === 'deposit') return (await depositedSince(tx, player, wallet, from)) + reserved;
      if (kind === 'session') return BigInt(Math.floor(playing.todayMs / 60_000));
      return most(0n, await lostSince(tx, player, wallet, from));
    };
    const limits: LimitShown[] = [];
    for (const measure of measures) {
      const own = kept.find(({ kind, window }) => kind === measure.kind && window === measure.window);
      const used = await usedOf(measure);
      const wish = own?.wish;
      limits.push({
        ...measure,
        value: own?.value,
        used,
        left: own?.value === undefined ? undefined : most(0n, own.value - used),
        resetsAt: new Date(windowEnd(measure.window, nowMs)),
        wish: wish && { ...wish, isRipe: wish.from.getTime() <= nowMs },
      });
    }
    const { session } = playing;
    return {
      wallet,
      limits,
      house: await houseLimits(profile, tx, player, wallet, nowMs),
      session: {
        beganAt: session?.beganAt ?? at,
        isRunning: session !== undefined,
        net: session?.asset === wallet ? session.net : 0n,
        weekNet: -(await lostSince(tx, player, wallet, new Date(windowStart('week', nowMs)))),
      },
      reminderMinutes: await readReminder(tx, player),
      pause: await pauseOf(tx, player, at),
    };
  };

const most = (a: bigint, b: bigint): bigint => (a > b ? a : b);

/** What the house asks at the player's level: said before they are stopped by it. */
async function houseLimits(profile: Jurisdiction, tx: Tx, player: PlayerId, wallet: Asset, nowMs: number) {
  if (!countedAssets(profile).includes(wallet)) return [];
  const level = levelOf(await levelNumberOf(tx, player));
  const moved = {
    deposit: await depositsOf(profile, tx, player, wallet, nowMs),
    withdrawal: await withdrawalsOf(profile, tx, player, wallet, nowMs),
  };
  return thresholdsAhead(profile, level).map(({ kind, days, minor }) => ({
    kind,
    days,
    used: add(money(wallet, 0n), money(wallet, moved[kind](days))),
    most: money(wallet, minor),
  }));
}

export type LimitWish = Measure & {
  /** Undefined: none. */
  readonly value: { readonly amount: Money } | { readonly minutes: number } | undefined;
};

export type SetLimitRefusal = { readonly reason: 'limit-out-of-range' | 'limit-value-kind' };

export type LimitDeps = { readonly transaction: Transaction; readonly hint: Hint; readonly now: () => number };

/** Sets a limit: a tighter one works at once, a looser one or none waits a day and for a second yes. */
export const setOwnLimit =
  ({ transaction, hint, now }: LimitDeps) =>
  (player: PlayerId, wish: LimitWish): Promise<'tightened' | 'wished' | 'same' | SetLimitRefusal> =>
    transaction(async (tx) => {
      const value = await wishedValue(tx, player, wish);
      if (typeof value === 'object') return value;
      const { kind, window } = wish;
      const timing = { at: new Date(now()), waitMs: LOOSENING_MS };
      const outcome = await setLimit(tx, player, { kind, window }, value, timing);
      if (outcome === 'same') return outcome;
      await note(tx, player, outcome === 'tightened' ? 'limit.tightened' : 'limit.loosening-asked', wish, value);
      tx.afterCommit(() => hint(player, { what: 'limits' }));
      return outcome;
    });

/** The wish in minor units or minutes, or why there is no such limit. */
async function wishedValue(tx: Tx, player: PlayerId, wish: LimitWish): Promise<bigint | undefined | SetLimitRefusal> {
  if (!isMeasure(wish)) return { reason: 'limit-out-of-range' };
  if (!wish.value) return undefined;
  const isTime = 'minutes' in wish.value;
  if (isTime !== (wish.kind === 'session')) return { reason: 'limit-value-kind' };
  if ('amount' in wish.value && wish.value.amount.asset !== (await readProfile(tx, player))?.wallet)
    return { reason: 'limit-value-kind' };
  const value = 'minutes' in wish.value ? BigInt(wish.value.minutes) : wish.value.amount.minor;
  return isInBounds(wish.kind, value) ? value : { reason: 'limit-out-of-range' };
}

/** The second yes to a looser limit. */
export const confirmOwnLimit =
  ({ transaction, hint, now }: LimitDeps) =>
  (player: PlayerId, measure: Measure): Promise<'loosened' | 'too-early' | 'no-wish'> =>
    transaction(async (tx) => {
      const outcome = await confirmLimit(tx, player, measure, new Date(now()));
      if (outcome !== 'loosened') return outcome;
      const kept = (await readLimits(tx, player, new Date(now()))).find(
        ({ kind, window }) => kind === measure.kind && window === measure.window,
      );
      await note(tx, player, 'limit.loosened', measure, kept?.value);
      tx.afterCommit(() => hint(player, { what: 'limits' }));
      return outcome;
    });

/** The limit stays as it is: a looser one that was asked for is forgotten. Safe to repeat. */
export const keepOwnLimit =
  ({ transaction, hint }: LimitDeps) =>
  (player: PlayerId, measure: Measure): Promise<void> =>
    transaction(async (tx) => {
      if (!(await keepLimit(tx, player, measure))) return;
      await append(tx, { ...by(player), action: 'limit.kept', detail: { kind: measure.kind, window: measure.window } });
      tx.afterCommit(() => hint(player, { what: 'limits' }));
    });

/** How often a player is told how long they have played. */
export const remindMe =
  ({ transaction, hint }: LimitDeps) =>
  (player: PlayerId, minutes: ReminderMinutes | undefined): Promise<void> =>
    transaction(async (tx) => {
      await chooseReminder(tx, player, minutes);
      await append(tx, { ...by(player), action: 'limit.reminder-chosen', detail: { minutes: minutes ?? null } });
      tx.afterCommit(() => hint(player, { what: 'limits' }));
    });

const by = (player: PlayerId) => ({ actor: 'player', actorId: player, subject: player }) as const;

/** Amounts are no secret of anybody's, and who asks why a deposit was refused is answered from the trail. */
const note = (
  tx: Tx,
  player: PlayerId,
  action: 'limit.tightened' | 'limit.loosening-asked' | 'limit.loosened',
  { kind, window }: { kind: LimitKind; window: Measure['window'] },
  value: bigint | undefined,
): Promise<void> =>
  append(tx, { ...by(player), action, detail: { kind, window, value: value === undefined ? null : value.toString() } });
