import { assert } from '../../domain/assert.ts';
import { type ExchangeRate, parseRate, type RatePair, rateText } from '../../domain/exchange-rates.ts';
import { sql, type Tx } from '../../prisma/tx.ts';

type Reader = Pick<Tx, 'query'>;

/** A rate as it was taken, and until when it is good to quote by. */
export type TakenRate = { readonly rate: ExchangeRate; readonly takenAt: Date; readonly goodUntil: Date };

/** Writes a rate down. Safe to repeat: of one moment the first is kept. */
export async function keepRate(
  tx: Reader,
  { base, quote }: RatePair,
  { rate, takenAt, goodUntil, sources }: TakenRate & { readonly sources: readonly string[] },
): Promise<void> {
  await tx.query(sql`
    insert into payments.rate (base, quote, taken_at, good_until, rate, sources)
    values (${base}, ${quote}, ${takenAt}, ${goodUntil}, ${rateText(rate)}, ${[...sources]}::text[]) on conflict do nothing`);
}

/** The last rate that was taken, good or not any more. */
export async function lastRate(tx: Reader, { base, quote }: RatePair): Promise<TakenRate | undefined> {
  const [row] = await tx.query<{ rate: string; taken_at: Date; good_until: Date }>(sql`
    select rate::text as rate, taken_at, good_until from payments.rate
    where base = ${base} and quote = ${quote} order by taken_at desc limit 1`);
  if (!row) return undefined;
  const rate = parseRate(row.rate);
  assert(rate, `the table keeps no rate such as ${row.rate}`);
  return { rate, takenAt: row.taken_at, goodUntil: row.good_until };
}

/** The rate to quote by now; undefined where none is good. */
export async function goodRate(tx: Reader, pair: RatePair, nowMs: number): Promise<TakenRate | undefined> {
  const last = await lastRate(tx, pair);
  return last && last.goodUntil.getTime() > nowMs ? last : undefined;
}

/** Forgets old rates, but for those that money which is still unsettled may need. Answers how many. */
export async function sweepRates(tx: Reader, keepMs: number, atMost: number): Promise<number> {
  const rows = await tx.query(sql`
    delete from payments.rate r where (r.base, r.quote, r.taken_at) in (
      select x.base, x.quote, x.taken_at from payments.rate x
      where x.taken_at < clock_timestamp() - ${`${keepMs} milliseconds`}::interval
        and not exists (select from payments.charge c where c.outcome is null and c.received_at < x.good_until)
      order by x.taken_at limit ${atMost}) returning 1`);
  return rows.length;
}
