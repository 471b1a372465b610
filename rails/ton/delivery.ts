import { Address, type Message, type Transaction } from '@ton/core';
import type { ChainClient } from './chain-client.ts';
import type { Delivery, LeftPayout } from './queue.ts';
import type { ChainTransaction } from './transaction.ts';

/** TEP-74, `internal_transfer`: from one wallet of a jetton to another. */
const INTERNAL_TRANSFER = 0x178d4519;

type Deps = { readonly client: Pick<ChainClient, 'locate'>; readonly wallet: Address };

/**
 * What became of money that left, by the transaction that it ended in. Undefined: it is under way, or nobody can say; it is never taken
 * for an end that it has not come to.
 */
export async function findDelivery(deps: Deps, left: LeftPayout): Promise<Delivery | undefined> {
  const first = await received(deps, deps.wallet, Address.parseRaw(left.destination), left.createdLt);
  if (!first) return undefined;
  return left.rail === 'ton' ? tonDelivery(first) : jettonDelivery(deps, first, Address.parseRaw(left.destination));
}

/** A transfer that no contract took stays with its address, unless it was to bounce, and did. */
const tonDelivery = (transaction: ChainTransaction): Delivery =>
  isBounced(transaction.body)
    ? { state: 'bounced', why: 'recipient-refuses', at: transaction }
    : { state: 'paid', why: undefined, at: transaction };

/** Our own wallet of the jetton must pass it on, and the recipient's take it: either may send it back, and our balance is whole again. */
async function jettonDelivery(deps: Deps, ours: ChainTransaction, ourWallet: Address): Promise<Delivery | undefined> {
  // A transaction that fails leaves its account's state as it was: the jettons never left it.
  if (isAborted(ours.body)) return { state: 'bounced', why: 'jetton-wallet-refuses', at: ours };
  const passedOn = ours.body.outMessages.values().find(isInternalTransfer);
  if (passedOn?.info.type !== 'internal') return undefined;
  const theirs = await received(deps, ourWallet, passedOn.info.dest, passedOn.info.createdLt);
  if (!theirs) return undefined;
  if (isBounced(theirs.body)) return { state: 'bounced', why: 'recipient-refuses', at: theirs };
  return isAborted(theirs.body) ? undefined : { state: 'paid', why: undefined, at: theirs };
}

async function received({ client }: Deps, from: Address, to: Address, createdLt: bigint) {
  const found = await client.locate(from, to, createdLt);
  const info = found?.body.inMessage?.info;
  const isIt = info?.type === 'internal' && info.src.equals(from) && info.createdLt === createdLt;
  return isIt ? found : undefined;
}

const isBounced = ({ description }: Transaction): boolean =>
  description.type === 'generic' && description.bouncePhase?.type === 'ok';

const isAborted = ({ description }: Transaction): boolean => description.type !== 'generic' || description.aborted;

function isInternalTransfer({ info, body }: Message): boolean {
  const said = body.beginParse();
  return info.type === 'internal' && said.remainingBits >= 32 && said.preloadUint(32) === INTERNAL_TRANSFER;
}
