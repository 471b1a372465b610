import { formatPercent } from '../../../contracts/texts/format.ts';
import { cutOff, isAbove, type Ratio, ratio } from '../../../domain/ratio.ts';

/** Digits are the same in every language. */
const localeOf = (language: string): string => `${language}-u-nu-latn`;

/** How often one is paid back, cut off, so that it is never more than what is paid: `2.00×`. */
export function timesInWords(ratio: Ratio, language: string, places = 2): string {
  const least = Math.min(places, 2);
  const number = new Intl.NumberFormat(localeOf(language), {
    minimumFractionDigits: least,
    maximumFractionDigits: places,
  });
  return `${number.format(cutOff(ratio, places) as Intl.StringNumericLiteral)}×`;
}

/** A share, cut off after two places of a percent: what is stated is never more than what is so. */
export const percentInWords = (share: Ratio, language: string): string =>
  formatPercent(Number(cutOff({ ...share, numerator: share.numerator * 10_000n }, 0)), language);

/** The same of a chance: a small one has two places more, so that it does not look like none. */
export function chanceInWords(chance: Ratio, language: string): string {
  const places = isAbove(ratio(1, 100), chance) ? 4 : 2;
  const share = cutOff(chance, places + 2) as Intl.StringNumericLiteral;
  return new Intl.NumberFormat(localeOf(language), { style: 'percent', maximumFractionDigits: places }).format(share);
}

/** A number of hundredths: 4950 is `49.50`. */
export const hundredthsInWords = (hundredths: number, language: string): string =>
  new Intl.NumberFormat(localeOf(language), { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(
    hundredths / 100,
  );

/** What was typed as a number of at most two places, in hundredths; a comma is a point, as many keyboards have it. */
export function readHundredths(text: string): number | undefined {
  const [, whole, part = ''] = /^(\d{1,6})(?:[.,](\d{0,2}))?$/.exec(text.trim()) ?? [];
  return whole === undefined ? undefined : Number(whole) * 100 + Number(part.padEnd(2, '0'));
}
