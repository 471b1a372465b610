import { Address } from '@ton/core';
import type { ChainClient } from './chain-client.ts';
import { type ChainTransaction, messageHash } from './transaction.ts';

/** Money that came to an account of ours, by the message that brought it. Addresses as `0:<hex>`. */
export type BroughtBy = {
  readonly kind: 'hot' | 'jetton';
  readonly account: string;
  /** The jetton's; null for TON. */
  readonly master: string | null;
  /** Who sent it: of jettons their owner. */
  readonly sender: string;
  readonly createdLt: bigint;
};

/**
 * By what else its sender may know a transfer: the hashes of the transactions at their side, of the message between them and us, and
 * of the one they signed (TEP-467), which is what wallets and explorers show first. Two calls at the most, four for jettons, which
 * pass through the sender's own wallet of them. What the chain does not know any more is left out; throws where it does not answer.
 */
export async function namesOf(
  client: Pick<ChainClient, 'locateSource' | 'walletAddressOf'>,
  { kind, account, master, sender, createdLt }: BroughtBy,
): Promise<string[]> {
  const [owner, ours] = [Address.parseRaw(sender), Address.parseRaw(account)];
  if (kind === 'hot' || master === null) return hashesOf(await client.locateSource(owner, ours, createdLt), createdLt);
  const theirs = await client.walletAddressOf(Address.parseRaw(master), owner);
  const sent = await client.locateSource(theirs, ours, createdLt);
  const asked = sent?.body.inMessage?.info;
  const first =
    asked?.type === 'internal' && asked.src.equals(owner)
      ? await client.locateSource(owner, theirs, asked.createdLt)
      : undefined;
  return [...hashesOf(sent, createdLt), ...hashesOf(first, asked?.type === 'internal' ? asked.createdLt : 0n)];
}

/** Of a transaction, of what it began with, and of the message it sent at `createdLt`. */
function hashesOf(found: ChainTransaction | undefined, createdLt: bigint): string[] {
  if (!found) return [];
  const { inMessage, outMessages } = found.body;
  const sent = outMessages
    .values()
    .filter(({ info }) => info.type === 'internal' && info.createdLt === createdLt)
    .map(messageHash);
  return [found.hash, ...(inMessage ? [messageHash(inMessage)] : []), ...sent];
}
