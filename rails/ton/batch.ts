import { Address } from '@ton/core';
import type { PayoutId } from '../../contracts/ids.ts';
import { add, type Money } from '../../domain/money.ts';
import type { ChainClient } from './chain-client.ts';
import { JETTON_GAS, jettonTransfer, type OutMessage, tonTransfer } from './messages.ts';
import { type QueuedPayout, RECIPIENT_AWAY } from './queue.ts';
import { MOST_MESSAGES } from './wallet.ts';

/** What the wallet itself pays to send one message is a few thousandths of a TON; in nanotons, well above that. */
const SENDING = 10_000_000n;

/** After so many calls without an answer nobody else is asked about in this round; the next one begins with others. */
const MOST_UNANSWERED = 3;

/** What may be spent: nanotons beyond the reserve, and jettons. */
export type Funds = { readonly nano: bigint; readonly jettons: bigint };

export type Chosen = { readonly payout: QueuedPayout; readonly message: OutMessage };

type Told = { readonly reference: PayoutId; readonly why: string };

/** What is signed next, and of the rest that was looked at, why not. */
export type Batch = {
  readonly chosen: readonly Chosen[];
  readonly waits: readonly Told[];
  readonly refused: readonly Told[];
  /** What there is too little of. */
  readonly short: ReadonlySet<'TON' | 'USDT'>;
};

export type BatchDeps = {
  readonly client: Pick<ChainClient, 'account'>;
  readonly wallet: Address;
  /** Our own wallet of the jetton; undefined: it is not watched, so nothing is paid from it. */
  readonly jettonWallet: Address | undefined;
  readonly jettonMaster: Address | undefined;
  readonly mayPay: MayPay;
};

/**
 * Whether so much of an asset may be signed for now, all that goes into one message together; else why not, in a word. Asked before
 * anything is signed.
 */
export type MayPay = (asset: 'TON' | 'USDT', amount: Money) => Promise<'yes' | (string & {})>;

/**
 * The next message: the oldest that can be paid, at most four. What there is too little for waits, and holds up nobody behind it. One that
 * was in a message which could send nothing goes alone from then on, so that it takes no others down with it.
 */
export async function chooseBatch(deps: BatchDeps, queue: readonly QueuedPayout[], funds: Funds): Promise<Batch> {
  const [chosen, waits, refused]: [Chosen[], Told[], Told[]] = [[], [], []];
  const short = new Set<'TON' | 'USDT'>();
  let { nano, jettons } = funds;
  let unanswered = 0;
  for (const payout of queue) {
    if (chosen.length === MOST_MESSAGES || chosen[0]?.payout.failures || unanswered === MOST_UNANSWERED) break;
    if (chosen.length > 0 && payout.failures > 0) continue;
    const { reference, rail, amount } = payout;
    const cost = (rail === 'ton' ? amount.minor : JETTON_GAS) + SENDING;
    const lacks = rail === 'usdt' && amount.minor > jettons ? 'USDT' : cost > nano ? 'TON' : undefined;
    if (lacks) {
      short.add(lacks);
      waits.push({ reference, why: 'waiting-for-funds' });
      continue;
    }
    const may = await deps.mayPay(rail === 'ton' ? 'TON' : 'USDT', withAll(chosen, payout));
    const message = may === 'yes' ? await messageFor(deps, payout) : { waits: may };
    if ('waits' in message) {
      waits.push({ reference, why: message.waits });
      if (message.waits === RECIPIENT_AWAY) unanswered += 1;
    } else if ('refused' in message) refused.push({ reference, why: message.refused });
    else {
      chosen.push({ payout, message });
      nano -= cost;
      if (rail === 'usdt') jettons -= amount.minor;
    }
  }
  return { chosen, waits, refused, short };
}

/** Of this asset, with what is in the message already. */
function withAll(chosen: readonly Chosen[], { rail, amount }: QueuedPayout): Money {
  const before = chosen.filter(({ payout }) => payout.rail === rail).map(({ payout }) => payout.amount);
  return before.reduce(add, amount);
}

/** How it is sent to whom; a recipient that cannot be paid is known before anything is signed. */
async function messageFor(
  { client, wallet, jettonWallet, jettonMaster }: BatchDeps,
  { rail, recipient, amount, memo, queryId }: QueuedPayout,
): Promise<OutMessage | { readonly refused: string } | { readonly waits: string }> {
  const to = Address.parseRaw(recipient);
  const ours = [wallet, jettonWallet, jettonMaster];
  if (ours.some((address) => address?.equals(to))) return { refused: 'ours' };
  const known = await client.account(to).catch(() => undefined);
  if (!known) return { waits: RECIPIENT_AWAY };
  if (known.state === 'frozen') return { refused: 'recipient-frozen' };
  if (rail === 'ton') return tonTransfer(to, amount.minor, memo);
  if (!jettonWallet) return { waits: 'not-watched' };
  return jettonTransfer({ jettonWallet, owner: wallet }, to, amount.minor, { memo, queryId });
}
