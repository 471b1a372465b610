import type { Jurisdiction } from '../domain/jurisdictions/jurisdiction.ts';
import type { Transaction, Tx } from '../prisma/tx.ts';
import type { Enqueue } from '../records/delivery/outbox.ts';
import type { Hint } from '../runtime/pokes.ts';
import type { Screening } from '../runtime/screening/screening.ts';
import type { NamedKey } from '../runtime/settings.ts';
import { askVerification } from '../use-cases/ask-verification.ts';
import { factsVault } from '../use-cases/facts.ts';
import { sentDocuments } from '../use-cases/sent-documents.ts';
import { showVerification } from '../use-cases/show-verification.ts';
import { staffVerification } from '../use-cases/staff-verification.ts';
import { submitVerification } from '../use-cases/submit-verification.ts';
import { kycWaits } from '../use-cases/tell-verification.ts';
import type { ApiDeps } from './deps.ts';
import type { Guard } from './guard.ts';

/** What verifying needs besides what everything needs. */
export type Verifying = { readonly profile: Jurisdiction; readonly screening: Screening };

type VerifyingParts = {
  readonly query: Tx['query'];
  readonly transaction: Transaction;
  readonly enqueue: Enqueue;
  readonly hint: Hint;
  readonly now: () => number;
  readonly bots: readonly { readonly botId: string }[];
  readonly payouts: { readonly dataKeys: readonly NamedKey[] };
  readonly workflowsUrl: string | undefined;
  readonly verifying: Verifying;
};

/** Players are verified: they ask, send and read; staff read what to decide by. */
export function serveVerifications(parts: VerifyingParts, guard: Guard): Pick<ApiDeps, 'kyc' | 'staffKyc'> {
  const { query, transaction, now, payouts, verifying } = parts;
  const { profile, screening } = verifying;
  const vault = factsVault(payouts.dataKeys);
  const deps = { ...parts, profile, vault, documents: sentDocuments, waits: kycWaits, bot: parts.bots[0]?.botId };
  const show = showVerification({ documents: sentDocuments, profile, now });
  return {
    kyc: {
      guard,
      promises: profile,
      show: (player) => show({ query }, player),
      ask: askVerification(deps),
      submit: payouts.dataKeys.length === 0 ? undefined : submitVerification(deps),
    },
    staffKyc: {
      guard,
      workflows: parts.workflowsUrl,
      reviews: staffVerification({ transaction, query, vault, documents: sentDocuments, screening }),
      now,
    },
  };
}
