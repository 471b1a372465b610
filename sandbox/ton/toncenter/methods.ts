import { type Address, Dictionary } from '@ton/core';
import type { Chain, View } from '../chain/chain.ts';
import { bocOf } from '../chain/machine.ts';
import { readAddress } from '../chain/messages.ts';
import type { Landed } from '../chain/shown.ts';
import { incorrectAddress, isRefused, missing, type Refused, refuse } from './refusal.ts';
import { readStack, writeStack } from './stack.ts';
import {
  addressInformation,
  balanceOf,
  blockId,
  extendedAddressInformation,
  lastOf,
  SHARD,
  stateOf,
  transactionWire,
} from './wire.ts';

type Params = Readonly<Record<string, unknown>>;
export type Method = (params: Params) => Promise<unknown>;

/** A message on its way into the chain; the faults may lose or turn it down. */
export type Broadcast = (boc: string) => Promise<{ readonly hash: Buffer; readonly normalisedHash: Buffer } | Refused>;

const MOST_TRANSACTIONS = 100;
const USUAL_TRANSACTIONS = 10;

/** toncenter's API v2, as its own pages describe it. `view` is what this node knows of the chain, which may be old. */
export function createMethods(
  chain: Chain,
  { view, broadcast }: { readonly view: () => View; readonly broadcast: Broadcast },
): Readonly<Record<string, Method>> {
  const ofAddress =
    (answer: (address: Address, known: View, params: Params) => unknown): Method =>
    async (params) => {
      if (params.address === undefined) return missing('address');
      const address = readAddress(params.address);
      return address ? answer(address, view(), params) : incorrectAddress;
    };
  const send =
    (answer: (sent: { hash: Buffer; normalisedHash: Buffer }) => unknown): Method =>
    async ({ boc }) => {
      if (typeof boc !== 'string') return missing('boc');
      const sent = await broadcast(boc);
      return isRefused(sent) ? sent : answer(sent);
    };
  return {
    getMasterchainInfo: async () => ({
      '@type': 'blocks.masterchainInfo',
      last: blockId(view().block),
      state_root_hash: blockId(view().block).root_hash,
      init: blockId({ seqno: 0, at: 0 }),
    }),
    getAddressInformation: ofAddress((address, known) => addressInformation(known.account(address), known.block)),
    getExtendedAddressInformation: ofAddress((address, known) =>
      extendedAddressInformation(address, known.account(address), known.block),
    ),
    getWalletInformation: ofAddress(walletInformation),
    getAddressBalance: ofAddress((address, known) => balanceOf(known.account(address))),
    getAddressState: ofAddress((address, known) => stateOf(known.account(address))),
    getTransactions: ofAddress(transactions),
    runGetMethod: ofAddress(runGetMethod),
    sendBoc: send(() => ({ '@type': 'ok' })),
    sendBocReturnHash: send(({ hash, normalisedHash }) => ({
      '@type': 'raw.extMessageInfo',
      hash: hash.toString('base64'),
      hash_norm: normalisedHash.toString('base64'),
    })),
    tryLocateTx: async (params) => locate(params, (received) => received, view()),
    tryLocateResultTx: async (params) => locate(params, (received) => received, view()),
    tryLocateSourceTx: async (params) => locate(params, (received, known) => sourceOf(received, known), view()),
    getConfigParam: async ({ config_id, param }) => {
      const params = chain.machine.config
        .beginParse()
        .loadDictDirect(Dictionary.Keys.Int(32), Dictionary.Values.Cell());
      const found = params.get(Number(config_id ?? param));
      if (!found) return refuse(500, 'LITE_SERVER_UNKNOWN: config parameter not found');
      return { '@type': 'configInfo', config: { '@type': 'tvm.cell', bytes: bocOf(found) } };
    },
    shards: async ({ seqno }) =>
      known(view(), seqno, (block) => ({ '@type': 'blocks.shards', shards: [blockId(block, 0)] })),
    lookupBlock: async ({ workchain, seqno }) => known(view(), seqno, (block) => blockId(block, Number(workchain))),
    getBlockHeader: async ({ workchain, seqno }) =>
      known(view(), seqno, (block) =>
        headerWire(block, Number(workchain), chain.view(chain.head.seqno - block.seqno).block.at),
      ),
  };
}

function known(view: View, seqno: unknown, answer: (block: { seqno: number; at: number }) => unknown): unknown {
  const wanted = Number(seqno);
  if (!Number.isInteger(wanted) || wanted < 0) return missing('seqno');
  if (wanted > view.block.seqno) return refuse(500, 'LITE_SERVER_NOTREADY: block is not applied');
  return answer({ seqno: wanted, at: view.block.at });
}

const headerWire = (block: { seqno: number; at: number }, workchain: number, at: number) => ({
  '@type': 'blocks.header',
  id: blockId(block, workchain),
  global_id: -3,
  version: 0,
  after_merge: false,
  after_split: false,
  before_split: false,
  want_merge: true,
  want_split: false,
  is_key_block: false,
  min_ref_mc_seqno: block.seqno,
  prev_key_block_seqno: 0,
  start_lt: (BigInt(block.seqno) * 1_000_000n).toString(),
  end_lt: (BigInt(block.seqno + 1) * 1_000_000n - 1n).toString(),
  gen_utime: at,
  prev_blocks: [{ ...blockId({ seqno: block.seqno - 1, at: 0 }, workchain), shard: SHARD }],
});

async function walletInformation(address: Address, known: View): Promise<unknown> {
  const held = known.account(address);
  const { last_transaction_id } = addressInformation(held, known.block);
  const seqno = await known.get(address, 'seqno');
  const [counted] = seqno?.exitCode === 0 ? seqno.stack : [];
  return {
    wallet: counted?.type === 'int',
    balance: balanceOf(held),
    account_state: stateOf(held),
    last_transaction_id,
    ...(counted?.type === 'int' ? { seqno: Number(counted.value) } : {}),
  };
}

/** Newest first; from (lt, hash) on, that one included, down to `to_lt`, that one not. Without both of them: from the newest. */
function transactions(address: Address, view: View, params: Params): unknown {
  const limit = Number(params.limit ?? USUAL_TRANSACTIONS);
  if (!Number.isInteger(limit) || limit < 1) return refuse(422, 'limit: ensure this value is greater than 0');
  if (limit > MOST_TRANSACTIONS)
    return refuse(422, `limit: ensure this value is less than or equal to ${MOST_TRANSACTIONS}`);
  const from = params.lt !== undefined && params.hash ? BigInt(String(params.lt)) : undefined;
  const downTo = BigInt(String(params.to_lt ?? 0));
  const answer: Landed[] = [];
  for (const landed of view.history(address, from)) {
    if (answer.length === 0 && from !== undefined && landed.lt !== from) {
      return refuse(500, `LITE_SERVER_UNKNOWN: cannot locate transaction in block with specified logical time`);
    }
    if (answer.length === 0 && from !== undefined && !landed.hash.equals(readHash(params.hash))) {
      return refuse(500, 'LITE_SERVER_UNKNOWN: transaction hash mismatch');
    }
    if (landed.lt <= downTo || answer.length === limit) break;
    answer.push(landed);
  }
  if (from !== undefined && answer.length === 0 && from > downTo) {
    return refuse(500, 'LITE_SERVER_UNKNOWN: cannot compute block with specified transaction: lt not in db');
  }
  return answer.map(transactionWire);
}

/** Hexadecimal or either base64. */
const readHash = (given: unknown): Buffer =>
  /^[0-9a-fA-F]{64}$/.test(String(given)) ? Buffer.from(String(given), 'hex') : Buffer.from(String(given), 'base64');

async function runGetMethod(address: Address, view: View, { method, stack }: Params): Promise<unknown> {
  if (typeof method !== 'string' && typeof method !== 'number') return missing('method');
  const given = readStack(stack);
  if (isRefused(given)) return given;
  const held = view.account(address);
  const run = await view.get(address, method, given);
  return {
    '@type': 'smc.runResult',
    gas_used: run?.gasUsed ?? 0,
    stack: writeStack(run?.stack ?? []),
    exit_code: run ? (run.exitCode === 1 ? 0 : run.exitCode) : NO_CONTRACT,
    '@extra': `${view.block.at}:0:0.1`,
    block_id: blockId(view.block),
    last_transaction_id: lastOf(held),
  };
}

/** What tonlib answers where there is no code to run. */
const NO_CONTRACT = -13;

function locate(params: Params, pick: (received: Landed, known: View) => Landed | undefined, known: View): unknown {
  const [source, destination] = [readAddress(params.source), readAddress(params.destination)];
  if (!source || !destination) return incorrectAddress;
  if (params.created_lt === undefined) return missing('created_lt');
  const received = known.received(source, destination, BigInt(String(params.created_lt)));
  const found = received && pick(received, known);
  return found ? transactionWire(found) : refuse(404, 'tx not found');
}

function sourceOf({ transaction: { inMessage } }: Landed, known: View): Landed | undefined {
  if (inMessage?.info.type !== 'internal') return undefined;
  const { src, createdLt } = inMessage.info;
  for (const landed of known.history(src, createdLt)) return landed;
  return undefined;
}
