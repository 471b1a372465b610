import { type Asset, assets } from '../assets.ts';
import { shareOf } from '../ratio.ts';
import type { Fields } from './game.ts';
import { type GameId, gameOf } from './index.ts';

/** What may be staked on a game in one asset, and the most that one round pays; minor units. */
export type Table = { readonly least: bigint; readonly most: bigint; readonly mostWin: bigint };

export type StakeRefusal = { readonly reason: 'below-least' | 'over-most' | 'over-most-win' };

/** Where a game is played. */
export const placesOfGames = {
  'brass-orchard': 'app',
  dice: 'app',
  limbo: 'app',
  mines: 'app',
  'coin-flip': 'app',
  guess: 'both',
  'mini-spin': 'chat',
  drop: 'chat',
} as const satisfies Record<GameId, 'app' | 'chat' | 'both'>;

/** About ten cents, 500 euros and 50,000 euros in each asset. A play asset has the table of its twin. */
const tables = {
  EUR: { least: 10n, most: 50_000n, mostWin: 5_000_000n },
  USD: { least: 10n, most: 50_000n, mostWin: 5_000_000n },
  RUB: { least: 1_000n, most: 5_000_000n, mostWin: 500_000_000n },
  TON: { least: 50_000_000n, most: 200_000_000_000n, mostWin: 20_000_000_000_000n },
  USDT: { least: 100_000n, most: 500_000_000n, mostWin: 50_000_000_000n },
  XTR: { least: 1n, most: 25_000n, mostWin: 2_500_000n },
} as const satisfies Partial<Record<Asset, Table>>;

/** In the chat a stake is a tap of one button: the most is a tenth. */
const CHAT_SHARE = 10n;

/** So many of the greatest wins may be under way at once, in rounds of several steps of one asset: what the house is exposed to. */
const MOST_OPEN_WINS = 20n;

/**
 * An open round is counted as exposed for no more than so many times its stake. It may win more, but a win of a hundredfold comes once in
 * a hundred rounds at most, whatever its game: if the top of each ladder were counted, a few small stakes would close the table for all.
 */
const EXPOSED_TIMES = 100n;

export function tableOf(game: GameId, asset: Asset): Table {
  const table = tables[asset.replace('PLAY-', '') as keyof typeof tables];
  return placesOfGames[game] === 'chat' ? { ...table, most: table.most / CHAT_SHARE } : table;
}

/** What all open rounds of an asset may be exposed for together; minor units. */
export const mostExposed = (asset: Asset): bigint =>
  tables[asset.replace('PLAY-', '') as keyof typeof tables].mostWin * MOST_OPEN_WINS;

export const playedAssets = Object.keys(assets) as readonly Asset[];

/**
 * What the house is exposed to by a bet while it is open, if it may be taken at all: no bet that could win more than the table pays is.
 * Judged before it is accepted, never after.
 * @param choices as the game read them
 */
export function judgeStake(
  game: GameId,
  asset: Asset,
  stake: bigint,
  choices: Fields,
): { readonly exposed: bigint } | StakeRefusal {
  const { least, most, mostWin } = tableOf(game, asset);
  if (stake < least) return { reason: 'below-least' };
  if (stake > most) return { reason: 'over-most' };
  const couldWin = shareOf(stake, gameOf(game).most(choices));
  if (couldWin > mostWin) return { reason: 'over-most-win' };
  return { exposed: couldWin < stake * EXPOSED_TIMES ? couldWin : stake * EXPOSED_TIMES };
}
