import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { QuoteId, TransferId } from '../../contracts/ids.ts';
import { runScript } from '../../prisma/test-databases.ts';
import { newId } from '../../runtime/ids.ts';
import { type House, openHouse, postingOf, wordOf } from '../test-house.ts';
import type { Command } from './commands.ts';
import { keepQuote } from './exchange.ts';
import { execute } from './execute.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse({ processes: 4 });
});
afterEach(async () => expect(await house.faults()).toEqual([]));
afterAll(() => house.close());

let ada: bigint;
let out: bigint;
let bank: bigint;
beforeEach(async () => {
  ada = (await house.holds(100n)).account;
  [out, bank] = [await house.houseAccount('clearing'), await house.houseAccount('bankroll')];
});

const id = () => newId(Date.now()) as TransferId;
const base = () => ({ id: id(), kind: 'test', subject: null });
const does = async (command: Command, process = 0) => wordOf(await house.process(process).ledger.do(command));
const holdOf = (from: bigint, to: bigint, amount: bigint): Command & { action: 'hold' } => ({
  ...base(),
  action: 'hold',
  from,
  to,
  amount,
  expiresAt: null,
});

describe('whoever has the application’s password and speaks to the function itself', () => {
  /** One command as PostgreSQL writes it, with what is changed of it. */
  const command = (changed: Record<string, string> = {}) => {
    const fields = {
      id: `'${id()}'`,
      action: "'post'",
      kind: "'test'",
      subject: 'null',
      target: 'null',
      amount: 'null',
    };
    const all = { ...fields, expires: 'null', quote: 'null', chain: 'null', ...changed };
    return `row(${Object.values(all).join()})::ledger.command`;
  };
  const leg = (n: string | number, account: bigint | string, amount: bigint | number | string) =>
    `row(${n}, ${account}, ${amount})::ledger.leg`;
  const asks = (commands: string, ...legs: string[]) =>
    runScript(house.appUrl, `select ledger.execute(${commands}, array[${legs.join()}]::ledger.leg[])`);
  const MALFORMED = { code: 'CG001' };
  const held = async () => {
    const hold = holdOf(ada, out, 10n);
    await does(hold);
    return hold.id;
  };

  test.each([
    ['in a square', (one: string) => `array[array[${one}]]`],
    ['counted from nought', (one: string) => `('[0:0]=' || array[${one}]::text)::ledger.command[]`],
    ['with a gap', () => 'array[null]::ledger.command[]'],
  ])('commands %s are refused', async (_how, arranged) => {
    await expect(asks(arranged(command()), leg(1, ada, -1), leg(1, out, 1))).rejects.toMatchObject(MALFORMED);
  });

  test.each([
    ['no id', { id: 'null' }],
    ['no kind', { kind: 'null' }],
    ['no action', { action: 'null' }],
    ['an action nobody knows', { action: "'gift'" }],
    ['a target it has no use for', { target: 'gen_random_uuid()' }],
    ['an amount it has no use for', { amount: '5' }],
  ])('a posting with %s is refused', async (_what, changed: Record<string, string>) => {
    await expect(asks(`array[${command(changed)}]`, leg(1, ada, -1), leg(1, out, 1))).rejects.toMatchObject(MALFORMED);
  });

  test.each([-5, 0])('a hold is not posted by %i: it would flow backwards', async (amount) => {
    const post = command({ action: "'post-hold'", target: `'${await held()}'`, amount: String(amount) });
    await expect(asks(`array[${post}]`)).rejects.toMatchObject(MALFORMED);
  });

  test('legs of nothing, of no command, or of a command that has none are refused', async () => {
    const [post, end] = [command(), command({ action: "'void-hold'", target: `'${await held()}'` })];
    for (const [one, ...legs] of [
      [post, leg(1, ada, 0), leg(1, out, 0)],
      [post, leg(1, ada, 'null'), leg(1, out, 'null')],
      [post, leg('null', ada, -1), leg('null', out, 1)],
      [post, leg(1, ada, -1), leg(1, out, 1), leg(2, ada, 5)],
      [post],
      [end, leg(1, ada, -1), leg(1, out, 1)],
    ] as [string, ...string[]][])
      await expect(asks(`array[${one}]`, ...legs)).rejects.toMatchObject(MALFORMED);
  });

  test('a hold of three legs, whose third would be held for ever, is refused', async () => {
    const eve = (await house.holds(100n)).account;
    const hold = command({ action: "'hold'" });
    const legs = [leg(1, ada, -10), leg(1, out, 10), leg(1, eve, -70)];
    await expect(asks(`array[${hold}]`, ...legs)).rejects.toMatchObject(MALFORMED);
    await expect(asks(`array[${hold}]`, leg(1, ada, -10), leg(1, out, 11))).rejects.toMatchObject(MALFORMED);
  });

  test('a posting that names a part of a hot account by its own id is refused: it is called by its one name', async () => {
    const [part] = await house.read<{ id: bigint }>({
      text: 'select id from ledger.account where shard_of = $1 and shard = 3',
      values: [bank],
    });
    expect(await house.moves(ada, part?.id ?? 0n, 1n)).toBe('unknown-account');
  });
});

test('what ends a hold that is being written in this moment waits for it, and finds it', async () => {
  const hold = holdOf(ada, out, 10n);
  let written = () => {};
  const isWritten = new Promise<void>((resolve) => (written = resolve));
  let go = () => {};
  const goOn = new Promise<void>((resolve) => (go = resolve));
  const writing = house.process(0).transaction(async (tx) => {
    await execute(tx, hold);
    written();
    await goOn;
  });
  await isWritten;
  const ending = Promise.all([
    house.process(1).ledger.do(postingOf(id(), [ada, -1n], [bank, 1n])),
    house.process(1).ledger.do({ ...base(), action: 'void-hold', hold: hold.id }),
  ]);
  await house.waits();
  go();
  await writing;
  expect((await ending).map(wordOf)).toEqual(['done', 'done']);
});

test('two who end one hold between hot accounts, or reverse one posting between them, share no account: one does it', async () => {
  const liquidity = await house.houseAccount('liquidity');
  for (let n = 0; n < 20; n++) {
    const [hold, move] = [holdOf(bank, liquidity, 5n), postingOf(id(), [bank, -5n], [liquidity, 5n])];
    await Promise.all([does(hold), does(move)]);
    const all = [0, 1, 2, 3].flatMap((process) => [
      does({ ...base(), action: 'void-hold', hold: hold.id }, process),
      does({ ...base(), action: 'reverse', transfer: move.id }, process),
    ]);
    const answers = (await Promise.all(all)).sort();
    expect(answers.filter((answer) => answer === 'done')).toHaveLength(2);
    expect(new Set(answers)).toEqual(new Set(['already-reversed', 'done', 'hold-ended']));
  }
});

test('a hold posted to a hot account conflicts with another amount, whichever part it went to', async () => {
  const hold = holdOf(ada, bank, 10n);
  await does(hold);
  const post: Command = { ...base(), action: 'post-hold', hold: hold.id, amount: 4n };
  expect(await does(post)).toBe('done');
  for (let process = 0; process < 4; process++) {
    expect(await does(post, process)).toBe('repeated');
    expect(await does({ ...post, amount: 5n }, process)).toBe('conflict');
  }
});

test('holds and what ends them, asked for in one turn by several processes, wait for nobody in a circle', async () => {
  const guests = await Promise.all(Array.from({ length: 8 }, () => house.holds(1_000n)));
  const answers = await Promise.all(
    Array.from({ length: 4 * 60 }, (_, n) => {
      const hold = holdOf(guests[(n * 5) % 8]?.account ?? 0n, n % 3 === 0 ? bank : out, 1n);
      return [hold, { ...base(), action: 'void-hold', hold: hold.id } as Command].map((each) => does(each, n));
    }).flat(),
  );
  expect(new Set(answers)).toEqual(new Set(['done']));
});

describe('a command no ledger could do is told to its author alone', () => {
  const good = () => does(postingOf(id(), [ada, -1n], [bank, 1n]));
  const NaN_DATE = new Date(Number.NaN);

  test.each<[string, () => Command]>([
    ['an id that is no UUID', () => postingOf('nonsense', [ada, -1n], [bank, 1n])],
    ['a subject that is no UUID', () => ({ ...postingOf(id(), [ada, -1n], [bank, 1n]), subject: 'order 7' })],
    ['an account beyond all numbers', () => postingOf(id(), [2n ** 70n, -1n], [bank, 1n])],
    ['an expiry that is no time', () => ({ ...holdOf(ada, out, 1n), expiresAt: NaN_DATE })],
    ['an expiry in the year 12000', () => ({ ...holdOf(ada, out, 1n), expiresAt: new Date(Date.UTC(12_000, 1)) })],
    ['what it names is no UUID', () => ({ ...base(), action: 'void-hold', hold: '"),("' as TransferId })],
    ['a kind with a comma', () => ({ ...postingOf(id(), [ada, -1n], [bank, 1n]), kind: 'a,b' })],
  ])('%s', async (_what, bad) => {
    const all = await Promise.allSettled([good(), house.process(0).ledger.do(bad()), good()]);
    expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  test('an exchange that does not sum to zero in each asset', async () => {
    const quote = newId(Date.now()) as QuoteId;
    const expiresAt = new Date(Date.now() + 60_000);
    await house.transaction((tx) =>
      keepQuote(tx, { id: quote, sell: 'EUR', buy: 'USD', rate: '1', fixedAt: new Date(), expiresAt }),
    );
    const [euros, dollars] = [await house.houseAccount('liquidity'), await house.houseAccount('liquidity', 'USD')];
    const dollar = (await house.holds(0n, 'USD')).account;
    const bad = { ...postingOf(id(), [ada, -1n], [euros, 2n], [dollars, -2n], [dollar, 1n]), quote };
    const all = await Promise.allSettled([good(), house.process(0).ledger.do(bad), good()]);
    expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    // Balanced, but with money from elsewhere: the quote says what is got, to the cent.
    const stakes = await house.houseAccount('bankroll', 'USD');
    const more = { ...postingOf(id(), [ada, -1n], [euros, 1n], [dollars, -1n], [stakes, -9n], [dollar, 10n]), quote };
    expect(await does(more)).toBe('quote-mismatch');
  });

  test.each(['NaN', 'Infinity', '1e-30', '1e30', '0', '-1'])('a rate of %s is no rate', async (rate) => {
    const quote = { id: newId(Date.now()) as QuoteId, sell: 'EUR', buy: 'USD', rate } as const;
    const keep = house.transaction((tx) =>
      keepQuote(tx, { ...quote, fixedAt: new Date(), expiresAt: new Date(Date.now() + 60_000) }),
    );
    await expect(keep).rejects.toMatchObject({ code: '23514' });
  });

  test('what only the database can see, too: it breaks the call, and each is then asked alone', async () => {
    // No posting of ours does this; a constraint of tomorrow may.
    await house.asOwner("alter table ledger.transfer add constraint no_luck check (kind <> 'unlucky')");
    const unlucky = { ...postingOf(id(), [ada, -1n], [bank, 1n]), kind: 'unlucky' };
    const all = await Promise.allSettled([good(), house.process(0).ledger.do(unlucky), good()]);
    expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    await house.asOwner('alter table ledger.transfer drop constraint no_luck');
  });
});
