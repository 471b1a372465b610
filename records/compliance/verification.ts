import type { PlayerId, StaffId } from '../../contracts/ids.ts';
import { assert } from '../../domain/assert.ts';
import type {
  AgainReason,
  AskedBecause,
  DocumentKind,
  RefusedReason,
  VerificationLevel,
} from '../../domain/verification.ts';
import { sql, type Tx } from '../../prisma/tx.ts';
import { type Check, rankOf, readVerification, type VerificationView } from './verification-reads.ts';

/** The player's verification, held until the transaction ends: of two who move it, one waits. Undefined: nobody ever asked. */
export async function holdVerification(tx: Tx, player: PlayerId): Promise<VerificationView | undefined> {
  await tx.query(sql`select 1 from compliance.verification where player_id = ${player} for update`);
  return readVerification(tx, player);
}

/** The same, made where there was none. */
export async function openVerification(tx: Tx, player: PlayerId): Promise<VerificationView> {
  await tx.query(sql`
    insert into compliance.verification (player_id, status) values (${player}, 'idle') on conflict (player_id) do nothing`);
  const held = await holdVerification(tx, player);
  assert(held, 'a verification that was opened is there');
  return held;
}

export type Asking = {
  readonly aims: VerificationLevel;
  readonly because: AskedBecause;
  readonly kinds: readonly DocumentKind[];
  readonly answerBy: Date;
};

/**
 * Asks for these kinds, all at once. What was accepted before and is not among them stays accepted; where something was asked
 * already, what was sent of that stays sent.
 */
export async function askDocuments(
  tx: Tx,
  player: PlayerId,
  { aims, because, kinds, answerBy }: Asking,
): Promise<void> {
  await tx.query(sql`
    update compliance.verification set status = 'asked', aims = ${rankOf(aims)}, because = ${because},
      revision = revision + case when status = 'asked' then 0 else 1 end, asked_at = clock_timestamp(), answer_by = ${answerBy}, submitted_at = null, review_by = null
    where player_id = ${player}`);
  await tx.query(sql`
    insert into compliance.asked_document (player_id, kind, state, at)
    select ${player}, k, 'asked', clock_timestamp() from unnest(${[...kinds]}::text[]) k
    on conflict (player_id, kind) do update set state = 'asked', why = null, at = excluded.at
    where compliance.asked_document.state = 'accepted'`);
}

export type Submission = {
  /** Sealed; undefined: what was said before stands. */
  readonly facts: Buffer | undefined;
  readonly reviewBy: Date;
};

/** All that was asked for is there. */
export async function submit(tx: Tx, player: PlayerId, { facts, reviewBy }: Submission): Promise<void> {
  await tx.query(sql`
    update compliance.verification set status = 'checking', revision = revision + 1, submitted_at = clock_timestamp(),
      review_by = ${reviewBy}, facts = coalesce(${facts ?? null}, facts)
    where player_id = ${player}`);
}

/** A verified player's name is like one of the lists now: people look, and the level stays until they have. */
export async function openScreening(tx: Tx, player: PlayerId, reviewBy: Date): Promise<void> {
  await tx.query(sql`
    update compliance.verification set status = 'checking', because = 'screening', aims = level, revision = revision + 1,
      submitted_at = clock_timestamp(), review_by = ${reviewBy}
    where player_id = ${player}`);
}

export type Checked = {
  readonly checks: readonly Check[];
  /** The day the document ends; undefined: it says none. */
  readonly documentUntil: string | undefined;
  /** Which edition of the lists was looked in; undefined: there are none. */
  readonly edition: string | undefined;
};

/** What was found without a person, once for each submission: people look now. */
export async function keepChecks(
  tx: Tx,
  player: PlayerId,
  revision: number,
  { checks, documentUntil, edition }: Checked,
): Promise<void> {
  for (const { kind, outcome, found } of checks)
    await tx.query(sql`
      insert into compliance.verification_check (player_id, revision, kind, outcome, found)
      values (${player}, ${revision}, ${kind}, ${outcome}, ${[...found]}::text[]) on conflict do nothing`);
  await tx.query(sql`
    update compliance.verification set status = 'in-review', document_until = ${documentUntil ?? null}::date, screened_by = ${edition ?? null}
    where player_id = ${player}`);
}

/** They were looked for in this edition of the lists, and nothing was new. */
export async function keepScreened(tx: Tx, player: PlayerId, edition: string): Promise<void> {
  await tx.query(sql`update compliance.verification set screened_by = ${edition} where player_id = ${player}`);
}

export type Decision = {
  readonly revision: number;
  readonly staff: StaffId;
  readonly pass: string;
  readonly outcome: 'approve' | 'ask-again' | 'refuse';
  readonly decision: Readonly<Record<string, string>>;
};

/** What somebody decided about a submission. False: they decided about it before. */
export async function keepDecision(tx: Tx, player: PlayerId, d: Decision): Promise<boolean> {
  const rows = await tx.query(sql`
    insert into compliance.verification_decision (player_id, revision, staff_id, outcome, decision, pass_id)
    values (${player}, ${d.revision}, ${d.staff}, ${d.outcome}, ${JSON.stringify(d.decision)}::jsonb, ${d.pass})
    on conflict do nothing returning 1`);
  return rows.length > 0;
}

/** Verified: everything that was looked at is accepted, and the level ends with the document. */
export async function approve(tx: Tx, player: PlayerId, level: VerificationLevel): Promise<void> {
  await tx.query(sql`
    update compliance.verification set status = 'approved', level = ${rankOf(level)}, level_until = document_until,
      revision = revision + 1, decided_at = clock_timestamp(), answer_by = null
    where player_id = ${player}`);
  await tx.query(sql`
    update compliance.asked_document set state = 'accepted', why = null, at = clock_timestamp()
    where player_id = ${player} and state <> 'accepted'`);
}

/** Once more, for these; the others are accepted. */
export async function askAgain(
  tx: Tx,
  player: PlayerId,
  wrong: Readonly<Partial<Record<DocumentKind, AgainReason>>>,
  answerBy: Date,
): Promise<void> {
  const kinds = Object.keys(wrong);
  await tx.query(sql`
    update compliance.verification set status = 'asked', revision = revision + 1, decided_at = clock_timestamp(),
      answer_by = ${answerBy}, submitted_at = null, review_by = null
    where player_id = ${player}`);
  await tx.query(sql`
    insert into compliance.asked_document (player_id, kind, state, why, at)
    select ${player}, w.kind, 'again', w.why, clock_timestamp() from unnest(${kinds}::text[], ${Object.values(wrong)}::text[]) as w(kind, why)
    on conflict (player_id, kind) do update set state = excluded.state, why = excluded.why, at = excluded.at`);
  await tx.query(sql`
    update compliance.asked_document set state = 'accepted', why = null, at = clock_timestamp()
    where player_id = ${player} and state <> 'accepted' and kind <> all(${kinds}::text[])`);
}

export async function refuse(tx: Tx, player: PlayerId, why: RefusedReason): Promise<void> {
  await tx.query(sql`
    update compliance.verification set status = 'refused', refused_why = ${why}, revision = revision + 1,
      decided_at = clock_timestamp(), answer_by = null
    where player_id = ${player}`);
}

/** From now on the case is told of in the message of this revision. */
export async function keepToldIn(tx: Tx, player: PlayerId, revision: number): Promise<void> {
  await tx.query(sql`update compliance.verification set told_in = ${revision} where player_id = ${player}`);
}
