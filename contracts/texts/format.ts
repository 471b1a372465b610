import { type Asset, assets } from '../../domain/assets.ts';
import { type Money, toDecimal } from '../../domain/money.ts';
import type { Language } from '../languages.ts';

const FIAT = ['EUR', 'USD', 'RUB'];
const PLAY_MONEY = { en: 'play money', ru: 'игровые деньги', ar: 'نقود لعب' } satisfies Record<Language, string>;

/** Digits are the same in every language: an amount read out to staff or copied into a bank's form must not need a translation. */
const localeOf = (language: string): string => `${language}-u-nu-latn`;

/** Making a formatter costs a hundred times what using it does, and a busy bot formats four amounts a message. */
const formatters = new Map<string, Intl.NumberFormat>();
function numberFormat(language: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${language} ${JSON.stringify(options)}`;
  const made = formatters.get(key) ?? new Intl.NumberFormat(localeOf(language), options);
  formatters.set(key, made);
  return made;
}

/** Names one after another, with the comma of the language. */
export const formatList = (names: readonly string[], language: string): string =>
  names.join(language === 'ar' ? '، ' : ', ');

export type MoneyPart = {
  readonly type: 'sign' | 'symbol' | 'whole' | 'point' | 'fraction' | 'space';
  readonly text: string;
};

/** An amount as a person reads it: always every decimal place for fiat, the play twin named as such. */
export function formatMoney(amount: Money, language: string): string {
  const text = moneyParts(amount, language)
    .map((part) => part.text)
    .join('');
  return assets[amount.asset].nature === 'play'
    ? `${text} (${PLAY_MONEY[language as Language] ?? PLAY_MONEY.en})`
    : text;
}

/** The same in its parts, for whoever draws the minor units quieter. The play twin is not named here. */
export function moneyParts(amount: Money, language: string): MoneyPart[] {
  const code = amount.asset.replace(/^PLAY-/, '');
  const decimal = toDecimal(amount) as Intl.StringNumericLiteral;
  if (FIAT.includes(code)) {
    const style = { style: 'currency', currency: code, currencyDisplay: 'narrowSymbol' } as const;
    return joined(numberFormat(language, style).formatToParts(decimal));
  }
  const number = joined(numberFormat(language, { maximumFractionDigits: 9 }).formatToParts(decimal));
  return [...number, { type: 'space', text: '\u00a0' }, { type: 'symbol', text: code === 'XTR' ? '⭐' : code }];
}

const KINDS: Partial<Record<Intl.NumberFormatPartTypes, MoneyPart['type']>> = {
  currency: 'symbol',
  integer: 'whole',
  group: 'whole',
  decimal: 'point',
  fraction: 'fraction',
  minusSign: 'sign',
  plusSign: 'sign',
};

function joined(parts: readonly Intl.NumberFormatPart[]): MoneyPart[] {
  const result: MoneyPart[] = [];
  for (const { type, value } of parts) {
    const kind = KINDS[type] ?? 'space';
    const last = result.at(-1);
    if (last?.type === kind) result[result.length - 1] = { type: kind, text: last.text + value };
    else result.push({ type: kind, text: value });
  }
  return result;
}

/** A percentage of so many hundredths: 250 is `2.5 %` or as the language writes it. */
export const formatPercent = (bps: number, language: string): string =>
  numberFormat(language, { style: 'percent', maximumFractionDigits: 2 }).format(bps / 10_000);

/** What one is of another, to six digits that count: `1 RUB = 0.009812 EUR`. Play money goes by the name of what it plays at. */
export function formatRate(rate: string, from: Asset, into: Asset, language: string): string {
  const [one, other] = [from, into].map((asset) => asset.replace(/^PLAY-/, ''));
  const number = numberFormat(language, { maximumSignificantDigits: 6 }).format(rate as Intl.StringNumericLiteral);
  return `1\u00a0${one} = ${number}\u00a0${other}`;
}

/** A time of day, on a clock both sides can name: written alike in every language of ours. */
export const formatTime = (at: Date): string => at.toISOString().slice(11, 16);

/** A day as people of this language write it, in UTC: 21 November 2026. */
export const formatDate = (at: Date, language: string): string =>
  new Intl.DateTimeFormat(language, {
    dateStyle: 'long',
    timeZone: 'UTC',
    calendar: 'gregory',
    numberingSystem: 'latn',
  }).format(at);

/** An address or another long id with its middle left out: `EQBvW8Z5hu…mAF4bDQhx9`. Enough of both ends that a look-alike costs more than it brings. */
export const shortened = (text: string, ends = 10): string => {
  const signs = Array.from(text);
  return signs.length <= 2 * ends + 1 ? text : `${signs.slice(0, ends).join('')}…${signs.slice(-ends).join('')}`;
};
