import type { StaffId } from '../../contracts/ids.ts';
import { assert } from '../../domain/assert.ts';
import type { Asset } from '../../domain/assets.ts';
import { type Money, money } from '../../domain/money.ts';
import { sql, type Tx } from '../../prisma/tx.ts';

export type Raised = { readonly id: string; readonly isNews: boolean };

/** People should look at this workflow, for this reason. Raised again while it is open it is the same one, and no news. */
export async function raiseAttention(tx: Tx, subject: string, attention: string): Promise<Raised> {
  const [row] = await tx.query<{ id: string; is_news: boolean }>(
    sql`select id, is_news from payments.raise_attention(${subject}, ${attention})`,
  );
  assert(row, 'payments.raise_attention answers one row');
  return { id: row.id, isNews: row.is_news };
}

/** The one that is open; undefined when none is. */
export async function openAttention(tx: Tx, subject: string, attention: string): Promise<string | undefined> {
  const [row] = await tx.query<{ id: string }>(
    sql`select id from payments.attention where subject = ${subject} and attention = ${attention} and ended_at is null`,
  );
  return row?.id;
}

/** Something staff were called for, and nobody has seen to. */
export type OpenCall = { readonly subject: string; readonly attention: string; readonly since: Date };

export const openCalls = (tx: Pick<Tx, 'query'>, subjects: readonly string[]): Promise<OpenCall[]> =>
  tx.query<OpenCall>(sql`
    select subject, attention, since from payments.attention where subject = any(${[...subjects]}::text[]) and ended_at is null`);

/** Those that are open for this reason, whatever they are about. */
export const openCallsAbout = (tx: Pick<Tx, 'query'>, attention: string): Promise<OpenCall[]> =>
  tx.query<OpenCall>(sql`
    select subject, attention, since from payments.attention where attention = ${attention} and ended_at is null`);

/** Who saw to it, and by which action. */
export type SeenTo = { readonly staff: StaffId; readonly action: string };

/** It is over, by somebody or by itself. Answers which ended now; undefined when none was open. */
export async function endAttention(
  tx: Tx,
  subject: string,
  attention: string,
  by: SeenTo | undefined,
): Promise<string | undefined> {
  const [row] = await tx.query<{ id: string | null }>(
    sql`select payments.end_attention(${subject}, ${attention}, ${by?.staff ?? null}, ${by?.action ?? null}) as id`,
  );
  return row?.id ?? undefined;
}

/** What a message to the staff says: ids and amounts, and nobody of the players. */
export type AttentionView = {
  readonly subject: string;
  readonly attention: string;
  readonly since: Date;
  readonly rail: string | undefined;
  readonly amount: Money | undefined;
  readonly endedAt: Date | undefined;
  /** The name of who decided; undefined: nobody, it ended by itself. */
  readonly endedBy: string | undefined;
  readonly endedHow: string | undefined;
};

export async function readAttention(tx: Pick<Tx, 'query'>, id: string): Promise<AttentionView | undefined> {
  const [row] = await tx.query<{
    subject: string;
    attention: string;
    since: Date;
    rail: string | null;
    asset: Asset | null;
    minor: bigint | null;
    ended_at: Date | null;
    name: string | null;
    ended_how: string | null;
  }>(sql`
    select a.subject, a.attention, a.since, coalesce(w.rail, r.rail, o.rail) as rail, coalesce(w.asset, r.asset, q.pay_asset) as asset,
      coalesce(w.minor, r.minor, q.pay_minor) as minor, a.ended_at, s.name, a.ended_how
    from payments.attention a
      left join payments.withdrawal w on a.kind = 'withdrawal' and w.id = a.about_id
      left join payments.refund r on a.kind = 'refund' and r.reference = a.about_id
      left join payments."order" o on a.kind = 'deposit' and o.id = a.about_id
      left join payments.quote q on q.id = o.quote_id
      left join identity.staff s on s.id = a.ended_by
    where a.id = ${id}`);
  return (
    row && {
      subject: row.subject,
      attention: row.attention,
      since: row.since,
      rail: row.rail ?? undefined,
      amount: row.asset !== null && row.minor !== null ? money(row.asset, row.minor) : undefined,
      endedAt: row.ended_at ?? undefined,
      endedBy: row.name ?? undefined,
      endedHow: row.ended_how ?? undefined,
    }
  );
}
