/** Where the digits of keyboards that have their own begin: Arabic and Persian. */
const ZEROES = [0x0660, 0x06f0] as const;

/** Arabic-Indic and Persian digits as those that programs count with; every other sign as it is. */
export const westernDigits = (text: string): string =>
  text.replace(/[٠-٩۰-۹]/g, (digit) => {
    const code = digit.charCodeAt(0);
    return String(code - (ZEROES.find((zero) => code >= zero && code < zero + 10) ?? code));
  });
