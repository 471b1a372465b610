import type { ReactNode } from 'react';
import { formatMoney } from '../../../contracts/texts/format.ts';
import { isGameId } from '../../../domain/games/index.ts';
import { money } from '../../../domain/money.ts';
import { cutOff } from '../../../domain/ratio.ts';
import { Icon } from '../parts/icon.tsx';
import { isolated } from '../parts/isolate.ts';
import { secondOf } from '../parts/moments.ts';
import { type Texts, useTexts } from '../texts.tsx';
import { factsInWords, toldAndGiven } from './fact-words.ts';
import { type Block, inSixteens, type Proved, type Steps, shortened, type Word } from './proved.ts';
import { isSealKept } from './remembered.ts';
import type { RoundFile } from './round-file.ts';
import { TakeAlong } from './take-along.tsx';

/** One round, counted again: the verdict, then each step with the values it was made of. */
export function ProofView({ proved }: { proved: Proved }) {
  const t = useTexts();
  const { round, steps } = proved;
  return (
    <>
      <Verdict isGood={proved.differs === undefined} text={verdictOf(t, proved)} />
      {steps && (
        <section className="card pad" aria-label={t('proof-steps')}>
          <ol className="proof-steps">
            <Committed round={round} {...steps.commitment} />
            <Step n={2} what={t('proof-2')} say={t('proof-2-text')}>
              {steps.blocks.map((block) => (
                <MixedBlock key={block.message} {...block} />
              ))}
            </Step>
            <Drawn words={steps.words} />
            <Result round={round} outcome={steps.outcome} />
            <Win round={round} steps={steps} />
          </ol>
        </section>
      )}
      <TakeAlong round={round} />
    </>
  );
}

export function Verdict({ isGood, title, text }: { isGood: boolean; title?: string; text: string }) {
  const t = useTexts();
  return (
    <section className={isGood ? 'card verdict' : 'card verdict differs'} role="status">
      <div className="stamp" aria-hidden="true">
        <i className="rosette" />
        <span className="core">
          <Icon name={isGood ? 'check' : 'close'} size="s" />
        </span>
      </div>
      <div>
        <h2 className="title">{title ?? t(isGood ? 'proof-matches' : 'proof-differs')}</h2>
        <p className="muted">{text}</p>
      </div>
    </section>
  );
}

/** Of a game that is none: it was pasted. */
const LONGEST_NAME = 40;

/** `Dice, round 127, 17:41:09`, the time where it is known. */
export function lineOf(t: Texts, { game: id, nonce, at }: RoundFile): string {
  const game = isGameId(id) ? t(`game-${id}`) : isolated(id.slice(0, LONGEST_NAME));
  return at ? t('proof-of-at', { game, nonce, at: secondOf(at, t.language) }) : t('proof-of', { game, nonce });
}

function verdictOf(t: Texts, { round, differs, steps }: Proved): string {
  if (!steps) return t('proof-differs-round');
  const line = lineOf(t, round);
  switch (differs) {
    case undefined:
      return t('proof-matches-text', { round: line, told: factsInWords(t, round.game, round.facts) });
    case 'outcome': {
      const [told, given] = toldAndGiven(t, round.game, round.facts, steps.outcome.facts);
      return t('proof-differs-outcome', { round: line, told, given });
    }
    case 'win':
      return t('proof-differs-win', {
        round: line,
        told: paid(t, round, BigInt(round.win)),
        given: paid(t, round, steps.outcome.win),
      });
    default:
      return t('proof-differs-commitment', { round: line });
  }
}

/** In its asset; a round that was pasted may not say which: then its minor units. */
const paid = (t: Texts, { asset }: RoundFile, minor: bigint): string =>
  isolated(asset ? formatMoney(money(asset, minor), t.language) : minor.toString());

function Step({ n, what, say, children }: { n: number; what: string; say?: string; children: ReactNode }) {
  return (
    <li>
      <span className="n" aria-hidden="true">
        {n}
      </span>
      <h3 className="what">{what}</h3>
      {say && <p className="say">{say}</p>}
      {children}
    </li>
  );
}

function Same({ isSame, children }: { isSame: boolean; children: ReactNode }) {
  return (
    <p className={isSame ? 'same' : 'same differs'}>
      <Icon name={isSame ? 'check' : 'close'} size="xs" />
      <span>{children}</span>
    </p>
  );
}

function Committed({ round, given, isSame }: { round: RoundFile; given: string; isSame: boolean }) {
  const t = useTexts();
  const seal = isolated(shortened(round.commitment));
  return (
    <Step n={1} what={t('proof-1')} say={t('proof-1-text')}>
      <code className="hash" dir="ltr">
        {inSixteens(round.serverSeed)}
      </code>
      <Same isSame={isSame}>
        {isSame ? t('proof-1-same', { seal }) : t('proof-1-differs', { seal, given: isolated(shortened(given)) })}
      </Same>
      {isSealKept(round.commitment) && <Same isSame>{t('proof-1-kept')}</Same>}
    </Step>
  );
}

const MixedBlock = ({ message, drawn, rest }: Block) => (
  <>
    <code className="hash" dir="ltr">
      {message}
    </code>
    <code className="hash" dir="ltr">
      <mark>{drawn}</mark>
      {rest}
    </code>
  </>
);

/** The first word in its bytes, all of them in what they leave. */
function Drawn({ words }: { words: readonly Word[] }) {
  const t = useTexts();
  const [first] = words;
  return (
    <Step n={3} what={t('proof-3')} say={t('proof-3-text')}>
      {first && (
        <div className="bytes" dir="ltr" role="img" aria-label={t('proof-3-bytes', { bytes: first.bytes.join(', ') })}>
          {first.bytes.map((byte, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a byte is what stands at its place
            <span key={place}>
              {byte}
              <small>{['× 256³', '× 256²', '× 256', '× 1'][place]}</small>
            </span>
          ))}
        </div>
      )}
      <ul className="words">
        {words.map(({ cursor, place, word, below, drawn }) => (
          <li className="eq" key={`${cursor}:${place}`}>
            <bdi dir="ltr">
              {grouped(word)} mod {grouped(below)}
            </bdi>
            {drawn === undefined ? <span className="small muted">{t('proof-3-passed')}</span> : <b>{grouped(drawn)}</b>}
          </li>
        ))}
      </ul>
    </Step>
  );
}

const grouped = (whole: number): string => whole.toLocaleString('en-US');

function Result({ round, outcome }: { round: RoundFile; outcome: Steps['outcome'] }) {
  const t = useTexts();
  const [told, given] = outcome.isSame
    ? ['', factsInWords(t, round.game, outcome.facts)]
    : toldAndGiven(t, round.game, round.facts, outcome.facts);
  return (
    <Step n={4} what={t('proof-4')}>
      <p className="eq">
        <b>{given}</b>
      </p>
      <Same isSame={outcome.isSame}>{outcome.isSame ? t('proof-4-same') : t('proof-4-differs', { told })}</Same>
    </Step>
  );
}

const SHOWN_PLACES = 4;

function Win({ round, steps: { outcome, isSameWin } }: { round: RoundFile; steps: Steps }) {
  const t = useTexts();
  const told = paid(t, round, BigInt(round.win));
  return (
    <Step n={5} what={t('proof-5')} say={t('proof-5-text')}>
      <p className="eq">
        <bdi>{`${paid(t, round, BigInt(round.stake))} × ${isolated(cutOff(outcome.multiplier, SHOWN_PLACES))}`}</bdi>
        <b>{paid(t, round, outcome.win)}</b>
      </p>
      <Same isSame={isSameWin}>{isSameWin ? t('proof-5-same') : t('proof-5-differs', { told })}</Same>
    </Step>
  );
}
