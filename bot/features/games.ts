import { Composer } from 'telegraf';
import { tableOf } from '../../domain/games/tables.ts';
import { MAX_MINOR, money, parseAmount } from '../../domain/money.ts';
import type { BetRefusal } from '../../records/play/round-types.ts';
import { type Asked, type ChatPlay, chatRoundId, partOfTap } from '../../use-cases/play-in-chat.ts';
import type { CageContext } from '../context.ts';
import type { BotDeps } from '../deps.ts';
import { playPausedScreen } from '../screens/deposit.ts';
import { chosenBy, gamesScreen, readyScreen, refusedScreen } from '../screens/games.ts';
import {
  type ChatGame,
  chatGameNames,
  chatGames,
  freeBy,
  isFreeOf,
  type Ready,
  STAKE,
  stakeFrom,
  stakeMark,
  withinTable,
} from '../screens/purses.ts';
import { ROUNDS_SHOWN, resultScreen, roundsScreen } from '../screens/rounds.ts';
import type { Screen } from '../screens/screen.ts';
import { cashIn, readyOf } from './ready.ts';

const GAME = `(${chatGameNames.join('|')})`;
/** A game at a stake; the mark tells the keys of one drawing from those of another, and says nothing else. */
const AT = new RegExp(`^${GAME}(?::(${STAKE})(?::[\\da-z]{1,13})?)?$`);
const ANEW = new RegExp(`^${GAME}:new$`);
const BET = new RegExp(`^bet:${GAME}:([a-z\\d]{1,8}):(${STAKE}):[\\da-z]{1,13}$`);
/** Behind an amount that is written: Stars, not cash. */
const IN_STARS = /\s*(?:⭐\uFE0F?|stars?|xtr)$/i;

/**
 * Games in the chat: a stake, a tap, a result. The round is decided and booked before anything is said of it; what Telegram's die
 * shows is decoration. A key plays once: each drawing has keys of its own.
 */
export function games({
  play,
  appUrl,
  ways,
  canWithdraw,
  ownLimits,
}: BotDeps & { readonly play: ChatPlay }): Composer<CageContext> {
  const feature = new Composer<CageContext>();
  const canDeposit = ways.length > 0;

  const menu = async (ctx: CageContext): Promise<Screen> => {
    const { spins } = await play.bonus(ctx.tx, ctx.player.id);
    return gamesScreen(ctx.t, (await cashIn(ctx)).asset, { appUrl, free: spins });
  };
  feature.command(['play', 'games'], async (ctx) => void (await ctx.say(await menu(ctx))));
  feature.action('games', async (ctx) => ctx.show(await menu(ctx)));
  // Below the message of a bonus, which stays what it is.
  feature.action('games:new', async (ctx) => void (await ctx.say(await menu(ctx))));

  for (const game of chatGameNames)
    feature.command(game, async (ctx) => {
      const typed = ctx.payload.trim();
      if (typed === '') return void (await ctx.say(readyScreen(ctx.t, await readyOf(ctx, play, game))));
      const ready = await readyOf(ctx, play, game, { from: IN_STARS.test(typed) ? '0s' : '0' });
      const unclear = () => ctx.say(readyScreen(ctx.t, ready, ctx.t('game-stake-unclear')));
      if (ready.purse.kind === 'free') return void (await unclear());
      const { asset } = ready.purse.held;
      const stake = parseAmount(typed.replace(IN_STARS, ''), asset);
      if (!stake || (asset === 'XTR') !== IN_STARS.test(typed)) return void (await unclear());
      // A game with something to choose asks for it; one without plays for what was written. A first round begins with a tap: the
      // number of it is the player's part of their seeds, and what is written has none that we could not foresee.
      if (game === 'spin' && !ready.firstPair) return bet(ctx, { ...ready, stake }, 'go');
      const fits = withinTable(stake.minor, tableOf(chatGames[game], asset));
      const note = fits < stake.minor ? 'over-most' : fits > stake.minor ? 'below-least' : undefined;
      await ctx.say(note ? refused(ctx, note, { ...ready, stake }) : readyScreen(ctx.t, { ...ready, stake }));
    });

  feature.action(ANEW, async (ctx) => {
    await ctx.say(readyScreen(ctx.t, await readyOf(ctx, play, ctx.match[1] as ChatGame)));
  });

  feature.action(AT, async (ctx) => {
    const [, game, from] = ctx.match;
    const asked = from === undefined || from.startsWith('f') ? undefined : BigInt(from.replace('s', ''));
    const named = from === undefined ? undefined : { from, ...(asked === undefined ? {} : { asked }) };
    return ctx.show(readyScreen(ctx.t, await readyOf(ctx, play, game as ChatGame, named)));
  });

  feature.action(BET, async (ctx) => {
    const [, name, choice = '', from = '0'] = ctx.match;
    const game = name as ChatGame;
    if (from.startsWith('f')) {
      const spins = await play.spinsNamed(ctx.tx, ctx.player.id, (grant) => isFreeOf(from, grant));
      const now = await readyOf(ctx, play, game);
      return spins && freeBy[spins.game] === game
        ? bet(ctx, { ...now, purse: { kind: 'free', spins }, stake: spins.stake }, choice)
        : ctx.show(refused(ctx, 'no-free-spin', now));
    }
    const ready = await readyOf(ctx, play, game, { from });
    const { purse } = ready;
    // Of Stars they never had: made by hand. What is asked of one purse is never staked from another.
    if (purse.kind === 'free' || (purse.kind === 'stars') !== from.endsWith('s'))
      return ctx.show(refused(ctx, 'not-your-wallet', ready));
    const minor = BigInt(from.replace('s', ''));
    const stake = money(purse.held.asset, minor > MAX_MINOR ? MAX_MINOR : minor);
    return bet(ctx, { ...ready, stake }, choice);
  });

  feature.command('rounds', async (ctx) => void (await ctx.say(await lastRounds(ctx))));
  feature.action('rounds', async (ctx) => ctx.show(await lastRounds(ctx)));
  const lastRounds = async (ctx: CageContext): Promise<Screen> =>
    roundsScreen(ctx.t, await play.rounds(ctx.tx, ctx.player.id, { atMost: ROUNDS_SHOWN }), appUrl);

  const refused = (ctx: CageContext, reason: BetRefusal['reason'], ready: Ready): Screen =>
    refusedScreen(ctx.t, reason, ready, { appUrl, canDeposit });

  async function bet(ctx: CageContext, ready: Ready, choice: string): Promise<void> {
    const { game, purse, stake } = ready;
    const choices = chosenBy(game, choice);
    if (!choices) return ctx.show(refused(ctx, 'wrong-choice', ready));
    // A key from before anything was promised: what is, is shown first, and the next tap plays.
    if (ready.firstPair?.isNew)
      return ctx.show(readyScreen(ctx.t, { ...ready, stake: stakeFrom(purse, game, stake.minor) }));
    const id = chatRoundId(ctx.player.id, askedIn(ctx));
    const free = purse.kind === 'free' ? purse.spins : undefined;
    const played = await play.bet(ctx.player.id, {
      id,
      game: free?.game ?? chatGames[game],
      stake,
      choices,
      freeSpin: free?.grant,
      ...(ctx.callbackQuery && { playersPart: partOfTap(ctx.callbackQuery.id) }),
    });
    if ('reason' in played)
      return ctx.show(
        await refusedNow(ctx, played.reason, free ? await readyOf(ctx, play, game) : await ofNow(ctx, ready)),
      );

    const [before] = await play.rounds(ctx.tx, ctx.player.id, { atMost: 1, before: id });
    const named = { from: stakeMark(purse, stake), ...(free ? {} : { asked: stake.minor }) };
    const screen = resultScreen(ctx.t, played, await readyOf(ctx, play, game, named), {
      clock: await play.clock(ctx.tx, ctx.player.id),
      before: before?.beganAt,
      appUrl,
    });
    if (ready.game !== 'drop') return ctx.show(screen);
    // The die falls below the words, so these have to be the newest; the keys above them go. Said once for the round: a second
    // tap of its key says nothing.
    await ctx.takeKeysAway();
    await ctx.say(screen, `round:${ctx.bot}:${id}`);
    await ctx.throwDie(`round:${ctx.bot}:${id}:die`);
  }

  /** A bet that was refused for want of money has begun a first pair, too. */
  const ofNow = async (ctx: CageContext, ready: Ready): Promise<Ready> => ({
    ...ready,
    firstPair: await play.firstPair(ctx.tx, ctx.player.id),
  });

  async function refusedNow(ctx: CageContext, reason: BetRefusal['reason'], ready: Ready): Promise<Screen> {
    const pause = reason === 'excluded' ? await ownLimits.pauseOf(ctx.tx, ctx.player.id) : undefined;
    return pause ? playPausedScreen(ctx.t, pause.until, canWithdraw) : refused(ctx, reason, ready);
  }
  return feature;
}

/** A key on one message, or one message that was written. */
function askedIn(ctx: CageContext): Asked {
  const { callbackQuery: tap } = ctx;
  const data = tap && 'data' in tap ? tap.data : '';
  const what = tap ? `tap:${ctx.bot}:${ctx.chatId}:${ctx.tapped}:${data}` : `update:${ctx.bot}:${ctx.update.update_id}`;
  // Of a message that Telegram keeps no more it says 0: the number is as good without its time.
  return { what, sentAt: new Date((ctx.msg?.date ?? 0) * 1_000) };
}
