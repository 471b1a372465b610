import type { ReactNode } from 'react';
import type { GrantBody, TermsBody } from '../../../contracts/http/bonuses.ts';
import { formatList, formatMoney, formatPercent } from '../../../contracts/texts/format.ts';
import { money } from '../../../domain/money.ts';
import { wagerNeeded } from '../../../domain/wagering.ts';
import { type AmountBody, moneyOf } from '../amounts.ts';
import { gameName, gamesIn } from '../rounds/game.ts';
import { type Texts, useTexts } from '../texts.tsx';

/** What is known of one grant, beside the terms anybody is offered. */
type Of = Pick<GrantBody, 'worth' | 'wager'>;

/** The terms in plain words, all of them, as a player must be able to read them before they agree (GLI-19 v3.0, A.5.3). */
export function Terms({ terms, of }: { terms: TermsBody; of?: Of | undefined }) {
  const t = useTexts();
  return (
    <dl className="terms small terms-of-bonus">
      {linesOf(t, terms, of).map(([id, value]) => (
        <div key={id}>
          <dt>{t(`term-${id}`)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

type Line = readonly [id: string, value: ReactNode];

function linesOf(t: Texts, terms: TermsBody, of: Of | undefined): Line[] {
  const said = (amount: AmountBody): string => formatMoney(moneyOf(amount), t.language);
  const { match, amount, spins } = terms;
  return [
    ...(match && !of
      ? [
          [
            'deposit',
            t('term-deposit-value', {
              least: said(match.leastDeposit),
              percent: formatPercent(match.bps, t.language),
              most: said(match.most),
            }),
          ] as const,
        ]
      : []),
    ...(amount && !of ? [['bonus', said(amount)] as const] : []),
    ...(spins
      ? [
          [
            'spins',
            t('term-spins-value', { count: spins.many, game: gameName(t, spins.game), stake: said(spins.stake) }),
          ] as const,
        ]
      : []),
    ['play', toPlay(t, terms, of)],
    ['counts', countsInWords(t, terms)],
    ['stake', t('term-stake-value', { most: said(terms.mostStake) })],
    ['time', hoursInWords(terms.playHours, t.language)],
    ['cash', t(`term-cash-${terms.sticky}`)],
    ['order', t(`term-order-${terms.order}`)],
    ['becomes', becomesInWords(t, terms)],
  ];
}

/** How much is to be staked: the sum where it is known, as it is of an offer that is a sum; else by what it is reckoned. */
function toPlay(t: Texts, { wagerTimes, match, amount, spins }: TermsBody, of: Of | undefined): string {
  const minor =
    BigInt(of?.wager.needed.minor ?? 0) || (of && !spins ? wagerNeeded({ wagerTimes }, BigInt(of.worth.minor)) : 0n);
  if (of && minor > 0n)
    return t('term-play-value', {
      needed: formatMoney(money(of.worth.asset, minor), t.language),
      times: wagerTimes,
    });
  return t(match || amount ? 'term-play-times' : 'term-play-spins', { times: wagerTimes });
}

/** "Brass Orchard 100 %, Dice 20 %", the most first. */
const countsInWords = (t: Texts, { contributionBps }: TermsBody): string =>
  formatList(
    gamesIn(contributionBps).map(({ game, bps }) => `${gameName(t, game)} ${formatPercent(bps, t.language)}`),
    t.language,
  );

export const becomesInWords = (t: Texts, { mostConverted }: TermsBody): string =>
  mostConverted ? t('becomes-most', { most: formatMoney(moneyOf(mostConverted), t.language) }) : t('becomes-all');

/** Whole days where it is days, else hours. */
export function hoursInWords(hours: number, language: string): string {
  const said = (count: number, unit: 'day' | 'hour'): string =>
    new Intl.NumberFormat(`${language}-u-nu-latn`, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
  return hours % 24 === 0 ? said(hours / 24, 'day') : said(hours, 'hour');
}
