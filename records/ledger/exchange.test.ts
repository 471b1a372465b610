import * as fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { QuoteId, TransferId } from '../../contracts/ids.ts';
import { type Asset, assets } from '../../domain/assets.ts';
import { sql } from '../../prisma/tx.ts';
import { newId } from '../../runtime/ids.ts';
import { type House, openHouse, postingOf, wordOf } from '../test-house.ts';
import type { Command, Leg } from './commands.ts';
import { keepQuote } from './exchange.ts';

const HOUR_MS = 3_600_000;

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterEach(async () => expect(await house.faults()).toEqual([]));
afterAll(() => house.close());

const id = () => newId(Date.now()) as TransferId;
const does = (command: Command) => house.process(0).ledger.do(command);
const asks = async (command: Command) => wordOf(await does(command));

async function quotes(sell: Asset, buy: Asset, rate: string, expiresInMs = HOUR_MS): Promise<QuoteId> {
  const quote = newId(Date.now()) as QuoteId;
  const fixedAt = new Date(Date.now() - HOUR_MS);
  await house.transaction((tx) =>
    keepQuote(tx, { id: quote, sell, buy, rate, fixedAt, expiresAt: new Date(Date.now() + expiresInMs) }),
  );
  return quote;
}

let ton: bigint;
let euro: bigint;
let tons: bigint;
let euros: bigint;
beforeEach(async () => {
  const ada = await house.holds(5_000_000_000n, 'TON');
  [ton, euro] = [ada.account, await house.accountOf(ada.player, 'EUR')];
  [tons, euros] = [await house.houseAccount('liquidity', 'TON'), await house.houseAccount('liquidity', 'EUR')];
});

/** TON given for EUR got, both by the player. */
const exchange = (quote: QuoteId, gave: bigint, got: bigint, ...fee: Leg[]): Command => {
  const fees = fee.reduce((sum, leg) => sum + leg.amount, 0n);
  return {
    action: 'post',
    id: id(),
    kind: 'exchange',
    subject: null,
    quote,
    legs: [
      { account: ton, amount: -gave },
      { account: tons, amount: gave },
      { account: euros, amount: -got },
      { account: euro, amount: got - fees },
      ...fee,
    ],
  };
};

test('an exchange has two legs of the player and two of the house, at the rate that was quoted', async () => {
  const quote = await quotes('TON', 'EUR', '3.2119');
  // 1.5 TON at 3.2119 is 4.81785: the house keeps what is less than a cent.
  expect(await asks(exchange(quote, 1_500_000_000n, 481n))).toBe('done');
  expect([await house.balanceOf(ton), await house.balanceOf(euro)]).toEqual([3_500_000_000n, 481n]);
});

test('the other way round it is the house that is rounded for, too', async () => {
  const quote = await quotes('TON', 'EUR', '3.2119');
  // Exactly 4.82 EUR cost 1.500669385... TON.
  expect(await asks(exchange(quote, 1_500_669_386n, 482n))).toBe('done');
  expect(await asks(exchange(quote, 1_500_669_385n, 482n))).toBe('quote-mismatch');
});

test('a fee is a leg of its own, and not a worse rate', async () => {
  const quote = await quotes('TON', 'EUR', '3.2119');
  const fee = { account: await house.houseAccount('fees'), amount: 5n };
  expect(await asks(exchange(quote, 1_500_000_000n, 481n, fee))).toBe('done');
  expect(await house.balanceOf(euro)).toBe(476n);
  expect(await house.balanceOf(fee.account)).toBeGreaterThanOrEqual(5n);
});

test.each([
  ['a cent more than was quoted', 482n],
  ['a cent less', 480n],
])('%s is refused', async (_what, got) => {
  expect(await asks(exchange(await quotes('TON', 'EUR', '3.2119'), 1_500_000_000n, got))).toBe('quote-mismatch');
});

test('an exchange needs a quote that is there, of its assets, and not over', async () => {
  const one = (quote: QuoteId) => asks(exchange(quote, 1_000_000_000n, 300n));
  expect(await one(newId(Date.now()) as QuoteId)).toBe('unknown-quote');
  expect(await one(await quotes('TON', 'EUR', '3', -1_000))).toBe('quote-expired');
  expect(await one(await quotes('USDT', 'EUR', '3'))).toBe('asset-mismatch');
  expect(await one(await quotes('EUR', 'TON', '3'))).toBe('quote-mismatch');
  const good = await quotes('TON', 'EUR', '3');
  const lost = { ...exchange(good, 1_000_000_000n, 300n, { account: 999_999_999n, amount: 1n }) };
  expect(await asks(lost)).toBe('unknown-account');
  expect(await one(good)).toBe('done');
});

test('an exchange that was done is a repeat also after its quote ran out, and a conflict with another quote', async () => {
  const [quote, other] = [await quotes('TON', 'EUR', '3'), await quotes('TON', 'EUR', '3')];
  const command = exchange(quote, 1_000_000_000n, 300n);
  expect([await asks(command), await asks(command)]).toEqual(['done', 'repeated']);
  expect(await does({ ...command, quote: other } as Command)).toEqual({ reason: 'conflict', field: 'quote' });
});

test('an exchange is whole or not at all, and can be reversed as a whole', async () => {
  const quote = await quotes('TON', 'EUR', '3');
  expect(await asks(exchange(quote, 6_000_000_000n, 1_800n))).toBe('insufficient-funds');
  const command = exchange(quote, 5_000_000_000n, 1_500n);
  await asks(command);
  const reversal: Command = { action: 'reverse', id: id(), kind: 'test', subject: null, transfer: command.id };
  expect(await asks(reversal)).toBe('done');
  expect([await house.balanceOf(ton), await house.balanceOf(euro)]).toEqual([5_000_000_000n, 0n]);
});

test('a quote is kept once, and is not another one the second time', async () => {
  const quote = {
    id: newId(Date.now()) as QuoteId,
    sell: 'TON',
    buy: 'EUR',
    rate: '3.5',
    fixedAt: new Date(),
    expiresAt: new Date(Date.now() + HOUR_MS),
  } as const;
  const keep = (changed = {}) => house.transaction((tx) => keepQuote(tx, { ...quote, ...changed }));
  await keep();
  await keep();
  await expect(keep({ rate: '3.6' })).rejects.toMatchObject({ code: 'CG001' });
  await expect(keep({ id: newId(Date.now()), rate: '0' })).rejects.toMatchObject({ code: '23514' });
});

const natures = Object.entries(assets).map(([code, { nature }]) => ({ code: code as Asset, nature }));
const mixed = natures.flatMap((sell) =>
  natures.filter((buy) => buy.nature !== sell.nature).map((buy) => [sell.code, buy.code] as const),
);

test.each([...mixed, ['XTR', 'XTR'] as const, ['EUR', 'EUR'] as const])(
  'nobody can quote %s for %s',
  async (sell, buy) => {
    await expect(quotes(sell, buy, '1')).rejects.toMatchObject({ code: 'CG001' });
  },
);

test('no path leads from Stars to cash: whatever is tried with them, no cash account gains and no Star is lost', async () => {
  const ada = await house.holds(1_000n, 'XTR');
  const all: Asset[] = ['XTR', 'EUR', 'TON', 'PLAY-EUR'];
  const accounts = [ada.account];
  for (const asset of all) {
    accounts.push(await house.accountOf(ada.player, asset));
    for (const kind of ['bankroll', 'liquidity', 'owed']) accounts.push(await house.houseAccount(kind, asset));
  }
  const unique = [...new Set(accounts)];
  const [real, play] = [await quotes('TON', 'EUR', '1'), await quotes('PLAY-TON', 'PLAY-EUR', '1')];
  const sums = () =>
    house.read<{ nature: string; sum: bigint }>(
      sql`select n.nature, sum(a.balance)::bigint as sum from ledger.account a join ledger.asset n on n.code = a.asset group by n.nature order by 1`,
    );
  const cashOfPlayers = () =>
    house.count(
      sql`select coalesce(sum(balance), 0) from ledger.account a join ledger.asset n on n.code = a.asset where a.player_id = ${ada.player.id} and n.nature = 'cash'`,
    );
  const before = [await sums(), await cashOfPlayers()];
  const at = fc.constantFrom(...unique);
  const amount = fc.bigInt({ min: 1n, max: 5n });
  const stars = new Set(
    (await house.read<{ id: bigint }>(sql`select id from ledger.account where asset = 'XTR'`)).map((row) => row.id),
  );
  await fc.assert(
    fc.asyncProperty(
      at,
      at,
      at,
      at,
      amount,
      amount,
      fc.constantFrom(undefined, real, play),
      async (a, b, c, d, x, y, quote) => {
        // Stars out of one account, something else into another, by two legs or four, with a quote or without.
        const legs = [
          [a, -x],
          [b, x],
          [c, -y],
          [d, y],
        ] as const;
        fc.pre(new Set([a, b, c, d]).size === 4 && legs.some(([account]) => stars.has(account)));
        fc.pre(legs.some(([account]) => !stars.has(account)));
        const four = postingOf(id(), ...legs.map(([account, minor]) => [account, minor] as [bigint, bigint]));
        expect(['asset-mismatch', 'insufficient-funds', 'quote-mismatch']).toContain(
          await asks(quote ? { ...four, quote } : four),
        );
        const two = { action: 'hold', id: id(), kind: 'test', subject: null, from: a, to: c, amount: x } as const;
        if (stars.has(a) !== stars.has(c))
          expect(['asset-mismatch', 'insufficient-funds']).toContain(await asks({ ...two, expiresAt: null }));
      },
    ),
    { numRuns: 150 },
  );
  expect([await sums(), await cashOfPlayers()]).toEqual(before);
});
