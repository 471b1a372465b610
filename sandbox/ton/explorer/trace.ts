import { Address, type Cell, loadMessage, type Message } from '@ton/core';
import type { View } from '../chain/chain.ts';
import { isInternal, messageCells } from '../chain/messages.ts';
import type { Landed } from '../chain/shown.ts';
import { type Explored, hexOf, type Place, placeOf } from './names.ts';
import { readMessage } from './reading.ts';

/** How a transaction went wrong; undefined when it did not. */
export type Ending = { readonly state: 'came-back' | 'failed'; readonly why: string };

export type Node = {
  /** Of the transaction in which the message arrived; null while it is under way. */
  readonly hash: string | null;
  readonly account: Place;
  readonly kind: string;
  readonly comment?: string;
  readonly tokens?: string;
  readonly value: string | null;
  readonly isMarked: boolean;
  readonly ending: Ending | null;
  readonly next: readonly Node[];
};

export type Trace = {
  readonly tree: Node;
  /** All that the network kept. Nanoton. */
  readonly fees: bigint;
  /** Nothing is under way any more. */
  readonly isWhole: boolean;
  readonly failures: readonly string[];
};

const MOST_STEPS_BACK = 50;

/** From the message that came from outside down to the last one it caused. */
export function traceOf(explored: Explored, view: View, marked: Landed): Trace {
  let root = marked;
  for (let step = 0; step < MOST_STEPS_BACK; step += 1) {
    const before = sourceOf(root, view);
    if (!before) break;
    root = before;
  }
  const sums = { fees: 0n, isWhole: true, failures: [] as string[] };
  const nodeOf = (message: Message | undefined, to: Address, landed: Landed | undefined): Node => {
    const reading = message && readMessage(message, view);
    const ending = landed && endingOf(landed);
    const internal = message && isInternal(message) ? message.info : undefined;
    if (landed) sums.fees += landed.transaction.totalFees.coins + (internal?.forwardFee ?? 0n);
    else sums.isWhole = false;
    const account = placeOf(explored, to);
    if (ending) sums.failures.push(`${account.name ?? account.address.slice(0, 6)}: ${ending.why}`);
    return {
      hash: landed ? hexOf(landed.hash) : null,
      account,
      kind: reading?.kind ?? 'no message',
      ...(reading?.comment === undefined ? {} : { comment: reading.comment }),
      ...(reading?.tokens === undefined ? {} : { tokens: String(reading.tokens) }),
      value: internal ? String(internal.value.coins) : null,
      isMarked: landed?.hash.equals(marked.hash) ?? false,
      ending: ending ?? null,
      next: landed ? messageCells(landed.transaction).outgoing.flatMap((cell) => nextOf(cell)) : [],
    };
  };
  const nextOf = (cell: Cell): Node[] => {
    const message = loadMessage(cell.beginParse());
    if (!isInternal(message)) return [];
    const { src, dest, createdLt } = message.info;
    return [nodeOf(message, dest, view.received(src, dest, createdLt))];
  };
  const tree = nodeOf(root.transaction.inMessage ?? undefined, Address.parse(root.account), root);
  return { tree, ...sums };
}

function sourceOf({ transaction: { inMessage } }: Landed, view: View): Landed | undefined {
  if (!inMessage || !isInternal(inMessage)) return undefined;
  const { src, createdLt } = inMessage.info;
  for (const landed of view.history(src, createdLt)) return landed;
  return undefined;
}

/** A transfer to an address without a contract is aborted and keeps the money: that is no failure. */
export function endingOf({ transaction: { description, inMessage } }: Landed): Ending | undefined {
  if (inMessage && isInternal(inMessage) && inMessage.info.bounced) return { state: 'came-back', why: 'it came back' };
  if (description.type !== 'generic' || !description.aborted) return undefined;
  const { computePhase, actionPhase, bouncePhase } = description;
  if (computePhase.type === 'vm' && !computePhase.success) {
    return { state: 'failed', why: `the contract refused it, exit code ${computePhase.exitCode}` };
  }
  if (actionPhase && !actionPhase.success) {
    return { state: 'failed', why: `it could not be carried out, result ${actionPhase.resultCode}` };
  }
  if (bouncePhase?.type === 'ok') return { state: 'failed', why: 'nobody is there, so it goes back' };
  return undefined;
}
