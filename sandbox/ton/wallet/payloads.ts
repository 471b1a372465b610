import { type Address, beginCell, type Cell } from '@ton/core';

/** TEP-74. */
const JETTON_TRANSFER = 0xf8a7ea5;
const JETTON_NOTIFICATION = 0x7362d09c;
const EXCESSES = 0xd53276db;

/** A comment as everybody writes it: op 0, then text over as many cells as it takes. */
export const commentCell = (text: string): Cell => beginCell().storeUint(0, 32).storeStringTail(text).endCell();

export type JettonWish = {
  readonly minor: bigint;
  readonly to: Address;
  /** Who gets back what is left of the gas. */
  readonly excessesTo: Address;
  readonly comment?: string;
};

/** What a jetton wallet is told to send so much. One nano goes on with it, so that the receiver hears of it. */
export function jettonTransfer({ minor, to, excessesTo, comment }: JettonWish): Cell {
  const body = beginCell()
    .storeUint(JETTON_TRANSFER, 32)
    .storeUint(0, 64)
    .storeCoins(minor)
    .storeAddress(to)
    .storeAddress(excessesTo)
    .storeBit(0)
    .storeCoins(1n);
  return (comment ? body.storeBit(1).storeRef(commentCell(comment)) : body.storeBit(0)).endCell();
}

/** What a message's body says. */
export type Said =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'comment'; readonly text: string }
  | { readonly kind: 'jetton-transfer'; readonly minor: bigint; readonly to: Address; readonly comment?: string }
  | {
      readonly kind: 'jetton-notification';
      readonly minor: bigint;
      readonly from: Address | null;
      readonly comment?: string;
    }
  | { readonly kind: 'excesses' }
  | { readonly kind: 'unknown'; readonly op: number | undefined };

export function readBody(body: Cell | undefined): Said {
  if (!body || (body.bits.length === 0 && body.refs.length === 0)) return { kind: 'nothing' };
  try {
    return read(body);
  } catch {
    return { kind: 'unknown', op: undefined };
  }
}

function read(body: Cell): Said {
  const slice = body.beginParse();
  if (slice.remainingBits < 32) return { kind: 'unknown', op: undefined };
  const op = slice.loadUint(32);
  if (op === 0) return { kind: 'comment', text: slice.loadStringTail() };
  if (op === EXCESSES) return { kind: 'excesses' };
  if (op === JETTON_NOTIFICATION) {
    slice.skip(64);
    const [minor, from] = [slice.loadCoins(), slice.loadMaybeAddress()];
    return {
      kind: 'jetton-notification',
      minor,
      from,
      ...commentOf(slice.loadBit() ? slice.loadRef() : slice.asCell()),
    };
  }
  if (op !== JETTON_TRANSFER) return { kind: 'unknown', op };
  slice.skip(64);
  const [minor, to] = [slice.loadCoins(), slice.loadAddress()];
  slice.loadMaybeAddress();
  slice.loadMaybeRef();
  slice.loadCoins();
  return { kind: 'jetton-transfer', minor, to, ...commentOf(slice.loadBit() ? slice.loadRef() : slice.asCell()) };
}

function commentOf(forwarded: Cell): { comment?: string } {
  const said = readBody(forwarded);
  return said.kind === 'comment' ? { comment: said.text } : {};
}
