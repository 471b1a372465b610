import { expect, test } from 'vitest';
import type { GrantId } from '../contracts/ids.ts';
import type { ShowBonus } from '../contracts/outbox.ts';
import { type BonusTerms, type GrantState, grantStates } from '../domain/bonuses.ts';
import { money } from '../domain/money.ts';
import { loadTexts } from '../runtime/texts.ts';
import type { BonusToShow } from '../use-cases/show-bonus.ts';
import { bonusScreen, reminderLines } from './screens/bonus.ts';
import { done, GONE, openPost, unanswered } from './test-post.ts';

const ID = '01960000-0000-7000-8000-000000000005' as GrantId;
const eur = (minor: bigint) => money('EUR', minor);
const terms: BonusTerms = {
  id: 'first-deposit',
  version: 1,
  kind: 'first-deposit',
  asset: 'EUR',
  match: { bps: 10_000, most: 10_000n, leastDeposit: 1_000n },
  wagerTimes: 10,
  counts: 'all',
  sticky: 'non-sticky',
  order: 'cash-first',
  contributionBps: { 'brass-orchard': 10_000, dice: 5_000 },
  mostStake: 500n,
  mostConverted: null,
  offerHours: 72,
  playHours: 168,
};
const offer: BonusToShow = {
  id: ID,
  state: 'offered',
  terms,
  deposit: eur(5_000n),
  worth: eur(5_000n),
  balance: eur(0n),
  done: eur(0n),
  needed: eur(0n),
  spinsLeft: 0,
  openRounds: 0,
  openBonusRounds: 0,
  offerUntil: new Date('2026-11-24T18:00:00Z'),
  playUntil: undefined,
  endedAt: undefined,
  converted: undefined,
  forfeited: undefined,
  language: 'en',
};
const active: BonusToShow = {
  ...offer,
  state: 'active',
  balance: eur(4_320n),
  done: eur(12_000n),
  needed: eur(50_000n),
  playUntil: new Date('2026-11-29T18:00:00Z'),
};
const over = (state: GrantState, converted: bigint | undefined, forfeited: bigint): BonusToShow => ({
  ...active,
  state,
  balance: eur(0n),
  converted: converted === undefined ? undefined : eur(converted),
  forfeited: eur(forfeited),
  endedAt: new Date('2026-11-25T18:00:00Z'),
});
const show = (about: ShowBonus['about']): ShowBonus => ({ show: 'bonus', bot: '1', chat: '7', grantId: ID, about });

test('an offer says in plain words what a player agrees to, and has two keys', async () => {
  const post = openPost({ bonus: offer });
  expect(await post.sends(show('offered'))).toEqual({ sent: { message: 101 } });
  expect(post.calls).toEqual([
    {
      method: 'sendMessage',
      chat: '7',
      text: [
        '<b>A bonus for you: €50.00</b>',
        'Play it 10×, 7 days, stakes up to €5.00.',
        'That is €500.00 to stake in all.',
        'Every stake counts, of cash and of bonus.',
        'Games that count: Brass Orchard, Dice 50%.',
        'Your cash is staked first, then the bonus.',
        'Once the bonus is played, what is left of it becomes cash.',
        'You can take cash out at any time. That gives the bonus up.',
        'The offer stands until November 24, 2026, 18:00 UTC.',
      ].join('\n'),
      keys: ['Take it', 'No, thanks'],
    },
  ]);
});

test('taken, played and ended, it is one message: each letter is an edit of the first', async () => {
  const post = openPost({ bonus: active });
  post.bonusMessages.add(50n);
  expect(await post.sends(show('active'))).toEqual({ sent: { message: 50 } });
  expect(post.calls).toEqual([
    {
      method: 'editMessageText',
      chat: '7',
      message: 50,
      text: [
        '<b>Your bonus holds €43.20</b>',
        'Staked: €120.00 of €500.00. Left to stake: €380.00.',
        'Until November 29, 2026, 18:00 UTC, stakes up to €5.00.',
        'You can take cash out at any time. That gives the bonus up.',
      ].join('\n'),
      keys: ['Play', 'How it stands'],
    },
  ]);
});

test('its end says to the cent what became cash, and what went back', async () => {
  const post = openPost({ bonus: over('completed', 4_000n, 320n) });
  post.bonusMessages.add(51n); // taken in the app, so that the chat heard of it first when it was active
  expect(await post.sends(show('ended'))).toEqual({ sent: { message: 51 } });
  expect(post.calls[0]?.text).toBe(
    [
      '<b>€40.00 of bonus is your cash now</b>',
      'All of it is staked. The cash is yours to play or to take out.',
      'By its terms no more than that becomes cash: €3.20 went back to us.',
    ].join('\n'),
  );
});

test('one whose message is gone is told of in a new one', async () => {
  const post = openPost({ bonus: over('lost', undefined, 0n) });
  post.bonusMessages.add(50n);
  post.telegramAnswers(GONE, done(77));
  expect(await post.sends(show('ended'))).toEqual({ sent: { message: 77 } });
});

test('an offer whose answer was lost is repeated once, says so, and then no more', async () => {
  const post = openPost({ bonus: offer });
  post.telegramAnswers(unanswered, unanswered);
  expect(await post.sends(show('offered'))).toMatchObject({ again: { proven: false } });
  await post.sends(show('offered'), 2);
  expect(post.calls[1]?.text).toContain(loadTexts().of('en')('sent-again'));
  expect(await post.sends(show('offered'), 3)).toMatchObject({ dead: expect.any(String) });
});

test('every message that shows the offer says what became of it, so that none goes on offering', async () => {
  const declined = { ...offer, state: 'declined' as const };
  const post = openPost({ bonus: declined });
  for (const message of [50n, 60n, 70n]) post.bonusMessages.add(message);
  post.telegramAnswers(done(50), GONE, done(70));
  expect(await post.sends(show('ended'))).toEqual({ sent: { message: 50 } });
  expect(post.calls).toMatchObject([50, 60, 70].map((message) => ({ method: 'editMessageText', message })));
  expect(post.calls[0]).toMatchObject({ text: 'You did not take this bonus. Nothing changes.' });
  expect(post.calls.flatMap(({ keys }) => keys)).not.toContain('Take it');
  expect([...post.bonusMessages]).toEqual([50n, 70n]);
});

test('what is sent first is its message from then on', async () => {
  const post = openPost({ bonus: offer });
  await post.sends(show('offered'));
  expect([...post.bonusMessages]).toEqual([101n]);
});

test.each(['declined', 'expired'] as const)('an offer that %s and was shown nowhere is no news', async (state) => {
  const post = openPost({ bonus: { ...offer, state } });
  expect(await post.sends(show('ended'))).toEqual({ sent: {} });
  expect(post.calls).toEqual([]);
});

test('free spins say what they are, and that what they win is bonus', () => {
  const spins = { many: 20, game: 'brass-orchard', stake: 20n } as const;
  const { match: _, ...rest } = terms;
  const { text } = bonusScreen(
    loadTexts().of('en'),
    { ...offer, worth: eur(0n), terms: { ...rest, kind: 'free-spins', spins } },
    undefined,
  );
  expect(text).toContain('<b>For you: 20 free spins of Brass Orchard, at €0.20 each</b>');
  expect(text).toContain('What they win is bonus, and is to be played 10×.');
  expect(text).not.toContain('to stake in all');
});

test('a sticky bonus says that cash stays in, and a capped one what becomes cash at most', () => {
  const sticky = { ...terms, sticky: 'sticky', mostConverted: 10_000n } as const;
  const { text } = bonusScreen(loadTexts().of('en'), { ...offer, terms: sticky }, undefined);
  expect(text).toContain('Your cash stays in until the bonus ends.');
  expect(text).toContain('becomes cash, €100.00 at most.');
});

test('an offer that nobody took ends without a word of money', () => {
  const t = loadTexts().of('en');
  const never = { ...offer, state: 'expired' as const, forfeited: undefined };
  expect(bonusScreen(t, never, undefined).text).toBe('This offer is over. Nothing changes.');
  expect(bonusScreen(t, over('expired', undefined, 4_320n), undefined).text).toContain(
    '€43.20 of bonus went back to us',
  );
});

test.each(['en', 'ru', 'ar'])('every state of a bonus has its words in %s', (language) => {
  const t = loadTexts().of(language);
  for (const state of grantStates) {
    const grant = state === 'offered' ? offer : state === 'active' ? active : over(state, 4_000n, 320n);
    const { text } = bonusScreen(t, grant, 'https://cage.example/app/');
    expect(text.length).toBeGreaterThan(10);
    expect(text).not.toMatch(/\{|undefined|bonus-/);
  }
  const { balance, done: staked, needed } = active;
  const until = new Date('2026-11-29T18:00:00Z');
  const reminder = reminderLines(t, { until, balance, done: staked, needed, spinsLeft: 3 }).join('\n');
  expect(reminder).not.toMatch(/\{|undefined|bonus-/);
});

test('where Telegram opens the app, the message leads to the rewards there', () => {
  const { keys } = bonusScreen(loadTexts().of('en'), offer, 'https://cage.example/app/');
  expect(keys[1]).toEqual([{ text: 'Open it in the app', web_app: { url: 'https://cage.example/app/rewards' } }]);
});
