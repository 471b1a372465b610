import { type ReactNode, useEffect, useRef, useSyncExternalStore } from 'react';
import type { RoundBody } from '../../../contracts/http/games.ts';
import type { Fields, Game } from '../../../domain/games/game.ts';
import type { AmountBody } from '../amounts.ts';
import type { Texts } from '../texts.tsx';

/**
 * Where a board stands. `idle`: nothing was played here yet. `asking`: a press is on its way, and what was shown stays. `running`: the
 * answer is here, and the board brings it to show. `open`: a round of several steps waits for its next one. `shown`: it is over.
 */
export type Phase = 'idle' | 'asking' | 'running' | 'open' | 'shown';

/** What a game draws inside the cabinet. It decides nothing: the round was decided before the board heard of it. */
export type BoardProps<C extends Fields = Fields> = {
  readonly choices: C;
  /** Does nothing while a round runs or is open: choices are locked with the stake. */
  onChoose(choices: C): void;
  readonly isLocked: boolean;
  readonly phase: Phase;
  /** What is shown, or, while `running`, is to be brought to show; undefined before a first round. */
  readonly round: RoundBody | undefined;
  /** Somebody who does not wish to wait tapped: whatever moves is to be at its end now. */
  readonly isHurried: boolean;
  readonly onHurry: () => void;
  /** The running round is shown: from here on it is told, and counted up. Once for each answer. */
  readonly onLanded: () => void;
  /** The next step of an open round; does nothing while one is on its way. */
  readonly onAct: (action: Fields) => void;
  readonly reducedMotion: boolean;
};

/** What stands below the cabinet and belongs to a choice: the odds, the number of mines. */
export type ChoicesProps<C extends Fields = Fields> = Pick<BoardProps<C>, 'choices' | 'onChoose' | 'isLocked'>;

/** How a game pays, for the sheet that says it; what it returns is said by the frame. */
export type PaysProps<C extends Fields = Fields> = {
  readonly choices: C;
  readonly stake: AmountBody;
  readonly round: RoundBody | undefined;
};

/** What is said below the board. `line` and `sum` of a round that is over are the frame's own, where they are left out. */
export type Said = { readonly title: string; readonly line?: string; readonly sum?: string };

export type SayProps<C extends Fields = Fields> = {
  readonly choices: C;
  readonly phase: Phase;
  readonly round: RoundBody | undefined;
};

/**
 * One game as the frame wears it. Methods, not fields: a frame holds boards of any choices, and gives each only what that board's own
 * rules have read.
 */
export type GameBoard<C extends Fields = Fields> = {
  readonly rules: Game;
  /** The class of the cabinet: its colour. */
  readonly look: string;
  /** The choices to begin with. */
  readonly first: C;
  Board(props: BoardProps<C>): ReactNode;
  Choices?(props: ChoicesProps<C>): ReactNode;
  Pays(props: PaysProps<C>): ReactNode;
  /** What the round button does, by its name. */
  press(t: Texts): string;
  say(t: Texts, props: SayProps<C>): Said;
  /** Beside the word Stake: what a line costs, what a win pays. */
  beside?(t: Texts, choices: C, stake: AmountBody): string;
  /** Of an open round: what the button does and gets; undefined where there is nothing to take yet. */
  take?(
    t: Texts,
    round: RoundBody,
  ): { readonly name: string; readonly gets: AmountBody; readonly action: Fields } | undefined;
  /** Of a round of several steps that is over: how it stood after each of them, the last one left out. */
  steps?(round: RoundBody): readonly RoundBody[];
  /** Beside the button of an open round that has nothing to take yet: why. */
  waits?(t: Texts): string;
};

/** For a board that moves for so long, or not at all: says that it landed, sooner if it is hurried. */
export function useLanding(
  {
    phase,
    round,
    isHurried,
    reducedMotion,
    onLanded,
  }: Pick<BoardProps, 'phase' | 'round' | 'isHurried' | 'reducedMotion' | 'onLanded'>,
  moveMs: number,
): void {
  const landed = useRef(onLanded);
  landed.current = onLanded;
  const isRunning = phase === 'running';
  const waitMs = isHurried || reducedMotion ? 0 : moveMs;
  const step = round && `${round.id} ${round.version}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step of each round lands once
  useEffect(() => {
    if (!isRunning) return;
    const timer = setTimeout(() => landed.current(), waitMs);
    return () => clearTimeout(timer);
  }, [isRunning, step, waitMs]);
}

const CALM = '(prefers-reduced-motion: reduce)';
const watchCalm = (listen: () => void): (() => void) => {
  const query = matchMedia(CALM);
  query.addEventListener('change', listen);
  return () => query.removeEventListener('change', listen);
};

export const useReducedMotion = (): boolean => useSyncExternalStore(watchCalm, () => matchMedia(CALM).matches);
