import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { OrderId } from '../../contracts/ids.ts';
import { payoutRailIds } from '../../contracts/rails.ts';
import { money } from '../../domain/money.ts';
import { done, tinyBotApi } from '../../runtime/telegram/test-bot-api.ts';
import { createDepositRails, readRailEvent } from '../registry.ts';
import { placeOf, readStarLine, type StarTransaction } from './transactions.ts';

let telegram: Awaited<ReturnType<typeof tinyBotApi>>;
beforeAll(async () => {
  telegram = await tinyBotApi();
});
beforeEach(() => {
  telegram.calls.length = 0;
  telegram.answers(done('https://t.me/$invoice'));
});
afterAll(() => telegram.close());

const ORDER = '01960000-0000-7000-8000-000000000001' as OrderId;
const rails = (takesStars = true) =>
  createDepositRails([{ ...telegram.client(), botId: '1' }], {
    providerTokens: ['provider-token'],
    playMoneyRails: ['telegram-invoice'],
    takesStars,
  });
const paidIn = (currency: string) => ({
  message: {
    from: { id: 7 },
    successful_payment: {
      currency,
      total_amount: 250,
      invoice_payload: ORDER,
      telegram_payment_charge_id: 'stx_1',
      provider_payment_charge_id: '',
    },
  },
});

test('an invoice in Stars names no provider and has one price, of whole Stars', async () => {
  const order = {
    id: ORDER,
    pay: money('XTR', 250n),
    title: 'Deposit',
    description: '250 to play with.',
    expiresAt: new Date(),
    bot: '1',
  };
  expect(await rails().stars?.open(order)).toEqual({ link: 'https://t.me/$invoice' });
  expect(telegram.calls[0]?.body).toMatchObject({
    provider_token: '',
    currency: 'XTR',
    prices: [{ label: 'Deposit', amount: 250 }],
    payload: ORDER,
  });
});

test('a payment in Stars is Stars, also where invoices are play money, and belongs to this rail alone', () => {
  expect(readRailEvent(rails(), paidIn('XTR'))).toMatchObject({
    chargeId: 'stx_1',
    asset: 'XTR',
    minor: 250n,
    payer: '7',
    providerRef: null,
  });
  expect(rails()['telegram-invoice']?.readEvent(paidIn('XTR'))).toBeUndefined();
  expect(rails().stars?.readEvent(paidIn('EUR'))).toBeUndefined();
});

test('where Stars are not taken there is no rail, and no rail of any kind pays them out', () => {
  expect(rails(false).stars).toBeUndefined();
  expect(payoutRailIds).not.toContain('stars');
});

const line = (changed: Partial<StarTransaction>): StarTransaction => ({
  id: 'stx_1',
  amount: 250,
  date: 1,
  ...changed,
});
const user = (payload: string | undefined) => ({
  type: 'user' as const,
  transaction_type: 'invoice_payment' as const,
  user: { id: 7, is_bot: false, first_name: 'Ada' },
  ...(payload === undefined ? {} : { invoice_payload: payload }),
});

test.each([
  ['a payout to the bot’s owner', line({ receiver: { type: 'fragment' } })],
  ['a payment of another shop', line({ source: user('shop-7') })],
  ['a payment without a payload', line({ source: user(undefined) })],
  ['a line of nobody', line({})],
])('%s in the list is nothing of ours', (_what, transaction) => {
  expect(readStarLine(transaction)).toEqual({ kind: 'foreign' });
});

test('what came in is a payment, what went out under the same number gave it back', () => {
  expect(readStarLine(line({ source: user(ORDER) }))).toMatchObject({ kind: 'paid', event: { orderId: ORDER } });
  expect(readStarLine(line({ receiver: user(ORDER) }))).toEqual({ kind: 'refunded', chargeId: 'stx_1', minor: 250n });
});

test.each([0, 1, 2, 7, 100, 4_095, 4_096])(
  'in a list of %i lines the first that may be of a moment is found in a few questions',
  async (length) => {
    const dates = Array.from({ length }, (_, n) => 1_000 + Math.floor(n / 3)); // several of one second
    let asked = 0;
    const client = {
      ...telegram.client(),
      call: async (_method: string, { offset = 0 }: { offset?: number }) => {
        asked += 1;
        const date = dates[offset];
        return { transactions: date === undefined ? [] : [line({ date })] };
      },
    } as unknown as Parameters<typeof placeOf>[0];
    for (const second of [0, 1_000, 1_001, 1_010, 1_700, 9_999]) {
      asked = 0;
      const first = dates.findIndex((date) => date >= second - 1);
      expect(await placeOf(client, second * 1_000)).toBe(first < 0 ? length : first);
      expect(asked).toBeLessThanOrEqual(2 * Math.ceil(Math.log2(length + 2)) + 2);
    }
  },
);
