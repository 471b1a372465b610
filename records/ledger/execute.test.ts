import * as fc from 'fast-check';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { MAX_MINOR } from '../../domain/money.ts';
import { sql } from '../../prisma/tx.ts';
import { newId } from '../../runtime/ids.ts';
import { type House, openHouse, postingOf, wordOf } from '../test-house.ts';
import { openAccount } from './accounts.ts';
import type { Answer, Command, Post } from './commands.ts';
import { executeOne } from './execute.ts';
import { cashOf } from './reads.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse({ processes: 4 });
});
afterEach(async () => expect(await house.faults()).toEqual([]));
afterAll(() => house.close());

const id = () => newId(Date.now());
const does = (command: Command) => house.transaction(async (tx) => wordOf(await executeOne(tx, command)));
const posts = (posting: Post) => does(posting);
const NOWHERE = 999_999_999n;

test('a posting moves its amounts and nothing else', async () => {
  const [{ account: ada, player }, { account: bob }] = [await house.holds(1_000n), await house.holds(0n)];
  expect(await house.moves(ada, bob, 300n)).toBe('done');
  expect(await house.balanceOf(ada)).toBe(700n);
  expect(await house.balanceOf(bob)).toBe(300n);
  expect(await house.transaction((tx) => cashOf(tx, player.id))).toEqual([{ asset: 'EUR', minor: 700n }]);
});

test('a posting that does not sum to zero in each asset is a mistake of ours, and moves nothing', async () => {
  const [{ account: euro }, { account: dollar }] = [await house.holds(1_000n), await house.holds(1_000n, 'USD')];
  const clearing = await house.houseAccount('clearing');
  await expect(posts(postingOf(id(), [euro, -300n], [clearing, 299n]))).rejects.toThrow(/does not sum to zero/);
  expect(await posts(postingOf(id(), [euro, -300n], [dollar, 300n]))).toBe('asset-mismatch');
  expect([await house.balanceOf(euro), await house.balanceOf(dollar)]).toEqual([1_000n, 1_000n]);
});

test('a posting of one leg, of a leg that moves nothing, or of two legs on one account is a mistake of ours', async () => {
  const { account } = await house.holds(1_000n);
  const clearing = await house.houseAccount('clearing');
  for (const posting of [
    postingOf(id(), [account, -1n]),
    postingOf(id()),
    postingOf(id(), [account, 0n], [clearing, 0n]),
    postingOf(id(), [account, -1n], [account, 1n]),
    postingOf(id(), [account, -1n], [clearing, 2n], [clearing, -1n]),
  ])
    await expect(posts(posting)).rejects.toThrow(/malformed/);
  expect(await house.balanceOf(account)).toBe(1_000n);
});

test('the same posting again, its legs in any order, is a repeat and moves nothing', async () => {
  const [{ account: ada }, { account: bob }] = [await house.holds(1_000n), await house.holds(0n)];
  const once = id();
  expect(await house.moves(ada, bob, 300n, { id: once })).toBe('done');
  expect(await house.moves(ada, bob, 300n, { id: once })).toBe('repeated');
  expect(await posts(postingOf(once, [bob, 300n], [ada, -300n]))).toBe('repeated');
  expect(await house.balanceOf(bob)).toBe(300n);
});

test('another posting under an id that was used is a conflict, and moves nothing', async () => {
  const [{ account: ada }, { account: bob }, { account: cy }] = [
    await house.holds(1_000n),
    await house.holds(0n),
    await house.holds(1_000n),
  ];
  const once = id();
  const first = postingOf(once, [ada, -300n], [bob, 300n]);
  await posts(first);
  for (const other of [
    postingOf(once, [ada, -299n], [bob, 299n]),
    postingOf(once, [cy, -300n], [bob, 300n]),
    postingOf(once, [ada, -300n], [bob, 200n], [cy, 100n]),
    { ...first, kind: 'another-kind' },
    { ...first, subject: id() },
  ])
    expect(await posts(other)).toBe('conflict');
  expect([await house.balanceOf(ada), await house.balanceOf(bob), await house.balanceOf(cy)]).toEqual([
    700n,
    300n,
    1_000n,
  ]);
});

test('one posting sent a hundred times at once is posted once', async () => {
  const [{ account: ada }, { account: bob }] = [await house.holds(1_000n), await house.holds(0n)];
  const once = id();
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, n) => house.moves(ada, bob, 1n, { id: once, by: house.process(n).transaction })),
  );
  expect(answers.filter((answer) => answer === 'done')).toHaveLength(1);
  expect(answers.filter((answer) => answer === 'repeated')).toHaveLength(99);
  expect(await house.balanceOf(bob)).toBe(1n);
});

test('with funds for ten, ten of a hundred debits at once are posted and ninety are refused', async () => {
  const [{ account: ada }, { account: bob }] = [await house.holds(10n), await house.holds(0n)];
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, n) => house.moves(ada, bob, 1n, { by: house.process(n).transaction })),
  );
  expect(answers.filter((answer) => answer === 'done')).toHaveLength(10);
  expect(answers.filter((answer) => answer === 'insufficient-funds')).toHaveLength(90);
  expect([await house.balanceOf(ada), await house.balanceOf(bob)]).toEqual([0n, 10n]);
});

test('with funds for ten, ten of a hundred debits that share calls are posted, from one process and from four', async () => {
  for (const processes of [1, 4]) {
    const [{ account: ada }, { account: bob }] = [await house.holds(10n), await house.holds(0n)];
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, n) =>
        house.process(n % processes).ledger.do(postingOf(id(), [ada, -1n], [bob, 1n])),
      ),
    );
    expect(answers.map(wordOf).filter((answer) => answer === 'done')).toHaveLength(10);
    expect([await house.balanceOf(ada), await house.balanceOf(bob)]).toEqual([0n, 10n]);
  }
});

test('connections that are cut in the middle of calls are made anew, and each posting has one effect', async () => {
  const [{ account: ada }, { account: bob }] = [await house.holds(100_000n), await house.holds(0n)];
  const { ledger } = house.process(1);
  let cuts = 0;
  const cutting = (async () => {
    while (cuts < 12) cuts += await house.cuts();
  })();
  let paid = 0n;
  const pay = async () => {
    const posting = postingOf(id(), [ada, -1n], [bob, 1n]);
    // Whoever is told that nothing is known asks again under the same id.
    for (let answer: Answer | undefined; !answer; ) answer = await ledger.do(posting).catch(() => undefined);
    paid += 1n;
  };
  while (cuts < 12) await Promise.all(Array.from({ length: 10 }, pay));
  await cutting;
  expect([await house.balanceOf(ada), await house.balanceOf(bob)]).toEqual([100_000n - paid, paid]);
});

test('a refused posting leaves nothing behind, and may be posted under its id when there is money', async () => {
  const [{ account: ada }, { account: bob }] = [await house.holds(0n), await house.holds(0n)];
  const once = id();
  expect(await house.moves(ada, bob, 1n, { id: once })).toBe('insufficient-funds');
  expect(await house.count(sql`select count(*) from ledger.transfer where id = ${once}`)).toBe(0);
  await house.moves(await house.houseAccount('clearing'), ada, 1n);
  expect(await house.moves(ada, bob, 1n, { id: once })).toBe('done');
});

test('a provider never owes us less than nothing: the sign of a house account holds as a player’s does', async () => {
  const { account } = await house.holds(5n);
  const clearing = await house.houseAccount('clearing', 'EUR', 'a rail of its own');
  expect(await house.moves(account, clearing, 1n)).toBe('insufficient-funds');
});

test('an account that is not there is answered as such, whether one is missing or all', async () => {
  const { account } = await house.holds(5n);
  expect(await house.moves(NOWHERE, NOWHERE + 1n, 1n)).toBe('unknown-account');
  expect(await house.moves(account, NOWHERE, 1n)).toBe('unknown-account');
  expect(await house.moves(NOWHERE, account, 1n)).toBe('unknown-account');
  expect(await house.balanceOf(account)).toBe(5n);
});

test('what the ledger cannot count is refused, never wrapped round to the other sign', async () => {
  const { account } = await house.holds(MAX_MINOR, 'PLAY-EUR');
  const source = await house.houseAccount('clearing', 'PLAY-EUR', 'another rail');
  expect(await house.moves(source, account, 1n)).toBe('out-of-range');
  expect(await house.balanceOf(account)).toBe(MAX_MINOR);
  expect(await house.balanceOf(source)).toBe(0n);
});

test('in a batch one refusal harms no other, and each sees what the ones before it did', async () => {
  const [{ account: ada }, { account: bob }] = [await house.holds(10n), await house.holds(0n)];
  const a = id();
  const [row] = await house.read<{ answers: string[] }>(sql`select array(select answer from unnest(ledger.execute(array[
      row(${a}::uuid, 'post', 'test', null, null, null, null, null, null),
      row(${id()}::uuid, 'post', 'test', null, null, null, null, null, null),
      row(${id()}::uuid, 'post', 'test', null, null, null, null, null, null),
      row(${a}::uuid, 'post', 'test', null, null, null, null, null, null)]::ledger.command[],
    array[row(1, ${ada}::bigint, -10), row(1, ${bob}::bigint, 10), row(2, ${ada}::bigint, -1), row(2, ${bob}::bigint, 1),
      row(3, ${bob}::bigint, -4), row(3, ${ada}::bigint, 4), row(4, ${ada}::bigint, -10), row(4, ${bob}::bigint, 10)]::ledger.leg[]))) as answers`);
  expect(row?.answers).toEqual(['done', 'insufficient-funds', 'done', 'repeated']);
  expect([await house.balanceOf(ada), await house.balanceOf(bob)]).toEqual([4n, 6n]);
});

test('transfers that cross each other wait for nobody in a circle', async () => {
  const guests = await Promise.all(Array.from({ length: 4 }, () => house.holds(1_000n)));
  let attempts = 0;
  const crossing = Array.from({ length: 200 }, (_, n) => {
    const [from, to] = [guests[n % 4], guests[(n * 3 + 1) % 4]];
    return house.process(n).transaction((tx) => {
      attempts += 1;
      return executeOne(tx, postingOf(id(), [from?.account ?? 0n, -1n], [to?.account ?? 0n, 1n])).then(wordOf);
    });
  });
  expect(new Set(await Promise.all(crossing))).toEqual(new Set(['done']));
  expect(attempts).toBe(200); // a deadlock would have been tried again
});

test('whatever is moved between whom, the answers and balances are those of a child with coins', async () => {
  const moves = fc.array(fc.tuple(fc.nat(2), fc.nat(2), fc.bigInt({ min: 1n, max: 15n })), { maxLength: 25 });
  await fc.assert(
    fc.asyncProperty(moves, async (wanted) => {
      const guests = [await house.holds(10n), await house.holds(0n), await house.holds(0n)];
      const coins = [10n, 0n, 0n];
      for (const [from, to, amount] of wanted.filter(([from, to]) => from !== to)) {
        const enough = (coins[from] ?? 0n) >= amount;
        const answer = await house.moves(guests[from]?.account ?? 0n, guests[to]?.account ?? 0n, amount);
        expect(answer).toBe(enough ? 'done' : 'insufficient-funds');
        if (!enough) continue;
        coins[from] = (coins[from] ?? 0n) - amount;
        coins[to] = (coins[to] ?? 0n) + amount;
      }
      expect(await Promise.all(guests.map(({ account }) => house.balanceOf(account)))).toEqual(coins);
    }),
    { numRuns: 15 },
  );
});

test('an account asked for a hundred times at once is opened once', async () => {
  const player = await house.admits();
  const accounts = await Promise.all(
    Array.from({ length: 100 }, (_, n) =>
      house.process(n).transaction((tx) => openAccount(tx, 'player-cash', { player: player.id }, 'TON')),
    ),
  );
  expect(new Set(accounts).size).toBe(1);
});

test('an account of a kind its owner cannot have is refused', async () => {
  const player = await house.admits();
  const open = (kind: string, owner: Parameters<typeof openAccount>[2], asset: string) =>
    house.transaction((tx) => openAccount(tx, kind, owner, asset));
  await expect(open('clearing', { player: player.id }, 'EUR')).rejects.toMatchObject({ code: 'CG001' });
  await expect(open('player-cash', { house: 'telegram-invoice' }, 'EUR')).rejects.toMatchObject({ code: 'CG001' });
  await expect(open('pocket', { house: 'telegram-invoice' }, 'EUR')).rejects.toMatchObject({ code: 'CG001' });
  await expect(open('clearing', { house: 'telegram-invoice' }, 'GOLD')).rejects.toMatchObject({ code: '23503' });
});

test('a transaction makes one call to the ledger: a second would lock out of order', async () => {
  const { account } = await house.holds(10n);
  const bank = await house.houseAccount('bankroll');
  const twice = house.transaction(async (tx) => {
    await executeOne(tx, postingOf(id(), [account, -1n], [bank, 1n]));
    await executeOne(tx, postingOf(id(), [account, -1n], [bank, 1n]));
  });
  await expect(twice).rejects.toThrow(/one call/);
  expect(await house.balanceOf(account)).toBe(10n);
});
