import { Composer } from 'telegraf';
import {
  breakLengths,
  exclusionLengths,
  type LimitKind,
  type LimitWindow,
  limitKinds,
  limitWindows,
  type Measure,
} from '../../domain/limits.ts';
import { MAX_MINOR, money } from '../../domain/money.ts';
import type { CageContext } from '../context.ts';
import type { BotDeps } from '../deps.ts';
import {
  breakScreen,
  confirmPauseScreen,
  exclusionScreen,
  formatMoment,
  limitsScreen,
  setLimitScreen,
} from '../screens/limits.ts';

const KIND = `(${limitKinds.join('|')})`;
const WINDOW = `(${limitWindows.join('|')})`;
const SET = new RegExp(`^limits:set:${KIND}(?::${WINDOW})?$`);
const TO = new RegExp(`^limits:to:${KIND}:${WINDOW}:(none|\\d{1,19})$`);
const CONFIRM = new RegExp(`^limits:confirm:${KIND}:${WINDOW}$`);
const KEEP = new RegExp(`^limits:keep:${KIND}:${WINDOW}$`);
const PAUSE = new RegExp(
  `^limits:(?:break:(${breakLengths.join('|')})|exclusion:(${exclusionLengths.join('|')}))(:yes)?$`,
);

/** What a player limits for themselves, at a glance; a tighter limit or a pause is two taps away, a looser one a day. */
export function limits({ ownLimits, appUrl }: BotDeps): Composer<CageContext> {
  const feature = new Composer<CageContext>();
  const screen = async (ctx: CageContext, note?: string) =>
    limitsScreen(ctx.t, await ownLimits.shown(ctx.tx, ctx.player.id), appUrl, note);
  const measureIn = ([, kind, window = 'day']: RegExpExecArray): Measure => ({
    kind: kind as LimitKind,
    window: window as LimitWindow,
  });

  feature.command('limits', async (ctx) => void (await ctx.say(await screen(ctx))));
  feature.action('limits', async (ctx) => ctx.show(await screen(ctx)));
  feature.action(SET, async (ctx) =>
    ctx.show(setLimitScreen(ctx.t, measureIn(ctx.match), await ownLimits.shown(ctx.tx, ctx.player.id))),
  );

  feature.action(TO, async (ctx) => {
    const measure = measureIn(ctx.match);
    const wanted = ctx.match[3] === 'none' ? undefined : BigInt(ctx.match[3] ?? '0');
    const outcome = await ownLimits.set(ctx)(ctx.player.id, {
      ...measure,
      value: wanted === undefined ? undefined : wishedValue(measure.kind, wanted, ctx),
    });
    if (typeof outcome === 'object') return ctx.show(await screen(ctx, ctx.t('limit-not-possible')));
    return ctx.show(await screen(ctx, ctx.t(`limit-${outcome}`)));
  });
  const wishedValue = (kind: LimitKind, value: bigint, { player }: CageContext) =>
    kind === 'session'
      ? { minutes: Number(value) }
      : { amount: money(player.wallet, value > MAX_MINOR ? MAX_MINOR : value) };

  feature.action(CONFIRM, async (ctx) => {
    const outcome = await ownLimits.confirm(ctx)(ctx.player.id, measureIn(ctx.match));
    return ctx.show(await screen(ctx, ctx.t(`limit-${outcome}`)));
  });
  feature.action(KEEP, async (ctx) => {
    await ownLimits.keep(ctx)(ctx.player.id, measureIn(ctx.match));
    return ctx.show(await screen(ctx, ctx.t('limit-kept')));
  });

  feature.action('limits:break', async (ctx) => ctx.show(breakScreen(ctx.t)));
  feature.action('limits:exclusion', async (ctx) => ctx.show(exclusionScreen(ctx.t)));
  feature.action(PAUSE, async (ctx) => {
    const [, breakFor, excludedFor, yes] = ctx.match;
    const breakLength = breakLengths.find((length) => length === breakFor);
    const exclusionLength = exclusionLengths.find((length) => length === excludedFor);
    const wish = breakLength
      ? ({ kind: 'break', length: breakLength } as const)
      : exclusionLength && ({ kind: 'exclusion', length: exclusionLength } as const);
    if (!wish) return ctx.show(await screen(ctx));
    if (!yes) return ctx.show(confirmPauseScreen(ctx.t, wish.kind, wish.length));
    const { until } = await ownLimits.pause(ctx)(ctx.player.id, wish);
    const note = until ? ctx.t('pause-begun', { until: formatMoment(ctx.t, until) }) : ctx.t('pause-begun-for-ever');
    return ctx.show(await screen(ctx, note));
  });
  return feature;
}
