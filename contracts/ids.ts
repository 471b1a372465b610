import { z } from 'zod';

/** An id says in its type what it names. All are UUIDs, version 7 or derived from one. */
export const playerId = z.uuid().brand<'PlayerId'>();
export type PlayerId = z.infer<typeof playerId>;

export const staffId = z.uuid().brand<'StaffId'>();
export type StaffId = z.infer<typeof staffId>;

export const orderId = z.uuid().brand<'OrderId'>();
export type OrderId = z.infer<typeof orderId>;

export const quoteId = z.uuid().brand<'QuoteId'>();
export type QuoteId = z.infer<typeof quoteId>;

export const transferId = z.uuid().brand<'TransferId'>();
export type TransferId = z.infer<typeof transferId>;

export const codeId = z.uuid().brand<'CodeId'>();
export type CodeId = z.infer<typeof codeId>;

export const withdrawalId = z.uuid().brand<'WithdrawalId'>();
export type WithdrawalId = z.infer<typeof withdrawalId>;

/** Of one sending of money, ours: the provider keeps it, and its idempotency key derives from it. */
export const payoutId = z.uuid().brand<'PayoutId'>();
export type PayoutId = z.infer<typeof payoutId>;

/** Of one charge that goes back to its payer, ours: the provider keeps it, and its idempotency key derives from it. */
export const refundId = z.uuid().brand<'RefundId'>();
export type RefundId = z.infer<typeof refundId>;

export const destinationId = z.uuid().brand<'DestinationId'>();
export type DestinationId = z.infer<typeof destinationId>;

/** Of a player's own wallet on the chain, proved to be theirs. */
export const walletId = z.uuid().brand<'WalletId'>();
export type WalletId = z.infer<typeof walletId>;

/** Of one file a player sent to be verified by. */
export const documentId = z.uuid().brand<'DocumentId'>();
export type DocumentId = z.infer<typeof documentId>;

export const depositWorkflowId = (order: OrderId): string => `deposit-${order}`;

export const withdrawalWorkflowId = (withdrawal: WithdrawalId): string => `withdrawal-${withdrawal}`;

export const refundWorkflowId = (refund: RefundId): string => `refund-${refund}`;

/** One for each player, for as long as there is the player. */
export const kycWorkflowId = (player: PlayerId): string => `kyc-${player}`;

/** Of one round of a game, from its bet to its end. */
export const roundId = z.uuid().brand<'RoundId'>();
export type RoundId = z.infer<typeof roundId>;

/** Of a pair of seeds, the house's and the player's. */
export const seedId = z.uuid().brand<'SeedId'>();
export type SeedId = z.infer<typeof seedId>;

/** Of one bonus of one player, from its offer to its end. */
export const grantId = z.uuid().brand<'GrantId'>();
export type GrantId = z.infer<typeof grantId>;

/** One for each grant, from the moment it was accepted to its end. */
export const wagerWorkflowId = (grant: GrantId): string => `wager-${grant}`;
