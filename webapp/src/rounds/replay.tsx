import { type ComponentType, Suspense, useEffect, useState } from 'react';
import type { RoundBody } from '../../../contracts/http/games.ts';
import { type GameBoard, useReducedMotion } from '../games/board.ts';
import { onEachBoard } from '../games/boards.ts';
import { Drawing } from '../games/drawing.tsx';
import { Icon } from '../parts/icon.tsx';
import { useTexts } from '../texts.tsx';
import { numberIn, outcomeInWords, wordIn } from './outcome.ts';
import '../styles/games.css';

type Facts = NonNullable<RoundBody['facts']>;

/**
 * A round as it came out, on the board it was played on: still until it is asked for again, and then as it moved then (GLI-19 v3.0,
 * 4.14). Nothing is heard of it: what was won is not won once more.
 */
export function Replay({ round }: { round: RoundBody }) {
  const t = useTexts();
  const words = outcomeInWords(t, round);
  if (!round.facts || words === undefined) return null;
  const Board = replays[round.game];
  const name = t('replay-of', { words });
  if (Board !== 'chat')
    return (
      <Suspense fallback={<div className="skeleton replay-waits" />}>
        <Board round={round} name={name} />
      </Suspense>
    );
  return (
    <div className="replay" role="img" aria-label={name} dir="ltr">
      <FromChat game={round.game} facts={round.facts} choices={round.choices} />
    </div>
  );
}

type OnBoardProps = { round: RoundBody; name: string };

const replays = onEachBoard<OnBoardProps>(
  (_, board): ComponentType<OnBoardProps> =>
    (props) => <OnBoard {...props} board={board} />,
);

/** How long each step of a round stands before the next one. */
const STEP_MS = 420;

function OnBoard({ round, name, board }: OnBoardProps & { board: GameBoard }) {
  const t = useTexts();
  const reducedMotion = useReducedMotion();
  const [frames] = useState(() => [...(board.steps?.(round) ?? []), round]);
  const last = frames.length - 1;
  const [at, setAt] = useState(last);
  const [isMoving, setMoving] = useState(false);
  useEffect(() => {
    if (isMoving || at === last) return;
    const timer = setTimeout(() => {
      setAt(at + 1);
      setMoving(true);
    }, STEP_MS);
    return () => clearTimeout(timer);
  }, [isMoving, at, last]);
  const isOver = at === last && !isMoving;
  const choices = board.rules.readChoices(round.choices);
  if ('reason' in choices) return null; // the rules of then are not those of now
  const begin = () => {
    setAt(0);
    setMoving(true);
  };
  const land = () => {
    setAt(last);
    setMoving(false);
  };
  return (
    <div className="replay">
      <div className={`cabinet ${board.look}`} role="img" aria-label={name}>
        {/* To look at: the round is over, and nothing of it can be pressed. */}
        <div inert>
          <board.Board
            choices={choices}
            phase={isMoving ? 'running' : isOver ? 'shown' : 'open'}
            round={frames[at]}
            isLocked
            isHurried={false}
            reducedMotion={reducedMotion}
            onLanded={() => setMoving(false)}
            onChoose={nothing}
            onHurry={nothing}
            onAct={nothing}
          />
        </div>
      </div>
      {!reducedMotion && (
        <button type="button" className="button quiet small" onClick={isOver ? begin : land}>
          <Icon name={isOver ? 'refresh' : 'pause'} size="s" />
          {t(isOver ? 'replay' : 'land')}
        </button>
      )}
    </div>
  );
}

const nothing = (): void => undefined;

/** What is played in the chat was shown by it: a still of it is all there is. */
function FromChat({ game, facts, choices }: { game: RoundBody['game']; facts: Facts; choices: Facts }) {
  if (game === 'drop')
    return (
      <Numbers
        all={FACES.map((_, n) => String(n + 1))}
        drawn={String(numberIn(facts, 'face'))}
        chosen={String(FACES.indexOf(wordIn(choices, 'on')) + 1)}
      />
    );
  return (
    <div className="still-reels">
      {['left', 'middle', 'right'].map((reel) => (
        <span className="sign" key={reel}>
          <Drawing name={wordIn(facts, reel)} />
        </span>
      ))}
    </div>
  );
}

const FACES = ['one', 'two', 'three', 'four', 'five', 'six'];

/** What there was to choose from: what was drawn is filled, what was chosen is ringed. */
function Numbers({ all, drawn, chosen }: { all: readonly string[]; drawn: string; chosen: string }) {
  return (
    <div className="faces">
      {all.map((each) => (
        <span key={each} className={`${each === drawn ? 'drawn' : ''}${each === chosen ? ' chosen' : ''}`}>
          {each}
        </span>
      ))}
    </div>
  );
}
