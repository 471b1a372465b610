import type { Money } from '../../domain/money.ts';

/** @property amount missing: whoever sends says how much; @property jetton the master, as wallets show it; missing: TON itself */
export type TransferWish = {
  readonly address: string;
  readonly memo: string;
  readonly amount?: Money;
  readonly jetton?: string;
};

/**
 * What a wallet opens, and a QR code holds: address, amount and comment (docs.ton.org, deep links: `ton://transfer`). The amount is in
 * minor units, those of the jetton where there is one.
 */
export function transferLink({ address, memo, amount, jetton }: TransferWish): string {
  const wish = new URLSearchParams({
    ...(amount ? { amount: amount.minor.toString() } : {}),
    ...(jetton === undefined ? {} : { jetton }),
    text: memo,
  });
  return `ton://transfer/${address}?${wish}`;
}
