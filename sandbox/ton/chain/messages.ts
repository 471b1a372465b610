import {
  Address,
  beginCell,
  Cell,
  type CommonMessageInfoExternalIn,
  type CommonMessageInfoInternal,
  Dictionary,
  loadMessage,
  type Message,
  storeMessage,
  type Transaction,
} from '@ton/core';

export type ExternalMessage = Message & { readonly info: CommonMessageInfoExternalIn };
export type InternalMessage = Message & { readonly info: CommonMessageInfoInternal };

export const isExternal = (message: Message): message is ExternalMessage => message.info.type === 'external-in';
export const isInternal = (message: Message): message is InternalMessage => message.info.type === 'internal';

export const messageCell = (message: Message): Cell => beginCell().store(storeMessage(message)).endCell();

/**
 * The hash by which the same external message is found however it was written down: no source, no import fee, no state,
 * body in a reference. Source: TEP-467.
 */
export function normalisedHash(message: ExternalMessage): Buffer {
  const plain: Message = { ...message, init: null, info: { ...message.info, src: undefined, importFee: 0n } };
  return beginCell()
    .store(storeMessage(plain, { forceRef: true }))
    .endCell()
    .hash();
}

/** A message and the very cell it came in: written down anew it may have another hash. Undefined for anything else. */
export function readMessage(boc: Buffer): { readonly message: Message; readonly cell: Cell } | undefined {
  try {
    const [cell, ...more] = Cell.fromBoc(boc);
    return cell && more.length === 0 ? { message: loadMessage(cell.beginParse()), cell } : undefined;
  } catch {
    return undefined;
  }
}

/** Its messages as cells. Source: `block.tlb`, transaction$0111: in_msg and out_msgs stand in the first reference. */
export function messageCells({ raw }: Transaction): { readonly incoming: Cell | null; readonly outgoing: Cell[] } {
  const slice = raw.beginParse().loadRef().beginParse();
  const incoming = slice.loadMaybeRef();
  return { incoming, outgoing: slice.loadDict(Dictionary.Keys.Uint(15), Dictionary.Values.Cell()).values() };
}

/** Undefined when this is not an address, in whatever of its forms. */
export function readAddress(text: unknown): Address | undefined {
  if (typeof text !== 'string') return undefined;
  try {
    return Address.parse(text);
  } catch {
    return undefined;
  }
}

/** A comment as wallets write it: op 0, then text, over as many cells as it takes. */
export const comment = (text: string): Cell => beginCell().storeUint(0, 32).storeStringTail(text).endCell();
