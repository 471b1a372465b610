import { expect, test } from 'vitest';
import type { PlayerId, WithdrawalId } from '../contracts/ids.ts';
import type { ShowWithdrawal } from '../contracts/outbox.ts';
import { type ExchangeRate, parseRate } from '../domain/exchange-rates.ts';
import { money } from '../domain/money.ts';
import { refusalCauses, withdrawalStatuses } from '../domain/withdrawals.ts';
import type { WithdrawalView } from '../records/payments/withdrawal-reads.ts';
import { loadTexts } from '../runtime/texts.ts';
import { withdrawalScreen } from './screens/withdrawal.ts';
import { done, GONE, openPost } from './test-post.ts';

const ID = '01960000-0000-7000-8000-000000000004' as WithdrawalId;
const at = new Date('2026-11-21T14:01:00Z');
const withdrawal: WithdrawalView = {
  id: ID,
  player: '01960000-0000-7000-8000-000000000002' as PlayerId,
  rail: 'stripe',
  status: 'awaiting-code',
  amount: money('EUR', 4_000n),
  fee: money('EUR', 50n),
  arrives: undefined,
  destination: 'Visa <b> 4242',
  paid: undefined,
  returned: undefined,
  refusedBecause: undefined,
  approvalsNeeded: undefined,
  approvals: 0,
  reviewReasons: [],
  requestedAt: at,
  confirmBy: new Date('2026-11-21T14:11:00Z'),
  confirmedAt: undefined,
  sendingAt: undefined,
  endedAt: undefined,
  parts: [],
  language: 'en',
  shownIn: { bot: '1', chat: '7', message: 50n, key: undefined },
};
const over = (status: WithdrawalView['status'], paid: bigint): WithdrawalView => ({
  ...withdrawal,
  status,
  paid: money('EUR', paid),
  endedAt: at,
});
const show: ShowWithdrawal = { show: 'withdrawal', bot: '1', chat: '7', withdrawalId: ID };

test('a withdrawal is shown in its own message, and its receipt is an edit of it', async () => {
  const post = openPost({ withdrawal: over('paid', 4_000n) });
  expect(await post.sends(show)).toEqual({ sent: { message: 50 } });
  expect(post.calls).toEqual([
    {
      method: 'editMessageText',
      chat: '7',
      message: 50,
      text: [
        '<b>€40.00 was paid out</b>',
        'To: <code>Visa &lt;b&gt; 4242</code>',
        'Fee: €0.50',
        'Cash now: €75.00',
        'Receipt: <code>W-000004</code>',
      ].join('\n'),
      keys: ['Withdraw', 'Menu'],
    },
  ]);
});

test('where Telegram opens the app, its message leads to its page there', async () => {
  const post = openPost({ withdrawal, appUrl: 'https://cage.example/app/' });
  await post.sends(show);
  expect(post.calls[0]?.keys).toEqual(['Follow it in the app', 'Menu']);
});

test('one whose message is gone is shown in a new one, which is its own from then on', async () => {
  const post = openPost({ withdrawal });
  post.telegramAnswers(GONE, done(77));
  expect(await post.sends(show)).toEqual({ sent: { message: 77 } });
  expect(post.moved).toEqual([77]);
});

test('one that was asked for in the app gets a message when it is over', async () => {
  const shownIn = { bot: '1', chat: '7', message: undefined, key: undefined };
  const post = openPost({ withdrawal: { ...over('refused', 0n), shownIn } });
  post.telegramAnswers(done(78));
  expect(await post.sends(show)).toEqual({ sent: { message: 78 } });
  expect(post.calls[0]?.text).toContain('€40.00 was not paid out');
  expect(post.moved).toEqual([78]);
});

test('one that is not there, or shown nowhere, needs no letter', async () => {
  for (const post of [openPost(), openPost({ withdrawal: { ...withdrawal, shownIn: undefined } })]) {
    expect(await post.sends(show)).toEqual({ sent: {} });
    expect(post.calls).toEqual([]);
  }
});

test('one that was paid in part says how much of it, and where the rest is', () => {
  const { text } = withdrawalScreen(loadTexts().of('en'), over('paid-in-part', 1_000n), money('EUR', 7_500n));
  expect(text).toMatch(/€10\.00 of €40\.00 was paid out[\s\S]*back in your cash/);
});

test.each(['en', 'ru', 'ar'])('one that was paid and came back says so, and how much, in %s', (language) => {
  const cameBack = { ...over('paid', 4_000n), returned: money('EUR', 1_500n) };
  const t = loadTexts().of(language);
  const [before, after] = [over('paid', 4_000n), cameBack].map(
    (w) => withdrawalScreen(t, w, money('EUR', 7_500n)).text,
  );
  expect(before).not.toContain('15');
  expect(after).toContain('15');
});

test.each(['en', 'ru', 'ar'])('every state of a withdrawal has its words in %s', (language) => {
  const t = loadTexts().of(language);
  for (const status of withdrawalStatuses) {
    const { text } = withdrawalScreen(t, { ...over(status, status === 'paid' ? 4_000n : 0n) }, money('EUR', 7_500n));
    expect(text).toContain('40');
    expect(text).not.toMatch(/\{|undefined|withdrawal-/);
  }
});

const arrives = {
  about: money('TON', 10_096_889_342n),
  least: money('TON', 9_894_951_556n),
  price: parseRate('4.952020202020202021') as ExchangeRate,
  fixed: undefined,
};
const fixed = { amount: money('TON', 9_999_000_000n), at, paid: undefined };

test('one that arrives in another asset says about how much, and at least; then what is sent, and at what rate', () => {
  const t = loadTexts().of('en');
  const lastLine = (w: WithdrawalView) =>
    withdrawalScreen(t, w, money('EUR', 0n)).text.replaceAll('\u00a0', ' ').split('\n').at(-1);
  expect(lastLine({ ...withdrawal, arrives })).toBe(
    'Arrives: about 10.096889342 TON, at least 9.894951556 TON. How much is fixed when it is sent.',
  );
  expect(lastLine({ ...withdrawal, status: 'sending', arrives: { ...arrives, fixed } })).toBe(
    'Arrives: 9.999 TON, at 1 TON = 4.95202 EUR.',
  );
  const paid = { ...over('paid', 4_000n), arrives: { ...arrives, fixed: { ...fixed, paid: fixed.amount } } };
  expect(lastLine(paid)).toBe('Sent: 9.999 TON, at 1 TON = 4.95202 EUR.');
  expect(lastLine({ ...paid, returned: money('EUR', 4_000n) })).toBe(
    'It came back: the address did not take it. €40.00 of it is in your cash again, the fee for it too.',
  );
});

test('one whose rate moved says so, and is asked for again with one tap, in a message of its own', () => {
  const to = { reference: ID as never, target: 'destination:01960000-0000-7000-8000-00000000abcd' };
  const w = {
    ...over('rate-moved', 0n),
    rail: 'ton' as const,
    arrives,
    parts: [to as unknown as WithdrawalView['parts'][number]],
  };
  const { text, keys } = withdrawalScreen(loadTexts().of('en'), w, money('EUR', 7_500n));
  expect(text.replaceAll('\u00a0', ' ')).toContain(
    'The rate moved: less than 9.894951556 TON would have arrived, so nothing was sent.',
  );
  expect(keys[0]).toEqual([
    { text: 'Ask again at today’s rate', callback_data: 'withdraw:again:ton:EUR:4000:00000000abcd' },
  ]);
});

test.each(['en', 'ru', 'ar'])(
  'one that a chain refused says why, each cause in words of its own, in %s',
  (language) => {
    const t = loadTexts().of(language);
    const said = [undefined, ...refusalCauses].map(
      (refusedBecause) => withdrawalScreen(t, { ...over('refused', 0n), refusedBecause }, money('EUR', 7_500n)).text,
    );
    expect(new Set(said).size).toBe(refusalCauses.length + 1);
    for (const text of said) expect(text).not.toMatch(/[{}]|undefined/);
  },
);

test('one that went over a chain names its transaction, and leads to its page', async () => {
  const hash = 'ab'.repeat(32);
  const part = { providerRef: hash } as unknown as WithdrawalView['parts'][number];
  const post = openPost({ withdrawal: { ...over('paid', 4_000n), parts: [part] } });
  await post.sends(show);
  expect(post.calls[0]?.text).toContain(`<code>${hash}</code>`);
  expect(post.calls[0]?.keys).toContain('Look on the explorer');
  const ofAnotherName = { providerRef: 'po_1' } as unknown as WithdrawalView['parts'][number];
  const elsewhere = openPost({ withdrawal: { ...over('paid', 4_000n), parts: [ofAnotherName] } });
  await elsewhere.sends(show);
  expect(elsewhere.calls[0]?.text).not.toContain('po_1');
  expect(elsewhere.calls[0]?.keys).not.toContain('Look on the explorer');
});
