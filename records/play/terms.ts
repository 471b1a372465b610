import type { PlayerId } from '../../contracts/ids.ts';
import type { Asset } from '../../domain/assets.ts';
import { type DraftTerms, keptTerms, writeTerms } from '../../domain/bonus-terms.ts';
import type { BonusTerms, WrittenTerms } from '../../domain/bonuses.ts';
import { sql, type Tx } from '../../prisma/tx.ts';

type Reader = Pick<Tx, 'query'>;

/** @returns the version that is in force now: a new one, or the earlier where just these terms were in force. Safe to repeat. */
export async function publishTerms(tx: Tx, terms: DraftTerms): Promise<number | { readonly reason: 'code-taken' }> {
  const [row] = await tx.query<{ version: number }>(sql`
    select play.publish_bonus(${terms.id}, ${terms.kind}, ${terms.asset}, ${terms.code ?? null}, ${JSON.stringify(writeTerms(terms))}::jsonb) as version`);
  if (!row) throw new Error('play.publish_bonus answers one row');
  return row.version < 0 ? { reason: 'code-taken' } : row.version;
}

/** Nobody is offered it any more; what was offered stays. True when this call ended it. */
export async function closeBonus(tx: Tx, id: string): Promise<boolean> {
  const [row] = await tx.query<{ done: boolean }>(sql`select play.close_bonus(${id}) as done`);
  return row?.done === true;
}

/** The terms in force of an asset, the oldest first. */
export async function termsInForce(tx: Reader, asset: Asset): Promise<BonusTerms[]> {
  const rows = await tx.query<{ terms: WrittenTerms }>(
    sql`select terms from play.bonus where asset = ${asset} and ended_at is null order by published_at, id`,
  );
  return rows.map(({ terms }) => keptTerms(terms));
}

/** Of those the ones that this player may still come to, the oldest first. */
export async function termsToComeTo(tx: Reader, player: PlayerId, asset: Asset): Promise<BonusTerms[]> {
  const rows = await tx.query<{ terms: WrittenTerms }>(sql`
    select terms from play.bonus where asset = ${asset} and ended_at is null and play.may_come_to(${player}, id) order by published_at, id`);
  return rows.map(({ terms }) => keptTerms(terms));
}

/** The terms in force of a code, as `normalCode` writes it; undefined: there is no such code, or it is over. */
export async function termsOfCode(tx: Reader, code: string): Promise<BonusTerms | undefined> {
  const [row] = await tx.query<{ terms: WrittenTerms }>(
    sql`select terms from play.bonus where code = ${code} and ended_at is null`,
  );
  return row && keptTerms(row.terms);
}

/** Whether a bonus of this name was ever published, in force or not. */
export async function wasPublished(tx: Reader, id: string): Promise<boolean> {
  const rows = await tx.query(sql`select 1 from play.bonus where id = ${id} limit 1`);
  return rows.length > 0;
}
