import { expect, test } from 'vitest';
import type { PlayerId } from '../../contracts/ids.ts';
import { languages } from '../../contracts/languages.ts';
import { money } from '../../domain/money.ts';
import { betRefusals, type Round } from '../../records/play/round-types.ts';
import { loadTexts } from '../../runtime/texts.ts';
import { refusedScreen } from './games.ts';
import { resultScreen } from './rounds.ts';

const aRound: Round = {
  id: '01960000-0000-7000-8000-000000000001' as Round['id'],
  player: '01960000-0000-7000-8000-000000000002' as PlayerId,
  game: 'guess',
  state: 'settled',
  version: 0,
  asset: 'EUR',
  stake: 100n,
  stakeCash: 40n,
  stakeBonus: 60n,
  isFree: false,
  grant: undefined,
  choices: { number: 7 },
  actions: [],
  shown: undefined,
  facts: { drawn: 7 },
  win: 950n,
  winCash: 380n,
  winBonus: 570n,
  multiplier: undefined,
  wasLeft: false,
  seed: { id: '' as Round['seed']['id'], commitment: '', clientSeed: 'x', nonce: 0 },
  beganAt: new Date('2026-11-22T10:00:00Z'),
  settledAt: new Date('2026-11-22T10:00:00Z'),
};
const purse = { kind: 'cash', held: money('EUR', 1_000n), bonus: undefined } as const;
const ready = {
  game: 'guess',
  stake: money('EUR', 100n),
  purse,
  purses: [purse],
  mark: 'x',
  firstPair: undefined,
} as const;
const quiet = { clock: { session: undefined, everyMinutes: undefined }, before: undefined, appUrl: undefined };

test('what of a stake and of its win was bonus is said, and how far it is wagered', () => {
  const standing = {
    cash: money('EUR', 1_000n),
    bonus: money('EUR', 2_000n),
    wager: { done: money('EUR', 500n), needed: money('EUR', 20_000n) },
  };
  const { text } = resultScreen(loadTexts().of('en'), { round: aRound, ...standing }, ready, quiet);
  expect(text).toContain('<b>+€8.50</b>: €9.50 was paid for a stake of €1.00.');
  expect(text).toContain('Staked €0.40 cash and €0.60 bonus; paid €3.80 cash and €5.70 bonus.');
  expect(text).toContain('Cash €10.00\nBonus €20.00, wagered €5.00 of €200.00');
});

test('what comes back and is not more than the stake is no win', () => {
  const back = { ...aRound, win: 40n, winCash: 40n, winBonus: 0n };
  const standing = { cash: money('EUR', 0n), bonus: undefined, wager: undefined };
  const { text } = resultScreen(loadTexts().of('en'), { round: back, ...standing }, ready, quiet);
  expect(text).toContain('€0.40 of €1.00 came back: −€0.60.');
  expect(text).not.toContain('<b>+');
});

test.each(languages.flatMap((language) => betRefusals.map((reason) => [language, reason] as const)))(
  'in %s a bet refused as %s is refused in whole sentences, with a way on',
  (language, reason) => {
    const { text, keys } = refusedScreen(loadTexts().of(language), reason, ready, {
      appUrl: undefined,
      canDeposit: true,
    });
    expect(text.split('\n')[0]).toMatch(/^\P{Ll}.*\.$/su);
    expect(keys.flat().length).toBeGreaterThan(0);
  },
);
