import type { PlayerId } from '../contracts/ids.ts';
import type { Decision } from '../contracts/staff-actions.ts';
import type { Jurisdiction } from '../domain/jurisdictions/jurisdiction.ts';
import { type AgainReason, type DocumentKind, documentKinds } from '../domain/verification.ts';
import { standsInTheWay } from '../domain/verification-checks.ts';
import type { Transaction, Tx } from '../prisma/tx.ts';
import { append } from '../records/audit/append.ts';
import { isOneOf, isOwnCase } from '../records/compliance/own-case.ts';
import { approve, askAgain, holdVerification, keepDecision, refuse } from '../records/compliance/verification.ts';
import {
  approvalsNeeded,
  rankOf,
  readDecisionBy,
  type VerificationView,
} from '../records/compliance/verification-reads.ts';
import type { Reviewer } from '../records/identity/passes.ts';
import { hintVerification, type TellDeps, tellPlayer } from './tell-verification.ts';

export type KycDecision = Decision<'kyc.approve'> | Decision<'kyc.ask-again'> | Decision<'kyc.refuse'>;

/** Why a decision is not taken; each has a sentence for whoever pressed. */
export const decisionRefusals = [
  'too-late',
  'own-case',
  'same-person',
  'beyond-documents',
  'check-failed',
  'match-not-judged',
  'no-match-to-judge',
  'nothing-wrong',
  'not-sent',
  'not-said',
] as const;
export type DecisionRefusal = (typeof decisionRefusals)[number];

export type Decided = 'approved' | 'approved-by-one' | 'asked-again' | 'refused' | DecisionRefusal;

export type DecideDeps = TellDeps & {
  readonly transaction: Transaction;
  readonly profile: Pick<Jurisdiction, 'documents' | 'answerWithinMs'>;
  readonly now: () => number;
};

/**
 * A reviewer decides about what was sent, by their pass. Safe to repeat under the same pass: it answers as before, and the player is
 * told once.
 */
export const decideVerification =
  (deps: DecideDeps) =>
  (player: PlayerId, by: Reviewer, decision: KycDecision): Promise<Decided> =>
    deps.transaction(async (tx) => {
      const v = await holdVerification(tx, player);
      const before = await readDecisionBy(tx, player, by.pass);
      if (before) return before === 'approve' && v?.status === 'in-review' ? 'approved-by-one' : DONE[before];
      const why = v ? await whyNot(tx, v, by, decision, deps) : 'too-late';
      if (v && why === undefined) return take(deps, tx, v, by, decision);
      const { staff, pass } = by;
      const detail = { pass, reason: why, outcome: decision.outcome };
      await append(tx, {
        actor: 'staff',
        actorId: staff,
        action: 'verification.decision-refused',
        subject: player,
        detail,
      });
      return why as DecisionRefusal;
    });

const DONE = { approve: 'approved', 'ask-again': 'asked-again', refuse: 'refused' } as const;

async function whyNot(
  tx: Tx,
  v: VerificationView,
  { staff }: Reviewer,
  decision: KycDecision,
  { profile }: Pick<DecideDeps, 'profile'>,
): Promise<DecisionRefusal | undefined> {
  if (v.status !== 'in-review') return 'too-late';
  if (await isOwnCase(tx, staff, v.player)) return 'own-case';
  if (decision.outcome === 'approve' && (await isOneOf(tx, staff, v.approvedBy))) return 'same-person';
  switch (decision.outcome) {
    case 'approve':
      return whyNotApproved(v, decision, profile);
    case 'ask-again':
      return whyNotAskedAgain(v, decision);
    case 'refuse':
      return undefined;
  }
}

function whyNotApproved(
  v: VerificationView,
  { level, reason }: Decision<'kyc.approve'>,
  profile: DecideDeps['profile'],
): DecisionRefusal | undefined {
  const seen = v.asked.map(({ kind }) => kind);
  if (rankOf(level) > rankOf(v.aims) || profile.documents[level].some((kind) => !seen.includes(kind)))
    return 'beyond-documents';
  if (standsInTheWay(v.checks)) return 'check-failed';
  const isMatch = approvalsNeeded(v.checks) === 2;
  if (isMatch !== (reason === 'match-is-somebody-else')) return isMatch ? 'match-not-judged' : 'no-match-to-judge';
  return undefined;
}

/** Once, and complete: of everything that was sent the reviewer says whether it is fine. */
function whyNotAskedAgain(v: VerificationView, decision: Decision<'kyc.ask-again'>): DecisionRefusal | undefined {
  const sent = v.asked.filter(({ state }) => state === 'received').map(({ kind }) => kind);
  if (documentKinds.some((kind) => decision[kind] !== 'not-asked' && !v.asked.some((asked) => asked.kind === kind)))
    return 'not-sent';
  if (sent.some((kind) => decision[kind] === 'not-asked')) return 'not-said';
  return Object.keys(wrongIn(decision)).length === 0 ? 'nothing-wrong' : undefined;
}

const wrongIn = (decision: Decision<'kyc.ask-again'>): Partial<Record<DocumentKind, AgainReason>> =>
  Object.fromEntries(
    documentKinds.flatMap((kind) => {
      const said = decision[kind];
      return said === 'fine' || said === 'not-asked' ? [] : [[kind, said] as const];
    }),
  );

async function take(
  deps: DecideDeps,
  tx: Tx,
  v: VerificationView,
  by: Reviewer,
  decision: KycDecision,
): Promise<Decided> {
  const { player, revision } = v;
  const { outcome } = decision;
  const isNew = await keepDecision(tx, player, { revision, ...by, outcome, decision });
  if (!isNew) return 'same-person';
  const action = (
    {
      approve: 'verification.approved',
      'ask-again': 'verification.asked-again',
      refuse: 'verification.refused',
    } as const
  )[outcome];
  const said = { actor: 'staff', actorId: by.staff, action, subject: player } as const;
  await append(tx, { ...said, detail: { pass: by.pass, revision, decision } });
  if (outcome === 'approve' && v.approvedBy.length + 1 < approvalsNeeded(v.checks)) return 'approved-by-one';

  if (outcome === 'approve') await approve(tx, player, decision.level);
  else if (outcome === 'refuse') await refuse(tx, player, decision.reason);
  else await askAgain(tx, player, wrongIn(decision), new Date(deps.now() + deps.profile.answerWithinMs));
  const after = (await holdVerification(tx, player)) as VerificationView;
  // Somebody whose name was like one on a list, and is not that person, never learns that people looked.
  if (v.because === 'screening' && outcome === 'approve') hintVerification(deps.hint, tx, player);
  else await tellPlayer(deps, tx, after);
  return DONE[outcome];
}
