import type { PlayerId } from '../contracts/ids.ts';
import type { Jurisdiction } from '../domain/jurisdictions/jurisdiction.ts';
import type { Facts } from '../domain/verification-checks.ts';
import type { Transaction } from '../prisma/tx.ts';
import { append } from '../records/audit/append.ts';
import { holdVerification, submit } from '../records/compliance/verification.ts';
import type { VerificationView } from '../records/compliance/verification-reads.ts';
import type { PlayerVault } from '../records/identity/vault.ts';
import { sealFacts } from './facts.ts';
import { type SentDocuments, sentNow } from './sent-documents.ts';
import { needsFacts } from './show-verification.ts';
import { redrawForPlayer, type TellDeps, wakeKyc } from './tell-verification.ts';

export type SubmitRefusal = { readonly reason: 'kyc-not-asked' | 'kyc-incomplete' | 'kyc-held' };

export type SubmitDeps = TellDeps & {
  readonly transaction: Transaction;
  readonly profile: Pick<Jurisdiction, 'reviewWithinMs'>;
  readonly vault: PlayerVault;
  readonly documents: SentDocuments;
  readonly now: () => number;
};

/**
 * A player says that all of it is sent, and who they are: the checks begin. Safe to repeat: what is being looked at is.
 * @param facts undefined: they said so before, and it stands. What nobody asked for is not taken: what a document was looked at with
 *   says until when it is good, and must not be changed where no document is looked at
 */
export const submitVerification =
  (deps: SubmitDeps) =>
  (player: PlayerId, facts: Facts | undefined): Promise<'submitted' | SubmitRefusal> =>
    deps.transaction(async (tx) => {
      const v = await holdVerification(tx, player);
      // Where a screening looks at somebody nothing was asked of them.
      if ((v?.status === 'checking' || v?.status === 'in-review') && v.because !== 'screening') return 'submitted';
      if (v?.status !== 'asked') return { reason: 'kyc-not-asked' };

      const waiting = v.asked.filter(({ state }) => state !== 'accepted').map(({ kind }) => kind);
      const sent = sentNow(v, await deps.documents.documentsOf(tx, player));
      if (v.asked.some(({ state }) => state === 'asked' || state === 'again')) return { reason: 'kyc-incomplete' };
      if (sent.some(({ state }) => state === 'held')) return { reason: 'kyc-held' };
      const isAskedWho = needsFacts(v);
      if (isAskedWho && !facts) return { reason: 'kyc-incomplete' };

      const sealed = isAskedWho && facts ? await sealFacts(deps.vault, tx, player, facts) : undefined;
      await submit(tx, player, { facts: sealed, reviewBy: new Date(deps.now() + deps.profile.reviewWithinMs) });
      const submitted = (await holdVerification(tx, player)) as VerificationView;
      const detail = { kinds: waiting, revision: submitted.revision };
      await append(tx, { actor: 'player', actorId: player, action: 'verification.submitted', subject: player, detail });
      await wakeKyc(deps, tx, submitted);
      await redrawForPlayer(deps, tx, submitted, 'submitted');
      return 'submitted';
    });
