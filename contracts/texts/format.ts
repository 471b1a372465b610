import { assets } from '../../domain/assets.ts';
import { type Money, toDecimal } from '../../domain/money.ts';

/** An amount as a person reads it: always every decimal place for fiat, the play twin named as such. */
export function formatMoney(amount: Money, language: string): string {
  const { nature } = assets[amount.asset];
  const code = amount.asset.replace(/^PLAY-/, '');
  const decimal = toDecimal(amount) as Intl.StringNumericLiteral;
  const text = ['EUR', 'USD', 'RUB'].includes(code)
    ? new Intl.NumberFormat(language, { style: 'currency', currency: code, currencyDisplay: 'narrowSymbol' }).format(
        decimal,
      )
    : `${new Intl.NumberFormat(language, { maximumFractionDigits: 9 }).format(decimal)} ${code === 'XTR' ? '⭐' : code}`;
  return nature === 'play' ? `${text} (play money)` : text;
}

/** A time of day, on a clock both sides can name. */
export const formatTime = (at: Date, language: string): string =>
  new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: 'UTC' }).format(
    at,
  );
