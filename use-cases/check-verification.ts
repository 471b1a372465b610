import type { PlayerId } from '../contracts/ids.ts';
import type { Jurisdiction } from '../domain/jurisdictions/jurisdiction.ts';
import {
  checkAge,
  checkDuplicate,
  checkExpiry,
  checkFiles,
  checkName,
  checkSanctions,
  type Finding,
  fullName,
} from '../domain/verification-checks.ts';
import type { Transaction, Tx } from '../prisma/tx.ts';
import { append } from '../records/audit/append.ts';
import { keepLikenesses } from '../records/compliance/likenesses.ts';
import { holdVerification, keepChecks } from '../records/compliance/verification.ts';
import { dayOf, type VerificationView } from '../records/compliance/verification-reads.ts';
import type { PlayerVault } from '../records/identity/vault.ts';
import type { Screening } from '../runtime/screening/screening.ts';
import type { NamedKey } from '../runtime/settings.ts';
import { likenessesOf, openFacts } from './facts.ts';
import { type SentDocuments, sentNow } from './sent-documents.ts';
import { redrawForPlayer, type TellDeps } from './tell-verification.ts';

export type CheckDeps = TellDeps & {
  readonly transaction: Transaction;
  readonly profile: Pick<Jurisdiction, 'leastAge'>;
  readonly vault: PlayerVault;
  readonly dataKeys: readonly NamedKey[];
  readonly documents: SentDocuments;
  readonly screening: Screening;
  /** Who holds the accounts that money of theirs goes to. */
  readonly holdersOf: (tx: Tx, player: PlayerId) => Promise<readonly string[]>;
  readonly now: () => number;
};

/**
 * Looks at what a player sent, without a person, and hands it to one. Safe to repeat: of one submission it is done once.
 * @throws while the sanctions lists cannot be read: nobody is cleared by half of them
 */
export const checkVerification =
  (deps: CheckDeps) =>
  async (player: PlayerId): Promise<void> => {
    // The lists may take long to come: they are at hand before anything is held.
    await deps.screening.edition();
    await deps.transaction(async (tx) => {
      const v = await holdVerification(tx, player);
      if (v?.status !== 'checking') return;
      const facts = await openFacts(deps.vault, tx, player);
      const edition = await deps.screening.edition();
      const checks = facts ? await lookAt(deps, tx, v, facts) : [checkFiles(kindsOf(v), [])];
      await keepChecks(tx, player, v.revision, { checks, documentUntil: facts?.expiresOn ?? undefined, edition });
      const outcomes = Object.fromEntries(checks.map(({ kind, outcome }) => [kind, outcome]));
      const detail = { revision: v.revision, outcomes };
      await append(tx, { actor: 'system', action: 'verification.checked', subject: player, detail });
      if (v.because !== 'screening') await redrawForPlayer(deps, tx, v, 'checked');
    });
  };

async function lookAt(
  deps: CheckDeps,
  tx: Tx,
  v: VerificationView,
  facts: NonNullable<Awaited<ReturnType<typeof openFacts>>>,
): Promise<Finding[]> {
  const { player } = v;
  const today = dayOf(deps.now());
  const matches = await deps.screening.screen({ name: fullName(facts), bornOn: facts.bornOn });
  const same = await keepLikenesses(tx, player, likenessesOf(deps.dataKeys, facts));
  const isSentByAnother = await deps.documents.isSentByAnother(tx, player);
  return [
    checkFiles(kindsOf(v), sentNow(v, await deps.documents.documentsOf(tx, player))),
    checkExpiry(facts, today),
    checkAge(facts, today, deps.profile.leastAge),
    checkName(facts, await deps.holdersOf(tx, player)),
    checkDuplicate([...same, ...(isSentByAnother ? (['file'] as const) : [])]),
    checkSanctions(matches, fullName(facts)),
  ];
}

/** What was accepted before was looked at then. */
const kindsOf = ({ asked }: VerificationView) =>
  asked.filter(({ state }) => state !== 'accepted').map(({ kind }) => kind);
