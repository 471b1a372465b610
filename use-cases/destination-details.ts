import { electronicFormatIBAN, extractIBAN, isValidIBAN } from 'ibantools';
import type { AddDestinationBody } from '../contracts/http/destinations.ts';
import type { PlayerId, WalletId } from '../contracts/ids.ts';
import { shortened } from '../contracts/texts/format.ts';
import type { DestinationKind } from '../domain/destinations.ts';
import type { Tx } from '../prisma/tx.ts';
import type { DestinationDetails } from '../rails/payout-rail.ts';
import { readAddress, type TonNetwork, writeAddress } from '../rails/ton/address.ts';
import type { TonPlaces } from '../rails/ton/places.ts';
import { readWallets } from '../records/payments/wallet-reads.ts';

/** A destination that may be saved: what is kept of it, and what is sealed. */
export type NamedDestination = {
  readonly kind: DestinationKind;
  readonly country: string | undefined;
  readonly label: string;
  readonly details: DestinationDetails;
  /** Of a wallet that its player proved. */
  readonly wallet: WalletId | undefined;
};

export type DetailsRefusal = {
  readonly reason:
    | 'iban-invalid'
    | 'unknown-wallet'
    | 'address-invalid'
    | 'address-other-network'
    | 'address-other-workchain'
    | 'address-ours'
    | 'address-token'
    | 'memo-too-long'
    | 'memo-invalid';
};

type Details<K extends AddDestinationBody['kind']> = Extract<AddDestinationBody, { kind: K }>;

/** What the player named, if money can be sent there at all. */
export async function readDetails(
  tx: Pick<Tx, 'query'>,
  player: PlayerId,
  wish: AddDestinationBody,
  places: TonPlaces,
): Promise<NamedDestination | DetailsRefusal> {
  switch (wish.kind) {
    case 'iban':
      return readIban(wish);
    case 'ton-wallet':
      return readWallet(tx, player, wish, places.network);
    case 'ton-address':
      return readTonAddress(tx, wish, places);
  }
}

function readIban(wish: Details<'iban'>): NamedDestination | DetailsRefusal {
  const iban = electronicFormatIBAN(wish.iban) ?? '';
  const country = isValidIBAN(iban) ? extractIBAN(iban).countryCode : undefined;
  if (country === undefined) return { reason: 'iban-invalid' };
  return {
    kind: 'iban',
    country,
    label: `${country} •• ${iban.slice(-4)}`,
    details: { kind: 'iban', iban, holder: wish.holder },
    wallet: undefined,
  };
}

async function readWallet(
  tx: Pick<Tx, 'query'>,
  player: PlayerId,
  { walletId }: Details<'ton-wallet'>,
  network: TonNetwork,
): Promise<NamedDestination | DetailsRefusal> {
  const wallet = (await readWallets(tx, player)).find(({ id }) => id === walletId);
  if (!wallet) return { reason: 'unknown-wallet' };
  return {
    kind: 'ton-wallet',
    country: undefined,
    label: tonLabel(writeAddress(wallet.address, network)),
    details: { kind: 'ton', address: wallet.address, isBounceable: false, memo: undefined },
    wallet: wallet.id,
  };
}

/** More than this overflows the comment of a transfer of tokens. */
const MOST_MEMO_BYTES = 123;
/** Controls, and what is written without being seen: nobody can compare that with what the exchange shows. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]/u;
/** Typed by hand, it must have its checksum; the raw form has none. */
const FRIENDLY = /^[A-Za-z0-9+/_-]{48}$/;
const NOBODY = `0:${'0'.repeat(64)}`;

const addressReasons = {
  'not-an-address': 'address-invalid',
  'test-only': 'address-other-network',
  'other-workchain': 'address-other-workchain',
} as const;

async function readTonAddress(
  tx: Pick<Tx, 'query'>,
  wish: Details<'ton-address'>,
  { network, takenBy }: TonPlaces,
): Promise<NamedDestination | DetailsRefusal> {
  const read = FRIENDLY.test(wish.address) ? readAddress(wish.address, network) : undefined;
  if (!read || ('raw' in read && read.raw === NOBODY)) return { reason: 'address-invalid' };
  if ('reason' in read) return { reason: addressReasons[read.reason] };
  const taken = await takenBy(tx, read.raw);
  if (taken) return { reason: `address-${taken}` };
  const memo = wish.memo?.trim() || undefined;
  if (memo !== undefined && UNSEEN.test(memo)) return { reason: 'memo-invalid' };
  if (memo !== undefined && Buffer.byteLength(memo) > MOST_MEMO_BYTES) return { reason: 'memo-too-long' };
  return {
    kind: 'ton-address',
    country: undefined,
    label: tonLabel(wish.address, memo), // letter by letter as it was typed: the code's message asks to compare it
    details: { kind: 'ton', address: read.raw, isBounceable: read.bounceable, memo },
    wallet: undefined,
  };
}

/**
 * Six of each end, where others show five and four: its first three are the same for everybody, so that a look-alike of those
 * would be made within hours, and this label is all that the code's message shows.
 */
export const tonLabel = (address: string, memo?: string): string =>
  `${shortened(address, 6)}${memo === undefined ? '' : ` · memo ${shortened(memo, 4)}`}`;

/** Two that money would reach alike. */
export const isSame = (a: DestinationDetails, b: DestinationDetails): boolean =>
  (a.kind === 'iban' && b.kind === 'iban' && a.iban === b.iban) ||
  (a.kind === 'ton' && b.kind === 'ton' && a.address === b.address && a.memo === b.memo);
