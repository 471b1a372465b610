import type { Router } from 'express';
import { amountOf, moneyOf } from '../../contracts/http/amounts.ts';
import type { LimitBody, LimitsBody } from '../../contracts/http/limits.ts';
import { routes } from '../../contracts/http/routes.ts';
import type { PlayerId } from '../../contracts/ids.ts';
import type { Asset } from '../../domain/assets.ts';
import type { LimitKind, Measure } from '../../domain/limits.ts';
import { money } from '../../domain/money.ts';
import type { PauseWish } from '../../records/compliance/exclusions.ts';
import type { ReminderMinutes } from '../../records/compliance/limits.ts';
import type { LimitShown, LimitsShown, LimitWish, SetLimitRefusal } from '../../use-cases/own-limits.ts';
import type { Guard } from '../guard.ts';
import { createRouter } from '../router.ts';
import { mount } from '../routing.ts';

export type LimitsDeps = {
  readonly guard: Guard;
  readonly shown: (player: PlayerId) => Promise<LimitsShown>;
  readonly setLimit: (player: PlayerId, wish: LimitWish) => Promise<'tightened' | 'wished' | 'same' | SetLimitRefusal>;
  readonly confirm: (player: PlayerId, measure: Measure) => Promise<'loosened' | 'too-early' | 'no-wish'>;
  readonly keep: (player: PlayerId, measure: Measure) => Promise<void>;
  readonly remind: (player: PlayerId, minutes: ReminderMinutes | undefined) => Promise<void>;
  readonly pause: (player: PlayerId, wish: PauseWish) => Promise<unknown>;
};

/** What a player limits for themselves, and what the house asks: every answer is all of it, as it is then. */
export function limits({ guard, ...deps }: LimitsDeps): Router {
  const router = createRouter();
  const all = async (player: PlayerId): Promise<LimitsBody> => bodyOf(await deps.shown(player));

  mount(router, routes.limits, guard, ({ session }) => all(session.player));

  mount(router, routes.setLimit, guard, async ({ session: { player }, body: { kind, window, value } }) => {
    const wish = value && ('minutes' in value ? value : { amount: moneyOf(value) });
    const outcome = await deps.setLimit(player, { kind, window, value: wish ?? undefined });
    return typeof outcome === 'object' ? outcome : all(player);
  });

  mount(router, routes.confirmLimit, guard, async ({ session: { player }, body }) => {
    const outcome = await deps.confirm(player, body);
    return outcome === 'loosened' ? all(player) : { reason: outcome };
  });

  mount(router, routes.dropLimitWish, guard, async ({ session: { player }, body }) => {
    await deps.keep(player, body);
    return all(player);
  });

  mount(router, routes.remindMe, guard, async ({ session: { player }, body: { minutes } }) => {
    await deps.remind(player, minutes ?? undefined);
    return all(player);
  });

  mount(router, routes.takeBreak, guard, async ({ session: { player }, body: { length } }) => {
    await deps.pause(player, { kind: 'break', length });
    return all(player);
  });

  mount(router, routes.excludeMyself, guard, async ({ session: { player }, body: { length } }) => {
    await deps.pause(player, { kind: 'exclusion', length });
    return all(player);
  });
  return router;
}

const bodyOf = ({ wallet, limits: shown, house, session, reminderMinutes, pause }: LimitsShown): LimitsBody => ({
  limits: shown.map((limit) => limitBodyOf(limit, wallet)),
  house: house.map(({ kind, days, used, most }) => ({ kind, days, used: amountOf(used), most: amountOf(most) })),
  session: {
    beganAt: session.beganAt.toISOString(),
    isRunning: session.isRunning,
    net: amountOf(money(wallet, sizeOf(session.net))),
    isLoss: session.net < 0n,
    weekNet: amountOf(money(wallet, sizeOf(session.weekNet))),
    isWeekLoss: session.weekNet < 0n,
  },
  reminderMinutes: reminderMinutes ?? null,
  pause: pause
    ? { kind: pause.kind, since: pause.since.toISOString(), until: pause.until?.toISOString() ?? null }
    : null,
});

const sizeOf = (net: bigint): bigint => (net < 0n ? -net : net);

function limitBodyOf({ kind, window, value, used, left, resetsAt, wish }: LimitShown, wallet: Asset): LimitBody {
  const valueBody = (of: bigint | undefined) => (of === undefined ? null : measured(kind, of, wallet));
  return {
    kind,
    window,
    value: valueBody(value),
    used: valueBody(used),
    left: valueBody(left),
    resetsAt: resetsAt.toISOString(),
    wish: wish ? { value: valueBody(wish.value), from: wish.from.toISOString(), isRipe: wish.isRipe } : null,
  };
}

const measured = (kind: LimitKind, value: bigint, wallet: Asset) =>
  kind === 'session' ? { minutes: Number(value) } : amountOf(money(wallet, value));
