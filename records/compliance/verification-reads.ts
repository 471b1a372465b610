import type { PlayerId, StaffId } from '../../contracts/ids.ts';
import {
  type AgainReason,
  type AskedBecause,
  type AskedState,
  type CheckKind,
  type CheckOutcome,
  type DocumentKind,
  documentKinds,
  type RefusedReason,
  type VerificationLevel,
  type VerificationStatus,
  verificationLevels,
} from '../../domain/verification.ts';
import { sql, type Tx } from '../../prisma/tx.ts';

type Reader = Pick<Tx, 'query'>;

export type Asked = { readonly kind: DocumentKind; readonly state: AskedState; readonly why: AgainReason | undefined };
export type Check = { readonly kind: CheckKind; readonly outcome: CheckOutcome; readonly found: readonly string[] };

/** Where a player's verification stands; nothing of it names them. */
export type VerificationView = {
  readonly player: PlayerId;
  readonly status: VerificationStatus;
  readonly level: VerificationLevel;
  /** Calendar days, UTC: the level holds until the end of it. */
  readonly levelUntil: string | undefined;
  readonly documentUntil: string | undefined;
  readonly aims: VerificationLevel;
  readonly revision: number;
  readonly because: AskedBecause | undefined;
  readonly answerBy: Date | undefined;
  readonly submittedAt: Date | undefined;
  readonly reviewBy: Date | undefined;
  readonly decidedAt: Date | undefined;
  readonly refusedWhy: RefusedReason | undefined;
  readonly hasFacts: boolean;
  readonly toldIn: number | undefined;
  readonly asked: readonly Asked[];
  /** Of the submission that was looked at last. */
  readonly checks: readonly (Check & { readonly at: Date })[];
  /** Who has approved this submission already. */
  readonly approvedBy: readonly StaffId[];
};

type VerificationRow = {
  player_id: PlayerId;
  status: VerificationStatus;
  level: number;
  level_until: string | null;
  document_until: string | null;
  aims: number;
  revision: number;
  because: AskedBecause | null;
  answer_by: Date | null;
  submitted_at: Date | null;
  review_by: Date | null;
  decided_at: Date | null;
  refused_why: RefusedReason | null;
  has_facts: boolean;
  told_in: number | null;
  asked: { kind: DocumentKind; state: AskedState; why: AgainReason | null }[];
  checks: (Check & { at: string })[];
  approved_by: StaffId[];
};

/** Undefined: nobody ever asked to verify this player. Whom we refused under one account is refused under every account of theirs. */
export async function readVerification(tx: Reader, player: PlayerId): Promise<VerificationView | undefined> {
  const [row] = await tx.query<VerificationRow>(sql`
    select v.player_id, case when compliance.is_refused(v.player_id) then 'refused' else v.status end as status, v.level, v.level_until::text, v.document_until::text, v.aims, v.revision, v.because, v.answer_by,
      v.submitted_at, v.review_by, v.decided_at, v.refused_why, v.facts is not null as has_facts, v.told_in,
      coalesce((select jsonb_agg(jsonb_build_object('kind', a.kind, 'state', a.state, 'why', a.why))
        from compliance.asked_document a where a.player_id = v.player_id), '[]') as asked,
      coalesce((select jsonb_agg(jsonb_build_object('kind', c.kind, 'outcome', c.outcome, 'found', c.found, 'at', c.at))
        from compliance.verification_check c where c.player_id = v.player_id and c.revision = (
          select max(l.revision) from compliance.verification_check l where l.player_id = v.player_id)), '[]') as checks,
      array(select d.staff_id from compliance.verification_decision d
        where d.player_id = v.player_id and d.revision = v.revision and d.outcome = 'approve' order by d.at) as approved_by
    from compliance.verification v where v.player_id = ${player}`);
  return row && viewOf(row);
}

const viewOf = (row: VerificationRow): VerificationView => ({
  player: row.player_id,
  status: row.status,
  level: levelOf(row.level),
  levelUntil: row.level_until ?? undefined,
  documentUntil: row.document_until ?? undefined,
  aims: levelOf(row.aims),
  revision: row.revision,
  because: row.because ?? undefined,
  answerBy: row.answer_by ?? undefined,
  submittedAt: row.submitted_at ?? undefined,
  reviewBy: row.review_by ?? undefined,
  decidedAt: row.decided_at ?? undefined,
  refusedWhy: row.refused_why ?? undefined,
  hasFacts: row.has_facts,
  toldIn: row.told_in ?? undefined,
  asked: [...row.asked]
    .sort((a, b) => documentKinds.indexOf(a.kind) - documentKinds.indexOf(b.kind))
    .map(({ kind, state, why }) => ({ kind, state, why: why ?? undefined })),
  checks: row.checks.map(({ kind, outcome, found, at }) => ({ kind, outcome, found: found ?? [], at: new Date(at) })),
  approvedBy: row.approved_by,
});

const levelOf = (rank: number): VerificationLevel => verificationLevels[rank] ?? 'none';
export const rankOf = (level: VerificationLevel): number => verificationLevels.indexOf(level);

/** What the level is worth on this day: it ends with the document it stands on, and with a refusal. */
export const levelOn = (
  v: Pick<VerificationView, 'status' | 'level' | 'levelUntil'>,
  day: string,
): VerificationLevel =>
  v.status === 'refused' || (v.levelUntil !== undefined && v.levelUntil < day) ? 'none' : v.level;

/** The calendar day of a moment, UTC. */
export const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** One of two checks that a person must look at with a colleague: the name is like one of the lists. */
export const approvalsNeeded = (checks: readonly Pick<Check, 'kind' | 'outcome'>[]): 1 | 2 =>
  checks.some(({ kind, outcome }) => kind === 'sanctions' && (outcome === 'look' || outcome === 'fail')) ? 2 : 1;

/** What the player says of themselves, as it is sealed. */
export async function sealedFacts(tx: Reader, player: PlayerId): Promise<Buffer | undefined> {
  const [row] = await tx.query<{ facts: Buffer | null }>(
    sql`select facts from compliance.verification where player_id = ${player}`,
  );
  return row?.facts ?? undefined;
}

/** What was decided about a player, the newest first. */
export type DecisionView = {
  readonly at: Date;
  readonly staff: StaffId;
  readonly outcome: string;
  readonly decision: Readonly<Record<string, string>>;
};

export const readDecisions = (tx: Reader, player: PlayerId): Promise<DecisionView[]> =>
  tx.query<DecisionView>(sql`
    select at, staff_id as staff, outcome, decision from compliance.verification_decision
    where player_id = ${player} order by at desc, staff_id`);

/** What was decided by this pass; undefined: nothing. */
export async function readDecisionBy(
  tx: Reader,
  player: PlayerId,
  pass: string,
): Promise<'approve' | 'ask-again' | 'refuse' | undefined> {
  const [row] = await tx.query<{ outcome: 'approve' | 'ask-again' | 'refuse' }>(
    sql`select outcome from compliance.verification_decision where player_id = ${player} and pass_id = ${pass}`,
  );
  return row?.outcome;
}

/** A verification that waits for a person. */
export type WaitingCase = Pick<
  VerificationView,
  'player' | 'status' | 'aims' | 'because' | 'submittedAt' | 'reviewBy'
> & {
  /** How many of the checks a person must look at. */
  readonly looks: number;
};

/** Those that wait for a person, the longest waiting first. */
export async function readWaitingCases(tx: Reader, atMost: number): Promise<WaitingCase[]> {
  const rows = await tx.query<VerificationRow & { looks: number }>(sql`
    select v.player_id, v.status, v.aims, v.because, v.submitted_at, v.review_by,
      (select count(*)::int from compliance.verification_check c
        where c.player_id = v.player_id and c.revision = v.revision and c.outcome <> 'pass') as looks
    from compliance.verification v where v.status in ('checking', 'in-review') and not compliance.is_refused(v.player_id)
    order by v.submitted_at, v.player_id limit ${atMost}`);
  return rows.map((row) => ({
    player: row.player_id,
    status: row.status,
    aims: levelOf(row.aims),
    because: row.because ?? undefined,
    submittedAt: row.submitted_at ?? undefined,
    reviewBy: row.review_by ?? undefined,
    looks: row.looks,
  }));
}

/** Verified players who were not looked for in this edition of the lists yet. */
export async function readUnscreened(tx: Reader, edition: string, atMost: number): Promise<PlayerId[]> {
  const rows = await tx.query<{ player: PlayerId }>(sql`
    select player_id as player from compliance.verification
    where status = 'approved' and facts is not null and screened_by is distinct from ${edition}
      and not compliance.is_refused(player_id) order by player_id limit ${atMost}`);
  return rows.map(({ player }) => player);
}
