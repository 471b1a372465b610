/** As people measure files: a decimal place, and never 0.0. */
export const inMegabytes = (bytes: number, language: string): string =>
  new Intl.NumberFormat(`${language}-u-nu-latn`, {
    style: 'unit',
    unit: 'megabyte',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  }).format(Math.max(0.1, bytes / 1_000_000));
