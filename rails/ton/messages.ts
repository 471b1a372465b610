import { createHash } from 'node:crypto';
import { type Address, beginCell, Cell } from '@ton/core';

/** What is to leave the hot wallet: one internal message. */
export type OutMessage = {
  readonly to: Address;
  /** In nanotons: exactly what leaves with it, its gas and fees come on top. */
  readonly value: bigint;
  /** Whether the money comes back where the recipient's contract does not take it. */
  readonly bounce: boolean;
  readonly body: Cell;
};

/** What goes with a transfer of jettons to pay for its way (in nanotons); what is left of it comes back to the hot wallet. */
export const JETTON_GAS = 50_000_000n;

/** TEP-74, `transfer`. */
const TRANSFER = 0x0f8a7ea5;

/** A comment as exchanges read it: op 0, then UTF-8 in a chain of cells. */
export const commentBody = (text: string): Cell => beginCell().storeUint(0, 32).storeStringTail(text).endCell();

/**
 * A plain transfer of TON, which stays at the address that its player confirmed whatever is there, also where they wrote it in the form
 * that asks for a return (`EQ...`). The amount was fixed before: a contract that may send it back would keep it where TON has risen since
 * and refuse it where it has fallen, for the price of the gas, which the house would pay. So it is with jettons: what arrives in the
 * recipient's wallet of them stays there, whatever its owner's contract says to the notice (TEP-74); that wallet itself refuses nothing
 * but what the issuer has locked.
 */
export const tonTransfer = (to: Address, nano: bigint, memo: string | undefined): OutMessage => ({
  to,
  value: nano,
  bounce: false,
  body: memo === undefined ? Cell.EMPTY : commentBody(memo),
});

/**
 * A transfer of jettons, told to our own wallet of them (TEP-74, 1). With a memo it is forwarded with the least there is, because a
 * comment reaches nobody otherwise.
 */
export function jettonTransfer(
  from: { readonly jettonWallet: Address; readonly owner: Address },
  to: Address,
  minor: bigint,
  { memo, queryId }: { readonly memo: string | undefined; readonly queryId: bigint },
): OutMessage {
  const head = beginCell()
    .storeUint(TRANSFER, 32)
    .storeUint(queryId, 64)
    .storeCoins(minor)
    .storeAddress(to)
    .storeAddress(from.owner) // what is left of the gas
    .storeBit(false)
    .storeCoins(1n);
  const body = memo === undefined ? head.storeBit(false) : head.storeBit(true).storeRef(commentBody(memo));
  return { to: from.jettonWallet, value: JETTON_GAS, bounce: true, body: body.endCell() };
}

/** From an id of ours, below 2^53: explorers and libraries that keep it as a number keep it whole. */
export const queryIdOf = (id: string): bigint =>
  BigInt(`0x${createHash('sha256').update(id).digest('hex').slice(0, 13)}`);
