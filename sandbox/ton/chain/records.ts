import { type Address, Cell, loadTransaction, type ShardAccount, type Transaction } from '@ton/core';
import type { Tables } from '../../ground/durable-tables.ts';
import { type Boc, NO_ACCOUNT, parseAccount, type Ran } from './machine.ts';
import { isExternal, isInternal, normalisedHash } from './messages.ts';
import { type Block, firstNotBelow, type Landed } from './shown.ts';

/** A block that holds something, as one row: a killed process leaves a whole block or none. */
type BlockRow = Block & {
  readonly transactions: readonly { readonly account: string; readonly boc: Boc }[];
  /** Each account that changed, as it is after the block. */
  readonly accounts: Readonly<Record<string, Boc>>;
  /** Messages that arrive in the next block. */
  readonly underWay: readonly Boc[];
};

type Version = { readonly seqno: number; readonly boc: Boc };

export type Draft = {
  /** The least logical time of the next transaction. */
  readonly lt: bigint;
  account(address: Address): Boc;
  add(address: Address, ran: Ran, caused: readonly Boc[]): void;
  put(address: Address, account: Boc): void;
  commit(options?: { readonly keepUnderWay?: boolean }): readonly Landed[];
};

type Known = {
  readonly block: Block;
  accountBoc(address: Address): Boc;
  account(address: Address): ShardAccount;
  history(address: Address, from?: bigint): Iterable<Landed>;
  latest(): Iterable<Landed>;
  received(source: Address, destination: Address, createdLt: bigint): Landed | undefined;
  ofExternal(normalised: Buffer): Landed | undefined;
  transaction(hash: Buffer): Landed | undefined;
};

export type Records = {
  readonly head: Block;
  underWay(): readonly Boc[];
  draft(next: Block, lt: bigint): Draft;
  at(seqno: number): Known;
  /** Forgets every later block; answers their transactions. */
  takeBackTo(seqno: number): readonly Landed[];
};

/** Empty blocks are not written down one by one: after a restart the numbering goes on behind the last that was promised. */
const PROMISED_BLOCKS = 1_000;

/** What the chain holds, in memory and in its tables: accounts as of each block, their transactions, messages under way. */
export function openRecords(tables: Tables, firstSeqno: number): Records {
  const rows = tables.table<BlockRow>('blocks');
  const numbering = tables.table<{ readonly upTo: number }>('numbering');
  const versions = new Map<string, Version[]>();
  const histories = new Map<string, Landed[]>();
  const everything: Landed[] = [];
  const found = createIndex();
  const stored: BlockRow[] = [];
  let head: Block = { seqno: firstSeqno - 1, at: 0 };
  /** When each block was made, as far as somebody may ask: the newest ones. */
  const times = new Map<number, number>();

  const listOf = <Item>(lists: Map<string, Item[]>, key: string): Item[] => {
    const list = lists.get(key) ?? [];
    if (list.length === 0) lists.set(key, list);
    return list;
  };
  const take = (row: BlockRow, landed: readonly Landed[]): void => {
    stored.push(row);
    for (const [account, boc] of Object.entries(row.accounts)) {
      listOf(versions, account).push({ seqno: row.seqno, boc });
    }
    for (const each of landed) {
      listOf(histories, each.account).push(each);
      everything.push(each);
      found.add(each);
    }
  };
  const advance = (block: Block): void => {
    head = block;
    times.set(block.seqno, block.at);
    times.delete(block.seqno - PROMISED_BLOCKS);
    if ((numbering.get('blocks')?.upTo ?? 0) <= block.seqno) {
      numbering.put('blocks', { upTo: block.seqno + PROMISED_BLOCKS });
    }
  };
  for (const row of [...rows.values()].sort((a, b) => a.seqno - b.seqno)) {
    take(
      row,
      row.transactions.map((each) => landedOf(row, each.account, each.boc)),
    );
    head = { seqno: row.seqno, at: row.at };
  }
  head = { ...head, seqno: Math.max(head.seqno, numbering.get('blocks')?.upTo ?? 0) };

  const underWay = (): readonly Boc[] => stored.at(-1)?.underWay ?? [];
  const accountAt = (account: string, seqno: number): Boc => {
    const list = versions.get(account) ?? [];
    return list[firstNotBelow(list, (version) => version.seqno <= seqno) - 1]?.boc ?? NO_ACCOUNT;
  };

  return {
    get head() {
      return head;
    },
    underWay,
    draft(next, firstLt) {
      const accounts: Record<string, Boc> = {};
      const landed: Landed[] = [];
      const caused: Boc[] = [];
      let lt = firstLt;
      const current = (address: Address): Boc => {
        const account = address.toRawString();
        return accounts[account] ?? accountAt(account, head.seqno);
      };
      return {
        get lt() {
          return lt;
        },
        account: current,
        add(address, ran, messages) {
          const account = address.toRawString();
          accounts[account] = ran.account;
          landed.push(landedFrom(next, account, ran));
          caused.push(...messages);
          lt = ran.transaction.lt + BigInt(ran.transaction.outMessagesCount) + 1n;
        },
        put(address, boc) {
          accounts[address.toRawString()] = boc;
        },
        commit({ keepUnderWay = false } = {}) {
          const waiting = keepUnderWay ? underWay() : caused;
          const isEmpty = Object.keys(accounts).length === 0 && underWay().length === 0;
          if (!isEmpty) {
            const transactions = landed.map(({ account, boc }) => ({ account, boc }));
            const row = { ...next, transactions, accounts, underWay: [...waiting] };
            rows.put(String(next.seqno), row);
            take(row, landed);
          }
          advance(next);
          return landed;
        },
      };
    },
    at(seqno) {
      const until = Math.min(seqno, head.seqno);
      const isKnown = (landed: Landed | undefined) => (landed && landed.block.seqno <= until ? landed : undefined);
      return {
        block: { seqno: until, at: times.get(until) ?? timeOf(stored, until) },
        accountBoc: (address) => accountAt(address.toRawString(), until),
        account: (address) => parseAccount(accountAt(address.toRawString(), until)),
        history: (address, from) => backwards(histories.get(address.toRawString()) ?? [], until, from),
        latest: () => backwards(everything, until),
        received: (source, destination, createdLt) => isKnown(found.received(source, destination, createdLt)),
        ofExternal: (normalised) => isKnown(found.ofExternal(normalised)),
        transaction: (hash) => isKnown(found.byHash(hash)),
      };
    },
    takeBackTo(seqno) {
      const gone: Landed[] = [];
      while ((stored.at(-1)?.seqno ?? 0) > seqno) {
        const row = stored.pop() as BlockRow;
        for (const account of Object.keys(row.accounts)) versions.get(account)?.pop();
        for (const { account } of [...row.transactions].reverse()) {
          const landed = histories.get(account)?.pop();
          everything.pop();
          if (landed) found.remove(landed);
          if (landed) gone.unshift(landed);
        }
        rows.remove(String(row.seqno));
      }
      return gone;
    },
  };
}

const landedOf = (block: Block, account: string, boc: Boc): Landed =>
  landedFrom(block, account, { transaction: parsed(boc), boc });

const parsed = (boc: Boc): Transaction => loadTransaction(Cell.fromBase64(boc).beginParse());

/** Read from its bytes, a transaction is twenty times as large: it is kept only as long as there is room. */
function landedFrom({ seqno, at }: Block, account: string, { transaction, boc }: Omit<Ran, 'account'>): Landed {
  let held = new WeakRef(transaction);
  return {
    account,
    lt: transaction.lt,
    hash: transaction.hash(),
    boc,
    block: { seqno, at },
    get transaction() {
      const read = held.deref() ?? parsed(boc);
      held = new WeakRef(read);
      return read;
    },
  };
}

function* backwards(list: readonly Landed[], until: number, from?: bigint): Iterable<Landed> {
  const start =
    from === undefined
      ? firstNotBelow(list, ({ block }) => block.seqno <= until)
      : firstNotBelow(list, ({ lt }) => lt <= from);
  for (let index = start - 1; index >= 0; index -= 1) {
    const landed = list[index] as Landed;
    if (landed.block.seqno <= until) yield landed;
  }
}

/** Of a block that nobody remembers: when the last one before it that held something was made. */
const timeOf = (stored: readonly BlockRow[], seqno: number): number =>
  stored[firstNotBelow(stored, (row) => row.seqno <= seqno) - 1]?.at ?? 0;

/** Where messages were received. */
function createIndex() {
  const received = new Map<string, Landed>();
  const externals = new Map<string, Landed>();
  const hashes = new Map<string, Landed>();
  const keyOf = (source: Address, destination: Address, createdLt: bigint): string =>
    `${source.toRawString()} ${destination.toRawString()} ${createdLt}`;
  const places = (landed: Landed): [Map<string, Landed>, string][] => {
    const message = landed.transaction.inMessage;
    const own: [Map<string, Landed>, string] = [hashes, landed.hash.toString('hex')];
    if (!message) return [own];
    if (isExternal(message)) return [own, [externals, normalisedHash(message).toString('hex')]];
    if (!isInternal(message)) return [own];
    const { src, dest, createdLt } = message.info;
    return [own, [received, keyOf(src, dest, createdLt)]];
  };
  return {
    add: (landed: Landed) => {
      for (const [map, key] of places(landed)) map.set(key, landed);
    },
    remove: (landed: Landed) => {
      for (const [map, key] of places(landed)) map.delete(key);
    },
    received: (source: Address, destination: Address, createdLt: bigint) =>
      received.get(keyOf(source, destination, createdLt)),
    ofExternal: (normalised: Buffer) => externals.get(normalised.toString('hex')),
    byHash: (hash: Buffer) => hashes.get(hash.toString('hex')),
  };
}
