/**
 * Numbers that say how a payment ends, as Stripe's own test cards do (docs.stripe.com/testing); the last three stand for
 * days on which the answer, the money or the card holder's word comes late.
 */
export type CardEnd =
  | { readonly kind: 'pays'; readonly refund?: 'succeeds-late' | 'fails-late' }
  | { readonly kind: 'declined'; readonly code: string; readonly message: string }
  | { readonly kind: 'asks-bank' }
  | { readonly kind: 'pays-silently' }
  | { readonly kind: 'pays-late' }
  | { readonly kind: 'pays-and-disputes' };

const declined = (code: string, message: string): CardEnd => ({ kind: 'declined', code, message });

const cards: Readonly<Record<string, CardEnd>> = {
  '4242424242424242': { kind: 'pays' },
  '5555555555554444': { kind: 'pays' },
  '4000000000000002': declined('generic_decline', 'Your card was declined.'),
  '4000000000009995': declined('insufficient_funds', 'Your card has insufficient funds.'),
  '4000000000000069': declined('expired_card', 'Your card has expired.'),
  '4000000000003220': { kind: 'asks-bank' },
  '4000000000007726': { kind: 'pays', refund: 'succeeds-late' },
  '4000000000005126': { kind: 'pays', refund: 'fails-late' },
  '4000000000006319': { kind: 'pays-silently' },
  '4000000000000077': { kind: 'pays-late' },
  '4000000000000259': { kind: 'pays-and-disputes' },
};

export const plainNumber = (typed: string): string => typed.replace(/\D/g, '');

/** Undefined for a number no bank here has given out. */
export const cardEnd = (number: string): CardEnd | undefined => cards[plainNumber(number)];
