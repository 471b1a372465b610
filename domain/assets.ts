/**
 * What can be held. `scale` is the number of decimal places of one minor unit and never changes: the ledger's table holds
 * the same list, and a test compares the two. Stars are play-only (Telegram, Terms of Service for Stars) and are never
 * exchanged for cash. A play asset is the twin a sandboxed rail credits where real money is also in the house.
 */
export const assets = {
  EUR: { scale: 2, nature: 'cash', symbol: '€' },
  USD: { scale: 2, nature: 'cash', symbol: '$' },
  RUB: { scale: 2, nature: 'cash', symbol: '₽' },
  TON: { scale: 9, nature: 'cash', symbol: 'TON' },
  USDT: { scale: 6, nature: 'cash', symbol: 'USDT' },
  XTR: { scale: 0, nature: 'stars', symbol: '⭐' },
  'PLAY-EUR': { scale: 2, nature: 'play', symbol: 'play €' },
  'PLAY-USD': { scale: 2, nature: 'play', symbol: 'play $' },
  'PLAY-RUB': { scale: 2, nature: 'play', symbol: 'play ₽' },
  'PLAY-TON': { scale: 9, nature: 'play', symbol: 'play TON' },
  'PLAY-USDT': { scale: 6, nature: 'play', symbol: 'play USDT' },
} as const satisfies Record<string, { scale: number; nature: 'cash' | 'stars' | 'play'; symbol: string }>;

export type Asset = keyof typeof assets;

export const isAsset = (code: string): code is Asset => Object.hasOwn(assets, code);

/** The play twin of a cash asset; undefined where there is none. */
export function playTwin(asset: Asset): Asset | undefined {
  const twin = `PLAY-${asset}`;
  return isAsset(twin) ? twin : undefined;
}
