/**
 * Where money stands that its provider gives back to the payer. `open`, `won`, `lost`: the card holder disputes it; `refunded`,
 * `failed`: it was refunded there, and the card's bank may send that back.
 */
export const takeBackStates = ['open', 'won', 'lost', 'refunded', 'failed'] as const;
export type TakeBackState = (typeof takeBackStates)[number];
