/** What things are worth in euros, in millionths: whole numbers, so that a lie can be told exactly. */
export type Worth = Readonly<Record<'USD' | 'RUB' | 'TON' | 'USDT', number>>;

export const sourceNames = ['coinbase', 'coingecko', 'kraken'] as const;
export type SourceName = (typeof sourceNames)[number];

/** A price with so many digits as such pages show. */
const shown = (value: number): string => value.toFixed(10).replace(/0+$/, '').replace(/\.$/, '');
const digits = (value: number): number => Number(value.toPrecision(8));

/** Each source's answer, as its documentation shows it. */
export const wires: Readonly<
  Record<SourceName, { readonly path: string; answer(worth: Worth, atSeconds: number): unknown }>
> = {
  coinbase: {
    path: '/v2/exchange-rates',
    answer: (worth) => ({
      data: {
        currency: 'EUR',
        rates: Object.fromEntries(Object.entries(worth).map(([code, micros]) => [code, shown(1e6 / micros)])),
      },
    }),
  },
  coingecko: {
    path: '/api/v3/simple/price',
    answer: ({ USD, RUB, TON, USDT }, at) => {
      const coin = (micros: number) => ({
        eur: digits(micros / 1e6),
        usd: digits(micros / USD),
        rub: digits(micros / RUB),
        last_updated_at: at,
      });
      return { tether: coin(USDT), 'the-open-network': coin(TON) };
    },
  },
  kraken: {
    path: '/0/public/Ticker',
    answer: ({ USD, USDT }) => ({
      error: [],
      result: {
        ZEURZUSD: { c: [shown(1e6 / USD), '1.000'] },
        USDTEUR: { c: [shown(USDT / 1e6), '25.00'] },
      },
    }),
  },
};

/** The setting PRICE_SOURCES that leads to sources on this address. */
export const priceSourcesAt = (url: string): string => sourceNames.map((name) => `${name}=${url}/${name}`).join(',');
