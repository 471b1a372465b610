import { type ChainRailId, chainRailIds, tonNetworks } from '../contracts/http/chain.ts';
import type { PlayerId } from '../contracts/ids.ts';
import type { RailId } from '../contracts/rails.ts';
import type { Money } from '../domain/money.ts';
import type { Tx } from '../prisma/tx.ts';
import { writeAddress } from '../rails/ton/address.ts';
import { transferLink } from '../rails/ton/link.ts';
import type { TonSettings } from '../rails/ton/settings.ts';
import { type ArrivalView, arrivalsOf } from '../records/payments/arrival-reads.ts';
import { memoOf } from '../records/payments/memos.ts';
import type { OrderView } from '../records/payments/reads.ts';
import { type SentHint, sentHints } from '../records/payments/sent-hints.ts';

/** Where money is sent to over a chain. The address and the memo never change. */
export type ChainPlace = {
  readonly network: (typeof tonNetworks)[keyof typeof tonNetworks];
  readonly address: string;
  readonly memo: string;
  /** For a wallet, or a QR code. */
  readonly link: string;
};

/** What is known of a payment: its arrivals, or what a wallet says while there is none. */
export type ChainProgress = {
  readonly arrivals: readonly ArrivalView[];
  /** Said lately, while nothing came. */
  readonly sent: readonly SentHint[];
};

/** @property finalBlocks so many blocks after it was first seen it is final */
export type DepositChain = ChainPlace & ChainProgress & { readonly finalBlocks: number; readonly explorer: string };

/** A signed message is good for five minutes (`plan-transfer`), and its blocks are shown to us within one. */
const BELIEVED_MS = 6 * 60_000;

export const isChainRail = (rail: RailId): rail is ChainRailId => (chainRailIds as readonly RailId[]).includes(rail);

type Deps = { readonly ton: TonSettings; readonly reader: Pick<Tx, 'query'>; readonly now: () => number };
type PlaceDeps = Pick<Deps, 'ton' | 'reader'>;

/** Undefined: nothing comes in by this rail here. */
export async function chainPlace(
  { ton, reader }: PlaceDeps,
  player: PlayerId,
  rail: ChainRailId,
  { amount, bot }: { readonly amount?: Money; readonly bot?: string | undefined } = {},
): Promise<ChainPlace | undefined> {
  const { network, usdtMaster } = ton;
  if (rail === 'usdt' && usdtMaster === undefined) return undefined;
  const memo = await memoOf(reader, player, { bot });
  const address = writeAddress(ton.hotWallet, network);
  const jetton = rail === 'usdt' && usdtMaster !== undefined ? { jetton: writeAddress(usdtMaster, network, true) } : {};
  const link = transferLink({ address, memo, ...jetton, ...(amount ? { amount } : {}) });
  return { network: tonNetworks[network], address, memo, link };
}

/** Where an order is paid on its chain, and what came; undefined for one that is paid otherwise, or where the chain is off. */
export const depositChain =
  ({ ton, reader, now }: Omit<Deps, 'ton'> & { readonly ton: TonSettings | undefined }) =>
  async (order: OrderView): Promise<DepositChain | undefined> => {
    if (!ton || !isChainRail(order.rail)) return undefined;
    const bot = order.shownIn?.bot;
    const place = await chainPlace({ ton, reader }, order.player, order.rail, { amount: order.pay, bot });
    if (!place) return undefined;
    const { finalBlocks, explorer } = ton;
    return { ...place, ...(await progressOf(reader, order, now())), finalBlocks, explorer };
  };

/** What is known of an order's payment. */
export async function progressOf(
  reader: Pick<Tx, 'query'>,
  { player, id }: Pick<OrderView, 'player' | 'id'>,
  nowMs: number,
): Promise<ChainProgress> {
  const arrivals = await arrivalsOf(reader, player, id);
  const sent = arrivals.length > 0 ? [] : await sentHints(reader, id, new Date(nowMs - BELIEVED_MS));
  return { arrivals, sent };
}
