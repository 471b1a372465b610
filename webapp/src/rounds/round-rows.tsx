import { useState } from 'react';
import type { RoundBody } from '../../../contracts/http/games.ts';
import { formatMoney } from '../../../contracts/texts/format.ts';
import { moneyOf } from '../amounts.ts';
import { useApp } from '../app-context.ts';
import { Icon } from '../parts/icon.tsx';
import { timeOf } from '../parts/moments.ts';
import { type Texts, useTexts } from '../texts.tsx';
import { Art } from './art.tsx';
import { gameName } from './game.ts';
import { turnoverOf } from './net.ts';
import { outcomeInWords } from './outcome.ts';
import { Sums } from './sums.tsx';

/** Rounds of one game in a row of the history: a single one leads to its receipt, several open to each of them. */
export function RoundRows({ rounds }: { rounds: readonly RoundBody[] }) {
  const [isOpen, setOpen] = useState(false);
  const [first] = rounds;
  if (!first) return null;
  if (rounds.length === 1) return <RoundRow round={first} />;
  return (
    <>
      <button type="button" className="row" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Line rounds={rounds} first={first} />
        <Icon name={isOpen ? 'minus' : 'down'} size="xs" />
      </button>
      {isOpen && (
        <ul className="folded">
          {rounds.map((round) => (
            <li key={round.id}>
              <RoundRow round={round} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function RoundRow({ round }: { round: RoundBody }) {
  const { go } = useApp();
  return (
    <button type="button" className="row" onClick={() => go({ page: 'history', sheet: 'round', round: round.id })}>
      <Line rounds={[round]} first={round} />
      <Icon name="chevron" size="xs" />
    </button>
  );
}

function Line({ rounds, first }: { rounds: readonly RoundBody[]; first: RoundBody }) {
  const t = useTexts();
  const { staked, paid } = turnoverOf(rounds);
  return (
    <>
      <Art game={first.game} />
      <span className="grow">
        <span className="name">{gameName(t, first.game)}</span>
        <span className="sub">
          {`${timeOf(first.beganAt, t.language)} · `}
          <bdi>{rounds.length > 1 ? t('rounds-many', { count: rounds.length }) : whatOf(t, first)}</bdi>
        </span>
      </span>
      <span className="end">
        <Sums rounds={rounds} />
        {first.state === 'settled' && (
          <span className="sub">
            <bdi>
              {first.isFree
                ? t('round-free')
                : t('rounds-paid', {
                    staked: formatMoney(moneyOf(staked), t.language),
                    paid: formatMoney(moneyOf(paid), t.language),
                  })}
            </bdi>
          </span>
        )}
      </span>
    </>
  );
}

const whatOf = (t: Texts, round: RoundBody): string => outcomeInWords(t, round) ?? t('round-is-open');
