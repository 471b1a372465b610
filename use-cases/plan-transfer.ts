import { Address, Cell, loadMessage } from '@ton/core';
import { type ChainRailId, tonNetworks } from '../contracts/http/chain.ts';
import type { OrderId, PlayerId } from '../contracts/ids.ts';
import { type Money, money } from '../domain/money.ts';
import type { Transaction, Tx } from '../prisma/tx.ts';
import { readAddress, writeAddress } from '../rails/ton/address.ts';
import { ChainAway, type ChainClient, ChainRefusal } from '../rails/ton/chain-client.ts';
import { JETTON_GAS, jettonTransfer, type OutMessage, queryIdOf, tonTransfer } from '../rails/ton/messages.ts';
import type { TonSettings } from '../rails/ton/settings.ts';
import { messageHash } from '../rails/ton/transaction.ts';
import type { Enqueue } from '../records/delivery/outbox.ts';
import { memoOf } from '../records/payments/memos.ts';
import { isPaused } from '../records/payments/pause-reads.ts';
import { type OrderView, readOrder } from '../records/payments/reads.ts';
import { keepSentHint } from '../records/payments/sent-hints.ts';
import type { Hint } from '../runtime/pokes.ts';
import { isChainRail, progressOf } from './deposit-chain.ts';
import { showOrder } from './show-order.ts';

/** What a wallet is asked to sign (TON Connect, sendTransaction). */
export type PlannedTransfer = {
  /** Unix seconds. */
  readonly validUntil: number;
  readonly network: (typeof tonNetworks)[keyof typeof tonNetworks];
  /** Raw. */
  readonly from: string;
  readonly messages: readonly { readonly address: string; readonly amount: string; readonly payload: string }[];
};

export type TransferWish = { readonly from: string; readonly network: string };

export type PlanRefusal =
  | {
      readonly reason:
        | 'not-on-chain'
        | 'not-payable'
        | 'already-sent'
        | 'address-invalid'
        | 'rail-off'
        | 'rail-paused'
        | 'chain-away';
    }
  | { readonly reason: 'wrong-network'; readonly network: PlannedTransfer['network'] }
  /** `too-little-gas` is always of TON. */
  | { readonly reason: 'too-little-balance' | 'too-little-gas'; readonly needs: Money; readonly has: Money };

type Chain = Pick<ChainClient, 'account' | 'walletAddressOf' | 'jettonBalance'>;
type Deps = {
  readonly reader: Pick<Tx, 'query'>;
  /** Undefined: there is no chain. */
  readonly ton: TonSettings | undefined;
  readonly chain: Chain | undefined;
  readonly now: () => number;
};

/** A wallet has so long to sign, and never longer than the rate holds. */
const SIGN_WITHIN_MS = 5 * 60_000;
/** Nobody reads and signs in less. */
const LEAST_MS = 10_000;
/** What sending itself costs the wallet, at most: a transfer of a v5 wallet that is yet to be deployed is about half of it. */
const SENDING_COSTS = 15_000_000n;

/**
 * What a connected wallet is to sign to pay an order: the exact amount, to the hot wallet, with the player's memo. A wallet that
 * cannot pay it is told before it signs. Safe to repeat: nothing is kept.
 */
export const planTransfer =
  ({ reader, ton, chain, now }: Deps) =>
  async (player: PlayerId, orderId: OrderId, wish: TransferWish): Promise<PlannedTransfer | PlanRefusal> => {
    const order = await readOrder(reader, orderId);
    if (order?.player !== player || !isChainRail(order.rail)) return { reason: 'not-on-chain' };
    const { rail } = order;
    if (!ton || !chain || (rail === 'usdt' && ton.usdtMaster === undefined)) return { reason: 'rail-off' };
    if (await isPaused(reader, rail, 'in')) return { reason: 'rail-paused' };

    const from = payerOf(wish, ton);
    if ('reason' in from) return from;
    if (order.status !== 'awaiting-payment' || order.expiresAt.getTime() < now() + LEAST_MS)
      return { reason: 'not-payable' };
    const { arrivals, sent } = await progressOf(reader, order, now());
    if (sent.length > 0 || arrivals.some(({ state }) => state !== 'vanished')) return { reason: 'already-sent' };

    const memo = await memoOf(reader, player);
    const planned = await onChain(() => messageFrom({ ton, chain }, { order, rail, from, memo }));
    if ('reason' in planned) return planned;
    return {
      validUntil: Math.floor(Math.min(order.expiresAt.getTime(), now() + SIGN_WITHIN_MS) / 1_000),
      network: tonNetworks[ton.network],
      from: from.toRawString(),
      messages: [written(planned, ton)],
    };
  };

/** The account that will sign; refused by name where it cannot be one of this network. */
function payerOf({ from, network }: TransferWish, ton: TonSettings): Address | PlanRefusal {
  const ours = tonNetworks[ton.network];
  if (network !== ours) return { reason: 'wrong-network', network: ours };
  const read = readAddress(from, ton.network);
  if ('reason' in read)
    return read.reason === 'test-only' ? { reason: 'wrong-network', network: ours } : { reason: 'address-invalid' };
  return read.raw === ton.hotWallet ? { reason: 'address-invalid' } : read.address;
}

type Payment = {
  readonly order: OrderView;
  readonly rail: ChainRailId;
  readonly from: Address;
  readonly memo: string;
};

const messageFrom = (deps: { ton: TonSettings; chain: Chain }, payment: Payment) =>
  payment.rail === 'ton' ? tonFrom(deps, payment) : usdtFrom(deps, payment);

async function tonFrom(
  { ton, chain }: { ton: TonSettings; chain: Chain },
  { order: { pay }, from, memo }: Payment,
): Promise<OutMessage | PlanRefusal> {
  const { balance } = await chain.account(from);
  const has = money(pay.asset, balance);
  if (balance < pay.minor) return { reason: 'too-little-balance', needs: pay, has };
  const needs = money(pay.asset, pay.minor + SENDING_COSTS);
  if (balance < needs.minor) return { reason: 'too-little-gas', needs, has };
  return tonTransfer(Address.parseRaw(ton.hotWallet), pay.minor, memo);
}

/** Told to the sender's own jetton wallet: the hot wallet's has to hear of it from there (TEP-74). */
async function usdtFrom(
  { ton, chain }: { ton: TonSettings; chain: Chain },
  { order: { id, pay }, from, memo }: Payment,
): Promise<OutMessage | PlanRefusal> {
  const jettonWallet = await chain.walletAddressOf(Address.parseRaw(ton.usdtMaster ?? ''), from);
  const [holding, { balance }] = await Promise.all([chain.jettonBalance(jettonWallet), chain.account(from)]);
  const has = money(pay.asset, holding?.balance ?? 0n);
  if (has.minor < pay.minor) return { reason: 'too-little-balance', needs: pay, has };
  const gas = pay.asset === 'USDT' ? 'TON' : 'PLAY-TON';
  const needs = money(gas, JETTON_GAS + SENDING_COSTS);
  if (balance < needs.minor) return { reason: 'too-little-gas', needs, has: money(gas, balance) };
  const hot = Address.parseRaw(ton.hotWallet);
  return jettonTransfer({ jettonWallet, owner: from }, hot, pay.minor, { memo, queryId: queryIdOf(id) });
}

/** Nobody can say what an account holds while the chain does not answer: it is told, and nothing is signed blindly. */
async function onChain<T>(ask: () => Promise<T>): Promise<T | { readonly reason: 'chain-away' }> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof ChainAway || error instanceof ChainRefusal) return { reason: 'chain-away' };
    throw error;
  }
}

const written = ({ to, value, bounce, body }: OutMessage, { network }: TonSettings) => ({
  address: writeAddress(to.toRawString(), network, bounce),
  amount: value.toString(),
  payload: body.toBoc().toString('base64'),
});

export type SentRefusal = { readonly reason: 'not-on-chain' | 'not-a-message' };

type SentDeps = { readonly transaction: Transaction; readonly enqueue: Enqueue; readonly hint: Hint };

/**
 * A wallet says that it sent what it signed. Kept by the message's hash, to show that something is on its way, and for nothing else:
 * whoever says so may lie. Safe to repeat.
 */
export const sawSent =
  ({ transaction, enqueue, hint }: SentDeps) =>
  (player: PlayerId, orderId: OrderId, boc: string): Promise<{ readonly orderId: OrderId } | SentRefusal> =>
    transaction(async (tx) => {
      const order = await readOrder(tx, orderId);
      if (order?.player !== player || !isChainRail(order.rail)) return { reason: 'not-on-chain' };
      const hash = hashOf(boc);
      if (hash === undefined) return { reason: 'not-a-message' };
      if (order.status === 'awaiting-payment' && (await keepSentHint(tx, orderId, hash))) {
        await showOrder(enqueue, tx, order, `sent:${hash}`);
        tx.afterCommit(() => hint(player, { what: 'deposit', id: orderId }));
      }
      return { orderId };
    });

/** Of a message from outside to an account; undefined where it is anything else. */
function hashOf(boc: string): string | undefined {
  try {
    const message = loadMessage(Cell.fromBase64(boc.replaceAll('-', '+').replaceAll('_', '/')).beginParse());
    return message.info.type === 'external-in' ? messageHash(message) : undefined;
  } catch {
    return undefined;
  }
}
