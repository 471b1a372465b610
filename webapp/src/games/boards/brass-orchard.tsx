import { type RefObject, useEffect, useRef, useState } from 'react';
import type { RoundBody } from '../../../../contracts/http/games.ts';
import {
  brassOrchard,
  lines,
  TWO_CHERRIES_PAY,
  threePay,
  windowOf,
  winsOf,
} from '../../../../domain/games/brass-orchard/rules.ts';
import { ratio, shareOf } from '../../../../domain/ratio.ts';
import { type Texts, useTexts } from '../../texts.tsx';
import type { BoardProps, GameBoard, PaysProps, Said, SayProps } from '../board.ts';
import { Drawing } from '../drawing.tsx';
import { timesInWords } from '../figures.ts';
import { netOf, plain } from '../played.ts';
import { isHit, pathOfLine, ROWS, reelMs, turning } from './reels.ts';

/** What stands in the window before anybody has spun: no line of it wins. */
const FIRST_STOPS = [0, 0, 0];

const stopsOf = (round: RoundBody | undefined): readonly number[] => {
  const stops = round?.facts?.stops;
  return Array.isArray(stops) && stops.length === ROWS ? stops : FIRST_STOPS;
};

/** The server has answered before the reels move; they only show it. */
function Reels({ phase, round, isHurried, onHurry, onLanded, reducedMotion }: BoardProps) {
  const t = useTexts();
  const isRunning = phase === 'running';
  const [shown, setShown] = useState(() => stopsOf(isRunning ? undefined : round));
  const next = stopsOf(round);
  const windowRef = useReels(isRunning, { isHurried, reducedMotion }, () => {
    setShown(next);
    onLanded();
  });
  const still = isRunning ? shown : next;
  const wins = isRunning || phase === 'asking' ? [] : winsOf({ stops: still });
  const isGold = phase === 'shown' && round !== undefined && netOf(round) > 0n;
  const columns = isRunning
    ? still.map((from, reel) => turning(reel, from, next[reel] ?? 0))
    : windowOf({ stops: still });
  return (
    <div
      ref={windowRef}
      className={wins.length > 0 && phase === 'shown' ? 'window won' : 'window'}
      data-gold={isGold || undefined}
    >
      <div className="reels" role="img" aria-label={inWords(t, still, isRunning)}>
        {columns.map((column, reel) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a reel is its place
          <div className="reel" key={reel}>
            <div className="reel-strip">
              {column.map((symbol, row) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a symbol is its place
                <span key={row} className={phase === 'shown' && isHit(wins, reel, row) ? 'symbol hit' : 'symbol'}>
                  <Drawing name={symbol} />
                </span>
              ))}
            </div>
          </div>
        ))}
      </div>
      {phase === 'shown' && wins.length > 0 && (
        <svg className="win-lines" viewBox="0 0 3 3" preserveAspectRatio="none" aria-hidden="true">
          {wins.map((win) => (
            <path key={win.line} d={pathOfLine(win)} />
          ))}
        </svg>
      )}
      {/* The round button says Land; a tap on the reels is for fingers alone. */}
      {isRunning && <button type="button" className="land-over" tabIndex={-1} aria-hidden="true" onClick={onHurry} />}
    </div>
  );
}

/** Turns each reel from the foot of its strip to the head, and says when the last one has landed. */
function useReels(
  isRunning: boolean,
  { isHurried, reducedMotion }: Pick<BoardProps, 'isHurried' | 'reducedMotion'>,
  onLanded: () => void,
): RefObject<HTMLDivElement | null> {
  const windowRef = useRef<HTMLDivElement>(null);
  const landed = useRef(onLanded);
  landed.current = onLanded;
  const turns = useRef<Animation[]>([]);
  useEffect(() => {
    if (!isRunning) return;
    let isWanted = true;
    const strips = [...(windowRef.current?.querySelectorAll<HTMLElement>('.reel-strip') ?? [])];
    turns.current = strips.map((strip, reel) => {
      const passing = strip.childElementCount - ROWS;
      const from = `translateY(${(-100 * passing) / strip.childElementCount}%)`;
      return strip.animate([{ transform: from }, { transform: 'none' }], {
        duration: reducedMotion ? 0 : reelMs(reel),
        easing: 'cubic-bezier(0.32, 0, 0.14, 1)',
      });
    });
    Promise.all(turns.current.map(({ finished }) => finished)).then(
      () => isWanted && landed.current(),
      () => undefined, // taken away with the board
    );
    return () => {
      isWanted = false;
      for (const turn of turns.current) turn.cancel();
    };
  }, [isRunning, reducedMotion]);
  useEffect(() => {
    if (isRunning && isHurried) for (const turn of turns.current) turn.finish();
  }, [isRunning, isHurried]);
  return windowRef;
}

const inWords = (t: Texts, stops: readonly number[], isRunning: boolean): string =>
  isRunning
    ? t('orchard-turning')
    : windowOf({ stops })
        .map((reel) => reel.map((symbol) => t(`symbol-${symbol}`)).join(', '))
        .join('; ');

function say(t: Texts, { phase, round }: SayProps): Said {
  if (phase === 'running') return { title: t('orchard-turning'), line: t('land-hint') };
  if (!round || phase === 'idle')
    return { title: t('orchard-idle'), line: t('orchard-idle-text', { count: lines.length }) };
  const [first, ...others] = winsOf({ stops: stopsOf(round) });
  if (!first) return { title: t('orchard-no-line') };
  if (others.length > 0)
    return {
      title: t('orchard-lines', {
        count: others.length + 1,
        lines: [first, ...others].map(({ line }) => line).join(', '),
      }),
    };
  return { title: t(first.many === 2 ? 'orchard-two' : 'orchard-three', { symbol: first.symbol, line: first.line }) };
}

/** Times the stake of a line, and what that is at the present stake. */
function Pays({ stake }: PaysProps) {
  const t = useTexts();
  const paid = (pays: number): string =>
    plain({ ...stake, minor: shareOf(BigInt(stake.minor), ratio(pays, lines.length)).toString() }, t.language);
  const rows = [
    ...Object.entries(threePay).map(([symbol, pays]) => ({ symbol, many: 3, pays })),
    { symbol: 'cherry', many: 2, pays: TWO_CHERRIES_PAY },
  ];
  return (
    <>
      <p className="small muted">{t('orchard-pays', { count: lines.length })}</p>
      <table className="rounds">
        <thead>
          <tr>
            <th scope="col">{t('orchard-on-line')}</th>
            <th scope="col">{t('orchard-line-stake')}</th>
            <th scope="col">{t('pays-at', { stake: plain(stake, t.language) })}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ symbol, many, pays }) => (
            <tr key={`${symbol} ${many}`}>
              <td>
                <span className="pays-symbols" role="img" aria-label={`${many} × ${t(`symbol-${symbol}`)}`}>
                  {Array.from({ length: many }, (_, n) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
                    <Drawing name={symbol} key={n} />
                  ))}
                </span>
              </td>
              <td>
                <bdi>{timesInWords(ratio(pays), t.language, 0)}</bdi>
              </td>
              <td>
                <bdi>{paid(pays)}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

export const brassOrchardBoard: GameBoard = {
  rules: brassOrchard,
  look: 'orchard',
  first: {},
  Board: Reels,
  Pays,
  press: (t) => t('spin'),
  say,
  beside(t, _, stake) {
    const line = shareOf(BigInt(stake.minor), ratio(1, lines.length));
    return t('a-line', { stake: plain({ ...stake, minor: line.toString() }, t.language) });
  },
};
