import type { PlayerId } from '../contracts/ids.ts';
import type { Asset } from '../domain/assets.ts';
import type { Money } from '../domain/money.ts';
import type { VerificationLevel } from '../domain/verification.ts';
import type { ApprovalThresholds, Restriction } from '../domain/withdrawals.ts';
import type { Tx } from '../prisma/tx.ts';
import { debtsOf } from '../records/ledger/reads.ts';
import { hasOpenDispute } from '../records/payments/reads.ts';
import { wasRefusedARefund } from '../records/payments/refundable.ts';
import type { WithdrawalView } from '../records/payments/withdrawal-reads.ts';
import { destinationRisks } from './destinations.ts';
import { lockedBy } from './withdrawal-bonus.ts';

/**
 * What is asked about a withdrawal of rooms that are built later. Each is an argument; `openSeams` says of each that nothing
 * stands in the way.
 */
export type WithdrawalSeams = {
  /** A payment of the player's is disputed: their withdrawals are frozen until it is over. */
  readonly hasOpenDispute: (tx: Tx, player: PlayerId) => Promise<boolean>;
  /** What verification a withdrawal of so much asks for and this player has not; undefined when there is none. */
  readonly missingVerification: (tx: Tx, player: PlayerId, amount: Money) => Promise<VerificationLevel | undefined>;
  /** What must still be wagered before a sticky bonus lets cash go; undefined: none keeps it. */
  readonly leftToWager: (tx: Tx, player: PlayerId, asset: Asset) => Promise<Money | undefined>;
  readonly restrictionsOf: (tx: Tx, player: PlayerId) => Promise<readonly Restriction[]>;
  /** Why people should look at it before it goes, each in a word; empty when it may go. */
  readonly risksOf: (tx: Tx, withdrawal: WithdrawalView, allowed: Allowed) => Promise<readonly string[]>;
};

/** What the operator's rules let go without people, for a withdrawal of its size. */
export type Allowed = {
  /** Also to an address that nobody proved to be theirs. */
  readonly unproven: boolean;
};

export const openSeams: WithdrawalSeams = {
  hasOpenDispute: async () => false,
  missingVerification: async () => undefined,
  leftToWager: async () => undefined,
  restrictionsOf: async () => [],
  risksOf: async () => [],
};

/** As the product asks today: what is not built yet stands in nobody's way. */
export const withdrawalSeams: WithdrawalSeams = {
  ...openSeams,
  hasOpenDispute,
  leftToWager: lockedBy(Date.now),
  risksOf: async (tx, withdrawal, allowed) => [
    ...(await destinationRisks(Date.now)(tx, withdrawal, allowed)),
    // What was taken back while this was held came out of nothing: people see that it does not leave besides.
    ...((await debtsOf(tx, withdrawal.player)).length > 0 ? ['owes'] : []),
    ...((await wasRefusedARefund(tx, withdrawal.player)) ? ['refund-refused'] : []),
  ],
};

/** What the operator decides about withdrawals. */
export type WithdrawalRules = {
  /** Above these, two members of staff must approve. */
  readonly approveAbove: ApprovalThresholds;
  /** Above these they must also where it goes to an address that nobody proved to be theirs, as an exchange's. */
  readonly unprovenAbove: ApprovalThresholds;
  /** Whether players may take a confirmed withdrawal back until it is on its way. */
  readonly mayCancel: boolean;
};
