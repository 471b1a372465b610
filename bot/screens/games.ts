import type { InlineKeyboardButton } from '@grammyjs/types';
import { formatMoney, formatPercent } from '../../contracts/texts/format.ts';
import type { Asset } from '../../domain/assets.ts';
import { brassOrchard } from '../../domain/games/brass-orchard/rules.ts';
import { type DropBet, drop, dropBets } from '../../domain/games/drop/rules.ts';
import type { Fields } from '../../domain/games/game.ts';
import { guess } from '../../domain/games/guess/rules.ts';
import { type GameId, gameIds, gameOf } from '../../domain/games/index.ts';
import { type MiniSymbol, miniSpin } from '../../domain/games/mini-spin/rules.ts';
import { placesOfGames, tableOf } from '../../domain/games/tables.ts';
import { money } from '../../domain/money.ts';
import { cutOff, type Ratio } from '../../domain/ratio.ts';
import type { BetRefusal } from '../../records/play/round-types.ts';
import type { Texts } from '../../runtime/texts.ts';
import type { FreeSpins } from '../../use-cases/play-in-chat.ts';
import {
  type ChatGame,
  chatGames,
  freeKey,
  freeText,
  type Purse,
  purseKeys,
  type Ready,
  stakeFrom,
  stakeMark,
  stakeText,
  tableKey,
} from './purses.ts';
import { key, type Screen } from './screen.ts';

/** Two short names go beside each other. */
const MENU_ROWS: readonly (readonly ChatGame[])[] = [['spin', 'drop'], ['guess']];
const APP_KEYS_IN_A_ROW = 2;

/** What there is, here and in the app, each a tap away; what one stakes, and what comes back of it in the long run. */
export function gamesScreen(
  t: Texts,
  asset: Asset,
  { appUrl, free }: { readonly appUrl: string | undefined; readonly free: FreeSpins | undefined },
): Screen {
  const lines = gameIds.filter((id) => placesOfGames[id] !== 'app').map((id) => gameLine(t, id, asset));
  const others = gameIds.filter((id) => placesOfGames[id] === 'app');
  const freeSpins = free && freeKey(t, free, appUrl);
  const inApp = t('games-in-app', { games: others.map((id) => t(`game-${id}`)).join(', ') });
  return {
    text: [t('games-menu'), ...(free ? ['', freeText(t, free), ''] : []), ...lines, '', inApp].join('\n'),
    keys: [
      ...(freeSpins ? [[freeSpins]] : []),
      ...MENU_ROWS.map((row) => row.map((name) => key(t(`game-${chatGames[name]}`), name))),
      ...(appUrl === undefined ? [] : inRows(others.map((id) => tableKey(t(`game-${id}`), id, appUrl)))),
      [key(t('games-rounds'), 'rounds'), key(t('games-fair'), 'fair')],
      [key(t('menu-back'), 'home')],
    ],
  };
}

const inRows = (keys: readonly InlineKeyboardButton[]): InlineKeyboardButton[][] =>
  keys.flatMap((_, n) => (n % APP_KEYS_IN_A_ROW === 0 ? [keys.slice(n, n + APP_KEYS_IN_A_ROW)] : []));

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

/** The keys that play for the stake as it stands, those that change it, and those that change what it comes from. */
export const playKeys = (t: Texts, ready: Ready): InlineKeyboardButton[][] =>
  [...betKeys(t, ready), stakeKeys(t, ready), purseKeys(t, ready)].filter((row) => row.length > 0);

/** The game with its paytable, the stake as it stands, and the keys that play for it; before a first round, what we have committed to. */
export function readyScreen(t: Texts, ready: Ready, note?: string): Screen {
  const { firstPair } = ready;
  const text = [
    rulesText(t, ready),
    stakeText(t, ready),
    ...(firstPair ? ['', t('game-first-pair', { commitment: firstPair.commitment })] : []),
  ].join('\n');
  return {
    text: note === undefined ? text : `${note}\n\n${text}`,
    keys: [...playKeys(t, ready), [key(t('games-all'), 'games')]],
  };
}

function rulesText(t: Texts, { game, purse }: Ready): string {
  if (purse.kind === 'free' && purse.spins.game === 'brass-orchard')
    return t('game-rules-orchard', {
      game: t('game-brass-orchard'),
      most: timesText(brassOrchard.most({})),
      returns: returnsText(t, brassOrchard.returns({})),
    });
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

function betKeys(t: Texts, { game, purse, stake, mark }: Ready): InlineKeyboardButton[][] {
  const from = stakeMark(purse, stake);
  const bet = (label: string, choice: string) => key(label, `bet:${game}:${choice}:${from}:${mark}`);
  switch (game) {
    case 'spin':
      return purse.kind === 'free'
        ? [[bet(t('game-spin-free', { left: purse.spins.left }), 'go')]]
        : [[bet(t('game-spin', { stake: formatMoney(stake, t.language) }), 'go')]];
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
function stakeKeys(t: Texts, { game, purse, stake, mark }: Ready): InlineKeyboardButton[] {
  if (purse.kind === 'free') return [];
  const to = (label: 'game-half' | 'game-double', minor: bigint) => {
    const next = stakeFrom(purse, game, minor).minor;
    const shown = formatMoney(money(stake.asset, next), t.language);
    return next === stake.minor
      ? []
      : [
          key(
            label === 'game-half' ? t('game-half', { stake: shown }) : t('game-double', { stake: shown }),
            `${game}:${stakeMark(purse, money(stake.asset, next))}:${mark}`,
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

/** Says of all that it could have come from how much there is. */
function tooLittleText(t: Texts, purse: Purse, shown: { readonly stake: string; readonly cash: string }): string {
  if (purse.kind === 'stars') return t('bet-refused-too-few-stars', shown);
  const bonus = purse.kind === 'cash' ? purse.bonus?.balance : undefined;
  return bonus && bonus.minor > 0n
    ? t('bet-refused-too-little-with-bonus', { ...shown, bonus: formatMoney(bonus, t.language) })
    : t('bet-refused-insufficient-funds', shown);
}

/** Why nothing was staked, and the way on. What was refused cost nothing, and that is said. */
export function refusedScreen(
  t: Texts,
  reason: BetRefusal['reason'],
  ready: Ready,
  { appUrl, canDeposit }: { readonly appUrl: string | undefined; readonly canDeposit: boolean },
): Screen {
  const { least, most } = tableOf(chatGames[ready.game], ready.stake.asset);
  const say = (minor: bigint) => formatMoney(money(ready.stake.asset, minor), t.language);
  const { purse } = ready;
  const shown = {
    stake: formatMoney(ready.stake, t.language),
    cash: purse.kind === 'free' ? '' : formatMoney(purse.held, t.language),
    least: say(least),
    most: say(most),
  };
  const text = reason === 'insufficient-funds' ? tooLittleText(t, purse, shown) : t(`bet-refused-${reason}`, shown);
  const way = wayOn[reason];
  const back = [key(t('games-all'), 'games')];
  switch (way) {
    case 'again': {
      const stake = stakeFrom(purse, ready.game, ready.stake.minor);
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
