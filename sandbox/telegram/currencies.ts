/**
 * Currencies of Telegram payments with the digits after the point and what one payment may be, in minor units. Telegram
 * moves its bounds with the rates, about one to ten thousand US dollars (core.telegram.org/bots/payments/currencies.json);
 * these are rounded to stay put.
 */
const CURRENCIES: Readonly<Record<string, { readonly digits: number; readonly least: number; readonly most: number }>> =
  {
    AED: { digits: 2, least: 367, most: 3_672_000 },
    AUD: { digits: 2, least: 153, most: 1_530_000 },
    BRL: { digits: 2, least: 540, most: 5_400_000 },
    CAD: { digits: 2, least: 138, most: 1_380_000 },
    CHF: { digits: 2, least: 80, most: 800_000 },
    CZK: { digits: 2, least: 2_100, most: 21_000_000 },
    DKK: { digits: 2, least: 640, most: 6_400_000 },
    EUR: { digits: 2, least: 86, most: 860_000 },
    GBP: { digits: 2, least: 75, most: 750_000 },
    HUF: { digits: 2, least: 34_000, most: 340_000_000 },
    INR: { digits: 2, least: 8_600, most: 86_000_000 },
    JPY: { digits: 0, least: 148, most: 1_480_000 },
    KZT: { digits: 2, least: 52_000, most: 520_000_000 },
    MXN: { digits: 2, least: 1_870, most: 18_700_000 },
    NOK: { digits: 2, least: 1_010, most: 10_100_000 },
    PLN: { digits: 2, least: 365, most: 3_650_000 },
    RUB: { digits: 2, least: 8_100, most: 81_000_000 },
    SEK: { digits: 2, least: 950, most: 9_500_000 },
    TRY: { digits: 2, least: 4_100, most: 41_000_000 },
    UAH: { digits: 2, least: 4_150, most: 41_500_000 },
    USD: { digits: 2, least: 100, most: 1_000_000 },
    UZS: { digits: 2, least: 1_220_000, most: 12_200_000_000 },
  };

export const STARS = 'XTR';
const MOST_STARS = 100_000;

export const knownCurrency = (code: string): boolean => code === STARS || code in CURRENCIES;

export function allowedAmount(currency: string, amount: number): boolean {
  if (currency === STARS) return amount >= 1 && amount <= MOST_STARS;
  const bounds = CURRENCIES[currency];
  return bounds !== undefined && amount >= bounds.least && amount <= bounds.most;
}

/** As Telegram's service messages write it: €50.00, 250 Stars. */
export function moneyText(amount: number, currency: string): string {
  if (currency === STARS) return `${new Intl.NumberFormat('en').format(amount)} ${amount === 1 ? 'Star' : 'Stars'}`;
  const decimals = CURRENCIES[currency]?.digits ?? 2;
  return new Intl.NumberFormat('en', { style: 'currency', currency, minimumFractionDigits: decimals }).format(
    amount / 10 ** decimals,
  );
}
