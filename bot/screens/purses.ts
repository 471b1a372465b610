import type { InlineKeyboardButton } from '@grammyjs/types';
import type { GrantId } from '../../contracts/ids.ts';
import { formatMoney } from '../../contracts/texts/format.ts';
import type { GameId } from '../../domain/games/index.ts';
import { type Table, tableOf } from '../../domain/games/tables.ts';
import { type Money, money } from '../../domain/money.ts';
import type { FirstPair } from '../../records/play/round-reads.ts';
import type { Texts } from '../../runtime/texts.ts';
import type { BonusFunds, FreeSpins } from '../../use-cases/play-in-chat.ts';
import { key } from './screen.ts';

/** The commands of the games that are played here; a key names its game by them. */
export const chatGames = { spin: 'mini-spin', guess: 'guess', drop: 'drop' } as const satisfies Record<string, GameId>;
export type ChatGame = keyof typeof chatGames;
export const chatGameNames = Object.keys(chatGames) as readonly ChatGame[];

/** By which command free spins of a game are played here: a slot of the app has nothing to choose, so /spin spins it. Others wait in the app. */
export const freeBy: Readonly<Partial<Record<GameId, ChatGame>>> = {
  'mini-spin': 'spin',
  'brass-orchard': 'spin',
  guess: 'guess',
  drop: 'drop',
};

/** What a stake comes from: cash and the bonus of its asset with it, Stars, which never become cash, or the house itself. */
export type Purse =
  | { readonly kind: 'cash'; readonly held: Money; readonly bonus: BonusFunds | undefined }
  | { readonly kind: 'stars'; readonly held: Money }
  | { readonly kind: 'free'; readonly spins: FreeSpins };

/** All that there is to play one game from: cash always, though it be nothing. */
export type Purses = readonly [Purse, ...Purse[]];

export type Ready = {
  readonly game: ChatGame;
  readonly stake: Money;
  readonly purse: Purse;
  readonly purses: Purses;
  /** By which the keys of this drawing are told from those of others: of two taps of one key, one counts. */
  readonly mark: string;
  /** What the house has committed to before a first round; undefined once one has begun. */
  readonly firstPair: FirstPair | undefined;
};

const isEmpty = (purse: Purse): boolean =>
  purse.kind !== 'free' && purse.held.minor === 0n && (purse.kind === 'stars' || !purse.bonus?.balance.minor);

/** The free first: nothing of a player's own is staked while something free waits. Then what is not empty. */
export const usualPurse = (purses: Purses): Purse =>
  purses.find(({ kind }) => kind === 'free') ?? purses.find((purse) => !isEmpty(purse)) ?? purses[0];

/** Of what is staked when nothing was said: so many times the least. */
const USUAL_TIMES = 10n;
const usualStake = ({ least, most }: Table): bigint => (least * USUAL_TIMES < most ? least * USUAL_TIMES : least);

/** A stake within what the game takes. */
export const withinTable = (stake: bigint, { least, most }: Table): bigint =>
  stake < least ? least : stake > most ? most : stake;

/** What is staked from a purse: what was asked for as far as the game and the bonus take it, the usual where nothing was; of free spins what their bonus says. */
export function stakeFrom(purse: Purse, game: ChatGame, asked?: bigint): Money {
  if (purse.kind === 'free') return purse.spins.stake;
  const { asset } = purse.held;
  const table = tableOf(chatGames[game], asset);
  const bound = purse.kind === 'cash' ? purse.bonus?.most.minor : undefined;
  const most = bound !== undefined && bound < table.most && bound >= table.least ? bound : table.most;
  return money(asset, asked === undefined ? usualStake({ ...table, most }) : withinTable(asked, { ...table, most }));
}

/** How a key names a stake: minor units of cash, of Stars with an `s` behind them, or the end of the bonus whose free spin it is. */
export const STAKE = '\\d{1,19}s?|f[\\da-f]{8}';
const freeMark = (grant: GrantId): string => `f${grant.slice(-8)}`;
export const isFreeOf = (stake: string, grant: GrantId): boolean => stake === freeMark(grant);

export const stakeMark = ({ kind, ...purse }: Purse, { minor }: Money): string =>
  'spins' in purse ? freeMark(purse.spins.grant) : `${minor}${kind === 'stars' ? 's' : ''}`;

/** What a key or words ask to be played from; undefined: it is not there any more. */
export const purseOf = (stake: string, purses: Purses): Purse | undefined =>
  purses.find((purse) =>
    purse.kind === 'free'
      ? isFreeOf(stake, purse.spins.grant)
      : /^\d/.test(stake) && stake.endsWith('s') === (purse.kind === 'stars'),
  );

/** What a tap below costs, and what there is. */
export function stakeText(t: Texts, { purse, stake }: Ready): string {
  if (purse.kind === 'free') return freeText(t, purse.spins);
  const shown = { stake: formatMoney(stake, t.language), cash: formatMoney(purse.held, t.language) };
  if (purse.kind === 'stars') return t('game-stake-stars', shown);
  if (!purse.bonus?.balance.minor) return t('game-stake', shown);
  return t('game-stake-with-bonus', { ...shown, bonus: formatMoney(purse.bonus.balance, t.language) });
}

/** How many are left, of what, and what becomes of what they win. */
export const freeText = (t: Texts, { left, game, stake, times }: FreeSpins): string =>
  t('free-spins-left', {
    left,
    game: t(`game-${game}`),
    stake: formatMoney(stake, t.language),
    times,
  });

/** Leads to the table of a game in the app. */
export const tableKey = (text: string, game: GameId, appUrl: string): InlineKeyboardButton => ({
  text,
  web_app: { url: new URL(`game/${game}`, appUrl).href },
});

/**
 * Where free spins are played: here, or in the app alone; undefined where Telegram does not open it.
 * @param anew in a message of its own, where the one above stays what it is
 */
export function freeKey(
  t: Texts,
  { game, left }: Pick<FreeSpins, 'game' | 'left'>,
  appUrl: string | undefined,
  anew: ':new' | '' = '',
): InlineKeyboardButton | undefined {
  const text = t('game-with-free', { left });
  const here = freeBy[game];
  if (here) return key(text, `${here}${anew}`);
  return appUrl === undefined ? undefined : tableKey(text, game, appUrl);
}

/** The other purses there are: each a key that changes what is played from, and plays nothing. */
export function purseKeys(t: Texts, { game, purse, purses, mark }: Ready): InlineKeyboardButton[] {
  const others = purses.filter(({ kind }) => kind !== purse.kind);
  return others.flatMap((other) => {
    if (isEmpty(other)) return [];
    const to = `${game}:${stakeMark(other, stakeFrom(other, game))}:${mark}`;
    if (other.kind === 'free') return [key(t('game-with-free', { left: other.spins.left }), to)];
    const held = formatMoney(other.held, t.language);
    return [key(other.kind === 'stars' ? t('game-with-stars', { held }) : t('game-with-cash', { held }), to)];
  });
}
