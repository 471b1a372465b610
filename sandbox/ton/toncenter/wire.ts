import { createHash } from 'node:crypto';
import {
  Address,
  beginCell,
  type Cell,
  loadMessage,
  type Message,
  type ShardAccount,
  type StateInit,
  storeStateInit,
} from '@ton/core';
import { bocOf } from '../chain/machine.ts';
import { isInternal, messageCells } from '../chain/messages.ts';
import type { Block, Landed } from '../chain/shown.ts';

const NO_HASH = Buffer.alloc(32).toString('base64');
export const SHARD = '-9223372036854775808';

const friendly = (address: unknown): string =>
  Address.isAddress(address) ? address.toString({ urlSafe: true, bounceable: true }) : '';

const hashFor = (what: string): string => createHash('sha256').update(what).digest('base64');

export const blockId = ({ seqno }: Block, workchain = -1) => ({
  '@type': 'ton.blockIdExt',
  workchain,
  shard: SHARD,
  seqno,
  root_hash: hashFor(`root of ${workchain}:${seqno}`),
  file_hash: hashFor(`file of ${workchain}:${seqno}`),
});

const transactionId = (lt: bigint, hash: string) => ({ '@type': 'internal.transactionId', lt: lt.toString(), hash });

/** Of an account's storage: what toncenter calls its state. */
export function stateOf({ account }: ShardAccount): 'active' | 'frozen' | 'uninitialized' {
  const type = account?.storage.state.type;
  return type === 'active' || type === 'frozen' ? type : 'uninitialized';
}

export const lastOf = ({ lastTransactionLt, lastTransactionHash }: ShardAccount) =>
  transactionId(
    lastTransactionLt,
    lastTransactionLt === 0n
      ? NO_HASH
      : Buffer.from(lastTransactionHash.toString(16).padStart(64, '0'), 'hex').toString('base64'),
  );

export function addressInformation(held: ShardAccount, block: Block) {
  const state = held.account?.storage.state;
  const contract = state?.type === 'active' ? state.state : undefined;
  return {
    '@type': 'raw.fullAccountState',
    balance: balanceOf(held),
    extra_currencies: [],
    code: contract?.code ? bocOf(contract.code) : '',
    data: contract?.data ? bocOf(contract.data) : '',
    last_transaction_id: lastOf(held),
    block_id: blockId(block),
    frozen_hash:
      state?.type === 'frozen'
        ? Buffer.from(state.stateHash.toString(16).padStart(64, '0'), 'hex').toString('base64')
        : '',
    sync_utime: block.at,
    '@extra': `${block.at}:0:0.1`,
    state: stateOf(held),
  };
}

export const balanceOf = ({ account }: ShardAccount): string => (account?.storage.balance.coins ?? 0n).toString();

export function extendedAddressInformation(address: Address, held: ShardAccount, block: Block) {
  const { code, data, frozen_hash } = addressInformation(held, block);
  return {
    '@type': 'fullAccountState',
    address: { '@type': 'accountAddress', account_address: friendly(address) },
    balance: balanceOf(held),
    extra_currencies: [],
    last_transaction_id: lastOf(held),
    block_id: blockId(block),
    sync_utime: block.at,
    account_state:
      stateOf(held) === 'active'
        ? { '@type': 'raw.accountState', code, data, frozen_hash }
        : { '@type': 'uninited.accountState', frozen_hash },
    revision: 0,
    '@extra': `${block.at}:0:0.1`,
  };
}

export function transactionWire({ account, lt, hash, boc, transaction }: Landed) {
  const { description, totalFees, now, inMessage } = transaction;
  const storage =
    description.type === 'generic' && description.storagePhase ? description.storagePhase.storageFeesCollected : 0n;
  const { incoming, outgoing } = messageCells(transaction);
  return {
    '@type': 'raw.transaction',
    address: { '@type': 'accountAddress', account_address: friendly(Address.parse(account)) },
    utime: now,
    data: boc,
    transaction_id: transactionId(lt, hash.toString('base64')),
    fee: totalFees.coins.toString(),
    storage_fee: storage.toString(),
    other_fee: (totalFees.coins - storage).toString(),
    ...(inMessage && incoming ? { in_msg: messageWire(inMessage, incoming) } : {}),
    out_msgs: outgoing.map((cell) => messageWire(loadMessage(cell.beginParse()), cell)),
  };
}

function messageWire(message: Message, cell: Cell) {
  const { info, body, init } = message;
  const internal = isInternal(message) ? message.info : undefined;
  return {
    '@type': 'raw.message',
    hash: cell.hash().toString('base64'),
    source: info.type === 'external-in' ? '' : friendly(info.src),
    destination: info.type === 'external-out' ? '' : friendly(info.dest),
    value: (internal?.value.coins ?? 0n).toString(),
    extra_currencies: [],
    fwd_fee: (internal?.forwardFee ?? 0n).toString(),
    ihr_fee: (internal?.ihrFee ?? 0n).toString(),
    created_lt: (info.type === 'external-in' ? 0n : info.createdLt).toString(),
    body_hash: body.hash().toString('base64'),
    ...contentOf(body, init ?? undefined),
  };
}

/** A comment comes as text; anything else as its cell, and `message` is the root cell's bytes. */
function contentOf(body: Cell, init: StateInit | undefined) {
  const text = commentOf(body);
  if (text !== undefined) {
    const encoded = Buffer.from(text).toString('base64');
    return { msg_data: { '@type': 'msg.dataText', text: encoded }, message: text };
  }
  const bits = body.beginParse();
  const root = bits.remainingBits % 8 === 0 ? bits.loadBuffer(bits.remainingBits / 8).toString('base64') : '';
  const initState = init ? bocOf(beginCell().store(storeStateInit(init)).endCell()) : '';
  return { msg_data: { '@type': 'msg.dataRaw', body: bocOf(body), init_state: initState }, message: `${root}\n` };
}

/** Undefined for whatever is not op 0 and text. */
export function commentOf(body: Cell): string | undefined {
  const slice = body.beginParse();
  if (slice.remainingBits < 32 || slice.loadUint(32) !== 0) return undefined;
  try {
    return slice.loadStringTail();
  } catch {
    return undefined;
  }
}
