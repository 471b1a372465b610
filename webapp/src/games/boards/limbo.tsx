import { useEffect, useState } from 'react';
import { type LimboChoices, limbo } from '../../../../domain/games/limbo/rules.ts';
import { NOTHING, type Ratio, ratio, shareOf } from '../../../../domain/ratio.ts';
import { type Texts, useTexts } from '../../texts.tsx';
import {
  type BoardProps,
  type ChoicesProps,
  type GameBoard,
  type PaysProps,
  type Said,
  type SayProps,
  useLanding,
} from '../board.ts';
import { chanceInWords, timesInWords } from '../figures.ts';
import { netOf, plain } from '../played.ts';
import { TargetField } from './target-field.tsx';

/** How long the number rises, however far it goes. */
const RISE_MS = 700;
const [LEAST, MOST] = [101, 1_000_000];
const TARGETS = [150, 200, 500, 1_000, 10_000];

const reachedIn = (round: SayProps['round']): number | undefined => {
  const reached = round?.facts?.reached;
  return typeof reached === 'number' ? reached : undefined;
};
const chanceOf = (choices: LimboChoices): Ratio => limbo.chances(choices)[0]?.probability ?? NOTHING;
const hundredths = (count: number): Ratio => ratio(count, 100);

function Board(props: BoardProps<LimboChoices>) {
  const t = useTexts();
  const { choices, phase, round, isHurried, reducedMotion } = props;
  useLanding(props, RISE_MS);
  const reached = reachedIn(round);
  const isMoving = phase === 'running' && !isHurried && !reducedMotion;
  const shown = useRising(reached ?? 100, isMoving);
  const isGold = phase === 'shown' && round !== undefined && netOf(round) > 0n;
  return (
    <div
      className="limbo-window"
      data-gold={isGold || undefined}
      data-faint={(phase !== 'shown' && phase !== 'running') || undefined}
    >
      <p
        className="limbo-reached"
        role="img"
        aria-label={
          reached === undefined
            ? t('limbo-none')
            : t('limbo-reached', { reached: timesInWords(hundredths(reached), t.language) })
        }
      >
        <bdi>{timesInWords(hundredths(shown), t.language)}</bdi>
      </p>
      <p className="limbo-target">
        {t('limbo-target-is', { target: timesInWords(hundredths(choices.target), t.language) })}
      </p>
    </div>
  );
}

/** Rises by the same factor in the same time, so that a high number is no longer in coming than a low one. */
function useRising(to: number, isMoving: boolean): number {
  const [part, setPart] = useState(1);
  useEffect(() => {
    if (!isMoving) return setPart(1);
    const startedAt = performance.now();
    let frame = 0;
    const step = (now: number): void => {
      const next = Math.min(1, Math.max(0, (now - startedAt) / RISE_MS));
      setPart(next);
      if (next < 1) frame = requestAnimationFrame(step);
    };
    setPart(0);
    frame = requestAnimationFrame(step);
    return () => cancelAnimationFrame(frame);
  }, [isMoving]);
  return part === 1 || !isMoving ? to : Math.floor(100 * (to / 100) ** part);
}

function Choices({ choices, onChoose, isLocked }: ChoicesProps<LimboChoices>) {
  const t = useTexts();
  return (
    <div className="limbo-choices">
      <section className="card session odds" aria-label={t('odds')}>
        <div>
          <TargetField
            key={`${isLocked}`}
            label={t('limbo-target')}
            value={choices.target}
            least={LEAST}
            most={MOST}
            unit="×"
            isLocked={isLocked}
            onValue={(target) => onChoose({ target })}
          />
        </div>
        <div>
          <span className="k">{t('win-chance')}</span>
          <bdi className="v">{chanceInWords(chanceOf(choices), t.language)}</bdi>
        </div>
      </section>
      <fieldset className="stake-presets" aria-label={t('limbo-targets')}>
        {TARGETS.map((target) => (
          <button
            key={target}
            type="button"
            className="preset"
            aria-disabled={isLocked}
            aria-pressed={choices.target === target}
            onClick={() => onChoose({ target })}
          >
            <bdi>{timesInWords(hundredths(target), t.language, target % 100 === 0 ? 0 : 2)}</bdi>
          </button>
        ))}
      </fieldset>
    </div>
  );
}

function say(t: Texts, { choices, phase, round }: SayProps<LimboChoices>): Said {
  const reached = reachedIn(round);
  if (phase === 'running') return { title: t('limbo-rising'), line: '' };
  if (phase !== 'shown' || reached === undefined || !round)
    return {
      title: t('limbo-idle', { target: timesInWords(hundredths(choices.target), t.language) }),
      ...(reached === undefined
        ? {}
        : { line: t('limbo-last', { reached: timesInWords(hundredths(reached), t.language) }) }),
    };
  // Of the round, not of what is chosen meanwhile for the next one.
  const of = limbo.readChoices(round.choices);
  const target = 'reason' in of ? choices.target : of.target;
  return {
    title: t(reached >= target ? 'limbo-won' : 'limbo-lost', {
      reached: timesInWords(hundredths(reached), t.language),
      target: timesInWords(hundredths(target), t.language),
    }),
  };
}

const paidInWords = (t: Texts, stake: PaysProps['stake'], pays: Ratio): string =>
  plain({ ...stake, minor: shareOf(BigInt(stake.minor), pays).toString() }, t.language);

function Pays({ choices, stake }: PaysProps<LimboChoices>) {
  const t = useTexts();
  const rows = [choices.target, ...TARGETS.filter((target) => target !== choices.target)];
  return (
    <>
      <p className="small muted">{t('limbo-pays')}</p>
      <table className="rounds">
        <thead>
          <tr>
            <th scope="col">{t('pays')}</th>
            <th scope="col">{t('win-chance')}</th>
            <th scope="col">{t('pays-at', { stake: plain(stake, t.language) })}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((target) => (
            <tr key={target}>
              <td>
                <bdi>{timesInWords(hundredths(target), t.language)}</bdi>
              </td>
              <td>
                <bdi>{chanceInWords(chanceOf({ target }), t.language)}</bdi>
              </td>
              <td>
                <bdi>{paidInWords(t, stake, hundredths(target))}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

export const limboBoard: GameBoard<LimboChoices> = {
  rules: limbo,
  look: 'limbo',
  first: { target: 200 },
  Board,
  Choices,
  Pays,
  press: (t) => t('limbo-press'),
  say,
  beside: (t, choices, stake) => t('a-win-pays', { win: paidInWords(t, stake, hundredths(choices.target)) }),
};
