import { type Asset, assets, isAsset } from '../../domain/assets.ts';

/** A payment token from @BotFather, and the currencies its provider is asked for. */
export type PaymentToken = { readonly currencies: readonly Asset[]; readonly token: string };

const PART = /^(?:([A-Z]{3}(?:\+[A-Z]{3})*)=)?([^\s;=]{8,}=*)$/;

/**
 * What one bot takes money with: `<token>` for euros, or `<currencies>=<token>` with `+` between currencies, and `;` between
 * several: `EUR+USD=284685063:TEST:abc;RUB=401643678:TEST:def`. Undefined when it is none, or names a currency twice.
 */
export function readPaymentTokens(entry: string): PaymentToken[] | undefined {
  const tokens = entry.split(';').map((part) => {
    const [, named = 'EUR', token] = PART.exec(part.trim()) ?? [];
    const currencies = named.split('+').filter(isAsset).filter(isCurrency);
    return token !== undefined && currencies.length === named.split('+').length ? { currencies, token } : undefined;
  });
  const all = tokens.flatMap((each) => each?.currencies ?? []);
  return tokens.every((each) => each !== undefined) && new Set(all).size === all.length ? tokens : undefined;
}

/** Telegram names currencies by three letters, and takes none of the chains'. */
const isCurrency = (asset: Asset): boolean => assets[asset].nature === 'cash' && assets[asset].scale === 2;
