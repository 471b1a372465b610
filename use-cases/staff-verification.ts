import type { PlayerId, StaffId } from '../contracts/ids.ts';
import { type Facts, matchOf } from '../domain/verification-checks.ts';
import type { Transaction, Tx } from '../prisma/tx.ts';
import { append } from '../records/audit/append.ts';
import { isOwnCase } from '../records/compliance/own-case.ts';
import {
  type DecisionView,
  readDecisions,
  readVerification,
  readWaitingCases,
  type VerificationView,
  type WaitingCase,
} from '../records/compliance/verification-reads.ts';
import { readStaffNames } from '../records/identity/staff-reads.ts';
import type { PlayerVault } from '../records/identity/vault.ts';
import type { Screening } from '../runtime/screening/screening.ts';
import { openFacts } from './facts.ts';
import type { SentDocument, SentDocuments } from './sent-documents.ts';

/** One case as a reviewer sees it, without what is personal. */
export type CaseToReview = {
  readonly verification: VerificationView;
  readonly isOwn: boolean;
  readonly documents: readonly SentDocument[];
  readonly decisions: readonly DecisionView[];
  /** What the members of staff are called who decided. */
  readonly names: ReadonlyMap<string, string>;
};

/** What the player says of themselves, and who on the lists is like that. */
export type ShownFacts = {
  readonly facts: Facts | undefined;
  readonly matches: readonly {
    readonly list: string;
    readonly entry: string;
    readonly name: string;
    readonly score: number;
  }[];
};

type Refusal = { readonly reason: 'unknown-case' | 'own-case' };

type Deps = {
  readonly transaction: Transaction;
  readonly query: Tx['query'];
  readonly vault: PlayerVault;
  readonly documents: SentDocuments;
  readonly screening: Screening;
};

const MOST_CASES = 100;

/** What reviewers look at. What names the player is asked for on its own, and each look is in the trail. */
export const staffVerification = ({ transaction, query, vault, documents, screening }: Deps) => ({
  async cases(): Promise<{ readonly cases: readonly WaitingCase[]; readonly more: boolean }> {
    const found = await readWaitingCases({ query }, MOST_CASES + 1);
    return { cases: found.slice(0, MOST_CASES), more: found.length > MOST_CASES };
  },

  async look(staff: StaffId, player: PlayerId): Promise<CaseToReview | undefined> {
    const verification = await readVerification({ query }, player);
    if (!verification) return undefined;
    const decisions = await readDecisions({ query }, player);
    return {
      verification,
      isOwn: await isOwnCase({ query }, staff, player),
      documents: await documents.documentsOf({ query }, player),
      decisions,
      names: await readStaffNames({ query }, [...decisions.map((d) => d.staff), ...verification.approvedBy]),
    };
  },

  async showFacts(staff: StaffId, player: PlayerId): Promise<ShownFacts | Refusal> {
    const shown = await transaction(async (tx): Promise<CaseFacts | Refusal> => {
      const v = await readVerification(tx, player);
      if (!v) return { reason: 'unknown-case' };
      if (await isOwnCase(tx, staff, player)) return { reason: 'own-case' };
      await append(tx, { actor: 'staff', actorId: staff, action: 'verification.facts-shown', subject: player });
      return { facts: await openFacts(vault, tx, player), checks: v.checks };
    });
    if ('reason' in shown) return shown;
    const codes = shown.checks.filter(({ kind }) => kind === 'sanctions').flatMap(({ found }) => found);
    const matches = [];
    for (const code of codes) {
      const match = matchOf(code);
      // A list that cannot be read now must not hide what the player says.
      const name = match && (await screening.nameOf(match).catch(() => undefined));
      if (match) matches.push({ ...match, name: name ?? match.entry });
    }
    return { facts: shown.facts, matches };
  },
});

type CaseFacts = { readonly facts: Facts | undefined; readonly checks: VerificationView['checks'] };
