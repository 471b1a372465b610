import type { Asset } from './assets.ts';
import type { GameId } from './games/index.ts';

/** How a bonus comes to a player: beside a first deposit, as rounds that cost nothing, or by a code they were given. */
export const bonusKinds = ['first-deposit', 'free-spins', 'code'] as const;
export type BonusKind = (typeof bonusKinds)[number];

/** Where a grant stands. The last five are ends; each happens once, and no end follows another. */
export const grantStates = [
  'offered',
  'active',
  'declined',
  'completed',
  'expired',
  'lost',
  'cancelled',
  'withdrawn',
] as const;
export type GrantState = (typeof grantStates)[number];

/**
 * What a player agrees to. Versions are never changed, and a grant keeps its own copy: what was agreed stays agreed. All amounts are
 * in minor units of `asset`; what is theirs as percent is in basis points, 10,000 being all of it.
 */
export type BonusTerms = {
  /** Small letters, digits and hyphens. */
  readonly id: string;
  readonly version: number;
  readonly kind: BonusKind;
  readonly asset: Asset;
  /** `first-deposit`: so much of the deposit, and at most `most`, for a deposit of at least `leastDeposit`. */
  readonly match?: { readonly bps: number; readonly most: bigint; readonly leastDeposit: bigint };
  /** `code`: so much at once. */
  readonly amount?: bigint;
  /** `free-spins`, or beside either: so many rounds of `game` at `stake`, paid for by the house. What they win is bonus. */
  readonly spins?: { readonly many: number; readonly game: GameId; readonly stake: bigint };
  /** What must be typed, in capital letters and digits. */
  readonly code?: string;
  /** So many times what the grant was worth (the bonus, or what its free spins won) is to be staked. UKGC SR 5.1.1: 10 at most. */
  readonly wagerTimes: number;
  /** What counts towards it: every stake, or only the part of it that was cash, or bonus. */
  readonly counts: 'all' | 'cash' | 'bonus';
  /** `non-sticky`: cash may be taken out at any time, which gives the bonus up. `sticky`: both stay until it is done or given up. */
  readonly sticky: 'sticky' | 'non-sticky';
  /** Whose money a stake takes first. */
  readonly order: 'cash-first' | 'bonus-first';
  /** How much of a stake counts, by game; a game that is not named counts nothing. */
  readonly contributionBps: Readonly<Partial<Record<GameId, number>>>;
  /** No single round may cost more while the bonus is active: refused before it is taken. */
  readonly mostStake: bigint;
  /** What may become cash, at most; null: all of it. */
  readonly mostConverted: bigint | null;
  /** How long an offer stands, and how long there is to play once it is taken. */
  readonly offerHours: number;
  readonly playHours: number;
};

/** Terms as they are written in JSON: amounts as decimal strings of minor units. */
export type WrittenTerms = Omit<BonusTerms, 'match' | 'amount' | 'spins' | 'mostStake' | 'mostConverted'> & {
  readonly match?: { readonly bps: number; readonly most: string; readonly leastDeposit: string };
  readonly amount?: string;
  readonly spins?: { readonly many: number; readonly game: GameId; readonly stake: string };
  readonly mostStake: string;
  readonly mostConverted: string | null;
};
