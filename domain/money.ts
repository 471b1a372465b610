import { assert } from './assert.ts';
import { type Asset, assets } from './assets.ts';
import { westernDigits } from './digits.ts';

declare const brand: unique symbol;
export type Money<A extends Asset = Asset> = { readonly asset: A; readonly minor: bigint; readonly [brand]: 'Money' };

/** The ledger keeps BIGINT: what does not fit is refused, never wrapped. */
export const MAX_MINOR = 2n ** 63n - 1n;

/** The only way in. Direction lives in the posting, so money is never negative. */
export function money<A extends Asset>(asset: A, minor: bigint): Money<A> {
  assert(minor >= 0n && minor <= MAX_MINOR, `money is never negative nor above BIGINT: ${minor} ${asset}`);
  return { asset, minor } as Money<A>;
}

export function add<A extends Asset>(a: Money<A>, b: Money<A>): Money<A> {
  assertSameAsset(a, b);
  return money(a.asset, a.minor + b.minor);
}

/** Asserts that the result is not negative: compare first. */
export function subtract<A extends Asset>(a: Money<A>, b: Money<A>): Money<A> {
  assertSameAsset(a, b);
  return money(a.asset, a.minor - b.minor);
}

export function isMoreThan(a: Money, b: Money): boolean {
  assertSameAsset(a, b);
  return a.minor > b.minor;
}

function assertSameAsset(a: Money, b: Money): void {
  assert(a.asset === b.asset, `${a.asset} and ${b.asset} cannot be added or compared`);
}

/** The amount as a plain decimal, every minor digit shown: 2550 EUR is `25.50`. Exact; no locale. */
export function toDecimal({ asset, minor }: Money): string {
  const { scale } = assets[asset];
  if (scale === 0) return minor.toString();
  const digits = minor.toString().padStart(scale + 1, '0');
  return `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** The amount as it is typed into a wallet: exact, with no zeros that say nothing. */
export const typedAmount = (amount: Money): string =>
  toDecimal(amount)
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');

/** `٫` divides and `٬` groups in Arabic, and nothing else. */
const TYPED = /^(\d{1,3}(?:,\d{3})+|\d{1,3}(?:\.\d{3})+|\d{1,3}(?:[\s'’٬]\d{3})+|\d+)(?:([.,٫])(\d+))?$/u;

/** Marks of writing direction, which come along when an amount is copied. */
const DIRECTIONS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * Reads what a person typed: `25`, `25.5`, `25,50`, `€ 1 000,50`, `1,000.50`, `٢٥٫٥٠`. Undefined when it is not clearly one
 * amount, or finer than the asset's minor unit: money is never guessed.
 */
export function parseAmount(text: string, asset: Asset): Money | undefined {
  const { scale } = assets[asset];
  const typed = TYPED.exec(withoutName(plain(text), asset));
  const [, whole = '', separator, fraction = ''] = typed ?? [];
  // `1.234` is a thousand to some and one and a bit to others, unless the fraction settles which sign groups.
  const grouping = /[.,]/.exec(whole)?.[0];
  if (!typed || fraction.length > scale) return undefined;
  if (grouping !== undefined && (separator === undefined || separator === grouping)) return undefined;
  const minor = BigInt(whole.replace(/\D/g, '') + fraction.padEnd(scale, '0'));
  return minor <= MAX_MINOR ? money(asset, minor) : undefined;
}

/** Whether somebody meant an amount, though it may be none: `-5`, `1e3`, `0.001`, a number that no account holds. */
export const meansAmount = (text: string, asset: Asset): boolean =>
  /^(?=\D*\d)[-+−]?[\d.,٫٬'’\s]+(?:e\d+)?$/iu.test(withoutName(plain(text), asset));

const plain = (text: string): string => westernDigits(text).replace(DIRECTIONS, '').trim();

/** The amount without its currency before or behind it; play money answers to the name of what it plays at. */
function withoutName(text: string, asset: Asset): string {
  const real = asset.replace(/^PLAY-/, '') as Asset;
  for (const name of [asset, assets[asset].symbol, real, assets[real].symbol]) {
    const isName = (part: string) => part.toUpperCase() === name.toUpperCase();
    if (isName(text.slice(0, name.length))) return text.slice(name.length).trimStart();
    if (isName(text.slice(-name.length))) return text.slice(0, -name.length).trimEnd();
  }
  return text;
}
