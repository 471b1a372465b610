import type { PlayerId } from '../contracts/ids.ts';
import type { Jurisdiction } from '../domain/jurisdictions/jurisdiction.ts';
import type { AskedBecause, DocumentKind, VerificationLevel } from '../domain/verification.ts';
import type { Tx } from '../prisma/tx.ts';
import { append } from '../records/audit/append.ts';
import { askDocuments, holdVerification, openVerification } from '../records/compliance/verification.ts';
import { dayOf, levelOn, rankOf, type VerificationView } from '../records/compliance/verification-reads.ts';
import { type TellDeps, tellPlayer, wakeKyc } from './tell-verification.ts';

/**
 * Asks a player to be verified to a level, all documents at once, and starts their kyc workflow or wakes it. Safe to repeat; what
 * is asked already, or reached already, stays as it is.
 */
export type RequestVerification = (
  tx: Tx,
  player: PlayerId,
  wish: { readonly aims: Exclude<VerificationLevel, 'none'>; readonly because: AskedBecause },
) => Promise<'asked' | 'asked-already' | 'reached' | 'refused'>;

export type RequestDeps = TellDeps & { readonly profile: Jurisdiction; readonly now: () => number };

export const requestVerification =
  (deps: RequestDeps): RequestVerification =>
  async (tx, player, { aims, because }) => {
    const before = await openVerification(tx, player);
    const { profile, now } = deps;
    const today = dayOf(now());
    const isRenewal = because === 'document-expired';
    if (before.status === 'refused') return 'refused';
    if (isOpen(before) && (before.status !== 'asked' || rankOf(aims) <= rankOf(before.aims))) return 'asked-already';
    if (!isRenewal && rankOf(levelOn(before, today)) >= rankOf(aims)) return 'reached';

    const kinds = kindsFor(before, profile.documents[aims], isRenewal || levelOn(before, today) !== before.level);
    await askDocuments(tx, player, { aims, because, kinds, answerBy: new Date(now() + profile.answerWithinMs) });
    const asked = (await holdVerification(tx, player)) as VerificationView;
    await append(tx, {
      actor: because === 'player-wishes' ? 'player' : 'system',
      ...(because === 'player-wishes' ? { actorId: player } : {}),
      action: 'verification.asked',
      subject: player,
      detail: { aims, because, kinds, revision: asked.revision },
    });
    // More was asked for before it was answered: that is told once more.
    const moment = before.status === 'asked' ? `aims-${aims}` : undefined;
    await wakeKyc(deps, tx, asked, moment);
    await tellPlayer(deps, tx, asked, moment);
    return 'asked';
  };

const isOpen = ({ status }: VerificationView): boolean =>
  status === 'asked' || status === 'checking' || status === 'in-review';

/** What is to be sent for it: what was accepted is not asked for again, but for a document that ends. */
function kindsFor(before: VerificationView, needed: readonly DocumentKind[], hasEnded: boolean): DocumentKind[] {
  const accepted = before.asked.filter(({ state }) => state === 'accepted').map(({ kind }) => kind);
  const kinds = needed.filter((kind) => !accepted.includes(kind) || (hasEnded && kind === 'identity'));
  return kinds.length > 0 ? kinds : ['identity'];
}
