import * as fc from 'fast-check';
import { type Asset, assets } from './assets.ts';
import { MAX_MINOR, type Money, money } from './money.ts';

/** Arbitrary money, with the amounts where rounding and columns break drawn more often than chance would. */
export const anyAsset = fc.constantFrom(...(Object.keys(assets) as Asset[]));

export const anyMinor = fc.oneof(
  fc.bigInt({ min: 0n, max: MAX_MINOR }),
  fc.bigInt({ min: 0n, max: 100_000n }),
  fc.constantFrom(0n, 1n, MAX_MINOR - 1n, MAX_MINOR),
);

export const anyMoney: fc.Arbitrary<Money> = fc.tuple(anyAsset, anyMinor).map(([asset, minor]) => money(asset, minor));

/** Every fee a rail may be configured with. */
export const anyFeeBps = fc.bigInt({ min: 0n, max: 9_999n });

/** What a keyboard can hold, with more of what looks like an amount than chance would bring. */
export const anyTypedText = fc.oneof(
  fc.string(),
  fc.string({ unit: fc.constantFrom(..."0123456789.,'’ €$₽-+eExX\u00a0\u202f\t\u0660\u06f9٫٬\u200f") }),
);
