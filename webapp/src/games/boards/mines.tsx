import { type KeyboardEvent, useRef, useState } from 'react';
import { ladderOf, type MinesChoices, type MinesFacts, mines, TILES } from '../../../../domain/games/mines/rules.ts';
import { Icon } from '../../parts/icon.tsx';
import { isolated } from '../../parts/isolate.ts';
import { type Texts, useTexts } from '../../texts.tsx';
import {
  type BoardProps,
  type ChoicesProps,
  type GameBoard,
  type PaysProps,
  type SayProps,
  useLanding,
} from '../board.ts';
import { chanceInWords, timesInWords } from '../figures.ts';
import { plain } from '../played.ts';
import { Drawing } from './drawing.tsx';
import {
  chanceOf,
  gemsIn,
  nextOf,
  openedIn,
  paysAfter,
  placeOf,
  stepsOf,
  stepTo,
  type Tile,
  takenNow,
  tilesOf,
} from './tiles.ts';
import '../../styles/tables.css';

/** As long as a tile takes to turn. */
const TURN_MS = 160;

export const minesBoard: GameBoard<MinesChoices> = {
  rules: mines,
  look: 'mines',
  first: { mines: 3 },
  Board,
  Choices,
  Pays,
  press: (t) => t('mines-start'),
  beside: (t, choices) => t('mines-count', { count: choices.mines }),
  say,
  take(t, round) {
    const gems = gemsIn(round);
    if (gems === 0) return undefined;
    const minor = takenNow(BigInt(round.stake.minor), countOf(round), gems);
    return { name: t('mines-take'), gets: { ...round.stake, minor: minor.toString() }, action: { do: 'take' } };
  },
  steps: stepsOf,
  waits: (t) => t('mines-waits'),
};

const countOf = ({ choices }: { choices: { readonly [key: string]: unknown } }): number => choices.mines as number;

function say(t: Texts, { choices, phase, round }: SayProps<MinesChoices>) {
  const times = (gems: number, count: number) => isolated(timesInWords(paysAfter(count, gems), t.language));
  if (!round || phase === 'idle')
    return {
      title: t('mines-first', { times: times(1, choices.mines) }),
      line: t('mines-hidden', { count: choices.mines, tiles: TILES }),
    };
  const [count, gems] = [countOf(round), gemsIn(round)];
  if (round.state === 'settled') {
    const { ended } = round.facts as unknown as MinesFacts;
    return { title: t(`mines-ended-${ended}`, { times: times(gems, count), gems }) };
  }
  const next = nextOf(count, gems);
  return {
    title: gems === 0 ? t('mines-open-one') : t('mines-gems', { gems }),
    ...(next
      ? {
          line: t('mines-next', {
            times: isolated(timesInWords(next.pays, t.language)),
            safe: next.safe,
            closed: next.closed,
          }),
        }
      : {}),
    ...(gems > 0 ? { sum: timesInWords(paysAfter(count, gems), t.language) } : {}),
  };
}

/** Twenty-five tiles. One of them is in the tab order, and the arrows lead from it to the others. */
function Board(props: BoardProps<MinesChoices>) {
  const { phase, onAct } = props;
  const t = useTexts();
  useLanding(props, TURN_MS);
  const [at, setAt] = useState(0);
  const [pressed, setPressed] = useState<number>();
  const board = useRef<HTMLDivElement>(null);
  const round = phase === 'idle' ? undefined : props.round; // who comes back finds the tiles closed again
  const tiles = tilesOf(round);
  const isOpen = round?.state === 'open';
  const last = round && openedIn(round).at(-1);
  const open = (tile: number) => {
    if (!isOpen || phase !== 'open' || tiles[tile] !== 'closed') return;
    setPressed(tile);
    onAct({ do: 'open', tile });
  };
  const move = (event: KeyboardEvent) => {
    const next = stepTo(at, event.key);
    if (next === undefined) return;
    event.preventDefault();
    setAt(next);
    board.current?.querySelectorAll('button')[next]?.focus();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table would not be a board
    <div
      className="mine-grid"
      data-open={isOpen || undefined}
      dir="ltr"
      role="group"
      ref={board}
      onKeyDown={move}
      aria-label={t(isOpen ? 'mines-board-open' : 'mines-board-closed', { opened: round ? openedIn(round).length : 0 })}
    >
      {tiles.map((tile, n) => (
        <button
          // biome-ignore lint/suspicious/noArrayIndexKey: a tile is its place
          key={n}
          type="button"
          className={looksOf(tile, isOpen && n === last, phase === 'asking' && n === pressed)}
          tabIndex={n === at ? 0 : -1}
          aria-disabled={!isOpen || tile !== 'closed'}
          aria-label={t(`mines-tile-${tile}`, placeOf(n))}
          onFocus={() => setAt(n)}
          onClick={() => open(n)}
        >
          {tile !== 'closed' && <Drawing name={tile === 'gem' ? 's-gem' : 's-mine'} />}
        </button>
      ))}
    </div>
  );
}

const looksOf = (tile: Tile, isLast: boolean, isPressed: boolean): string =>
  `tile ${tile}${isLast ? ' last' : ''}${isPressed ? ' pressed' : ''}`;

const OFFERED: readonly number[] = [1, 3, 5, 10];
const OTHERS = Array.from({ length: TILES - 1 }, (_, n) => n + 1).filter((count) => !OFFERED.includes(count));

/** How many mines; while a round is open, what becomes of it instead. */
function Choices({ choices, isLocked, onChoose }: ChoicesProps<MinesChoices>) {
  const t = useTexts();
  const isOther = !OFFERED.includes(choices.mines);
  if (isLocked) return <p className="small muted mines-stays">{t('mines-stays')}</p>;
  return (
    <fieldset className="mine-count">
      <legend className="small muted">{t('mines-how-many')}</legend>
      {OFFERED.map((count) => (
        <button
          key={count}
          type="button"
          className="preset"
          aria-pressed={choices.mines === count}
          onClick={() => onChoose({ mines: count })}
        >
          {count}
        </button>
      ))}
      <span className="preset any-count" data-chosen={isOther || undefined}>
        <select
          aria-label={t('mines-another-count')}
          value={isOther ? choices.mines : ''}
          onChange={(event) => onChoose({ mines: Number(event.target.value) })}
        >
          <option value="" hidden>
            {t('mines-other')}
          </option>
          {OTHERS.map((count) => (
            <option key={count}>{count}</option>
          ))}
        </select>
        <Icon name="down" size="xs" />
      </span>
    </fieldset>
  );
}

/** The whole ladder, and where on it the open round stands. */
function Pays({ choices, stake, round }: PaysProps<MinesChoices>) {
  const t = useTexts();
  const at = round?.state === 'open' ? gemsIn(round) : 0;
  return (
    <>
      <p className="small muted">{t('mines-pays')}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys too */}
      <section className="ladder-box" tabIndex={0} aria-label={t('mines-pays')}>
        <table className="rounds ladder">
          <caption className="sr">{t('mines-count', { count: choices.mines })}</caption>
          <thead>
            <tr>
              <th scope="col">{t('mines-column-gems')}</th>
              <th scope="col">{t('mines-column-chance')}</th>
              <th scope="col">{t('mines-column-pays')}</th>
              <th scope="col">{t('mines-column-take')}</th>
            </tr>
          </thead>
          <tbody>
            {ladderOf(choices).map((pays, rung) => {
              const gems = rung + 1;
              const take = { ...stake, minor: takenNow(BigInt(stake.minor), choices.mines, gems).toString() };
              return (
                <tr
                  key={gems}
                  className={gems === at ? 'at' : undefined}
                  aria-current={gems === at ? 'step' : undefined}
                >
                  <td>{gems}</td>
                  <td>{chanceInWords(chanceOf(choices.mines, gems), t.language)}</td>
                  <td>
                    <bdi dir="ltr">{timesInWords(pays, t.language)}</bdi>
                  </td>
                  <td>
                    <bdi>{plain(take, t.language)}</bdi>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
    </>
  );
}
