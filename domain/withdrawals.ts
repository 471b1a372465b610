import { assert } from './assert.ts';
import type { Asset } from './assets.ts';
import { feeBy } from './fees.ts';
import { add, isMoreThan, type Money, money } from './money.ts';
import type { AssetTerms, TermsByAsset } from './terms.ts';
import type { VerificationLevel } from './verification.ts';

/**
 * What a rail pays out, by asset of the wallet. Amounts are what arrives, or what another asset arrives for; the fee comes on top.
 */
export type PayoutTerms = TermsByAsset;

/** The fee of a withdrawal, which comes on top of what arrives; rounded as its schedule says, in the house's favour. */
export const withdrawalFee = (amount: Money, { fee }: AssetTerms): Money => feeBy(amount, fee);

/** What leaves the player: what arrives, and its fee. */
export const withdrawalTotal = (amount: Money, terms: AssetTerms): Money => add(amount, withdrawalFee(amount, terms));

/** The largest amount whose fee can still be paid from `available`, at most what the terms allow; undefined when even the least cannot. */
export function mostWithdrawable(available: Money, terms: AssetTerms): Money | undefined {
  const isPaid = (minor: bigint) =>
    minor + withdrawalFee(money(available.asset, minor), terms).minor <= available.minor;
  let [fits, tooMuch] = [terms.least, smaller(terms.most, available.minor) + 1n];
  if (fits >= tooMuch || !isPaid(fits)) return undefined;
  // More costs no less: what can be paid ends in one place, and that is found by halving.
  while (tooMuch - fits > 1n) {
    const middle = (fits + tooMuch) / 2n;
    if (isPaid(middle)) fits = middle;
    else tooMuch = middle;
  }
  return money(available.asset, fits);
}
const smaller = (a: bigint, b: bigint): bigint => (a < b ? a : b);

/**
 * The fee of a withdrawal that was paid in part: the same share of its fee, rounded down, in the player's favour, by less
 * than one minor unit.
 */
export function feeForPart(fee: Money, paid: Money, amount: Money): Money {
  assert(!isMoreThan(paid, amount) && amount.minor > 0n, 'a part is not more than the whole');
  return money(fee.asset, (fee.minor * paid.minor) / amount.minor);
}

/** Of half, a quarter and so on of what can be withdrawn, round sums: what is offered to press. The last is all of it. */
export function offeredWithdrawals(available: Money, terms: AssetTerms): Money[] {
  const most = mostWithdrawable(available, terms);
  if (!most) return [];
  const round = ROUND.filter((minor) => minor >= terms.least && minor < most.minor).slice(-3);
  return [...round.map((minor) => money(available.asset, minor)), most];
}
/** In minor units of a currency with two decimal places. */
const ROUND = [1_000n, 2_000n, 5_000n, 10_000n, 25_000n, 50_000n, 100_000n, 250_000n];

export const withdrawalStatuses = [
  /** The money is held; the player has not confirmed with the code yet. */
  'awaiting-code',
  /** Confirmed; being looked at. */
  'confirmed',
  /** Two members of staff must approve. */
  'awaiting-approval',
  /** On its way: its parts are being sent, or the provider has them. */
  'sending',
  'paid',
  /** Some parts were paid, the rest was refused and is free again. */
  'paid-in-part',
  /** The provider refused it, or nothing was sent after all; the money is free again. */
  'refused',
  /** Nothing was sent: what would have arrived was less than the player was shown, by more than the tolerance. */
  'rate-moved',
  /** Staff declined it before anything was sent. */
  'declined',
  /** Never confirmed. */
  'expired',
  /** The player took it back. */
  'cancelled',
] as const;
export type WithdrawalStatus = (typeof withdrawalStatuses)[number];

/** How a withdrawal ended; undefined while it has not. */
export const isOver = (status: WithdrawalStatus): boolean => endings.has(status);
const endings: ReadonlySet<WithdrawalStatus> = new Set([
  'paid',
  'paid-in-part',
  'refused',
  'rate-moved',
  'declined',
  'expired',
  'cancelled',
]);

/**
 * Where a part of a payout stands. `unknown` comes to an end by a look-up or a person, never by waiting. `returned` was paid, and
 * came back.
 */
export const payoutStates = ['planned', 'sending', 'accepted', 'paid', 'refused', 'dropped', 'returned'] as const;
export type PayoutState = (typeof payoutStates)[number];

/** Why a payout over a chain was refused, where a player can do something about it, or should know that they cannot. */
export const refusalCauses = [
  /** Their address sent it back, or the issuer of the asset lets it take none. */
  'recipient-refuses',
  /** Their address is frozen: nothing was sent. */
  'recipient-frozen',
  /** It failed at ours, and their address had no part in it. */
  'ours',
] as const;
export type RefusalCause = (typeof refusalCauses)[number];

/** @param answer the rail's last word on a part that was refused */
export const refusalCauseOf = (answer: string): RefusalCause | undefined => causes.get(answer);
const causes: ReadonlyMap<string, RefusalCause> = new Map([
  ['recipient-refuses', 'recipient-refuses'],
  ['recipient-frozen', 'recipient-frozen'],
  ['jetton-wallet-refuses', 'ours'],
]);

/** Limits a player set on play, or that were set for them. None of them keeps their own money from them. */
export const restrictions = ['cooling-off', 'self-exclusion'] as const;
export type Restriction = (typeof restrictions)[number];

/** What is known of the player when they ask for money; what is not built yet is said by whoever builds it. */
export type WithdrawalFacts = {
  /** Cash that is neither held nor at stake. */
  readonly available: Money;
  /** The rail's terms for this asset; undefined when no rail pays it out. */
  readonly terms: AssetTerms | undefined;
  readonly railPaused: boolean;
  /** Another asset would arrive, and nobody knows its rate at the moment: no quote beats a wrong one. */
  readonly lacksRate?: boolean;
  /** The most that the rail's own rules let go back to where the money came from; undefined when they set no bound. */
  readonly coverable: Money | undefined;
  /** Why no more may go this way, where it is that: so much of the player's payments goes back by another way first. */
  readonly goesBackFirst?: { readonly rail: string; readonly left: Money } | undefined;
  /** Set where this amount needs a destination and none was named: so much goes back the way it came, and needs none. */
  readonly withoutDestination?: Money | undefined;
  /** The destination that was named is not one of theirs, or not confirmed. */
  readonly isDestinationOpen?: boolean;
  /** What they owe of this asset, because a payment went back after it was credited: it is taken off what is available. */
  readonly debt?: Money | undefined;
  readonly canReceiveCode: boolean;
  /** Withdrawals of theirs that wait for a code, and those under way. */
  readonly unconfirmed: number;
  readonly underWay: number;
  readonly hasOpenDispute: boolean;
  /** What verification this asks for and they have not; undefined when there is none. */
  readonly missingVerification: VerificationLevel | undefined;
  /** What must still be wagered before a sticky bonus lets cash go, which may be nothing where free spins are left; undefined: no bonus keeps it. */
  readonly leftToWager: Money | undefined;
  /**
   * In force for this player. Here to say that they are looked at and never block: a player who excluded themselves is paid
   * what is theirs (GLI-19 v3.0, 2.5.6; MGA Player Protection Directive, 20).
   */
  readonly restrictions: readonly Restriction[];
};

export type Blocker =
  | { readonly reason: 'no-way-out' }
  | { readonly reason: 'rail-paused' }
  | { readonly reason: 'no-rate' }
  | { readonly reason: 'no-telegram' }
  | { readonly reason: 'open-dispute' }
  | { readonly reason: 'verification-missing'; readonly level: VerificationLevel }
  | { readonly reason: 'bonus-locked'; readonly left: Money }
  | { readonly reason: 'unconfirmed-withdrawal' }
  | { readonly reason: 'too-many-under-way'; readonly count: number }
  | { readonly reason: 'below-minimum'; readonly least: Money }
  | { readonly reason: 'above-maximum'; readonly most: Money }
  | { readonly reason: 'not-coverable'; readonly most: Money }
  | { readonly reason: 'goes-back-first'; readonly rail: string; readonly left: Money; readonly most: Money }
  | { readonly reason: 'destination-missing'; readonly most: Money }
  | { readonly reason: 'destination-unconfirmed' }
  | { readonly reason: 'owes'; readonly debt: Money }
  | { readonly reason: 'insufficient-funds'; readonly available: Money; readonly fee: Money };

export const blockerReasons = [
  'no-way-out',
  'rail-paused',
  'no-rate',
  'no-telegram',
  'open-dispute',
  'verification-missing',
  'bonus-locked',
  'unconfirmed-withdrawal',
  'too-many-under-way',
  'below-minimum',
  'above-maximum',
  'not-coverable',
  'goes-back-first',
  'destination-missing',
  'destination-unconfirmed',
  'owes',
  'insufficient-funds',
] as const satisfies readonly Blocker['reason'][];

/** So many may be under way at once: each holds money and may need a person. */
export const MOST_UNDER_WAY = 10;

/** Everything that stands in the way of any withdrawal, whatever its amount, answered at once: nobody is sent from one counter to the next. */
export function blockersOf(facts: WithdrawalFacts): Blocker[] {
  const { terms, available } = facts;
  const { asset } = available;
  const blockers: Blocker[] = [];
  if (!terms) blockers.push({ reason: 'no-way-out' });
  else if (facts.railPaused) blockers.push({ reason: 'rail-paused' });
  else if (facts.lacksRate) blockers.push({ reason: 'no-rate' });
  if (!facts.canReceiveCode) blockers.push({ reason: 'no-telegram' });
  if (facts.hasOpenDispute) blockers.push({ reason: 'open-dispute' });
  if (facts.missingVerification !== undefined)
    blockers.push({ reason: 'verification-missing', level: facts.missingVerification });
  if (facts.leftToWager) blockers.push({ reason: 'bonus-locked', left: facts.leftToWager });
  if (facts.unconfirmed > 0) blockers.push({ reason: 'unconfirmed-withdrawal' });
  if (facts.underWay >= MOST_UNDER_WAY) blockers.push({ reason: 'too-many-under-way', count: facts.underWay });
  if (terms && !mostWithdrawable(available, terms))
    blockers.push(...owes(facts), {
      reason: 'insufficient-funds',
      available,
      fee: withdrawalFee(money(asset, terms.least), terms),
    });
  if (terms && facts.coverable && facts.coverable.minor < terms.least)
    blockers.push(notCoverable(facts, facts.coverable));
  return blockers;
}

/** These speak of an amount, and are judged anew for the one that is asked for. */
const OF_AN_AMOUNT: ReadonlySet<Blocker['reason']> = new Set([
  'owes',
  'insufficient-funds',
  'not-coverable',
  'goes-back-first',
]);

/** Everything that stands in the way of withdrawing just this amount, all of it at once. */
export function blockersFor(amount: Money, facts: WithdrawalFacts): Blocker[] {
  const { terms, available, coverable } = facts;
  const general = blockersOf(facts).filter(({ reason }) => !OF_AN_AMOUNT.has(reason));
  if (!terms) return general;
  const { asset } = available;
  assert(amount.asset === asset, `a wallet in ${asset} pays no ${amount.asset}`);
  if (amount.minor < terms.least) general.push({ reason: 'below-minimum', least: money(asset, terms.least) });
  if (amount.minor > terms.most) general.push({ reason: 'above-maximum', most: money(asset, terms.most) });
  if (coverable && isMoreThan(amount, coverable)) general.push(notCoverable(facts, coverable));
  else if (facts.isDestinationOpen === false) general.push({ reason: 'destination-unconfirmed' });
  else if (facts.withoutDestination) general.push({ reason: 'destination-missing', most: facts.withoutDestination });
  if (amount.minor > available.minor || isMoreThan(withdrawalTotal(amount, terms), available))
    general.push(...owes(facts), {
      reason: 'insufficient-funds',
      available,
      fee: amount.minor > available.minor ? money(asset, 0n) : withdrawalFee(amount, terms),
    });
  return general;
}

/** Why there is less than the player sees in their cash, where it is that. */
const owes = ({ debt }: WithdrawalFacts): Blocker[] => (debt && debt.minor > 0n ? [{ reason: 'owes', debt }] : []);

/** How much may go this way at all, and what goes another way first, where it is that. */
const notCoverable = ({ goesBackFirst }: WithdrawalFacts, most: Money): Blocker =>
  goesBackFirst ? { reason: 'goes-back-first', ...goesBackFirst, most } : { reason: 'not-coverable', most };

/**
 * What may leave beside the payments that go back this way: what the player has beyond all their payments that can go back at all,
 * because money that came by a card goes back to it before it goes anywhere else.
 */
export const beyondPayments = (available: Money, goesBackHere: Money, goesBackElsewhere: Money): Money =>
  money(available.asset, max(0n, available.minor - goesBackHere.minor - goesBackElsewhere.minor));
const max = (a: bigint, b: bigint): bigint => (a > b ? a : b);

/** From where on two members of staff must approve, in minor units by asset. An asset without a line needs them always. */
export type ApprovalThresholds = { readonly [A in Asset]?: bigint };

/** How many different members of staff must approve. */
export const APPROVERS = 2;

/** @param today what the player has taken out of this asset, or is about to, in the last day beside this: splitting it changes nothing */
export const needsApproval = (amount: Money, today: Money, thresholds: ApprovalThresholds): boolean => {
  const above = thresholds[amount.asset];
  return above === undefined || add(amount, today).minor > above;
};
