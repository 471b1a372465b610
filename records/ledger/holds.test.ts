import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { TransferId } from '../../contracts/ids.ts';
import { newId } from '../../runtime/ids.ts';
import { type House, openHouse, wordOf } from '../test-house.ts';
import type { Command, Hold } from './commands.ts';
import type { Chain } from './execute.ts';
import { expireHolds } from './expire.ts';

const HOUR_MS = 3_600_000;

let house: House;
beforeAll(async () => {
  house = await openHouse({ processes: 3 });
});
afterEach(async () => expect(await house.faults()).toEqual([]));
afterAll(() => house.close());

let ada: bigint;
let out: bigint;
beforeEach(async () => {
  [ada, out] = [(await house.holds(100n)).account, await house.houseAccount('clearing')];
});

const id = () => newId(Date.now()) as TransferId;
const base = () => ({ id: id(), kind: 'test', subject: null });
const holdOf = (amount: bigint, changed: Partial<Hold> = {}): Hold => ({
  ...base(),
  action: 'hold',
  from: ada,
  to: out,
  amount,
  expiresAt: null,
  ...changed,
});
const does = async (command: Command, process = 0) => wordOf(await house.process(process).ledger.do(command));
const together = async (...chain: Chain) => (await house.process(0).ledger.together(...chain)).map(wordOf);
const holds = async (amount: bigint, changed: Partial<Hold> = {}): Promise<TransferId> => {
  const hold = holdOf(amount, changed);
  expect(await does(hold)).toBe('done');
  return hold.id;
};
const posts = (hold: TransferId, amount?: bigint): Command => ({
  ...base(),
  action: 'post-hold',
  hold,
  ...(amount === undefined ? {} : { amount }),
});
const voids = (hold: TransferId): Command => ({ ...base(), action: 'void-hold', hold });
const pays = (from: bigint, to: bigint, amount: bigint): Command => ({
  ...base(),
  action: 'post',
  legs: [
    { account: from, amount: -amount },
    { account: to, amount },
  ],
});
const past = () => new Date(Date.now() - 1_000);
const fundsOf = async (account: bigint) => {
  const [row] = await house.read<{ balance: bigint; held: bigint }>({
    text: 'select balance, held from ledger.account where id = $1',
    values: [account],
  });
  return row && [row.balance, row.held];
};

test('what is held cannot be spent, nor held again, and is there until it ends', async () => {
  await holds(70n);
  expect(await fundsOf(ada)).toEqual([100n, 70n]);
  expect(await does(pays(ada, out, 31n))).toBe('insufficient-funds');
  expect(await does(holdOf(31n))).toBe('insufficient-funds');
  expect(await does(pays(ada, out, 30n))).toBe('done');
  expect(await fundsOf(ada)).toEqual([70n, 70n]);
});

test('a hold is posted whole when nothing else is said', async () => {
  const hold = await holds(70n);
  expect(await does(posts(hold))).toBe('done');
  expect(await fundsOf(ada)).toEqual([30n, 0n]);
});

test('a hold is posted in part, and the rest is free again', async () => {
  const hold = await holds(70n);
  expect(await does(posts(hold, 71n))).toBe('over-held');
  expect(await fundsOf(ada)).toEqual([100n, 70n]);
  expect(await does(posts(hold, 20n))).toBe('done');
  expect(await fundsOf(ada)).toEqual([80n, 0n]);
});

test('a hold is voided, and nothing was moved', async () => {
  const hold = await holds(70n);
  expect(await does(voids(hold))).toBe('done');
  expect(await fundsOf(ada)).toEqual([100n, 0n]);
});

test('a hold ends once, and whoever comes second is told how it ended', async () => {
  const [posted, voided] = [await holds(10n), await holds(10n)];
  await does(posts(posted));
  await does(voids(voided));
  for (const late of [posts(posted), posts(posted, 5n), voids(posted)])
    expect(await house.process(0).ledger.do(late)).toEqual({ reason: 'hold-ended', by: 'post-hold' });
  expect(await house.process(0).ledger.do(posts(voided))).toEqual({ reason: 'hold-ended', by: 'void-hold' });
});

test('of a hundred who post or void one hold at once, one does', async () => {
  const hold = await holds(10n);
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, n) => does(n % 2 === 0 ? posts(hold) : voids(hold), n)),
  );
  expect(answers.filter((answer) => answer === 'done')).toHaveLength(1);
  expect(answers.filter((answer) => answer === 'hold-ended')).toHaveLength(99);
});

test('a command that ends a hold is a repeat under its id, and a conflict with another amount', async () => {
  const hold = await holds(10n);
  const post = posts(hold, 4n);
  expect([await does(post), await does(post)]).toEqual(['done', 'repeated']);
  const other = { ...post, amount: 5n } as Command;
  expect(await house.process(0).ledger.do(other)).toEqual({ reason: 'conflict', field: 'amount' });
});

test.each([
  ['amount', (hold: Hold) => ({ ...hold, amount: 11n })],
  ['account', (hold: Hold) => ({ ...hold, to: hold.from, from: hold.to })],
  ['expiry', (hold: Hold) => ({ ...hold, expiresAt: new Date(Date.now() + HOUR_MS) })],
  ['kind', (hold: Hold) => ({ ...hold, kind: 'other' })],
  ['subject', (hold: Hold) => ({ ...hold, subject: id() })],
  ['action', ({ id, kind, subject }: Hold) => ({ id, kind, subject, action: 'void-hold', hold: id }) as Command],
] as const)('a hold under an id that was used conflicts in its %s', async (field, changed) => {
  const hold = holdOf(10n);
  expect([await does(hold), await does(hold)]).toEqual(['done', 'repeated']);
  expect(await house.process(0).ledger.do(changed(hold))).toEqual({ reason: 'conflict', field });
});

test('what was granted can be posted: a hold keeps room for itself where the money is to go', async () => {
  const clearing = await house.houseAccount('clearing', 'EUR', 'a rail of its own');
  const bob = await house.holds(100n);
  await does(pays(clearing, bob.account, 60n)); // the rail now owes us 60
  const hold = await holds(50n, { from: bob.account, to: clearing });
  expect(await fundsOf(clearing)).toEqual([-60n, 50n]);
  expect(await does(pays(bob.account, clearing, 11n))).toBe('insufficient-funds');
  expect(await does(pays(bob.account, clearing, 10n))).toBe('done');
  expect(await does(posts(hold))).toBe('done');
  expect(await fundsOf(clearing)).toEqual([0n, 0n]);
});

test('a hold that ran out is not posted, and may be voided', async () => {
  const [first, second] = [await holds(10n, { expiresAt: past() }), await holds(10n, { expiresAt: past() })];
  expect(await does(posts(first))).toBe('hold-expired');
  expect(await does(voids(first))).toBe('done');
  expect(await does({ ...base(), action: 'expire-hold', hold: second })).toBe('done');
  expect(await house.process(0).ledger.do(posts(second))).toEqual({ reason: 'hold-ended', by: 'expire-hold' });
});

test('a hold that has not run out, or never does, does not expire', async () => {
  const soon = await holds(10n, { expiresAt: new Date(Date.now() + HOUR_MS) });
  const never = await holds(10n);
  for (const hold of [soon, never]) expect(await does({ ...base(), action: 'expire-hold', hold })).toBe('hold-not-due');
});

test('holds whose time is over are found and ended, each once, whoever sweeps', async () => {
  const due = await Promise.all(Array.from({ length: 10 }, () => holds(5n, { expiresAt: past() })));
  const kept = await holds(5n, { expiresAt: new Date(Date.now() + HOUR_MS) });
  const swept = await Promise.all([0, 1, 2].map((n) => expireHolds(house.process(n).pool, house.process(n).ledger, 4)));
  expect(swept.reduce((sum, each) => sum + each, 0)).toBeGreaterThanOrEqual(4);
  while ((await expireHolds(house.app, house.process(0).ledger, 4)) > 0);
  expect(await fundsOf(ada)).toEqual([100n, 5n]);
  for (const hold of due)
    expect(await house.process(0).ledger.do(voids(hold))).toEqual({ reason: 'hold-ended', by: 'expire-hold' });
  expect(await does(voids(kept))).toBe('done');
});

test('a hold that is not there, or is no hold, is unknown', async () => {
  expect(await does(posts(id()))).toBe('unknown-hold');
  const transfer = pays(ada, out, 1n);
  await does(transfer);
  expect(await does(voids(transfer.id))).toBe('unknown-hold');
});

test('a hold over two assets is refused, and one from an account that is not there', async () => {
  const dollars = (await house.holds(100n, 'USD')).account;
  expect(await does(holdOf(10n, { to: dollars }))).toBe('asset-mismatch');
  expect(await does(holdOf(10n, { from: 999_999_999n }))).toBe('unknown-account');
});

test('commands of a chain stand together: a fee and what it is for', async () => {
  const fees = await house.houseAccount('fees');
  expect(await together(pays(ada, fees, 5n), pays(ada, out, 95n))).toEqual(['done', 'done']);
  expect(await fundsOf(ada)).toEqual([0n, 0n]);
});

test('commands of a chain fall together, and say which of them was refused', async () => {
  const fees = await house.houseAccount('fees');
  const chain: Chain = [pays(ada, fees, 5n), pays(ada, out, 96n), pays(ada, fees, 1n)];
  expect(await together(...chain)).toEqual(['chain-broken', 'insufficient-funds', 'chain-broken']);
  expect(await fundsOf(ada)).toEqual([100n, 0n]);
  // Nothing of it stayed: the same ids may be used when there is money.
  await house.moves(out, ada, 2n);
  expect(await together(...chain)).toEqual(['done', 'done', 'done']);
  expect(await together(...chain)).toEqual(['repeated', 'repeated', 'repeated']);
});

test('a chain that is another than it was is a conflict', async () => {
  const chain: Chain = [pays(ada, out, 5n), pays(ada, out, 6n)];
  await together(...chain);
  expect(await house.process(0).ledger.together(chain[0], pays(ada, out, 7n))).toEqual([
    { reason: 'conflict', field: 'chain' },
    { reason: 'chain-broken' },
  ]);
});

test('a chain that falls gives back the holds it ended', async () => {
  const hold = await holds(50n);
  expect(await together(posts(hold), pays(ada, out, 51n))).toEqual(['chain-broken', 'insufficient-funds']);
  expect(await fundsOf(ada)).toEqual([100n, 50n]);
  expect(await together(voids(hold), pays(ada, out, 100n))).toEqual(['done', 'done']);
});

test('what a chain that falls gives back may be ended by the next command of the same call', async () => {
  const hold = await holds(50n);
  const { ledger } = house.process(0);
  const both = [ledger.together(posts(hold), pays(ada, out, 51n)), ledger.together(voids(hold))];
  expect((await Promise.all(both)).flat().map(wordOf)).toEqual(['chain-broken', 'insufficient-funds', 'done']);
  expect(await fundsOf(ada)).toEqual([100n, 0n]);
});

test('chains and single commands share calls, and harm each other in nothing', async () => {
  const guests = await Promise.all(Array.from({ length: 20 }, () => house.holds(10n)));
  const answers = await Promise.all(
    guests.flatMap(({ account }, n) => [
      house.process(0).ledger.together(pays(account, out, 6n), pays(account, out, n % 2 === 0 ? 4n : 5n)),
      house.process(0).ledger.together(pays(account, out, 1n)),
    ]),
  );
  for (const [n, { account }] of guests.entries()) {
    const [chain, single] = [answers[2 * n] ?? [], answers[2 * n + 1] ?? []];
    const isWhole = n % 2 === 0;
    expect(chain.map(wordOf)).toEqual(isWhole ? ['done', 'done'] : ['chain-broken', 'insufficient-funds']);
    expect(single.map(wordOf)).toEqual(isWhole ? ['insufficient-funds'] : ['done']);
    expect(await house.balanceOf(account)).toBe(isWhole ? 0n : 9n);
  }
});

test('a posting is reversed once, by a transfer that names it', async () => {
  const payment = pays(ada, out, 40n);
  await does(payment);
  const reverse = (): Command => ({ ...base(), action: 'reverse', transfer: payment.id });
  const first = reverse();
  expect(await does(first)).toBe('done');
  expect(await fundsOf(ada)).toEqual([100n, 0n]);
  expect(await does(first)).toBe('repeated');
  expect(await does(reverse())).toBe('already-reversed');
  expect(await does({ ...base(), action: 'reverse', transfer: first.id })).toBe('not-reversible');
});

test('of a hundred reversals of one posting at once, one is done', async () => {
  const payment = pays(ada, out, 40n);
  await does(payment);
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, n) => does({ ...base(), action: 'reverse', transfer: payment.id }, n)),
  );
  expect(answers.filter((answer) => answer === 'done')).toHaveLength(1);
  expect(await fundsOf(ada)).toEqual([100n, 0n]);
});

test('a posted hold is reversed; a hold is not, nor what is not there', async () => {
  const hold = await holds(40n);
  const post = posts(hold, 30n);
  await does(post);
  expect(await does({ ...base(), action: 'reverse', transfer: hold })).toBe('not-reversible');
  expect(await does({ ...base(), action: 'reverse', transfer: post.id })).toBe('done');
  expect(await fundsOf(ada)).toEqual([100n, 0n]);
  expect(await does({ ...base(), action: 'reverse', transfer: id() })).toBe('unknown-transfer');
});

test('a reversal is refused while the money is not there to move back', async () => {
  const bob = (await house.holds(0n)).account;
  const payment = pays(ada, bob, 40n);
  await does(payment);
  await does(pays(bob, out, 1n));
  const reverse: Command = { ...base(), action: 'reverse', transfer: payment.id };
  expect(await does(reverse)).toBe('insufficient-funds');
  await does(pays(out, bob, 1n));
  expect(await does(reverse)).toBe('done');
});

test('what is asked for in one turn is done in the order it was asked for: a hold, and what ends it', async () => {
  const hold = holdOf(10n);
  const post = posts(hold.id);
  const reverse: Command = { ...base(), action: 'reverse', transfer: post.id };
  expect(await Promise.all([hold, hold, post, voids(hold.id), reverse].map((each) => does(each)))).toEqual([
    'done',
    'repeated',
    'done',
    'hold-ended',
    'done',
  ]);
  expect(await fundsOf(ada)).toEqual([100n, 0n]);
});

test('a chain whose commands name each other is a mistake of ours', async () => {
  const hold = holdOf(10n);
  await expect(together(hold, posts(hold.id))).rejects.toThrow(/names one of its own/);
});
