/** Numbers that say how a payment ends. The first two are test cards of Adyen's own (docs.adyen.com, "Test card numbers"). */
export type CardEnd = 'pays' | 'asks-bank' | 'declined' | 'pays-silently' | 'pays-late' | 'disputes' | 'refund-fails';

const cards: Readonly<Record<string, CardEnd>> = {
  '4111111111111111': 'pays',
  '4212345678910006': 'asks-bank',
  '4000000000000002': 'declined',
  '4000000000006319': 'pays-silently',
  '4000000000000077': 'pays-late',
  '4000000000000259': 'disputes',
  '4000000000005126': 'refund-fails',
};

export const plainNumber = (typed: string): string => typed.replace(/\D/g, '');

/** Undefined for a number no bank here has given out. */
export const cardEnd = (number: string): CardEnd | undefined => cards[plainNumber(number)];
