import { createHash } from 'node:crypto';
import type { GrantId, PlayerId, RoundId } from '../contracts/ids.ts';
import type { Asset } from '../domain/assets.ts';
import { CLIENT_SEED_MOST } from '../domain/fairness.ts';
import type { GameId } from '../domain/games/index.ts';
import { uuidV7 } from '../domain/ids.ts';
import { type Money, money } from '../domain/money.ts';
import type { Tx } from '../prisma/tx.ts';
import { readPlaying, readReminder } from '../records/compliance/limits.ts';
import { type GrantView, readGrants } from '../records/play/grant-reads.ts';
import { type FirstPair, readRounds, type SeedsShown } from '../records/play/round-reads.ts';
import type { Round } from '../records/play/round-types.ts';
import type { ChangeSeeds } from './change-seeds.ts';
import type { HouseOfGames } from './house-of-games.ts';
import type { PlayRound } from './play-round.ts';

/** What was asked for in a chat: one key of one message, or one message that was written. */
export type Asked = { readonly what: string; readonly sentAt: Date };

/**
 * The round of a wish made in a chat. It follows from Telegram's numbers alone: an update that comes again, because the process
 * died between the bet and the reply, finds its round played and is answered as the first time; and two taps of one key are one
 * round.
 */
export const chatRoundId = (player: PlayerId, { what, sentAt }: Asked): RoundId =>
  uuidV7(sentAt.getTime(), createHash('sha256').update(`${player}:${what}`).digest()) as RoundId;

/**
 * The client seed that a tap makes for its player: the number that Telegram draws for it, which nobody could foresee. A key's message
 * and its data are the bot's own, and the numbers of messages and updates count up: those make none.
 */
export const partOfTap = (callbackQueryId: string): string => `tap-${callbackQueryId}`.slice(0, CLIENT_SEED_MOST);

/** What a player who plays is never without: how long they have played, and what came of it. */
export type PlayClock = {
  /** Undefined: they have not played for a quarter of an hour. */
  readonly session: { readonly beganAt: Date; readonly asset: Asset; readonly net: bigint } | undefined;
  /** How often they want to be told to look up; undefined: not at all. */
  readonly everyMinutes: number | undefined;
};

/** Rounds of one game at one stake that a bonus pays for; what they win is bonus. */
export type FreeSpins = {
  readonly grant: GrantId;
  readonly game: GameId;
  readonly stake: Money;
  readonly left: number;
  /** So many times what they win is to be wagered. */
  readonly times: number;
};

function freeSpinsIn({ id, worth, spinsLeft, terms: { spins, wagerTimes } }: GrantView): FreeSpins | undefined {
  return (
    spins && {
      grant: id,
      game: spins.game,
      stake: money(worth.asset, spins.stake),
      left: spinsLeft,
      times: wagerTimes,
    }
  );
}

/** Bonus money that is played with. `most`: what one stake may be while it is. */
export type BonusFunds = { readonly balance: Money; readonly most: Money };

/** Its time is not over: nobody need have ended it yet for its money to be no money any more. */
const isPlayed = ({ playUntil }: GrantView, atMs: number): boolean =>
  playUntil !== undefined && playUntil.getTime() > atMs;

/** Games in the chat. A bet is a transaction of its own: it waits for no letter, and no letter for it. */
export type ChatPlay = {
  readonly bet: PlayRound;
  /** The newest first; those before one of them, where it is named. */
  readonly rounds: (
    tx: Tx,
    player: PlayerId,
    page: { readonly atMost: number; readonly before?: RoundId },
  ) => Promise<readonly Round[]>;
  /** What the active bonus gives to play with: its money, staked with cash of its asset, and what is left of its free spins. */
  readonly bonus: (
    tx: Tx,
    player: PlayerId,
  ) => Promise<{ readonly funds?: BonusFunds; readonly spins?: FreeSpins | undefined }>;
  /** The free spins of the bonus that a key names, though none are left or it has ended since: for a round that is told again. */
  readonly spinsNamed: (tx: Tx, player: PlayerId, isIt: (grant: GrantId) => boolean) => Promise<FreeSpins | undefined>;
  readonly clock: (tx: Tx, player: PlayerId) => Promise<PlayClock>;
  /** Whoever was promised none yet is promised their first pair: in the transaction that says it. */
  readonly seeds: (tx: Tx, player: PlayerId) => Promise<SeedsShown>;
  /** The same, of a pair that no round has begun; undefined: there is one in use. */
  readonly firstPair: (tx: Tx, player: PlayerId) => Promise<FirstPair | undefined>;
  readonly changeSeeds: ChangeSeeds;
};

/** What is played, as the chat has it; undefined where nobody plays. */
export const chatPlay = (games: HouseOfGames | undefined, now: () => number): ChatPlay | undefined =>
  games && {
    bet: games.playRound,
    rounds: readRounds,
    bonus: async (tx, player) => {
      const { active } = await readGrants(tx, player, new Date(now()));
      if (!active || !isPlayed(active, now())) return {};
      return {
        funds: { balance: active.balance, most: money(active.balance.asset, active.terms.mostStake) },
        spins: active.spinsLeft > 0 ? freeSpinsIn(active) : undefined,
      };
    },
    spinsNamed: async (tx, player, isIt) => {
      const { active, ended } = await readGrants(tx, player, new Date(now()));
      const found = [...(active ? [active] : []), ...ended].find(({ id }) => isIt(id));
      return found && freeSpinsIn(found);
    },
    clock: async (tx, player) => ({
      session: (await readPlaying(tx, player, new Date(now()))).session,
      everyMinutes: await readReminder(tx, player),
    }),
    seeds: (tx, player) => games.seedsOf(player, tx),
    firstPair: (tx, player) => games.firstPair(player, tx),
    changeSeeds: games.changeSeeds,
  };
