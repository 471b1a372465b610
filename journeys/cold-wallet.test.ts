import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { external, internal, SendMode, toNano } from '@ton/core';
import { keyPairFromSeed } from '@ton/crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPool, type Pool } from '../prisma/pool.ts';
import { query, type Row, type Sql, sql } from '../prisma/tx.ts';
import { findFaults } from '../records/ledger/faults.ts';
import { program } from '../sandbox/testing/fixtures.ts';
import { type House, openHouse } from '../sandbox/testing/house.ts';
import { messageCell } from '../sandbox/ton/chain/messages.ts';
import { hotWalletOf, seedOf } from '../sandbox/ton/wires.ts';
import { chainDifferences } from './test-ton-run.ts';

let house: House;
let pool: Pool;
beforeAll(async () => {
  house = await openHouse({ chain: true, without: ['bot', 'worker'] });
  pool = createPool(house.database.appUrl, { max: 2, name: 'test' });
});
afterAll(async () => {
  await pool?.end();
  await house?.close();
});

const read = <R extends Row>(statement: Sql): Promise<R[]> => query<R>(pool, statement);
const root = path.join(import.meta.dirname, '..');
/** As an operator types it behind `npm run -s staff --`. */
const staff = async (...words: string[]): Promise<string> => {
  const args = program('use-cases/staff-command.ts', ...words);
  return (await promisify(execFile)(process.execPath, args, { cwd: root, env: house.env })).stdout;
};
const treasury = async (): Promise<Record<string, bigint>> => {
  const rows = await read<{ asset: string; minor: bigint }>(
    sql`select asset, sum(balance)::bigint as minor from ledger.account where kind = 'treasury' group by asset`,
  );
  return Object.fromEntries(rows.map(({ asset, minor }) => [asset, minor]));
};
const opening = { TON: expect.any(BigInt), USDT: 10_000_000_000n };
const same = { ton: 0n, usdt: 0n };
const pauses = () => read(sql`select rail, direction, reason from payments.rail_pause`);
const calls = async () =>
  (
    await read<{ attention: string }>(
      sql`select attention from payments.attention where subject = 'hot-wallet-ton' and ended_at is null order by attention`,
    )
  ).map(({ attention }) => attention);
/** What the cold wallet was sent by the hot one, by the chain's own account, in nanotons. */
const swept = (): bigint[] =>
  [...house.ton.chain.view().history(house.ton.coldWallet)].flatMap(({ transaction: { inMessage } }) =>
    inMessage?.info.type === 'internal' && inMessage.info.src.equals(house.ton.hotWallet)
      ? [inMessage.info.value.coins]
      : [],
  );

test('what the operator brings is theirs and no deposit; what they sweep arrives once; books and chain agree', async () => {
  await expect.poll(treasury).toEqual(opening);
  const before = await treasury();
  const hands = house.ton.wallet.of('Treasury');
  expect(hands.holder.address.equals(house.ton.coldWallet)).toBe(true);
  const to = house.ton.settings.TON_HOT_WALLET;
  await hands.sends({ to, coin: 'TON', minor: toNano(50) });
  await hands.sends({ to, coin: 'USDT', minor: 700_000_000n });
  await expect.poll(treasury).toEqual({ TON: (before.TON ?? 0n) + toNano(50), USDT: 10_700_000_000n });
  expect(await read(sql`select from payments.arrival`)).toEqual([]);

  expect(await staff('hot-wallet', 'sweep', 'TON', '100')).toContain('100 TON will be sent to your cold wallet');
  await expect.poll(swept).toEqual([toNano(100)]);
  await expect.poll(treasury).toEqual({ TON: (before.TON ?? 0n) - toNano(50), USDT: 10_700_000_000n });
  await expect.poll(() => chainDifferences(house)).toEqual(same);
  expect(swept()).toEqual([toNano(100)]);
  expect([await pauses(), await findFaults(pool)]).toEqual([[], []]);
});

test('somebody else signs with the hot wallet’s key: nothing more is paid out, staff are called, and it goes on when they say so', async () => {
  const wallet = hotWalletOf(house.ton.hotWalletKey);
  const mallory = await house.ton.person('mallory');
  const [seqno] = (await house.ton.chain.view().get(wallet.address, 'seqno'))?.stack ?? [];
  if (seqno?.type !== 'int') throw new Error('the hot wallet has no number');
  const body = await wallet.createTransfer({
    seqno: Number(seqno.value),
    secretKey: keyPairFromSeed(seedOf(house.ton.hotWalletKey)).secretKey,
    messages: [internal({ to: mallory.address, value: toNano(7), bounce: false })],
    sendMode: SendMode.PAY_GAS_SEPARATELY,
  });
  const before = (await treasury()).TON ?? 0n;
  expect(await house.ton.chain.submit(messageCell(external({ to: wallet.address, body })))).not.toHaveProperty(
    'reason',
  );
  await expect.poll(pauses).toEqual([{ rail: 'ton', direction: 'out', reason: 'chain-differs' }]);
  await expect.poll(calls).toContain('chain-differs');
  expect(await chainDifferences(house)).toEqual({ ton: -toNano(7), usdt: 0n });

  // What waits in the meantime is not signed, and is not lost.
  await staff('hot-wallet', 'sweep', 'TON', '3');
  expect(await staff('hot-wallet', 'book-difference', 'ton')).toContain('7 TON booked as taken by you');
  expect(await chainDifferences(house)).toEqual(same);
  expect(swept()).toEqual([toNano(100)]);
  await staff('resume', 'ton', 'out');
  // It was signed with a number that is not ours: that, too, people have to have seen.
  await expect.poll(calls).toEqual(['seqno-conflict']);
  expect(await staff('hot-wallet', 'resume')).toContain('signs again');
  await expect.poll(swept).toEqual([toNano(3), toNano(100)]);
  await expect.poll(treasury).toMatchObject({ TON: before - toNano(10) });
  await expect.poll(() => chainDifferences(house)).toEqual(same);
  await expect.poll(calls).toEqual([]);
  expect([await pauses(), await findFaults(pool)]).toEqual([[], []]);
});
