import { PNG } from 'pngjs';
import { encode } from 'uqr';
import { describe, expect, test } from 'vitest';
import { languages } from '../contracts/languages.ts';
import type { ChatDelivery } from '../contracts/outbox.ts';
import { money } from '../domain/money.ts';
import type { ArrivalView } from '../records/payments/arrival-reads.ts';
import type { OrderView } from '../records/payments/reads.ts';
import { loadTexts } from '../runtime/texts.ts';
import type { DepositChain } from '../use-cases/deposit-chain.ts';
import { transferScreen } from './screens/chain.ts';
import { orderScreen } from './screens/deposit.ts';
import { done, ORDER, openPost, showOrder, unanswered } from './test-post.ts';

const ADDRESS = 'UQCXBLiqpsqZtvakkwwAY1Hlz-FmE50p4CZ8_WLrOTdM72rX';
const MEMO = 'CG-7K2M-9QXA-4F';
const at = new Date('2026-11-21T14:01:00Z');
const waiting: Partial<OrderView> = {
  rail: 'ton',
  pay: money('TON', 10_097_000_001n),
  fee: money('TON', 0n),
  credit: money('EUR', 5_000n),
  rate: '4.952',
};
const chain: DepositChain = {
  network: '-239',
  address: ADDRESS,
  memo: MEMO,
  link: `ton://transfer/${ADDRESS}?amount=10097000001&text=${MEMO}`,
  arrivals: [],
  sent: [],
  finalBlocks: 2,
  explorer: 'https://tonviewer.com/transaction/',
};
const arrival: ArrivalView = {
  id: '01960000-0000-7000-8000-000000000009',
  player: undefined,
  rail: 'ton',
  state: 'seen',
  amount: money('TON', 10_097_000_001n),
  hash: 'ab'.repeat(32),
  at,
  blocksPassed: 1,
  order: ORDER,
};
const arrived = (changed: Partial<ArrivalView>): DepositChain => ({ ...chain, arrivals: [{ ...arrival, ...changed }] });
const showQr: ChatDelivery = { show: 'deposit', bot: '1', chat: '7', orderId: ORDER, owed: null, qr: true };

test('an order that waits for a transfer says how much to the last nanoton, where to, with which memo, and until when', async () => {
  const post = openPost({ order: waiting, chain, appUrl: 'https://cage.example/app/' });
  await post.sends(showOrder());
  const [call] = post.calls;
  expect(call).toMatchObject({ method: 'editMessageText', message: 50 });
  for (const said of [
    `<code>${ADDRESS}</code>`,
    `<code>${MEMO}</code>`,
    '<code>10.097000001</code> TON',
    '€50.00',
    '14:05',
  ])
    expect(call?.text).toContain(said);
  expect(call?.text).toContain('Without the memo we cannot see it is yours');
  expect(call?.text).toContain('TON on the TON network only');
  expect(call?.keys).toEqual(['Copy the memo', 'Copy the address', 'Copy the amount', 'Connect a wallet', 'Menu']);
});

describe.each(languages)('in %s', (language) => {
  const t = loadTexts().of(language);
  const order = { ...waiting, id: ORDER, expiresAt: at, language } as OrderView;

  test('what is copied is the thing itself: no mark of direction, no space, no sign that groups', () => {
    const { text, keys } = transferScreen(t, order, chain);
    const codes = Array.from(text.matchAll(/<code>(.*?)<\/code>/gs), ([, inside]) => inside);
    expect(codes).toEqual(['10.097000001', ADDRESS, MEMO]);
    const copied = keys.flat().flatMap((key) => ('copy_text' in key ? [key.copy_text.text] : []));
    expect(copied).toEqual([MEMO, ADDRESS, '10.097000001']);
    expect(text.replaceAll(/<\/?(b|code)>/g, '')).not.toMatch(/[<>]/);
  });
});

test('its picture holds the link, exactly as a wallet reads it', async () => {
  const post = openPost({ order: waiting, chain });
  expect(await post.sends(showQr)).toEqual({ sent: { message: 101 } });
  const [call] = post.calls;
  expect(call).toMatchObject({
    method: 'sendPhoto',
    text: 'The address, 10.097000001\u00a0TON and your memo, for the camera of a wallet.',
  });
  const { data, width } = PNG.sync.read(call?.photo as Buffer);
  const code = encode(chain.link, { ecc: 'M', border: 4 });
  const side = width / code.size;
  const seen = code.data.map((row, y) =>
    row.map((_, x) => data[4 * ((y * side + side / 2) * width + x * side + side / 2)] === 0),
  );
  expect(seen).toEqual(code.data);
});

test('a picture whose answer was lost is sent once more, says so, and then no more; one that is late is not sent', async () => {
  const post = openPost({ order: waiting, chain });
  post.telegramAnswers(unanswered, done(9));
  expect(await post.sends(showQr)).toMatchObject({ again: { proven: false } });
  expect(await post.sends(showQr, 2)).toEqual({ sent: { message: 9 } });
  expect(post.calls[1]?.text).not.toBe(post.calls[0]?.text);
  expect(await post.sends(showQr, 3)).toMatchObject({ dead: expect.stringContaining('twice') });
  const late = openPost({ order: { ...waiting, status: 'expired' }, chain });
  expect(await late.sends(showQr)).toEqual({ sent: {} });
  expect(late.calls).toEqual([]);
});

test.each([
  [
    'what the wallet says',
    { ...chain, sent: [{ hash: 'cd'.repeat(32), at }] },
    /is on its way.*14:01.*do not send again/s,
  ],
  ['what was seen, and how far it is', arrived({}), /is on the network.*14:01.*do not send again.*Block 1 of 2/s],
  ['what is final', arrived({ state: 'final' }), /is final/],
  ['what vanished', arrived({ state: 'vanished' }), /left the network again.*Nothing was credited/s],
] as const)('%s is told in the order’s own message', async (_, known, words) => {
  for (const status of ['awaiting-payment', 'expired'] as const) {
    const post = openPost({ order: { ...waiting, status }, chain: known });
    await post.sends(showOrder());
    expect(post.calls).toMatchObject([{ method: 'editMessageText', message: 50, text: expect.stringMatching(words) }]);
  }
});

test('a receipt says what came, what it became, and by which minute’s rate where that is not the one that was held', async () => {
  const credited = {
    paid: money('TON', 9_000_000_000n),
    fee: money('TON', 0n),
    amount: money('EUR', 4_400n),
    rate: '4.9',
  };
  const post = openPost({
    order: { ...waiting, status: 'credited', late: true, credited },
    chain: arrived({ state: 'final' }),
  });
  await post.sends(showOrder());
  const { text } = post.calls[0] as { text: string };
  expect(text).toContain('€44.00 is in your cash');
  expect(text).toContain('It came after the rate had run out.');
  expect(text).toContain('Paid: 9\u00a0TON');
  expect(text).toMatch(/1.TON = 4\.9.EUR, of the minute in which your payment came/);
  expect(text).toContain('You asked for 10.097000001\u00a0TON. We credited what came.');
});

test('money without an order has a message of its own, and what became of it is said there', async () => {
  const told = { ...arrival, order: undefined, language: 'en' };
  const delivery: ChatDelivery = { show: 'arrival', bot: '1', chat: '7', arrivalId: arrival.id };
  const post = openPost({ arrival: told });
  expect(await post.sends(delivery)).toEqual({ sent: { message: 101 } });
  expect(post.calls).toMatchObject([{ method: 'sendMessage', text: expect.stringContaining('is on the network') }]);

  const later = openPost({ arrival: { ...told, state: 'below-minimum' } });
  later.known.set(`arrival:${arrival.id}`, 101);
  await later.sends(delivery);
  expect(later.calls).toMatchObject([
    { method: 'editMessageText', message: 101, text: expect.stringContaining('is too little to credit') },
  ]);
  expect(later.calls[0]?.text).toContain(`<code>${arrival.hash}</code>`);

  const nobody = openPost();
  expect(await nobody.sends(delivery)).toEqual({ sent: {} });
  expect(nobody.calls).toEqual([]);
});

test.each(languages)(
  'the receipt names the transaction it came by, for ever, and leads to its page, in %s',
  async (language) => {
    const credited = { ...waiting, language, status: 'credited' as const };
    const post = openPost({ order: credited, chain: arrived({ state: 'final' }) });
    await post.sends(showOrder());
    expect(post.calls[0]?.text).toContain(`<code>${arrival.hash}</code>`);
    const { keys } = orderScreen(
      loadTexts().of(language),
      { ...credited, id: ORDER, expiresAt: at } as OrderView,
      money('EUR', 0n),
      arrived({ state: 'final' }),
    );
    expect(keys[0]).toMatchObject([{ url: `${chain.explorer}${arrival.hash}` }]);
  },
);
