import { Address, internal, type MessageRelaxed, toNano } from '@ton/core';
import { type Clock, unixTime } from '../../ground/clock.ts';
import type { Chain } from '../chain/chain.ts';
import type { Coin, Coins } from './coins.ts';
import type { Holder } from './holders.ts';
import { commentCell, jettonTransfer } from './payloads.ts';

/** A move as somebody types it: `to` is a friendly address. */
export type Sending = { readonly to: string; readonly coin: Coin; readonly minor: bigint; readonly comment?: string };

export type Transfers = {
  /** By hand, no app asking. Answers the external message. */
  byHand(holder: Holder, sending: Sending): Promise<Buffer>;
  /**
   * Signs with the next number and hands it to the network; answers the message's bytes. One after the other for a
   * holder: the next is signed only when this one is in a block, or cannot be expected any more. Throws in the node's
   * words where it is refused.
   */
  send(holder: Holder, messages: readonly MessageRelaxed[], validUntil: number): Promise<Buffer>;
  /** Signs, and keeps it. */
  signOnly(holder: Holder, messages: readonly MessageRelaxed[], validUntil: number): Promise<Buffer>;
};

/** What wallets send with a jetton transfer; most of it comes back. */
export const JETTON_GAS = toNano('0.05');
/** What a message itself may cost, at most, besides its value. */
export const MOST_FEE = toNano('0.01');
const BY_HAND_PATIENCE_S = 300;
const INCLUSION_PATIENCE_MS = 15_000;

type Tools = { readonly chain: Chain; readonly coins: Coins; readonly clock: Clock };

export function createTransfers({ chain, coins, clock }: Tools): Transfers {
  const lanes = new Map<string, Promise<void>>();

  const isActive = (address: Address): boolean =>
    chain.view().account(address).account?.storage.state.type === 'active';
  const seqnoOf = async ({ address }: Holder): Promise<number> => {
    const [seqno] = (await chain.view().get(address, 'seqno'))?.stack ?? [];
    return seqno?.type === 'int' ? Number(seqno.value) : 0; // no contract yet: its first message brings it
  };
  const isMoved = (holder: Holder, from: number): Promise<void> =>
    new Promise((resolve) => {
      const end = (): void => {
        stop();
        callOff();
        resolve();
      };
      const stop = chain.listen(() => void seqnoOf(holder).then((seqno) => seqno > from && end(), end));
      const callOff = clock.after(INCLUSION_PATIENCE_MS, end);
    });

  const send: Transfers['send'] = async (holder, messages, validUntil) => {
    const before = lanes.get(holder.name) ?? Promise.resolve();
    const sent = before.then(async () => {
      const seqno = await seqnoOf(holder);
      if (validUntil <= unixTime(clock)) throw new Error('Its time is over.');
      const boc = holder.sign({ seqno, messages, validUntil });
      const submitted = await chain.submit(boc);
      if ('reason' in submitted) throw new Error(submitted.text);
      return { boc, seqno };
    });
    const over = sent.then(({ seqno }) => isMoved(holder, seqno));
    lanes.set(
      holder.name,
      over.catch(() => {}),
    );
    return (await sent).boc;
  };

  return {
    send,
    async byHand(holder, { to: text, coin, minor, comment }) {
      const { address: to, isBounceable } = Address.parseFriendly(text);
      const validUntil = unixTime(clock) + BY_HAND_PATIENCE_S;
      const has = coins.balancesOf(holder.address);
      const needs = (coin === 'TON' ? minor : JETTON_GAS) + MOST_FEE;
      if (has.TON < needs || has[coin] < minor)
        throw new Error('There is not enough for it and for the network’s fee.');
      if (coin === 'TON') {
        // As wallets do: nothing bounces from where nobody is yet. An exchange lets nothing bounce at all.
        const bounce = holder.kind !== 'exchange' && isBounceable && isActive(to);
        const body = comment ? { body: commentCell(comment) } : {};
        return send(holder, [internal({ to, bounce, value: minor, ...body })], validUntil);
      }
      const jetton = coins.jetton(coin);
      if (!jetton) throw new Error(`There is no ${coin} here.`);
      const body = jettonTransfer({ minor, to, excessesTo: holder.address, ...(comment ? { comment } : {}) });
      const tokenWallet = jetton.walletOf(holder.address);
      return send(holder, [internal({ to: tokenWallet, bounce: true, value: JETTON_GAS, body })], validUntil);
    },
    async signOnly(holder, messages, validUntil) {
      return holder.sign({ seqno: await seqnoOf(holder), messages, validUntil });
    },
  };
}
