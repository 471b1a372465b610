import type { TransferData } from '@adyen/api-library/lib/src/typings/transfers/transferData.js';
import { assert } from '../../domain/assert.ts';
import { type Asset, assets, isAsset, playTwin } from '../../domain/assets.ts';
import type { AdyenClient } from './client.ts';

export const PROVIDER = 'adyen';

/** Adyen names no payer unless an account is set to send card aliases: what is not always told is not compared. */
export const PAYER = 'unnamed';

/** A currency as the ledger books it. Undefined for one nobody here takes. */
export function bookedAs(currency: string, play: boolean): Asset | undefined {
  const asset = isAsset(currency) && assets[currency].nature === 'cash' ? currency : undefined;
  return asset && play ? playTwin(asset) : asset;
}

/** Adyen knows no play money. */
export const currencyOf = (asset: Asset): string => asset.replace(/^PLAY-/, '');

/** Adyen counts in JSON numbers. */
export function amountValue(minor: bigint): number {
  const value = Number(minor);
  assert(Number.isSafeInteger(value), 'Adyen counts in JSON numbers');
  return value;
}

/** Our references over there: what each is of is in front of its UUID. At most 80 signs (Transfers API, `reference`). */
export const referenceOf = (kind: 'payout' | 'refund', id: string): string => `${kind}-${id}`;

const OURS = /^(payout|refund)-([\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12})$/;

/** What a reference is of, where it is one of ours. */
export function readReference(text: string): { readonly kind: 'payout' | 'refund'; readonly id: string } | undefined {
  const [, kind, id] = OURS.exec(text) ?? [];
  return id === undefined ? undefined : { kind: kind as 'payout' | 'refund', id };
}

/** Where a movement of the balance account stands. Whatever is not known here is still under way: nothing ends by a new word. */
export function standingOf(status: string): 'paid' | 'pending' | 'refused' {
  if (PAID.has(status)) return 'paid';
  return REFUSED.has(status) ? 'refused' : 'pending';
}
const PAID = new Set(['booked', 'refunded', 'refundedExternally']);
const REFUSED = new Set([
  'cancelled',
  'error',
  'expired',
  'failed',
  'refundReversed',
  'refused',
  'rejected',
  'returned',
]);

/** So many a page (Transfers API, `limit`), and a list that is longer than this is no list of one player's doings. */
const PAGE = 100;
const MOST_PAGES = 500;

type Wanted = {
  readonly category: 'bank' | 'platformPayment';
  /** Missing: Adyen is not asked by it, because only transfers that we made have ours. */
  readonly reference?: string;
  readonly since: Date;
  readonly until: Date;
};

/** Movements of our balance account, page by page, until one is the one. Throws on an outage. */
export async function findTransfer(
  { transfers, account }: AdyenClient,
  { category, reference, since, until }: Wanted,
  isIt: (transfer: TransferData) => boolean,
): Promise<TransferData | undefined> {
  assert(account.balanceAccount, 'there is a balance account to look into');
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const { data = [], _links } = await transfers.getAllTransfers(
      since,
      until,
      undefined,
      undefined,
      account.balanceAccount,
      undefined,
      reference,
      category,
      'desc',
      cursor,
      PAGE,
    );
    const found = data.find(isIt);
    if (found) return found;
    const next = _links?.next?.href;
    cursor = next === undefined ? undefined : (new URL(next).searchParams.get('cursor') ?? undefined);
    if (cursor === undefined) return undefined;
  }
  throw new Error(`more than ${MOST_PAGES * PAGE} movements since ${since.toISOString()}: too many to look through`);
}

/** What Adyen says of a movement that belongs to a payment. */
export type PaymentPart = {
  readonly modificationMerchantReference?: string;
  readonly modificationPspReference?: string;
  readonly paymentMerchantReference?: string;
  readonly pspPaymentReference?: string;
};
export const paymentPartOf = ({ categoryData }: TransferData): PaymentPart => (categoryData ?? {}) as PaymentPart;
