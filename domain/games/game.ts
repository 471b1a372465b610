import type { Draw } from '../fairness.ts';
import { type Ratio, shareOf, sumOf, times } from '../ratio.ts';

/** What can be kept in a row and sent as JSON: choices, actions, facts, the state of a round that is under way. */
export type Fields = Readonly<Record<string, string | number | readonly number[]>>;

/** A choice that this game does not know: named, so that a page can point at it. */
export type WrongChoice = { readonly reason: 'wrong-choice'; readonly choice: string };
/** Not a thing that can be done in this game at all. */
export type WrongAction = { readonly reason: 'wrong-action' };
/** It can be done, but not as the round stands: the tile is open already, there is nothing to take yet. */
export type NotLegal = { readonly reason: 'not-legal' };

/** One way a round may end: how likely, and what it pays for each unit staked. */
export type Chance = { readonly probability: Ratio; readonly multiplier: Ratio };

/** A bet by which tables, tests and simulations go; instant games have no actions. */
export type Example<Choices, Action = never> = { readonly choices: Choices; readonly actions: readonly Action[] };

type Rules<Choices extends Fields, Facts extends Fields> = {
  readonly id: string;
  /** Exactly the fields that the game knows, each within its bounds; anything else is refused, not mended. */
  readChoices(raw: unknown): Choices | WrongChoice;
  /** What comes back of one staked, in the long run, as it is stated to players. */
  returns(choices: Choices): Ratio;
  /** The most it can pay for one staked: what exposure is judged by before a bet is taken. */
  most(choices: Choices): Ratio;
  /** What these facts pay for one staked. Of facts alone: a round that is read again pays what it paid. */
  pays(choices: Choices, facts: Facts): Ratio;
};

/** Decided as soon as it is begun. */
export type InstantGame<Choices extends Fields = Fields, Facts extends Fields = Fields> = Rules<Choices, Facts> & {
  readonly kind: 'instant';
  readonly examples: readonly Example<Choices>[];
  decide(choices: Choices, draw: Draw): Facts;
  /** Every way it may end; their probabilities are one together. */
  chances(choices: Choices): readonly Chance[];
};

/**
 * Decided step by step. A state holds only what its player has seen: what is still hidden is drawn anew from the round's seeds at
 * each step, from the first number on, so it cannot leak from a row and a crash forgets nothing.
 */
export type SteppedGame<
  Choices extends Fields = Fields,
  Facts extends Fields = Fields,
  State extends Fields = Fields,
  Action extends Fields = Fields,
> = Rules<Choices, Facts> & {
  readonly kind: 'stepped';
  readonly examples: readonly Example<Choices, Action>[];
  readAction(raw: unknown): Action | WrongAction;
  begin(choices: Choices): State;
  /** What can be done now; never nothing while a round is open. */
  legal(state: State): readonly Action[];
  act(state: State, action: Action, draw: Draw): Stepped<State, Facts> | NotLegal;
  /** What the round pays if nobody comes back to it: what its player could take, and what they staked if that is nothing yet. */
  leaving(state: State): Ratio;
  /** Ends a round that was left, by that rule. */
  abandon(state: State, draw: Draw): Facts;
  /** Every way it may end when these actions are done one after the other, and the round is left if it is then still open. */
  chances(choices: Choices, actions: readonly Action[]): readonly Chance[];
};

/** The round goes on, or it is over. */
export type Stepped<State, Facts> = { readonly state: State } | { readonly facts: Facts };

export type Game = InstantGame | SteppedGame;

/** How a round ended. `win` is the whole payout, the stake within it: nothing when it was lost. */
export type Outcome<Facts extends Fields = Fields> = {
  readonly facts: Facts;
  readonly multiplier: Ratio;
  readonly win: bigint;
};

/** @param stake minor units of any asset; the win is in the same, rounded down in the house's favour, by less than one */
export function settled<Choices extends Fields, Facts extends Fields>(
  game: Pick<Rules<Choices, Facts>, 'pays'>,
  stake: bigint,
  choices: Choices,
  facts: Facts,
): Outcome<Facts> {
  const multiplier = game.pays(choices, facts);
  return { facts, multiplier, win: shareOf(stake, multiplier) };
}

/** A round of an instant game from its bet to its end. */
export const play = <Choices extends Fields, Facts extends Fields>(
  game: InstantGame<Choices, Facts>,
  stake: bigint,
  choices: Choices,
  draw: Draw,
): Outcome<Facts> => settled(game, stake, choices, game.decide(choices, draw));

/** A round from its first action to its last, as a verifier or a repetition needs it; left where the actions end. */
export function decided(
  game: Game,
  choices: Fields,
  actions: readonly Fields[],
  draws: () => Draw,
): { readonly facts: Fields } | NotLegal {
  if (game.kind === 'instant')
    return actions.length === 0 ? { facts: game.decide(choices, draws()) } : { reason: 'not-legal' };
  let state = game.begin(choices);
  for (const [n, action] of actions.entries()) {
    const next = game.act(state, action, draws());
    if ('reason' in next) return next;
    if ('facts' in next) return n === actions.length - 1 ? next : { reason: 'not-legal' };
    state = next.state;
  }
  return { facts: game.abandon(state, draws()) };
}

export const returnOf = (chances: readonly Chance[]): Ratio =>
  sumOf(chances.map(({ probability, multiplier }) => times(probability, multiplier)));

/** The fields of an object, if it has exactly these and no others. */
export function fieldsOf(raw: unknown, names: readonly string[]): Readonly<Record<string, unknown>> | undefined {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return undefined;
  const given = Object.keys(raw);
  return given.length === names.length && names.every((name) => Object.hasOwn(raw, name))
    ? (raw as Record<string, unknown>)
    : undefined;
}

export const isWhole = (value: unknown, least: number, most: number): value is number =>
  Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most;

export const wrongChoice = (choice: string): WrongChoice => ({ reason: 'wrong-choice', choice });
