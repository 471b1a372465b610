export const LENGTH = 6;

/** Where the digits of keyboards that have their own begin: Arabic and Persian. */
const ZEROES = [0x0660, 0x06f0] as const;

/** The code in what was typed or pasted, as far as it goes: `409 123`, `Your code: 409123`, `٤٠٩١٢٣`. */
export function digitsIn(text: string): string {
  const western = text.replace(/[٠-٩۰-۹]/g, (digit) => {
    const code = digit.charCodeAt(0);
    return String(code - (ZEROES.find((zero) => code >= zero && code < zero + 10) ?? code));
  });
  return western.replace(/\D/g, '').slice(0, LENGTH);
}
