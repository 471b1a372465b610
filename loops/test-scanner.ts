import { expect } from 'vitest';
import type { PlayerId, TransferId } from '../contracts/ids.ts';
import { depositTerms } from '../contracts/terms.ts';
import { parseRate } from '../domain/exchange-rates.ts';
import { readMemo } from '../domain/memo.ts';
import type { Transaction } from '../prisma/tx.ts';
import { query, sql } from '../prisma/tx.ts';
import { type ChainClient, createChainClient } from '../rails/ton/chain-client.ts';
import { jettonAccount } from '../records/chain/accounts.ts';
import { createEnqueue } from '../records/delivery/outbox.ts';
import { finalArrivals } from '../records/payments/arrivals.ts';
import { memoOf } from '../records/payments/memos.ts';
import { keepRate } from '../records/payments/rates.ts';
import { HOUR_MS, type House } from '../records/test-house.ts';
import { childId } from '../runtime/ids.ts';
import { createLogger } from '../runtime/logger.ts';
import type { StartedTon } from '../sandbox/ton/server.ts';
import { receiveArrival, tellArrivals } from '../use-cases/receive-arrival.ts';
import { showArrival } from '../use-cases/show-arrival.ts';
import type { ScannerDeps } from './chain/scanner-deps.ts';
import { watchedAccounts } from './chain/watched-accounts.ts';
import { chainScanner } from './chain-scanner.ts';

export const FINAL_BLOCKS = 2;
const { TON } = depositTerms.ton.assets;
const { USDT } = depositTerms.usdt.assets;

/** A scanner of the chain in the box, at work on a house's database; each can be another process, or die at any step. */
export function scannerOn(
  { app, transaction: whole }: Pick<House, 'app' | 'transaction'>,
  ton: StartedTon,
  {
    transaction = whole,
    wrap = (client) => client,
    page,
    only,
  }: {
    transaction?: Transaction;
    wrap?: (client: ChainClient) => ChainClient;
    page?: number;
    only?: 'hot';
  } = {},
) {
  const enqueue = createEnqueue(() => undefined);
  const show = showArrival({ enqueue, hint: () => undefined });
  const client = wrap(createChainClient({ url: ton.settings.TON_API_URL, apiKey: undefined, timeoutMs: 5_000 }));
  const log = createLogger('test', 'silent');
  const reader = {
    query: <R extends Record<string, unknown>>(statement: Parameters<typeof query>[1]) => query<R>(app, statement),
  };
  const deps: ScannerDeps = {
    transaction,
    reader,
    client,
    finalBlocks: FINAL_BLOCKS,
    readMemo,
    tell: tellArrivals({ show, leastOf: ({ asset }) => (asset === 'TON' ? TON.least : USDT.least) }),
    log,
    ...(page ? { page } : {}),
  };
  const accounts = async () => {
    const all = await known();
    return only === undefined ? all : all.filter(({ kind }) => kind === only);
  };
  const known = () =>
    watchedAccounts(client, {
      hotWallet: ton.hotWallet.toRawString(),
      usdtMaster: ton.usdt.master.toRawString(),
      ton: { asset: 'TON', least: TON.least },
      usdt: { asset: 'USDT', least: USDT.least },
      known: (master) => jettonAccount(reader, ton.hotWallet.toRawString(), master),
    });
  const receive = receiveArrival({
    transaction,
    enqueue,
    show,
    patience: { lateWindowMs: HOUR_MS, patienceMs: 1_000 },
    now: Date.now,
    termsOf: (rail) => depositTerms[rail],
  });
  return {
    deps,
    accounts,
    client,
    receive,
    round: chainScanner({ ...deps, accounts, held: async () => true }),
    /** Every final arrival is offered its order. */
    async receiveAll() {
      const outcomes: string[] = [];
      for (const arrival of await finalArrivals(app, 1_000, [])) outcomes.push(await receive(arrival));
      return outcomes;
    },
  };
}

export type TestScanner = ReturnType<typeof scannerOn>;

/** Looks until all that is on the chain now is final, with blocks coming in between. */
export async function settleChain(ton: StartedTon, scanner: TestScanner): Promise<void> {
  await ton.chain.settle();
  for (let n = 0; n <= FINAL_BLOCKS + 1; n++) {
    while ((await scanner.round()) === 'again');
    await ton.chain.block();
  }
  while ((await scanner.round()) === 'again');
}

/** A rate for now, so that what comes can be exchanged. */
export async function knowsRates(house: House): Promise<void> {
  for (const base of ['TON', 'USDT'] as const) {
    const rate = parseRate(base === 'TON' ? '3' : '0.9');
    if (!rate) throw new Error('no rate');
    await keepRate(
      { query: house.read as never },
      { base, quote: 'EUR' },
      {
        rate,
        sources: ['a', 'b'],
        takenAt: new Date(Date.now() - HOUR_MS),
        goodUntil: new Date(Date.now() + 24 * HOUR_MS),
      },
    );
  }
}

export const memoFor = (house: House, player: PlayerId): Promise<string> =>
  house.transaction((tx) => memoOf(tx, player, { bot: '1' }));

/** What the workflows would do: settles every charge that was recorded. */
export async function settleCharges(house: House): Promise<void> {
  const charges = await house.read<{ provider: string; id: string; order_id: never }>(
    sql`select provider, id, order_id from payments.charge where outcome is null order by received_at`,
  );
  for (const { provider, id, order_id } of charges)
    await house
      .process(0)
      .settle({ provider, chargeId: id, orderId: order_id, transferId: childId(order_id, id) as TransferId });
}

/** The chain's own account of what the accounts hold, beside what the rows add up to. */
export async function expectExact(house: House, ton: StartedTon, scanner: TestScanner): Promise<void> {
  const [hot, jetton] = await scanner.accounts();
  const rows = await house.read<{ address: string; final_minor: bigint; trouble: string | null }>(
    sql`select address, final_minor, trouble from chain.account`,
  );
  const of = (address: string | undefined) => rows.find((row) => row.address === address);
  const balance = ton.chain.view().account(ton.hotWallet).account?.storage.balance.coins;
  expect(of(hot?.address)).toMatchObject({ final_minor: balance, trouble: null });
  expect(of(jetton?.address)).toMatchObject({ final_minor: ton.usdt.balanceOf(ton.hotWallet), trouble: null });
}
