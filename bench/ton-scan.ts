import { Address } from '@ton/core';
import { depositTerms } from '../contracts/terms.ts';
import { readMemo } from '../domain/memo.ts';
import { chainScanner } from '../loops/chain-scanner.ts';
import { createPool } from '../prisma/pool.ts';
import { createTransaction, query, sql } from '../prisma/tx.ts';
import { createChainClient } from '../rails/ton/chain-client.ts';
import type { ChainPoint } from '../rails/ton/transaction.ts';
import { watchAccount } from '../records/chain/accounts.ts';
import { createLogger } from '../runtime/logger.ts';
import { testDatabase } from '../sandbox/testing/fixtures.ts';
import { freePort, startPart } from '../sandbox/testing/house.ts';
import type { Bench } from './bench.ts';
import { openServers } from './servers.ts';

const DEPOSITS = 2_040;

/** Transactions scanned, stored, made final and booked, beside fetching and parsing the same pages and doing nothing. */
export const bench: Bench = {
  name: 'ton-scan',
  unit: 'transactions/s',
  async prepare(say) {
    say('starting servers, and a chain with a history');
    const servers = await openServers(say);
    const port = await freePort();
    const place = { PATH: process.env.PATH, HOME: process.env.HOME, PORT: String(port), DEPOSITS: String(DEPOSITS) };
    const api = startPart('bench/rivals/ton-pages.ts', place);
    await api.ready;
    const url = `http://127.0.0.1:${port}`;
    const client = createChainClient({ url, apiKey: undefined, timeoutMs: 60_000 });
    const begin = async () => {
      const response = await fetch(`${url}/start`, { method: 'POST', body: '{}' });
      return (await response.json()) as Start;
    };
    const first = await begin();
    const address = first.address;
    const from: ChainPoint = {
      lt: BigInt(first.last_transaction_id.lt),
      hash: Buffer.from(first.last_transaction_id.hash, 'base64').toString('hex'),
    };
    const account = Address.parseRaw(address);

    const readAll = async (): Promise<number> => {
      let read = 0;
      let next = (await client.account(account)).last;
      while (next && next.lt > from.lt) {
        const page = await client.transactions(account, { from: next, downTo: from.lt, limit: 100 });
        read += page.length;
        next = page.at(-1)?.previous;
      }
      return read;
    };
    await readAll(); // so that every page lies ready

    return {
      note: `rival: the same client, the same ${DEPOSITS} transactions in pages of 100, checked against their hashes and forgotten; ours stores each, sees it, makes it final and books it as owed to whoever sent it; PostgreSQL with fsync`,
      async ours() {
        await begin();
        const database = await testDatabase();
        const pool = createPool(database.appUrl, { max: 2, name: 'bench' });
        const reader = {
          query: <R extends Record<string, unknown>>(statement: Parameters<typeof query>[1]) =>
            query<R>(pool, statement),
        };
        const watched = { address, kind: 'hot', rail: 'ton', asset: 'TON', owner: address, master: undefined } as const;
        await watchAccount(reader, { ...watched, from, seqno: 1, minor: BigInt(first.balance) });
        const round = chainScanner({
          transaction: createTransaction(pool),
          reader,
          client,
          finalBlocks: 2,
          readMemo,
          tell: async () => undefined, // nobody's memo is among them: nobody is told
          log: createLogger('bench', 'silent'),
          accounts: async () => [
            {
              ...watched,
              least: depositTerms.ton.assets.TON.least,
              reading: { kind: 'hot', address, jettonWallets: [] },
            },
          ],
          held: async () => true,
        });
        const began = performance.now();
        await round();
        await round();
        const tookMs = performance.now() - began;
        const [row] = await query<{ finals: bigint }>(
          pool,
          sql`select count(*) as finals from payments.arrival where state = 'unmatched'`,
        );
        await pool.end();
        if (Number(row?.finals) !== DEPOSITS) throw new Error(`${row?.finals} of ${DEPOSITS} are final`);
        return (DEPOSITS * 1_000) / tookMs;
      },
      async rival() {
        await begin();
        const began = performance.now();
        const read = await readAll();
        if (read !== DEPOSITS) throw new Error(`${read} of ${DEPOSITS} were read`);
        return (DEPOSITS * 1_000) / (performance.now() - began);
      },
      async close() {
        await api.stop();
        await servers.stop();
      },
    };
  },
};

type Start = {
  readonly address: string;
  readonly balance: string;
  readonly last_transaction_id: { lt: string; hash: string };
};
