import { sql, type Tx } from '../../prisma/tx.ts';

type Reader = Pick<Tx, 'query'>;

/** Who signs for a hot wallet, and the message under way. */
export type Signer = {
  /** Why nothing is signed until people say so. */
  readonly stopped: { readonly why: string; readonly since: Date } | undefined;
  /** When somebody who may sign looked at the queue, to some seconds; undefined: nobody ever did. */
  readonly lookedAt: Date | undefined;
  readonly underWay: UnderWay | undefined;
  /** How many wait to be signed, or to arrive. */
  readonly waiting: number;
};

export type UnderWay = {
  readonly seqno: number;
  readonly signedAt: Date;
  readonly validUntil: Date;
  /** How often it was handed to the chain. */
  readonly sentTimes: number;
  /** How often it was let in and could send nothing. */
  readonly failed: number;
  readonly payouts: number;
};

/** @param wallet `0:<hex>` */
export async function readSigner(reader: Reader, wallet: string): Promise<Signer> {
  const [row] = await reader.query<{
    stopped: string | null;
    stopped_at: Date | null;
    looked_at: Date | null;
    waiting: number;
    under_way: boolean;
    seqno: number;
    signed_at: Date;
    valid_until: Date;
    sent_times: number;
    failed: number;
    payouts: number;
  }>(sql`
    select w.stopped, w.stopped_at, w.looked_at, a.id is not null as under_way, a.seqno, a.signed_at, a.valid_until, a.sent_times, a.failed,
      (select count(*)::int from chain.attempt_message m where m.attempt_id = a.id) as payouts,
      (select count(*)::int from chain.payout p where p.wallet = ${wallet} and p.state in ('waiting', 'signed', 'sent')) as waiting
    from (select ${wallet}::text as wallet) x left join chain.writer w on w.wallet = x.wallet
      left join chain.attempt a on a.wallet = x.wallet and a.state = 'open'`);
  if (!row) return { stopped: undefined, lookedAt: undefined, underWay: undefined, waiting: 0 };
  const { seqno, failed, payouts } = row;
  return {
    stopped: row.stopped !== null && row.stopped_at ? { why: row.stopped, since: row.stopped_at } : undefined,
    lookedAt: row.looked_at ?? undefined,
    underWay: row.under_way
      ? { seqno, failed, payouts, signedAt: row.signed_at, validUntil: row.valid_until, sentTimes: row.sent_times }
      : undefined,
    waiting: row.waiting,
  };
}
