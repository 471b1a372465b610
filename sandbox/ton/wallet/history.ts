import type { Address, Message } from '@ton/core';
import type { Chain } from '../chain/chain.ts';
import type { Landed } from '../chain/shown.ts';
import type { Coin, Coins } from './coins.ts';
import { readBody } from './payloads.ts';

/** A line of "What happened". */
export type Happened = {
  readonly kind: 'in' | 'out';
  readonly coin: Coin | 'OTHER';
  readonly minor: bigint;
  /** Who sent or got it. */
  readonly with: Address | null;
  readonly comment?: string;
  /** The transaction's, hex. */
  readonly hash: string;
  /** Unix seconds. */
  readonly at: number;
  readonly isFinal: boolean;
  /** It came back: the receiver did not take it. */
  readonly isBounced: boolean;
};

/** Blocks after which nobody takes a transaction back any more. */
export const FINAL_AFTER = 2;

/** What moved at this account, newest first. Returned gas is left out: it is change, not money that somebody sent. */
export function historyOf(owner: Address, { chain, coins }: { chain: Chain; coins: Coins }, most: number): Happened[] {
  const happened: Happened[] = [];
  const view = chain.view();
  for (const landed of view.history(owner)) {
    const isFinal = landed.block.seqno + FINAL_AFTER <= view.block.seqno;
    const { inMessage, outMessages } = landed.transaction;
    const told = [...outMessages.values()].map((message) => lineOf(message, 'out', owner, coins));
    if (inMessage) told.push(lineOf(inMessage, 'in', owner, coins));
    const { hash, at } = placeOf(landed);
    for (const line of told) if (line) happened.push({ ...line, hash, at, isFinal });
    if (happened.length >= most) break;
  }
  return happened.slice(0, most);
}

const placeOf = ({ hash, transaction }: Landed) => ({ hash: hash.toString('hex'), at: transaction.now });

type Line = Omit<Happened, 'hash' | 'at' | 'isFinal'>;

function lineOf({ info, body }: Message, kind: 'in' | 'out', owner: Address, coins: Coins): Line | undefined {
  if (info.type !== 'internal') return undefined;
  const other = kind === 'in' ? info.src : info.dest;
  const { bounced: isBounced } = info;
  const ton = { kind, coin: 'TON', minor: info.value.coins, with: other, isBounced } as const;
  if (isBounced) return ton;
  const said = readBody(body);
  switch (said.kind) {
    case 'excesses':
      return undefined;
    case 'jetton-notification':
    case 'jetton-transfer': {
      const { minor, comment } = said;
      const whom = said.kind === 'jetton-transfer' ? said.to : said.from;
      const coin = coins.coinOf(other, owner) ?? 'OTHER';
      return { kind, coin, minor, with: whom, isBounced, ...(comment === undefined ? {} : { comment }) };
    }
    case 'comment':
      return { ...ton, comment: said.text };
    default:
      return ton;
  }
}
