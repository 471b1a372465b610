import { Composer } from 'telegraf';
import { playTwin } from '../../domain/assets.ts';
import { tableOf } from '../../domain/games/tables.ts';
import { MAX_MINOR, type Money, money, parseAmount } from '../../domain/money.ts';
import { cashOf } from '../../records/ledger/reads.ts';
import type { BetRefusal } from '../../records/play/round-types.ts';
import { type Asked, type ChatPlay, chatRoundId } from '../../use-cases/play-in-chat.ts';
import type { CageContext } from '../context.ts';
import type { BotDeps } from '../deps.ts';
import { playPausedScreen } from '../screens/deposit.ts';
import {
  type ChatGame,
  chatGameNames,
  chatGames,
  chosenBy,
  gamesScreen,
  type Ready,
  readyScreen,
  refusedScreen,
  usualStake,
  withinTable,
} from '../screens/games.ts';
import { ROUNDS_SHOWN, resultScreen, roundsScreen } from '../screens/rounds.ts';
import type { Screen } from '../screens/screen.ts';

const GAME = `(${chatGameNames.join('|')})`;
/** A game at a stake; the mark tells the keys of one drawing from those of another, and says nothing else. */
const AT = new RegExp(`^${GAME}(?::(\\d{1,19})(?::[\\da-z]{1,13})?)?$`);
const BET = new RegExp(`^bet:${GAME}:([a-z\\d]{1,8}):(\\d{1,19}):[\\da-z]{1,13}$`);

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

  feature.command('games', async (ctx) => void (await ctx.say(gamesScreen(ctx.t, (await purse(ctx)).asset, appUrl))));
  feature.action('games', async (ctx) => ctx.show(gamesScreen(ctx.t, (await purse(ctx)).asset, appUrl)));

  for (const game of chatGameNames)
    feature.command(game, async (ctx) => {
      const cash = await purse(ctx);
      const table = tableOf(chatGames[game], cash.asset);
      const ready = { game, cash, stake: money(cash.asset, usualStake(table)), mark: markOf(ctx) };
      if (ctx.payload.trim() === '') return void (await ctx.say(readyScreen(ctx.t, ready)));
      const stake = parseAmount(ctx.payload, cash.asset);
      if (!stake) return void (await ctx.say(readyScreen(ctx.t, ready, ctx.t('game-stake-unclear'))));
      // A game with something to choose asks for it; one without plays for what was written.
      if (game === 'spin') return bet(ctx, { ...ready, stake }, 'go');
      const fits = money(stake.asset, withinTable(stake.minor, table));
      const note = fits.minor < stake.minor ? 'over-most' : fits.minor > stake.minor ? 'below-least' : undefined;
      await ctx.say(note ? refused(ctx, note, { ...ready, stake }) : readyScreen(ctx.t, { ...ready, stake }));
    });

  feature.action(AT, async (ctx) => {
    const game = ctx.match[1] as ChatGame;
    const cash = await purse(ctx);
    const table = tableOf(chatGames[game], cash.asset);
    const minor = ctx.match[2] === undefined ? usualStake(table) : BigInt(ctx.match[2]);
    const stake = money(cash.asset, withinTable(minor, table));
    return ctx.show(readyScreen(ctx.t, { game, cash, stake, mark: markOf(ctx) }));
  });

  feature.action(BET, async (ctx) => {
    const [, game, choice = '', digits = '0'] = ctx.match;
    const minor = BigInt(digits);
    const cash = await purse(ctx);
    const stake = money(cash.asset, minor > MAX_MINOR ? MAX_MINOR : minor);
    return bet(ctx, { game: game as ChatGame, cash, stake, mark: markOf(ctx) }, choice);
  });

  feature.command('rounds', async (ctx) => void (await ctx.say(await lastRounds(ctx))));
  feature.action('rounds', async (ctx) => ctx.show(await lastRounds(ctx)));
  const lastRounds = async (ctx: CageContext): Promise<Screen> =>
    roundsScreen(ctx.t, await play.rounds(ctx.tx, ctx.player.id, { atMost: ROUNDS_SHOWN }), appUrl);

  const refused = (ctx: CageContext, reason: BetRefusal['reason'], ready: Ready): Screen =>
    refusedScreen(ctx.t, reason, ready, { appUrl, canDeposit });

  async function bet(ctx: CageContext, ready: Ready, choice: string): Promise<void> {
    const choices = chosenBy(ready.game, choice);
    if (!choices) return ctx.show(refused(ctx, 'wrong-choice', ready));
    // Who writes for the first time is stored with this update, and has nothing to stake yet.
    if (ctx.player.isNew) return ctx.show(refused(ctx, 'insufficient-funds', ready));
    const id = chatRoundId(ctx.player.id, askedIn(ctx));
    const played = await play.bet(ctx.player.id, { id, game: chatGames[ready.game], stake: ready.stake, choices });
    if ('reason' in played) return ctx.show(await refusedNow(ctx, played.reason, ready));

    const [before] = await play.rounds(ctx.tx, ctx.player.id, { atMost: 1, before: id });
    const screen = resultScreen(
      ctx.t,
      played,
      { ...ready, cash: played.cash },
      {
        clock: await play.clock(ctx.tx, ctx.player.id),
        before: before?.beganAt,
        appUrl,
      },
    );
    if (ready.game !== 'drop') return ctx.show(screen);
    // The die falls below the words, so these have to be the newest; the keys above them go. Said once for the round: a second
    // tap of its key says nothing.
    await ctx.takeKeysAway();
    await ctx.say(screen, `round:${ctx.bot}:${id}`);
    await ctx.throwDie(`round:${ctx.bot}:${id}:die`);
  }

  async function refusedNow(ctx: CageContext, reason: BetRefusal['reason'], ready: Ready): Promise<Screen> {
    const pause = reason === 'excluded' ? await ownLimits.pauseOf(ctx.tx, ctx.player.id) : undefined;
    return pause ? playPausedScreen(ctx.t, pause.until, canWithdraw) : refused(ctx, reason, ready);
  }
  return feature;
}

const markOf = (ctx: CageContext): string => ctx.update.update_id.toString(36);

/** A key on one message, or one message that was written. */
function askedIn(ctx: CageContext): Asked {
  const { callbackQuery: tap } = ctx;
  const data = tap && 'data' in tap ? tap.data : '';
  const what = tap ? `tap:${ctx.bot}:${ctx.chatId}:${ctx.tapped}:${data}` : `update:${ctx.bot}:${ctx.update.update_id}`;
  // Of a message that Telegram keeps no more it says 0: the number is as good without its time.
  return { what, sentAt: new Date((ctx.msg?.date ?? 0) * 1_000) };
}

/** What is played from: the wallet, or its play twin where that is what they hold. Stars are played in the app. */
async function purse({ tx, player }: CageContext): Promise<Money> {
  const held = await cashOf(tx, player.id);
  const twin = playTwin(player.wallet);
  const filled = [player.wallet, twin].flatMap((asset) =>
    held.filter((cash) => cash.asset === asset && cash.minor > 0n),
  );
  return filled[0] ?? money(player.wallet, 0n);
}
