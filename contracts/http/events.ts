/** What a player's live line carries: a hint to ask again, never the truth itself. A lost hint costs a moment, nothing else. */
export type PlayerHint =
  | { readonly what: 'deposit'; readonly id: string }
  | { readonly what: 'withdrawal'; readonly id: string }
  | { readonly what: 'balances' }
  | { readonly what: 'preferences' }
  /** Who this player is joined with, or where they are signed in. */
  | { readonly what: 'link' }
  | { readonly what: 'devices' }
  /** How far they are verified, and what is asked of them. */
  | { readonly what: 'kyc' }
  /** Their limits, and whether play is paused. */
  | { readonly what: 'limits' }
  /** A round of several steps went on, or began or ended. Rounds that are decided at once are not told of. */
  | { readonly what: 'round'; readonly id: string }
  /** Offers, the active bonus and what is left to be wagered, ended ones. */
  | { readonly what: 'bonuses' };

/** A comment is sent this often, so that a line that died in silence is noticed at both ends. */
export const HEARTBEAT_MS = 15_000;
