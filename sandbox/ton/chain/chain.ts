import { type Address, Cell, loadMessage, type ShardAccount, type TupleItem } from '@ton/core';
import { type Clock, unixTime } from '../../ground/clock.ts';
import type { Tables } from '../../ground/durable-tables.ts';
import { createHub } from '../../ground/hub.ts';
import { accountBoc, bocOf, type GetAnswer, type Machine } from './machine.ts';
import { isExternal, isInternal, messageCells, normalisedHash, readMessage } from './messages.ts';
import { openRecords, type Records } from './records.ts';
import type { Block, Landed } from './shown.ts';

export type Submitted = {
  /** Of the message as it was sent. */
  readonly hash: Buffer;
  /** TEP-467. */
  readonly normalisedHash: Buffer;
};
export type SubmitRefusal = { readonly reason: 'malformed' | 'not-accepted'; readonly text: string };

/** What somebody sees who knows the chain up to a block. */
export type View = {
  readonly block: Block;
  /** The account as stored; nobody wrote to an account that is none. */
  account(address: Address): ShardAccount;
  /** Newest first, from the transaction of this logical time on, it included; from the newest without. */
  history(address: Address, from?: bigint): Iterable<Landed>;
  /** Of all accounts, newest first. */
  latest(): Iterable<Landed>;
  /** The transaction in which this internal message was received. */
  received(source: Address, destination: Address, createdLt: bigint): Landed | undefined;
  /** The transaction that an external message led to. By its TEP-467 hash. */
  ofExternal(normalised: Buffer): Landed | undefined;
  /** By its own hash. */
  transaction(hash: Buffer): Landed | undefined;
  get(address: Address, method: string | number, stack?: TupleItem[]): Promise<GetAnswer | undefined>;
};

/** A TON chain of one shard, with a masterchain that has a block for each of the shard's. */
export type Chain = {
  readonly machine: Machine;
  readonly head: Block;
  /** How many messages the next block will find. */
  readonly waiting: number;
  /** Resolves when these many more blocks exist. */
  blocks(count: number): Promise<void>;
  /** What is known now, or was so many blocks ago. */
  view(behind?: number): View;
  /**
   * As a node takes it in: tried on the account as it is, then kept for the next block, where it may still fail. The same
   * message twice before a block is one; `again` takes it as another.
   */
  submit(boc: Buffer | Cell | string, options?: { readonly again?: boolean }): Promise<Submitted | SubmitRefusal>;
  /** Makes the next block now: what was under way arrives, then what was submitted is carried out. */
  block(): Promise<Block>;
  /** Makes blocks until nothing is under way any more; always at least one. */
  settle(): Promise<Block>;
  /** Called after every block, in order. The answer stops it. */
  listen(listener: (block: Block, landed: readonly Landed[]) => void): () => void;
  /** An account that is simply there, without a transaction that made it. */
  put(address: Address, account: ShardAccount): Promise<void>;
  /**
   * These blocks never were: their transactions vanish, and the numbering of blocks goes on. `again` submits their
   * external messages anew, so that they land at another logical time, under another hash.
   */
  takeBack(blocks: number, options?: { readonly again?: boolean }): Promise<void>;
  /** The next block with transactions is shown for so many blocks, and then never was. */
  lie(options?: { readonly blocks?: number; readonly again?: boolean }): void;
  close(): void;
};

export type ChainOptions = {
  readonly machine: Machine;
  readonly clock: Clock;
  readonly tables: Tables;
};

/** Of the first block: numbers as long as the network's, so that whoever cuts them short is caught. */
const FIRST_SEQNO = 30_000_000;
const LT_PER_BLOCK = 1_000_000n;
const MOST_BLOCKS_TO_SETTLE = 100;

type Lie = { readonly shownFor: number; readonly again: boolean; from?: number };

export function createChain({ machine, clock, tables }: ChainOptions): Chain {
  const records = openRecords(tables, FIRST_SEQNO);
  const hub = createHub<{ block: Block; landed: readonly Landed[] }>();
  const submitted = new Map<string, Cell>();
  let nth = 0;
  const inOrder = createQueue();
  let lie: Lie | undefined;
  const keep = (cell: Cell, again = false): void => {
    nth += 1;
    submitted.set(again ? `again ${nth}` : cell.hash().toString('hex'), cell);
  };

  const block = (): Promise<Block> =>
    inOrder(async () => {
      if (lie?.from !== undefined && records.head.seqno + 1 >= lie.from + lie.shownFor) {
        const { from, again } = lie;
        lie = undefined;
        takeBackTo(from - 1, again);
      }
      const next = { seqno: records.head.seqno + 1, at: Math.max(records.head.at, unixTime(clock)) };
      const landed = await carryOut(next);
      if (lie && lie.from === undefined && landed.length > 0) lie.from = next.seqno;
      hub.tell({ block: next, landed });
      return next;
    });

  /** Everything that this block holds, written down as one. */
  const carryOut = async (next: Block): Promise<readonly Landed[]> => {
    const draft = records.draft(next, BigInt(next.seqno) * LT_PER_BLOCK);
    const externals = [...submitted.values()];
    submitted.clear();
    for (const message of [...records.underWay().map((boc) => Cell.fromBase64(boc)), ...externals]) {
      await runIn(draft, message, next);
    }
    return draft.commit();
  };

  const runIn = async (draft: ReturnType<Records['draft']>, message: Cell, next: Block): Promise<void> => {
    const to = destinationOf(message);
    const ran = await machine.run(draft.account(to), message, { ...next, lt: draft.lt });
    if ('notAccepted' in ran) return; // as a collator does: what was right when it was submitted may not be any more
    const caused = messageCells(ran.transaction).outgoing.filter((cell) => isInternal(loadMessage(cell.beginParse())));
    draft.add(to, ran, caused.map(bocOf));
  };

  const takeBackTo = (seqno: number, again: boolean): void => {
    const gone = records.takeBackTo(seqno);
    if (!again) return;
    for (const { transaction } of gone) {
      const { incoming } = messageCells(transaction);
      if (incoming && transaction.inMessage && isExternal(transaction.inMessage)) keep(incoming);
    }
  };

  const viewAt = (seqno: number): View => {
    const known = records.at(seqno);
    return {
      ...known,
      get: (address, method, stack = []) => machine.get(address, known.accountBoc(address), method, stack, known.block),
    };
  };

  return {
    machine,
    get head() {
      return records.head;
    },
    get waiting() {
      return records.underWay().length + submitted.size;
    },
    blocks(count) {
      const until = records.head.seqno + count;
      return new Promise((resolve) => {
        const stop = hub.listen(({ block: made }) => {
          if (made.seqno < until) return;
          stop();
          resolve();
        });
      });
    },
    view: (behind = 0) => viewAt(records.head.seqno - behind),
    submit: (given, { again = false } = {}) =>
      inOrder(async () => {
        const read = readMessage(bytesOf(given));
        if (!read || !isExternal(read.message)) return { reason: 'malformed', text: 'this is no external message' };
        const { cell } = read;
        const { dest } = read.message.info;
        const { head } = records;
        const moment = { seqno: head.seqno + 1, at: Math.max(head.at, unixTime(clock)) };
        const lt = BigInt(moment.seqno) * LT_PER_BLOCK;
        const tried = await machine.run(records.at(head.seqno).accountBoc(dest), cell, { ...moment, lt });
        if ('notAccepted' in tried) return { reason: 'not-accepted', text: refusalText(tried) };
        keep(cell, again);
        return { hash: cell.hash(), normalisedHash: normalisedHash(read.message) };
      }),
    block,
    async settle() {
      for (let made = 1; made <= MOST_BLOCKS_TO_SETTLE; made += 1) {
        const last = await block();
        if (records.underWay().length + submitted.size === 0) return last;
      }
      throw new Error(`messages are still under way after ${MOST_BLOCKS_TO_SETTLE} blocks`);
    },
    listen: (listener) => hub.listen(({ block: made, landed }) => listener(made, landed)),
    put: (address, account) =>
      inOrder(async () => {
        const next = { seqno: records.head.seqno + 1, at: Math.max(records.head.at, unixTime(clock)) };
        const draft = records.draft(next, BigInt(next.seqno) * LT_PER_BLOCK);
        draft.put(address, accountBoc(account));
        draft.commit({ keepUnderWay: true });
        hub.tell({ block: next, landed: [] });
      }),
    takeBack: (blocks, { again = false } = {}) => inOrder(async () => takeBackTo(records.head.seqno - blocks, again)),
    lie: ({ blocks = 1, again = false } = {}) => {
      lie = { shownFor: blocks, again };
    },
    close: () => tables.close(),
  };
}

const bytesOf = (given: Buffer | Cell | string): Buffer =>
  given instanceof Cell ? given.toBoc() : typeof given === 'string' ? Buffer.from(given, 'base64') : given;

function destinationOf(cell: Cell): Address {
  const { info } = loadMessage(cell.beginParse());
  if (info.type === 'external-out') throw new Error('this message goes nowhere');
  return info.dest;
}

const refusalText = ({ notAccepted, exitCode }: { notAccepted: string; exitCode?: number }): string =>
  exitCode === undefined ? notAccepted : `${notAccepted}: exitcode=${exitCode}`;

/** One after another, as there is one chain; a failure does not hold up the next. */
function createQueue(): <Answer>(act: () => Promise<Answer>) => Promise<Answer> {
  let last: Promise<unknown> = Promise.resolve();
  return (act) => {
    const mine = last.then(act);
    last = mine.catch(() => undefined);
    return mine;
  };
}
