import { westernDigits } from '../../../domain/digits.ts';

export const LENGTH = 6;

/** The code in what was typed or pasted, as far as it goes: `409 123`, `Your code: 409123`, `٤٠٩١٢٣`. */
export const digitsIn = (text: string): string => westernDigits(text).replace(/\D/g, '').slice(0, LENGTH);
