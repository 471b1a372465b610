import type { RoundBody } from '../../../contracts/http/games.ts';
import { lines, windowOf, winsOf } from '../../../domain/games/brass-orchard/rules.ts';
import { TILES } from '../../../domain/games/mines/rules.ts';
import { Drawing } from '../games/drawing.tsx';
import { hundredthsInWords } from '../games/figures.ts';
import { Icon } from '../parts/icon.tsx';
import { useTexts } from '../texts.tsx';
import { numberIn, numbersIn, outcomeInWords, slotFacts, wordIn } from './outcome.ts';

type Facts = NonNullable<RoundBody['facts']>;
type Shown = { choices: Facts; facts: Facts };

/** A round as it came out, drawn again from its facts: small, still, and the same each time (GLI-19 v3.0, 4.14). */
export function Replay({ round }: { round: RoundBody }) {
  const t = useTexts();
  const { facts, choices } = round;
  const words = outcomeInWords(t, round);
  if (!facts || words === undefined) return null;
  return (
    <div className={`replay of-${round.game}`} role="img" aria-label={t('replay-of', { words })} dir="ltr">
      <Board game={round.game} facts={facts} choices={choices} />
    </div>
  );
}

function Board({ game, facts, choices }: Shown & { game: RoundBody['game'] }) {
  switch (game) {
    case 'brass-orchard':
      return <Reels facts={facts} />;
    case 'dice':
      return <Roll facts={facts} choices={choices} />;
    case 'limbo':
      return <Reached facts={facts} choices={choices} />;
    case 'mines':
      return <Field facts={facts} />;
    case 'coin-flip':
      return <Numbers all={['heads', 'tails']} drawn={wordIn(facts, 'fell')} chosen={wordIn(choices, 'side')} />;
    case 'guess':
      return (
        <Numbers
          all={Array.from({ length: 10 }, (_, n) => String(n + 1))}
          drawn={String(numberIn(facts, 'drawn'))}
          chosen={String(numberIn(choices, 'number'))}
        />
      );
    case 'drop':
      return (
        <Numbers
          all={['1', '2', '3', '4', '5', '6']}
          drawn={String(numberIn(facts, 'face'))}
          chosen={String(['one', 'two', 'three', 'four', 'five', 'six'].indexOf(wordIn(choices, 'on')) + 1)}
        />
      );
    case 'mini-spin':
      return (
        <div className="still-reels">
          {['left', 'middle', 'right'].map((reel) => (
            <Sign key={reel} name={wordIn(facts, reel)} />
          ))}
        </div>
      );
  }
}

const Sign = ({ name, wins = false }: { name: string; wins?: boolean }) => (
  <span className={wins ? 'sign wins' : 'sign'}>
    <Drawing name={name} />
  </span>
);

function Reels({ facts }: { facts: Facts }) {
  const stops = slotFacts(facts);
  const reels = windowOf(stops);
  const wins = new Set(
    winsOf(stops).flatMap(({ line, many }) =>
      (lines[line - 1] ?? []).slice(0, many).map((row, reel) => `${reel} ${row}`),
    ),
  );
  return (
    <div className="still-reels">
      {[0, 1, 2].flatMap((row) =>
        reels.map((reel, n) => {
          const place = `${n} ${row}`;
          return <Sign key={place} name={reel[row] ?? ''} wins={wins.has(place)} />;
        }),
      )}
    </div>
  );
}

/** The whole range with what won on it, and where the roll fell. */
function Roll({ facts, choices }: Shown) {
  const { language } = useTexts();
  const [roll, target] = [numberIn(facts, 'roll'), numberIn(choices, 'target')];
  const isUnder = wordIn(choices, 'side') === 'under';
  const at = `${target / 100}%`;
  return (
    <div className="roll">
      <b className="figure-large">{hundredthsInWords(roll, language)}</b>
      <div className="range">
        <i style={isUnder ? { left: 0, width: at } : { left: at, right: 0 }} />
        <span style={{ left: `${roll / 100}%` }} />
      </div>
      <div className="ends small muted">
        <span>0</span>
        <span>{hundredthsInWords(target, language)}</span>
        <span>100</span>
      </div>
    </div>
  );
}

function Reached({ facts, choices }: Shown) {
  const { language } = useTexts();
  return (
    <div className="roll">
      <b className="figure-large">{hundredthsInWords(numberIn(facts, 'reached'), language)}×</b>
      <p className="small muted">{hundredthsInWords(numberIn(choices, 'target'), language)}×</p>
    </div>
  );
}

/** Opened tiles by their order, and the mines, which are no secret any more. */
function Field({ facts }: { facts: Facts }) {
  const [places, opened] = [numbersIn(facts, 'places'), numbersIn(facts, 'opened')];
  return (
    <div className="field-of-mines">
      {Array.from({ length: TILES }, (_, tile) => {
        const order = opened.indexOf(tile) + 1;
        const isMine = places.includes(tile);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a tile is its place
          <span key={tile} className={`${isMine ? 'mine' : ''}${order > 0 ? ' opened' : ''}`}>
            {isMine ? <Icon name="bomb" size="xs" /> : order > 0 ? order : ''}
          </span>
        );
      })}
    </div>
  );
}

/** What there was to choose from: what was drawn is filled, what was chosen is ringed. */
function Numbers({ all, drawn, chosen }: { all: readonly string[]; drawn: string; chosen: string }) {
  const t = useTexts();
  return (
    <div className="numbers">
      {all.map((each) => (
        <span key={each} className={`${each === drawn ? 'drawn' : ''}${each === chosen ? ' chosen' : ''}`}>
          {each === 'heads' || each === 'tails' ? t('fell-coin-flip', { fell: each }) : each}
        </span>
      ))}
    </div>
  );
}
