import type { Address, TupleItem } from '@ton/core';
import { beginCell, TupleReader } from '@ton/core';
import { z } from 'zod';
import { type ChainPoint, type ChainTransaction, readTransaction } from './transaction.ts';
import { readStackItem, writeStackItem } from './tvm-stack.ts';

/** An account as one call shows it. */
export type ChainAccount = {
  readonly state: 'active' | 'uninitialized' | 'frozen';
  /** In nanotons. */
  readonly balance: bigint;
  /** Undefined: it never had a transaction. */
  readonly last: ChainPoint | undefined;
  /** The masterchain block at which it was looked up. */
  readonly seqno: number;
  /** The time of the block the API has come to: beside the clock it says how far behind the API is. */
  readonly syncedAt: Date;
};

/** `exitCode` 0 and 1 are success (TVM, "exit codes"); -13 and others: the contract has no code, or it failed. */
export type MethodResult = { readonly exitCode: number; readonly stack: TupleReader };

/** The API said no, in its own words. Not an outage; and for a message that was sent, no proof that it is not on its way. */
export class ChainRefusal extends Error {
  override readonly name = 'ChainRefusal';
}

/** Nobody knows: it was away, took too long, or answered what cannot be read. */
export class ChainAway extends Error {
  override readonly name = 'ChainAway';
}

export type ChainClient = ReturnType<typeof createChainClient>;

/** As many as the API gives at once. */
export const MOST_TRANSACTIONS = 100;

type Deps = { readonly url: string; readonly apiKey: string | undefined; readonly timeoutMs: number };

/**
 * The chain as a toncenter v2 API tells of it (toncenter.com/api/v2, JSON-RPC). What can be checked is: a transaction's bytes
 * against its hash, its account and its place. Every call ends in time, and each throws `ChainRefusal` or `ChainAway` unless it says
 * otherwise. None is tried again, but for a question on a connection that had been closed meanwhile.
 */
export function createChainClient({ url, apiKey, timeoutMs }: Deps) {
  async function call<T>(method: string, params: Record<string, unknown>, shape: z.ZodType<T>): Promise<T> {
    const asked = () =>
      fetch(`${url}/jsonRPC`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(apiKey ? { 'x-api-key': apiKey } : {}) },
        body: JSON.stringify({ id: 1, jsonrpc: '2.0', method, params }),
        signal: AbortSignal.timeout(timeoutMs),
        redirect: 'error',
      });
    const response = await asked()
      .catch((error) => (method !== 'sendBoc' && wasClosed(error) ? asked() : Promise.reject(error)))
      .catch((error) => away(method, error));
    const answer = envelope.safeParse(await response.json().catch((error) => away(method, error)));
    if (!answer.success) return away(method, answer.error);
    if (!answer.data.ok) {
      const words = `${method}: ${answer.data.error ?? response.status}`;
      // Too many questions, a gateway, a node that was not reached in time: all of them say nothing about the chain.
      if (isAway(response.status, words)) throw new ChainAway(words);
      throw new ChainRefusal(words);
    }
    const result = shape.safeParse(answer.data.result);
    return result.success ? result.data : away(method, result.error);
  }

  async function run(address: Address, method: string, stack: readonly TupleItem[] = []): Promise<MethodResult> {
    const params = { address: address.toRawString(), method, stack: stack.map(writeStackItem) };
    const { exit_code, stack: items } = await call('runGetMethod', params, methodResult);
    try {
      return { exitCode: exit_code, stack: new TupleReader(items.map(readStackItem)) };
    } catch (error) {
      return away('runGetMethod', error);
    }
  }

  /** Runs a method that must work. Undefined: the contract says no, or there is none. */
  async function ask(address: Address, method: string, stack: readonly TupleItem[] = []) {
    const { exitCode, stack: answer } = await run(address, method, stack);
    return exitCode === 0 || exitCode === 1 ? answer : undefined;
  }

  return {
    async account(address: Address): Promise<ChainAccount> {
      const found = await call('getAddressInformation', { address: address.toRawString() }, accountInformation);
      const { lt, hash } = found.last_transaction_id;
      return {
        state: found.state,
        balance: found.balance < 0n ? 0n : found.balance,
        last: lt === 0n ? undefined : { lt, hash: hexOf(hash) },
        seqno: found.block_id.seqno,
        syncedAt: new Date(found.sync_utime * 1_000),
      };
    },

    /**
     * What the account did, the newest first, from `from` on (that one included) or from its newest, and above `downTo`. Each is what
     * it is named and of this account; that one follows from another is the caller's to check.
     */
    async transactions(
      address: Address,
      { from, downTo, limit = MOST_TRANSACTIONS, archival = false }: PageWish = {},
    ): Promise<ChainTransaction[]> {
      const start = from && { lt: from.lt.toString(), hash: from.hash };
      const end = downTo === undefined ? {} : { to_lt: downTo.toString() };
      const params = { address: address.toRawString(), limit, archival, ...start, ...end };
      const found = await call('getTransactions', params, z.array(namedTransaction));
      if (found.length > limit) return away('getTransactions', 'more than was asked for');
      return found.map((each) => readNamed('getTransactions', each, address));
    },

    /** Hands a signed message to the chain. That it throws, in whichever way, does not prove that the message is not on its way. */
    async send(boc: Buffer): Promise<void> {
      await call('sendBoc', { boc: boc.toString('base64') }, z.unknown());
    },

    run,

    /** How often a wallet has sent. Undefined: nobody knows, or it has no code yet. Never throws. */
    async seqno(address: Address): Promise<number | undefined> {
      const answer = await ask(address, 'seqno').catch(() => undefined);
      try {
        return answer?.readNumber();
      } catch {
        return undefined;
      }
    },

    /** Where the master keeps somebody's jettons (TEP-74, get_wallet_address). */
    async walletAddressOf(master: Address, owner: Address): Promise<Address> {
      const argument: TupleItem = { type: 'slice', cell: beginCell().storeAddress(owner).endCell() };
      const answer = await ask(master, 'get_wallet_address', [argument]);
      if (!answer) throw new ChainRefusal('get_wallet_address: this is no jetton master');
      return readOr('get_wallet_address', () => answer.readAddress());
    },

    /** What a jetton wallet holds, and whose it says it is (TEP-74, get_wallet_data). Undefined: there is no such wallet yet. */
    async jettonBalance(wallet: Address): Promise<JettonHolding | undefined> {
      const answer = await ask(wallet, 'get_wallet_data');
      if (!answer) return undefined;
      return readOr('get_wallet_data', () => ({
        balance: answer.readBigNumber(),
        owner: answer.readAddress(),
        master: answer.readAddress(),
      }));
    },

    /** The transaction that sent a message. Undefined: none is known. `createdLt` is the message's own. */
    async locateSource(
      source: Address,
      destination: Address,
      createdLt: bigint,
    ): Promise<ChainTransaction | undefined> {
      const params = {
        source: source.toRawString(),
        destination: destination.toRawString(),
        created_lt: createdLt.toString(),
      };
      const found = await call('tryLocateSourceTx', params, namedTransaction).catch((error) => {
        if (error instanceof ChainRefusal && NOT_FOUND.test(error.message)) return undefined;
        throw error;
      });
      return found && readNamed('tryLocateSourceTx', found, source);
    },

    /** The transaction a message ended in. Undefined: none is known yet. `createdLt` is the message's own. */
    async locate(source: Address, destination: Address, createdLt: bigint): Promise<ChainTransaction | undefined> {
      const params = {
        source: source.toRawString(),
        destination: destination.toRawString(),
        created_lt: createdLt.toString(),
      };
      const found = await call('tryLocateTx', params, namedTransaction).catch((error) => {
        if (error instanceof ChainRefusal && NOT_FOUND.test(error.message)) return undefined;
        throw error;
      });
      return found && readNamed('tryLocateTx', found, destination);
    },
  };
}

/** @property archival asks the few nodes that know what is old */
export type PageWish = {
  readonly from?: ChainPoint;
  readonly downTo?: bigint;
  readonly limit?: number;
  readonly archival?: boolean;
};

export type JettonHolding = { readonly balance: bigint; readonly owner: Address; readonly master: Address };

function away(method: string, cause: unknown): never {
  throw new ChainAway(`${method}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
}

/** A connection that was kept open was closed by the other side in the moment it was used again. */
const wasClosed = (error: unknown): boolean => {
  const { code } = ((error as Error).cause ?? {}) as { code?: unknown };
  return code === 'ECONNRESET' || code === 'EPIPE' || code === 'UND_ERR_SOCKET';
};

/** The words of nodes that were not reached; a refusal of theirs is told under the same status. */
const AWAY = /timeout|timed out|LITE_SERVER_(NETWORK|NOTREADY)|not ready|too many|rate limit|no working/i;
const NOT_FOUND = /not found|cannot (find|locate)|not in db/i;
const isAway = (status: number, words: string): boolean =>
  status === 429 || (status >= 502 && status !== 503) || AWAY.test(words);

function readNamed(method: string, { data, transaction_id: { lt, hash } }: NamedTransaction, of: Address) {
  return readOr(method, () => readTransaction(data, { lt, hash: hexOf(hash) }, of));
}

function readOr<T>(method: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    return away(method, error);
  }
}

const hexOf = (base64: string): string => Buffer.from(base64, 'base64').toString('hex');

const integer = z.union([z.string().regex(/^-?\d+$/), z.number().int()]).transform((value) => BigInt(value));
const transactionId = z.object({ lt: integer, hash: z.string().min(1) });
const envelope = z.object({ ok: z.boolean(), result: z.unknown().optional(), error: z.unknown().optional() });
const accountInformation = z.object({
  balance: integer,
  state: z.enum(['active', 'uninitialized', 'frozen']),
  last_transaction_id: transactionId,
  block_id: z.object({ seqno: z.number().int() }),
  sync_utime: z.number(),
});
const namedTransaction = z.object({ data: z.string(), transaction_id: transactionId });
type NamedTransaction = z.infer<typeof namedTransaction>;
const methodResult = z.object({
  exit_code: z.number().int(),
  stack: z.array(z.tuple([z.string(), z.unknown()]).rest(z.unknown())),
});
