import { randomUUID } from 'node:crypto';
import { Address, beginCell, type ShardAccount } from '@ton/core';
import { createShardAccount } from '@ton/sandbox';
import type { PayoutId } from '../contracts/ids.ts';
import { type OpenDatabase, openDatabase } from '../prisma/test-databases.ts';
import { createTransaction, query, type Row, type Sql, sql } from '../prisma/tx.ts';
import { createChainClient } from '../rails/ton/chain-client.ts';
import { openHotWallet } from '../rails/ton/wallet.ts';
import { createWriter } from '../rails/ton/writer.ts';
import type { WriterDeps } from '../rails/ton/writer-desk.ts';
import { createLogger } from '../runtime/logger.ts';
import { turnedClock } from '../sandbox/ground/test-clock.ts';
import { startTon } from '../sandbox/ton/server.ts';
import { seedOf } from '../sandbox/ton/wires.ts';
import { watchedAccounts } from './chain/watched-accounts.ts';
import { chainScanner } from './chain-scanner.ts';

const FINAL_BLOCKS = 2;

export type PayoutAsked = { rail?: 'ton' | 'usdt'; bounce?: boolean; memo?: string; reference?: PayoutId };
export type HotWalletWorld = Awaited<ReturnType<typeof openHotWalletWorld>>;

/**
 * A hot wallet on a chain whose blocks and time come when they are asked for, and the queue of its payouts.
 * @param given whose database it is; its own when not given
 */
export async function openHotWalletWorld(given?: Pick<OpenDatabase, 'app'>) {
  const clock = turnedClock(Date.now());
  const [ton, own] = await Promise.all([startTon({ clock }), given ? undefined : openDatabase({ connections: 8 })]);
  const database = given ?? (own as OpenDatabase);
  const client = createChainClient({ url: ton.settings.TON_API_URL, apiKey: undefined, timeoutMs: 2_000 });
  const wallet = await openHotWallet(seedOf(ton.hotWalletKey), ton.hotWallet);
  const hot = wallet.address.toRawString();
  const read = <R extends Row>(statement: Sql): Promise<R[]> => query<R>(database.app, statement);
  const scan = await watch(database, ton, client);
  const ended: PayoutId[] = [];
  const troubles = new Set<string>();

  const deps: WriterDeps = {
    transaction: createTransaction(database.app),
    query: read,
    client,
    wallet,
    jettonMaster: ton.usdt.master.toRawString(),
    mayPay: async () => 'yes',
    onEnded: async (_tx, reference) => void ended.push(reference),
    onTrouble: async (trouble, of, isOn) =>
      void (isOn ? troubles.add(`${trouble} ${of}`) : troubles.delete(`${trouble} ${of}`)),
    log: createLogger('test', 'silent'),
    now: clock.now,
    reserve: 1_000_000_000n,
    finalBlocks: FINAL_BLOCKS,
    mostLagMs: 60_000,
  };

  return {
    ton,
    clock,
    client,
    wallet,
    read,
    scan,
    /** Payouts that ended, as their workflows were told. */
    ended,
    /** What people are called for now. */
    troubles,
    /** A process's writer. Later ones have seen nothing of what the earlier did but what is written down. */
    writer: (changed: Partial<WriterDeps> = {}) => createWriter({ ...deps, ...changed }),
    deps,
    async asks(
      to: Address,
      minor: bigint,
      { rail = 'ton', bounce = false, memo, reference = randomUUID() as PayoutId }: PayoutAsked = {},
    ) {
      const asset = rail === 'ton' ? 'TON' : 'USDT';
      await read(
        sql`select chain.ask_payout(${reference}, ${rail}, ${hot}, ${asset}, ${minor}, ${to.toRawString()}, ${bounce}, ${memo ?? null})`,
      );
      return reference;
    },
    /** Rounds of these writers at once, with a block and a scan after each. */
    async runs(rounds: number, ...writers: readonly (() => Promise<unknown>)[]) {
      for (let n = 0; n < rounds; n++) {
        await Promise.all(writers.map((round) => round()));
        await ton.chain.block();
        await scan().catch(() => undefined); // it looks again by itself
      }
    },
    /** Time goes on for everybody, the chain and its scan too. */
    async waits(ms: number) {
      clock.turn(ms);
      for (let n = 0; n <= 2 * FINAL_BLOCKS; n++) {
        await ton.chain.block();
        await scan();
      }
    },
    async standing(reference: PayoutId) {
      const [row] = await read<{ state: string; answer: string | null }>(
        sql`select state, answer from chain.payout where reference = ${reference}`,
      );
      return row;
    },
    /** What was signed for it, in order. */
    attempts: (reference: PayoutId) =>
      read<Attempt>(sql`
        select a.id, a.seqno, a.state, a.sent_times, a.failed, a.boc,
          (select count(*)::int from chain.attempt_message x where x.attempt_id = a.id) as payouts
        from chain.attempt a join chain.attempt_message m on m.attempt_id = a.id where m.payout = ${reference} order by a.signed_at`),
    /** What the chain itself says that this address was sent by us, less what it sent back. */
    tonOf: (to: Address): bigint =>
      [...ton.chain.view().history(to)].reduce((sum, { transaction: { inMessage, description } }) => {
        const isOurs = inMessage?.info.type === 'internal' && inMessage.info.src.equals(wallet.address);
        const isBack = description.type === 'generic' && description.bouncePhase?.type === 'ok';
        return isOurs && !isBack && inMessage.info.type === 'internal' ? sum + inMessage.info.value.coins : sum;
      }, 0n),
    usdtOf: (to: Address): bigint => ton.usdt.balanceOf(to),
    async close() {
      await ton.close();
      await own?.close();
    },
  };
}

type Attempt = {
  id: string;
  seqno: number;
  state: string;
  sent_times: number;
  failed: number;
  boc: Buffer;
  payouts: number;
};

type Ton = Awaited<ReturnType<typeof startTon>>;

/** The scanner, from the moment it watches. Answers one look of it. */
async function watch({ app }: Pick<OpenDatabase, 'app'>, ton: Ton, client: ReturnType<typeof createChainClient>) {
  const wish = {
    hotWallet: ton.hotWallet.toRawString(),
    usdtMaster: ton.usdt.master.toRawString(),
    ton: { asset: 'TON', least: 1n },
    usdt: { asset: 'USDT', least: 1n },
    known: async () => undefined,
  } as const;
  const accounts = await watchedAccounts(client, wish);
  const look = chainScanner({
    transaction: createTransaction(app),
    reader: { query: (statement) => query(app, statement) },
    client,
    finalBlocks: FINAL_BLOCKS,
    readMemo: () => undefined,
    tell: async () => undefined,
    log: createLogger('test', 'silent'),
    accounts: async () => accounts,
    held: async () => true,
  });
  const scan = async () => {
    while ((await look()) === 'again');
  };
  // It begins from where the accounts are, once that is final.
  for (let n = 0; n <= FINAL_BLOCKS; n++) {
    await scan();
    await ton.chain.block();
  }
  await scan();
  return scan;
}

/** An address that nobody ever wrote to. */
export const nobody = (): Address => new Address(0, Buffer.from(randomUUID().replaceAll('-', '').repeat(2), 'hex'));

/** A contract that takes nothing: whatever comes, it throws (TVM, `THROW 42`). */
export const thrower = (address: Address): ShardAccount =>
  createShardAccount({
    address,
    balance: 1_000_000_000n,
    code: beginCell().storeBuffer(Buffer.from('f22a', 'hex')).endCell(),
    data: beginCell().endCell(),
  });

export function frozen(address: Address): ShardAccount {
  const account = thrower(address);
  if (account.account) account.account.storage.state = { type: 'frozen', stateHash: 1n };
  return account;
}

/** A process that dies at its n-th act, after it was done: a statement, a commit, or a call to the chain. Nothing it does later happens. */
export function mortal({ transaction, query: ask, client }: WriterDeps, diesAt: number) {
  let acts = 0;
  const isDead = () => acts >= diesAt;
  const does = async <T>(act: () => Promise<T>): Promise<T> => {
    if (isDead()) throw new Error('dead');
    const answer = await act();
    acts += 1;
    if (isDead()) throw new Error('dies');
    return answer;
  };
  const deps: Partial<WriterDeps> = {
    transaction: (fn) =>
      does(() => transaction((tx) => fn({ ...tx, query: (statement) => does(() => tx.query(statement)) }))),
    query: (statement) => does(() => ask(statement)),
    client: {
      account: (address) => does(() => client.account(address)),
      seqno: (address) => does(() => client.seqno(address)),
      send: (boc) => does(() => client.send(boc)),
      locate: (...of) => does(() => client.locate(...of)),
      jettonBalance: (address) => does(() => client.jettonBalance(address)),
    },
  };
  return { deps, isDead };
}
