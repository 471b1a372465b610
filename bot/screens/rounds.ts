import type { InlineKeyboardButton } from '@grammyjs/types';
import { formatMoney, formatTime } from '../../contracts/texts/format.ts';
import type { Asset } from '../../domain/assets.ts';
import { type SlotFacts, windowOf, winsOf } from '../../domain/games/brass-orchard/rules.ts';
import type { DropBet } from '../../domain/games/drop/rules.ts';
import { money } from '../../domain/money.ts';
import { isRealityCheckDue } from '../../domain/reality-check.ts';
import type { Played, Round } from '../../records/play/round-types.ts';
import type { Texts } from '../../runtime/texts.ts';
import type { PlayClock } from '../../use-cases/play-in-chat.ts';
import { dropText, playKeys } from './games.ts';
import { freeText, type Ready } from './purses.ts';
import { key, type Screen } from './screen.ts';

/** What was won, or lost, with its sign; nothing bears none. */
export function netText(t: Texts, asset: Asset, net: bigint): string {
  const sign = net > 0n ? '+' : net < 0n ? '−' : '';
  return `${sign}${formatMoney(money(asset, net < 0n ? -net : net), t.language)}`;
}

/** A win is one only above the stake; a free spin staked nothing of the player's. */
const netOf = ({ win, stake, isFree }: Round): bigint => win - (isFree ? 0n : stake);

function outcomeText(t: Texts, round: Round): string {
  const net = netOf(round);
  if (round.isFree)
    return t('free-outcome', {
      how: net > 0n ? 'won' : 'lost',
      net: netText(t, round.asset, net),
      stake: formatMoney(money(round.asset, round.stake), t.language),
    });
  return t('round-outcome', {
    how: net > 0n ? 'won' : round.win > 0n ? 'back' : 'lost',
    win: formatMoney(money(round.asset, round.win), t.language),
    stake: formatMoney(money(round.asset, round.stake), t.language),
    net: netText(t, round.asset, net),
  });
}

/** What fell, in the words of its game. */
function factsText(t: Texts, { game, choices, facts }: Round): string {
  if (!facts) return '';
  switch (game) {
    case 'mini-spin':
      return [facts.left, facts.middle, facts.right].map((symbol) => t(`spin-symbol-${symbol}`)).join(' · ');
    case 'brass-orchard': {
      const reels = windowOf(facts as SlotFacts);
      const rows = [0, 1, 2].map((row) => reels.map((reel) => t(`spin-symbol-${reel[row] ?? 'cherry'}`)).join(' · '));
      return [...rows, t('orchard-lines', { count: winsOf(facts as SlotFacts).length })].join('\n');
    }
    case 'guess':
      return t('guess-fell', { drawn: Number(facts.drawn), number: Number(choices.number) });
    case 'drop':
      return t('drop-fell', { face: Number(facts.face), on: dropText(t, choices.on as DropBet) });
    default:
      return '';
  }
}

/** Whose money it was: said where a bonus had a part in it. */
function splitText(t: Texts, { asset, isFree, stakeCash, stakeBonus, winCash, winBonus }: Round): string[] {
  if (isFree || (stakeBonus === 0n && winBonus === 0n)) return [];
  const say = (minor: bigint) => formatMoney(money(asset, minor), t.language);
  return [
    t('round-split', {
      cash: say(stakeCash),
      bonus: say(stakeBonus),
      winCash: say(winCash),
      winBonus: say(winBonus),
    }),
  ];
}

function fundsText(t: Texts, { cash, bonus, wager }: Played): string[] {
  const say = (amount: Played['cash']) => formatMoney(amount, t.language);
  return [
    cash.asset === 'XTR' ? t('stars-balance', { stars: say(cash) }) : t('round-cash', { cash: say(cash) }),
    ...(bonus
      ? [
          t('round-bonus', {
            bonus: say(bonus),
            done: wager ? say(wager.done) : 'none',
            needed: wager ? say(wager.needed) : 'none',
          }),
        ]
      : []),
  ];
}

/** How long they play and what came of it: with each round, and in so many words when they asked to be told. */
function clockText(t: Texts, { session, everyMinutes }: PlayClock, { beganAt: at }: Round, before: Date | undefined) {
  if (!session) return { lines: [], isDue: false };
  const minutes = Math.max(0, Math.floor((at.getTime() - session.beganAt.getTime()) / 60_000));
  const net = netText(t, session.asset, session.net);
  const isDue = everyMinutes !== undefined && isRealityCheckDue({ beganAt: session.beganAt, before, at }, everyMinutes);
  return {
    lines: [t('round-session', { minutes, net }), ...(isDue ? ['', t('round-look-up', { minutes, net })] : [])],
    isDue,
  };
}

/**
 * A round that was decided: what fell, what it paid, what there is now, and the keys to play again for the same stake.
 * @param before when the round before it began
 */
export function resultScreen(
  t: Texts,
  played: Played,
  ready: Ready,
  {
    clock,
    before,
    appUrl,
  }: { readonly clock: PlayClock; readonly before: Date | undefined; readonly appUrl: string | undefined },
): Screen {
  const { round } = played;
  const { lines, isDue } = clockText(t, clock, round, before);
  return {
    text: [
      `<b>${t(`game-${round.game}`)}</b>`,
      factsText(t, round),
      outcomeText(t, round),
      ...splitText(t, round),
      ...(round.game === 'drop' ? [t('drop-decoration')] : []),
      '',
      ...fundsText(t, played),
      ...lines,
      ...nextText(t, round, ready),
    ].join('\n'),
    keys: [
      ...(isDue ? [[key(t('bet-way-limits'), 'limits')]] : []),
      ...playKeys(t, ready),
      [key(t('games-all'), 'games'), ...(appUrl === undefined ? [] : [proofKey(t('round-proof'), round, appUrl)])],
    ],
  };
}

/** What a tap below does. The key of a spin names its stake; a number and a face do not. */
function nextText(t: Texts, { isFree }: Round, { game, purse, stake }: Ready): string[] {
  if (purse.kind === 'free') return ['', freeText(t, purse.spins)];
  return [
    ...(isFree ? [t('free-last')] : []),
    ...(game === 'spin' ? [] : [t('game-again', { stake: formatMoney(stake, t.language) })]),
  ];
}

const proofKey = (text: string, { id }: Round, appUrl: string): InlineKeyboardButton => ({
  text,
  web_app: { url: `${appUrl}round/${id}` },
});

export const ROUNDS_SHOWN = 10;
const KEYS_IN_A_ROW = 5;

/** The last rounds, those of the app among them; each is a tap from its proof. */
export function roundsScreen(t: Texts, rounds: readonly Round[], appUrl: string | undefined): Screen {
  const proofs = appUrl === undefined ? [] : rounds.map((round, n) => proofKey(String(n + 1), round, appUrl));
  return {
    text: [
      t('rounds-last'),
      ...(rounds.length === 0 ? [t('rounds-none')] : rounds.map((round, n) => lineOf(t, round, n + 1))),
      ...(proofs.length > 0 ? ['', t('rounds-proofs')] : []),
    ].join('\n'),
    keys: [
      proofs.slice(0, KEYS_IN_A_ROW),
      proofs.slice(KEYS_IN_A_ROW),
      [key(t('games-all'), 'games'), key(t('menu-back'), 'home')],
    ].filter((row) => row.length > 0),
  };
}

function lineOf(t: Texts, round: Round, n: number): string {
  const net = netOf(round);
  return t('rounds-line', {
    n,
    at: formatTime(round.beganAt),
    game: t(`game-${round.game}`),
    stake: round.isFree ? 'free' : formatMoney(money(round.asset, round.stake), t.language),
    how: round.state === 'open' ? 'open' : net > 0n ? 'won' : net < 0n ? 'lost' : 'even',
    net: netText(t, round.asset, net),
  });
}
