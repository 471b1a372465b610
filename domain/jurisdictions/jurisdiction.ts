import type { Asset } from '../assets.ts';
import type { DocumentKind, VerificationLevel } from '../verification.ts';

/** A rule of a profile, and the clause it stands on: `npm run compliance-table` writes them down beside the tests that name them. */
export type Clause = {
  /** Stable, for tests and the table: `malta/cdd-at-2000`. */
  readonly id: string;
  /** The standard's own name and number: `MGA Player Protection Directive, 3(1)`. */
  readonly source: string;
  /** What it asks, in a sentence of ours. */
  readonly says: string;
  /** How the house keeps to it, in a sentence, with the place where it is written. */
  readonly rule: string;
};

/** How much may come in, by rolling days, before a level is reached. In the profile's currency, minor units. */
export type Threshold = {
  readonly days: number;
  /** Reached by what would make the total this or more. */
  readonly minor: bigint;
  /** Where the law counts in another currency: its amount, and how it was converted, on the safe side. */
  readonly converted?: string;
  readonly needs: VerificationLevel;
  readonly clause: string;
};

/** What the law of a place asks of the house. Data: one file each, tested clause by clause. */
export type Jurisdiction = {
  readonly id: string;
  readonly name: string;
  /** What its amounts are in; payments in others are converted at the rate they were credited by. */
  readonly currency: Asset;
  readonly leastAge: number;
  /** Whether somebody who is not verified may play; where not, they may not deposit either. */
  readonly playsBefore: VerificationLevel;
  /** The level a withdrawal needs. */
  readonly withdrawsFrom: VerificationLevel;
  readonly deposits: readonly Threshold[];
  readonly withdrawals: readonly Threshold[];
  /** What is asked for to reach a level, all at once. */
  readonly documents: Readonly<Record<Exclude<VerificationLevel, 'none'>, readonly DocumentKind[]>>;
  /** How long a player may take to send them. */
  readonly answerWithinMs: number;
  /** How long the house may take to look. */
  readonly reviewWithinMs: number;
  readonly clauses: readonly Clause[];
};
