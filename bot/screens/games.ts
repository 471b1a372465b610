import type { InlineKeyboardButton } from '@grammyjs/types';
import { formatMoney, formatPercent } from '../../contracts/texts/format.ts';
import type { Asset } from '../../domain/assets.ts';
import { type DropBet, drop, dropBets } from '../../domain/games/drop/rules.ts';
import type { Fields } from '../../domain/games/game.ts';
import { guess } from '../../domain/games/guess/rules.ts';
import { type GameId, gameIds, gameOf } from '../../domain/games/index.ts';
import { type MiniSymbol, miniSpin } from '../../domain/games/mini-spin/rules.ts';
import { placesOfGames, type Table, tableOf } from '../../domain/games/tables.ts';
import { type Money, money } from '../../domain/money.ts';
import { cutOff, type Ratio } from '../../domain/ratio.ts';
import type { BetRefusal } from '../../records/play/round-types.ts';
import type { Texts } from '../../runtime/texts.ts';
import { key, type Screen } from './screen.ts';

/** The commands of the games that are played here; a key names its game by them. */
export const chatGames = { spin: 'mini-spin', guess: 'guess', drop: 'drop' } as const satisfies Record<string, GameId>;
export type ChatGame = keyof typeof chatGames;
export const chatGameNames = Object.keys(chatGames) as readonly ChatGame[];

/** Of what is staked when nothing was said: so many times the least. */
const USUAL_TIMES = 10n;
export const usualStake = ({ least, most }: Table): bigint =>
  least * USUAL_TIMES < most ? least * USUAL_TIMES : least;

/** A stake within what the game takes. */
export const withinTable = (stake: bigint, { least, most }: Table): bigint =>
  stake < least ? least : stake > most ? most : stake;

export type Ready = {
  readonly game: ChatGame;
  readonly stake: Money;
  /** What there is to play with. */
  readonly cash: Money;
  /** By which the keys of this drawing are told from those of others: of two taps of one key, one counts. */
  readonly mark: string;
};

/** Two short names go beside each other. */
const MENU_ROWS: readonly (readonly ChatGame[])[] = [['spin', 'drop'], ['guess']];

/** What there is, here and in the app; what one stakes, and what comes back of it in the long run. */
export function gamesScreen(t: Texts, asset: Asset, appUrl: string | undefined): Screen {
  const lines = gameIds.filter((id) => placesOfGames[id] !== 'app').map((id) => gameLine(t, id, asset));
  const others = gameIds.filter((id) => placesOfGames[id] === 'app');
  const inApp = t('games-in-app', { games: others.map((id) => t(`game-${id}`)).join(', ') });
  return {
    text: [t('games-menu'), ...lines, '', inApp].join('\n'),
    keys: [
      ...MENU_ROWS.map((row) => row.map((name) => key(t(`game-${chatGames[name]}`), name))),
      ...(appUrl === undefined ? [] : [[{ text: t('games-open-app'), web_app: { url: appUrl } }]]),
      [key(t('games-rounds'), 'rounds'), key(t('games-fair'), 'fair')],
      [key(t('menu-back'), 'home')],
    ],
  };
}

function gameLine(t: Texts, id: GameId, asset: Asset): string {
  const { least, most } = tableOf(id, asset);
  const [example] = gameOf(id).examples;
  return t('games-line', {
    game: t(`game-${id}`),
    least: formatMoney(money(asset, least), t.language),
    most: formatMoney(money(asset, most), t.language),
    returns: returnsText(t, gameOf(id).returns(example?.choices ?? {})),
  });
}

/** Cut off, as everything that is promised: never more than there is. */
const returnsText = (t: Texts, { numerator, denominator }: Ratio): string =>
  formatPercent(Number((numerator * 10_000n) / denominator), t.language);

const timesText = (multiplier: Ratio): string => `${cutOff(multiplier, 2).replace(/\.?0+$/, '')}×`;

/** The keys that play for the stake as it stands, and those that change it. */
export const playKeys = (t: Texts, ready: Ready): InlineKeyboardButton[][] =>
  [...betKeys(t, ready), stakeKeys(t, ready)].filter((row) => row.length > 0);

/** The game with its paytable, the stake as it stands, and the keys that play for it. */
export function readyScreen(t: Texts, ready: Ready, note?: string): Screen {
  const text = [
    rulesText(t, ready.game),
    t('game-stake', { stake: formatMoney(ready.stake, t.language), cash: formatMoney(ready.cash, t.language) }),
  ].join('\n');
  return {
    text: note === undefined ? text : `${note}\n\n${text}`,
    keys: [...playKeys(t, ready), [key(t('games-all'), 'games')]],
  };
}

function rulesText(t: Texts, game: ChatGame): string {
  switch (game) {
    case 'spin': {
      const three = (symbol: MiniSymbol) => ({ left: symbol, middle: symbol, right: symbol });
      const pays = (facts: ReturnType<typeof three>) => timesText(miniSpin.pays({}, facts));
      return t('game-rules-spin', {
        seven: pays(three('seven')),
        bar: pays(three('bar')),
        cherry: pays(three('cherry')),
        lemon: pays(three('lemon')),
        two: timesText(miniSpin.pays({}, { left: 'seven', middle: 'seven', right: 'bar' })),
        returns: returnsText(t, miniSpin.returns({})),
      });
    }
    case 'guess':
      return t('game-rules-guess', {
        pays: timesText(guess.most({ number: 1 })),
        returns: returnsText(t, guess.returns({ number: 1 })),
      });
    case 'drop':
      return t('game-rules-drop', {
        face: timesText(drop.most({ on: 'one' })),
        half: timesText(drop.most({ on: 'odd' })),
        returns: returnsText(t, drop.returns({ on: 'one' })),
      });
  }
}

const NUMBERS = Array.from({ length: 10 }, (_, n) => String(n + 1));

/** What can be chosen in a game, in the words of a key; a spin has nothing to choose. */
const choicesIn = { spin: ['go'], guess: NUMBERS, drop: dropBets } as const satisfies Record<
  ChatGame,
  readonly string[]
>;

/** What a key chose, as the game reads it; undefined: it knows no such choice. */
export function chosenBy(game: ChatGame, choice: string): Fields | undefined {
  if (!(choicesIn[game] as readonly string[]).includes(choice)) return undefined;
  return { spin: {}, guess: { number: Number(choice) }, drop: { on: choice } }[game];
}

function betKeys(t: Texts, { game, stake, mark }: Ready): InlineKeyboardButton[][] {
  const bet = (label: string, choice: string) => key(label, `bet:${game}:${choice}:${stake.minor}:${mark}`);
  switch (game) {
    case 'spin':
      return [[bet(t('game-spin', { stake: formatMoney(stake, t.language) }), 'go')]];
    case 'guess':
      return [NUMBERS.slice(0, 5), NUMBERS.slice(5)].map((row) => row.map((number) => bet(number, number)));
    case 'drop':
      return [dropBets.slice(0, 6), dropBets.slice(6)].map((row) => row.map((on) => bet(dropText(t, on), on)));
  }
}

const FACES = ['one', 'two', 'three', 'four', 'five', 'six'] as const satisfies readonly DropBet[];

export const dropText = (t: Texts, on: DropBet): string => {
  const face = (FACES as readonly string[]).indexOf(on);
  return face >= 0 ? String(face + 1) : t(`drop-on-${on}`);
};

/** Half and double, as far as the game takes it. They change the stake and play nothing; there is no key for the most. */
function stakeKeys(t: Texts, { game, stake, mark }: Ready): InlineKeyboardButton[] {
  const table = tableOf(chatGames[game], stake.asset);
  const to = (label: 'game-half' | 'game-double', minor: bigint) => {
    const next = withinTable(minor, table);
    const shown = formatMoney(money(stake.asset, next), t.language);
    return next === stake.minor
      ? []
      : [
          key(
            label === 'game-half' ? t('game-half', { stake: shown }) : t('game-double', { stake: shown }),
            `${game}:${next}:${mark}`,
          ),
        ];
  };
  return [...to('game-half', stake.minor / 2n), ...to('game-double', stake.minor * 2n)];
}

/** The way on after a refusal; `again`: the game, where another stake or a later try may do. */
const wayOn = {
  excluded: 'none',
  'kyc-refused': 'none',
  'verification-needed': 'kyc',
  'over-loss-limit': 'limits',
  'session-over': 'limits',
  'wrong-choice': 'again',
  'below-least': 'again',
  'over-most': 'again',
  'over-most-win': 'again',
  'over-exposure': 'again',
  'over-bonus-stake': 'bonus',
  'insufficient-funds': 'deposit',
  'round-open': 'app',
  'no-free-spin': 'again',
  'not-your-wallet': 'again',
  'key-reused': 'again',
} as const satisfies Record<BetRefusal['reason'], 'none' | 'again' | 'kyc' | 'limits' | 'deposit' | 'bonus' | 'app'>;

/** Why nothing was staked, and the way on. What was refused cost nothing, and that is said. */
export function refusedScreen(
  t: Texts,
  reason: BetRefusal['reason'],
  ready: Ready,
  { appUrl, canDeposit }: { readonly appUrl: string | undefined; readonly canDeposit: boolean },
): Screen {
  const { least, most } = tableOf(chatGames[ready.game], ready.stake.asset);
  const say = (minor: bigint) => formatMoney(money(ready.stake.asset, minor), t.language);
  const shown = {
    stake: formatMoney(ready.stake, t.language),
    cash: formatMoney(ready.cash, t.language),
    least: say(least),
    most: say(most),
  };
  const text = t(`bet-refused-${reason}`, shown);
  const way = wayOn[reason];
  const back = [key(t('games-all'), 'games')];
  switch (way) {
    case 'again': {
      const stake = money(ready.stake.asset, withinTable(ready.stake.minor, { least, most, mostWin: 0n }));
      return readyScreen(t, { ...ready, stake }, text);
    }
    case 'deposit':
    case 'bonus': {
      const isOffered = way === 'bonus' || canDeposit;
      const first = isOffered
        ? [[way === 'bonus' ? key(t('menu-bonus'), 'bonus') : key(t('menu-deposit'), 'deposit')]]
        : [];
      const { keys, text: rules } = readyScreen(t, ready);
      return { text: `${text}\n\n${rules}`, keys: [...first, ...keys] };
    }
    case 'kyc':
      return { text, keys: [[key(t('bet-way-kyc'), 'kyc')], back] };
    case 'limits':
      return { text, keys: [[key(t('bet-way-limits'), 'limits')], back] };
    case 'app':
      return {
        text,
        keys: [...(appUrl === undefined ? [] : [[{ text: t('games-open-app'), web_app: { url: appUrl } }]]), back],
      };
    case 'none':
      return { text, keys: [back] };
  }
}
