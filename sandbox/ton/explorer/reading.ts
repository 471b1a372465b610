import type { Address, Cell, Message, Slice } from '@ton/core';
import { WalletContractV3R2, WalletContractV4, WalletContractV5R1 } from '@ton/ton';
import type { View } from '../chain/chain.ts';
import { op } from '../chain/jetton.ts';
import { isInternal } from '../chain/messages.ts';
import { commentOf } from '../toncenter/wire.ts';

export type Asset = 'TON' | 'USDT';
export type Fact = {
  readonly name: string;
  readonly text?: string;
  readonly address?: Address;
  readonly amount?: { readonly minor: bigint; readonly asset: Asset };
  readonly code?: true;
};

/** What a message says, in words. */
export type Reading = {
  readonly kind: string;
  readonly comment?: string;
  /** Of the token, where tokens move. */
  readonly tokens?: bigint;
  /** The owner at the other end of a move of tokens. */
  readonly party?: Address;
  readonly op?: number;
  readonly queryId?: bigint;
  readonly facts: readonly Fact[];
};

const BOUNCED = 0xffffffff;

export function readMessage(message: Message, view: View): Reading {
  if (message.info.type === 'external-in') return readExternal(message.body, message.info.dest, view);
  const slice = message.body.beginParse();
  if (slice.remainingBits < 32) return { kind: 'plain transfer', facts: [] };
  try {
    if (isInternal(message) && message.info.bounced) return readBounced(slice);
    return readBody(message.body);
  } catch {
    return { kind: 'a message that cannot be read', facts: [] };
  }
}

function readBounced(slice: Slice): Reading {
  if (slice.loadUint(32) !== BOUNCED || slice.remainingBits < 32) return { kind: 'came back', facts: [] };
  const was = slice.loadUint(32);
  return { kind: `came back: ${nameOf(was) ?? hex(was)}`, op: was, facts: [] };
}

function readBody(body: Cell): Reading {
  const text = commentOf(body);
  if (text !== undefined) return { kind: 'transfer', op: 0, comment: text, facts: [comment(text)] };
  const slice = body.beginParse();
  const code = slice.loadUint(32);
  const kind = nameOf(code) ?? `message ${hex(code)}`;
  if (nameOf(code) === undefined || slice.remainingBits < 64) return { kind, op: code, facts: [] };
  const queryId = slice.loadUintBig(64);
  return { kind, op: code, queryId, ...readTokens(code, slice) };
}

/** Source: TEP-74, of the fields' order. */
function readTokens(code: number, slice: Slice): Pick<Reading, 'tokens' | 'party' | 'comment' | 'facts'> {
  if (code === op.transfer) {
    const [tokens, to, excessesTo] = [slice.loadCoins(), slice.loadAddress(), slice.loadMaybeAddress()];
    slice.loadMaybeRef();
    const forward = slice.loadCoins();
    const text = payloadComment(slice);
    const facts = [
      amount('Amount', tokens, 'USDT'),
      { name: 'To', address: to },
      ...(text === undefined ? [] : [comment(text)]),
      amount('Sent along for the notice', forward, 'TON'),
      ...(excessesTo ? [{ name: 'Gas goes back to', address: excessesTo }] : []),
    ];
    return { tokens, party: to, ...(text === undefined ? {} : { comment: text }), facts };
  }
  if (code === op.mint) {
    const to = slice.loadAddress();
    slice.loadCoins();
    const inner = slice.loadRef().beginParse();
    inner.skip(32 + 64);
    const tokens = inner.loadCoins();
    return { tokens, party: to, facts: [amount('Amount', tokens, 'USDT'), { name: 'To', address: to }] };
  }
  if (code === op.internalTransfer || code === op.transferNotification || code === op.burnNotification) {
    const [tokens, from] = [slice.loadCoins(), slice.loadMaybeAddress()];
    const isMove = code === op.internalTransfer;
    const excessesTo = isMove ? slice.loadMaybeAddress() : null;
    const forward = isMove ? slice.loadCoins() : undefined;
    const text = code === op.burnNotification ? undefined : payloadComment(slice);
    const facts = [
      amount('Amount', tokens, 'USDT'),
      ...(from ? [{ name: 'From', address: from }] : []),
      ...(text === undefined ? [] : [comment(text)]),
      ...(forward === undefined ? [] : [amount('Sent along for the notice', forward, 'TON')]),
      ...(excessesTo ? [{ name: 'Gas goes back to', address: excessesTo }] : []),
    ];
    return { tokens, ...(from ? { party: from } : {}), ...(text === undefined ? {} : { comment: text }), facts };
  }
  return { facts: [] };
}

const comment = (text: string): Fact => ({ name: 'Comment', text, code: true });
const amount = (name: string, minor: bigint, asset: Asset): Fact => ({ name, amount: { minor, asset } });

/** `forward_payload:(Either Cell ^Cell)`. */
function payloadComment(slice: Slice): string | undefined {
  if (slice.remainingBits === 0) return undefined;
  return commentOf(slice.loadBit() ? slice.loadRef() : slice.asCell());
}

const names: Readonly<Record<number, string>> = {
  [op.transfer]: 'jetton transfer',
  [op.internalTransfer]: 'internal transfer',
  [op.transferNotification]: 'notice of a jetton transfer',
  [op.burn]: 'burn',
  [op.burnNotification]: 'notice of a burn',
  [op.excesses]: 'gas returned',
  [op.mint]: 'mint',
  [op.changeContent]: 'name and decimals of the token',
};
const nameOf = (code: number): string | undefined => names[code];
const hex = (code: number): string => `0x${code.toString(16).padStart(8, '0')}`;

const key = Buffer.alloc(32);
const wallets = [
  { name: 'wallet v3R2', code: WalletContractV3R2.create({ workchain: 0, publicKey: key }).init.code },
  { name: 'wallet v4R2', code: WalletContractV4.create({ workchain: 0, publicKey: key }).init.code },
  { name: 'wallet v5R1', code: WalletContractV5R1.create({ workchain: 0, publicKey: key }).init.code },
];

const codeOf = (address: Address, view: View): Cell | undefined => {
  const state = view.account(address).account?.storage.state;
  return state?.type === 'active' ? (state.state.code ?? undefined) : undefined;
};

/** Of a wallet contract. */
export function seqnoOf(address: Address, view: View): number | undefined {
  const kind = walletKind(address, view);
  const state = view.account(address).account?.storage.state;
  const data = state?.type === 'active' ? state.state.data?.beginParse() : undefined;
  if (!kind || !data) return undefined;
  return kind === 'wallet v5R1' ? data.skip(1).loadUint(32) : data.loadUint(32);
}

export const walletKind = (address: Address, view: View): string | undefined => {
  const code = codeOf(address, view);
  return code && wallets.find((wallet) => wallet.code.equals(code))?.name;
};

const SIGNATURE_BITS = 512;

/** What a wallet contract signs: v3 and v4 after the signature, v5 before it. */
function readExternal(body: Cell, to: Address, view: View): Reading {
  const kind = walletKind(to, view);
  const slice = body.beginParse();
  const before = kind === 'wallet v5R1' ? 64 : SIGNATURE_BITS + 32;
  if (!kind || slice.remainingBits < before + 64) return { kind: 'from outside', facts: [] };
  slice.skip(before);
  const [validUntil, seqno] = [slice.loadUint(32), slice.loadUint(32)];
  return {
    kind: `signed from outside, seqno ${seqno}`,
    facts: [
      { name: 'seqno', text: String(seqno) },
      ...(validUntil === 0xffffffff ? [] : [{ name: 'Valid until', text: new Date(validUntil * 1_000).toISOString() }]),
    ],
  };
}
