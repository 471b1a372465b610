import { randomInt } from 'node:crypto';
import { createDatabase } from '../prisma/client.ts';
import { createPool } from '../prisma/pool.ts';
import { newId } from '../runtime/ids.ts';
import { withClient } from '../sandbox/stack/postgres-roles.ts';
import { testDatabase } from '../sandbox/testing/fixtures.ts';
import type { Bench } from './bench.ts';
import { CALLERS, inTurns, openAccounts, payers } from './ledger.ts';
import { openServers } from './servers.ts';

const RUN_MS = 5_000;
const PLAYERS = 10_000;

/** The same transfers as an ordinary backend writes them: an interactive transaction of its ORM, on the same tables. */
export const bench: Bench = {
  name: 'ledger-naive',
  unit: 'transfers/s',
  async prepare(say) {
    say('starting servers');
    const servers = await openServers(say);
    const pool = createPool((await testDatabase()).appUrl, { max: 8, name: 'bench' });
    const { players, house } = await openAccounts(pool, PLAYERS);
    const pay = payers(pool, players, house);
    const naive = await openNaive();
    await pay(1_000);
    await naive.pay(1_000);
    return {
      note: `rival: prisma.$transaction of six operations (find, two updates, transfer, two entries), ${CALLERS} at once, without our triggers`,
      ours: () => pay(RUN_MS),
      rival: () => naive.pay(RUN_MS),
      async close() {
        await Promise.all([pool.end(), naive.close()]);
        await servers.stop();
      },
    };
  },
};

async function openNaive() {
  const { appUrl, superuserUrl } = await testDatabase();
  const pool = createPool(appUrl, { max: 8, name: 'bench' });
  const { players, house } = await openAccounts(pool, PLAYERS);
  await pool.end();
  const tables = ['account', 'transfer', 'entry'].map((table) => `ledger.${table}`);
  await withClient(superuserUrl, async (client) => {
    for (const table of tables) await client.query(`alter table ${table} disable trigger all`);
    await client.query('analyze');
  });
  const prisma = createDatabase(superuserUrl, { max: CALLERS, name: 'naive' });
  const transfer = () =>
    prisma.$transaction(async (tx) => {
      const [from, amount] = [players[randomInt(players.length)] as bigint, BigInt(1 + randomInt(100))];
      const found = await tx.account.findUniqueOrThrow({ where: { id: from } });
      if (found.balance < amount) throw new Error('insufficient funds');
      const version = { increment: 1 };
      const payer = await tx.account.update({ where: { id: from }, data: { balance: { decrement: amount }, version } });
      const payee = await tx.account.update({
        where: { id: house },
        data: { balance: { increment: amount }, version },
      });
      const transferId = newId(Date.now());
      await tx.transfer.create({ data: { id: transferId, action: 'post', kind: 'bench' } });
      for (const [account, moved] of [
        [payer, -amount],
        [payee, amount],
      ] as const)
        await tx.entry.create({
          data: {
            accountId: account.id,
            version: account.version,
            transferId,
            asset: account.asset,
            amount: moved,
            held: 0n,
            balanceBefore: account.balance - moved,
            balanceAfter: account.balance,
            heldAfter: 0n,
          },
        });
    });
  return { pay: (runMs: number) => inTurns(runMs, transfer), close: () => prisma.$disconnect() };
}
