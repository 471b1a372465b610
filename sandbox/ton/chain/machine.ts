import { createHash } from 'node:crypto';
import {
  type Address,
  beginCell,
  Cell,
  Dictionary,
  loadShardAccount,
  loadTransaction,
  parseTuple,
  type ShardAccount,
  storeShardAccount,
  type Transaction,
  type TupleItem,
} from '@ton/core';
import { defaultConfig, Executor } from '@ton/sandbox';

/** Base64 of a bag of cells: what tables and wires carry. */
export type Boc = string;

export const bocOf = (cell: Cell): Boc => cell.toBoc().toString('base64');

/** What a message did to an account: a transaction as the network's validators would have made it. */
export type Ran = { readonly transaction: Transaction; readonly boc: Boc; readonly account: Boc };
/** The account took no notice: an external message that it does not accept leaves no trace on the chain. */
export type NotAccepted = { readonly notAccepted: string; readonly exitCode?: number };

export type GetAnswer = { readonly exitCode: number; readonly gasUsed: number; readonly stack: TupleItem[] };

type Moment = { readonly at: number; readonly seqno: number };

/** TON's own virtual machine, compiled to WebAssembly: what runs here would have run on the network. */
export type Machine = {
  /** All of it, as the network's own. */
  readonly config: Cell;
  /** `lt` is the least that the transaction may have. Unix seconds. */
  run(account: Boc, message: Cell, moment: Moment & { readonly lt: bigint }): Promise<Ran | NotAccepted>;
  /** Undefined when there is no contract. */
  get(
    address: Address,
    account: Boc,
    method: string | number,
    stack: TupleItem[],
    moment: Moment,
  ): Promise<GetAnswer | undefined>;
};

/** Parameter 19 tells contracts which network they are on. */
const GLOBAL_ID_PARAM = 19;
/**
 * The validators of this, the last and the next round: nine tenths of what the machine would read anew for each get method, and
 * nothing that a contract of ours asks for.
 */
const VALIDATORS_PARAMS = [32, 34, 36];

const machines = new Map<number, Promise<Machine>>();

/** One for all chains of a process: it is large, and keeps nothing between runs. */
export function openMachine(globalId: number): Promise<Machine> {
  const machine = machines.get(globalId) ?? buildMachine(globalId);
  machines.set(globalId, machine);
  return machine;
}

async function buildMachine(globalId: number): Promise<Machine> {
  const run = await Executor.create();
  const common = {
    config: bocOf(configOf(globalId, VALIDATORS_PARAMS)),
    verbosity: 'short' as const,
    debugEnabled: false,
  };
  const seedOf = (moment: Moment): Buffer => createHash('sha256').update(`seed of ${moment.seqno}`).digest();
  return {
    config: configOf(globalId),
    async run(account, message, moment) {
      const { result } = await run.runTransaction({
        ...common,
        libs: null,
        shardAccount: account,
        message,
        now: moment.at,
        lt: moment.lt,
        randomSeed: seedOf(moment),
        ignoreChksig: false,
      });
      if (!result.success) {
        const exitCode = result.vmResults?.vmExitCode;
        return { notAccepted: result.error, ...(exitCode === undefined ? {} : { exitCode }) };
      }
      const cell = Cell.fromBase64(result.transaction);
      return { transaction: loadTransaction(cell.beginParse()), boc: result.transaction, account: result.shardAccount };
    },
    async get(address, account, method, stack, moment) {
      const { account: held } = parseAccount(account);
      const state = held?.storage.state;
      if (!held || state?.type !== 'active' || !state.state.code) return undefined;
      const { output } = await run.runGetMethod({
        ...common,
        address,
        code: state.state.code,
        data: state.state.data ?? Cell.EMPTY,
        methodId: typeof method === 'number' ? method : methodId(method),
        stack,
        unixTime: moment.at,
        balance: held.storage.balance.coins,
        randomSeed: seedOf(moment),
        gasLimit: 1_000_000n,
      });
      if (!output.success) throw new Error(output.error);
      return {
        exitCode: output.vm_exit_code,
        gasUsed: Number(output.gas_used),
        stack: output.vm_exit_code <= 1 ? parseTuple(Cell.fromBase64(output.stack)) : [],
      };
    },
  };
}

const MOST_PARSED = 256;
const parsed = new Map<Boc, ShardAccount>();

/** Reading one hashes each of its cells; the same few are asked for again and again, and what was read never changes. */
export function parseAccount(boc: Boc): ShardAccount {
  const known = parsed.get(boc);
  if (known) return known;
  const account = loadShardAccount(Cell.fromBase64(boc).beginParse());
  if (parsed.size >= MOST_PARSED) parsed.clear();
  parsed.set(boc, account);
  return account;
}

export const accountBoc = (account: ShardAccount): Boc =>
  bocOf(beginCell().store(storeShardAccount(account)).endCell());

/** Of an address that nobody ever wrote to. */
export const NO_ACCOUNT: Boc = accountBoc({ account: null, lastTransactionHash: 0n, lastTransactionLt: 0n });

function configOf(globalId: number, without: readonly number[] = []): Cell {
  const params = Cell.fromBase64(defaultConfig)
    .beginParse()
    .loadDictDirect(Dictionary.Keys.Int(32), Dictionary.Values.Cell());
  params.set(GLOBAL_ID_PARAM, beginCell().storeInt(globalId, 32).endCell());
  for (const param of without) params.delete(param);
  return beginCell().storeDictDirect(params).endCell();
}

/** CRC-16/XMODEM of the name with a bit set that tells it from reserved ids (TVM, "get methods"). */
function methodId(name: string): number {
  let crc = 0;
  for (const byte of Buffer.from(name)) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 0x8000 ? ((crc << 1) ^ 0x1021) & 0xffff : (crc << 1) & 0xffff;
  }
  return (crc & 0xffff) | 0x10000;
}
