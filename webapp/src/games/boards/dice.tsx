import { type DiceChoices, dice } from '../../../../domain/games/dice/rules.ts';
import { NOTHING, type Ratio, shareOf } from '../../../../domain/ratio.ts';
import { Icon } from '../../parts/icon.tsx';
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
import { chanceInWords, hundredthsInWords, timesInWords } from '../figures.ts';
import { netOf, plain } from '../played.ts';
import { TargetField } from './target-field.tsx';

/** How long the wheels take; nobody waits longer for a number. */
const ROLL_MS = 420;
const [LEAST, MOST] = [200, 9_800];
const ALL = 10_001;
/** A finger is no finer; whoever wants a hundredth types it. */
const DRAG_STEP = 50;

const rollOf = (round: SayProps['round']): number | undefined => {
  const roll = round?.facts?.roll;
  return typeof roll === 'number' ? roll : undefined;
};
const chanceOf = (choices: DiceChoices): Ratio => dice.chances(choices)[0]?.probability ?? NOTHING;

function Board(props: BoardProps<DiceChoices>) {
  const t = useTexts();
  const { choices, phase, round, onChoose, isLocked } = props;
  useLanding(props, ROLL_MS);
  const roll = rollOf(round);
  const isOver = choices.side === 'over';
  const isGold = phase === 'shown' && round !== undefined && netOf(round) > 0n;
  const isFresh = phase === 'shown' || phase === 'running';
  const at = `${choices.target / 100}%`;
  return (
    <>
      <Counter roll={roll} isFresh={isFresh} isGold={isGold} isRunning={phase === 'running'} />
      <div className="scale" style={{ '--at': at, '--rolled': `${(roll ?? 0) / 100}%` } as React.CSSProperties}>
        {phase === 'shown' && roll !== undefined && (
          <span className={isGold ? 'fell up' : 'fell'} aria-hidden="true">
            <bdi>{hundredthsInWords(roll, t.language)}</bdi>
          </span>
        )}
        <div className="lane" data-side={choices.side} aria-hidden="true">
          <span className={isOver ? 'lose' : 'win'}>{t(isOver ? 'dice-loses' : 'dice-wins')}</span>
          <span className={isOver ? 'win' : 'lose'}>{t(isOver ? 'dice-wins' : 'dice-loses')}</span>
        </div>
        <input
          type="range"
          min={LEAST}
          max={MOST}
          step={DRAG_STEP}
          value={choices.target}
          disabled={isLocked}
          aria-label={t('dice-target')}
          aria-valuetext={oddsInWords(t, choices)}
          onChange={({ target }) => onChoose({ ...choices, target: Number(target.value) })}
        />
        <div className="ticks" aria-hidden="true">
          {[0, 25, 50, 75, 100].map((tick) => (
            <span key={tick}>{tick}</span>
          ))}
        </div>
      </div>
    </>
  );
}

/** Four wheels, and a fifth for the one roll in ten thousand that needs it. */
function Counter({
  roll,
  isFresh,
  isGold,
  isRunning,
}: {
  roll: number | undefined;
  isFresh: boolean;
  isGold: boolean;
  isRunning: boolean;
}) {
  const t = useTexts();
  const digits = hundredthsInWords(roll ?? 0, 'en').padStart(5, '0');
  return (
    <div
      className="counter"
      data-long={digits.length > 5 || undefined}
      data-faint={!isFresh || undefined}
      data-gold={isGold || undefined}
      data-rolls={isRunning || undefined}
      role="img"
      aria-label={roll === undefined ? t('dice-none') : t('dice-rolled', { roll: hundredthsInWords(roll, t.language) })}
    >
      {[...digits].map((digit, place) =>
        digit === '.' ? (
          <span className="dot" key="dot" />
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: a wheel is its place
          <span className="wheel" key={`${place} ${isRunning}`}>
            <i>{(Number(digit) + 9) % 10}</i>
            <b>{digit}</b>
            <i>{(Number(digit) + 1) % 10}</i>
          </span>
        ),
      )}
    </div>
  );
}

const oddsInWords = (t: Texts, choices: DiceChoices): string =>
  t('dice-odds', {
    side: choices.side,
    target: hundredthsInWords(choices.target, t.language),
    chance: chanceInWords(chanceOf(choices), t.language),
    pays: timesInWords(dice.most(choices), t.language, 4),
  });

/** The same bet from the other side: over what mirrors it is as likely, and pays the same. */
const flipped = ({ side, target }: DiceChoices): DiceChoices =>
  side === 'under' ? { side: 'over', target: ALL - 1 - target } : { side: 'under', target: ALL - 1 - target };

function Choices({ choices, onChoose, isLocked }: ChoicesProps<DiceChoices>) {
  const t = useTexts();
  return (
    <section className="card session odds" aria-label={t('odds')}>
      <div>
        <TargetField
          key={`${choices.side} ${isLocked}`}
          label={t('dice-you-roll', { side: choices.side })}
          value={choices.target}
          least={LEAST}
          most={MOST}
          unit=""
          isLocked={isLocked}
          onValue={(target) => onChoose({ ...choices, target })}
        />
        <button type="button" className="link flip" disabled={isLocked} onClick={() => onChoose(flipped(choices))}>
          <Icon name="swap" size="xs" />
          {t('dice-flip', { to: flipped(choices).side })}
        </button>
      </div>
      <div>
        <span className="k">{t('win-chance')}</span>
        <bdi className="v">{chanceInWords(chanceOf(choices), t.language)}</bdi>
      </div>
      <div>
        <span className="k">{t('pays')}</span>
        <bdi className="v">{timesInWords(dice.most(choices), t.language, 4)}</bdi>
      </div>
    </section>
  );
}

function say(t: Texts, { choices, phase, round }: SayProps<DiceChoices>): Said {
  const roll = rollOf(round);
  const target = hundredthsInWords(choices.target, t.language);
  const rule = { side: choices.side, target };
  if (phase === 'running') return { title: t('dice-rolling'), line: '' };
  if (phase !== 'shown' || roll === undefined || !round)
    return {
      title: t('dice-idle', rule),
      ...(roll === undefined ? {} : { line: t('dice-last', { roll: hundredthsInWords(roll, t.language) }) }),
    };
  // Of the round, not of what is chosen meanwhile for the next one.
  const of = dice.readChoices(round.choices);
  if ('reason' in of) return { title: hundredthsInWords(roll, t.language) };
  const isWon = dice.pays(of, { roll }).numerator > 0n;
  return {
    title: t(isWon ? 'dice-won' : 'dice-lost', {
      roll: hundredthsInWords(roll, t.language),
      side: of.side,
      target: hundredthsInWords(of.target, t.language),
    }),
  };
}

/** Some bets beside the one that is chosen. */
const EXAMPLES = [9_000, 7_500, 5_000, 2_500, 500];

function Pays({ choices, stake }: PaysProps<DiceChoices>) {
  const t = useTexts();
  const rows = [choices, ...EXAMPLES.map((target): DiceChoices => ({ side: 'under', target }))];
  return (
    <>
      <p className="small muted">{t('dice-pays')}</p>
      <table className="rounds">
        <thead>
          <tr>
            <th scope="col">{t('dice-bet')}</th>
            <th scope="col">{t('win-chance')}</th>
            <th scope="col">{t('pays')}</th>
            <th scope="col">{t('pays-at', { stake: plain(stake, t.language) })}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the chosen one may be among the others
            <tr key={n}>
              <td>{t('dice-side', { side: row.side, target: hundredthsInWords(row.target, t.language) })}</td>
              <td>
                <bdi>{chanceInWords(chanceOf(row), t.language)}</bdi>
              </td>
              <td>
                <bdi>{timesInWords(dice.most(row), t.language, 4)}</bdi>
              </td>
              <td>
                <bdi>{paidInWords(t, stake, dice.most(row))}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

const paidInWords = (t: Texts, stake: PaysProps['stake'], pays: Ratio): string =>
  plain({ ...stake, minor: shareOf(BigInt(stake.minor), pays).toString() }, t.language);

export const diceBoard: GameBoard<DiceChoices> = {
  rules: dice,
  look: 'dice',
  first: { side: 'under', target: 4_950 },
  Board,
  Choices,
  Pays,
  press: (t) => t('roll'),
  say,
  beside: (t, choices, stake) => t('a-win-pays', { win: paidInWords(t, stake, dice.most(choices)) }),
};
