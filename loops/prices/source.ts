import { type ExchangeRate, parseRate, type RatePair } from '../../domain/exchange-rates.ts';

export type AskedPrice = { readonly base: RatePair['base']; readonly rate: ExchangeRate; readonly atMs: number };

/** Somebody on the web who says what assets are worth. Throws where it is away, or says what cannot be read. */
export type PriceSource = {
  readonly id: string;
  /** In euros, for what of it the source knows; `atMs` is the source's own clock where it tells, else the moment of asking. */
  ask(nowMs: number): Promise<readonly AskedPrice[]>;
};

/** Asks an address for JSON. Throws on anything but a short, whole answer in time. */
export type AskJson = (url: URL) => Promise<unknown>;

const MOST_CHARACTERS = 1 << 20;

export const askJson =
  (timeoutMs: number): AskJson =>
  async (url) => {
    const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs), redirect: 'error' });
    if (!response.ok) throw new Error(`answers ${response.status}`);
    const text = await response.text();
    if (text.length > MOST_CHARACTERS) throw new Error('answers more than anybody asked for');
    return JSON.parse(text);
  };

/**
 * A price as a source writes it. A JSON number of up to fifteen digits comes back from String() as it was written (IEEE 754,
 * 5.12.2), so that nothing is computed with it. Throws where it is no price.
 */
export function readPrice(value: string | number): ExchangeRate {
  const rate = parseRate(String(value));
  if (rate === undefined) throw new Error('answers what is no price');
  return rate;
}
