import type { RailId } from '../../contracts/rails.ts';
import type { Asset } from '../../domain/assets.ts';
import type { WalletSums } from '../../domain/hot-wallet.ts';
import { sql, type Tx } from '../../prisma/tx.ts';

type Reader = Pick<Tx, 'query'>;

/**
 * Books what lay there when it was first watched, and what is final on the chain and books itself by no deposit and no withdrawal: gas, what contracts sent back, what the operator
 * brought and took, and what bounced. At most `atMost` of each; answers how many. Safe to repeat, and from several processes.
 */
export async function bookChain(tx: Reader, atMost: number): Promise<number> {
  const [row] = await tx.query<{ booked: number }>(
    sql`select payments.open_chain_books() + payments.book_chain(${atMost}) + payments.book_lost_payouts(${atMost}) as booked,
      payments.close_payouts(${atMost})`,
  );
  return row?.booked ?? 0;
}

/** How an account of ours on the chain stands, all of it at one moment. Sums in minor units of its asset. */
export type ChainPosition = {
  readonly address: string;
  readonly rail: RailId;
  readonly asset: Asset;
  readonly sums: WalletSums;
  /** Payouts that have not left. */
  readonly promised: bigint;
  /** Payouts of the last day that left, or are signed. */
  readonly sentToday: bigint;
  /** The chain's time at the last look, and until when all is final; undefined before the first. */
  readonly headAt: Date | undefined;
  readonly finalUntil: Date | undefined;
  /** What keeps it from being read on. */
  readonly trouble: string | undefined;
};

export async function chainPositions(reader: Reader): Promise<ChainPosition[]> {
  const rows = await reader.query<PositionRow>(sql`select * from payments.chain_positions()`);
  return rows.map((row) => ({
    address: row.address,
    rail: row.rail,
    asset: row.asset,
    sums: {
      final: row.final_minor,
      head: row.head_minor ?? undefined,
      books: row.books_minor,
      unsettled: row.unsettled_minor,
      unbooked: row.unbooked_minor,
      unfinished: row.unfinished_minor,
    },
    promised: row.promised_minor,
    sentToday: row.sent_day_minor,
    headAt: row.head_at ?? undefined,
    finalUntil: row.final_until ?? undefined,
    trouble: row.trouble ?? undefined,
  }));
}

type PositionRow = {
  address: string;
  rail: RailId;
  asset: Asset;
  final_minor: bigint;
  head_minor: bigint | null;
  books_minor: bigint;
  unsettled_minor: bigint;
  unbooked_minor: bigint;
  unfinished_minor: bigint;
  promised_minor: bigint;
  sent_day_minor: bigint;
  head_at: Date | null;
  final_until: Date | null;
  trouble: string | null;
};

/** The rails by which something has waited to be signed for so long, and nobody who could sign it has looked meanwhile. */
export async function unsignedRails(reader: Reader, forMs: number): Promise<ReadonlySet<RailId>> {
  const rows = await reader.query<{ rail: RailId }>(sql`
    select distinct p.rail from chain.payout p left join chain.writer w on w.wallet = p.wallet
    where p.state = 'waiting' and greatest(p.asked_at, w.looked_at) < clock_timestamp() - ${`${forMs} milliseconds`}::interval`);
  return new Set(rows.map(({ rail }) => rail));
}

/** What left by a rail since then, or is signed, in minor units. */
export async function sentSince(reader: Reader, rail: RailId, since: Date): Promise<bigint> {
  const [row] = await reader.query<{ minor: bigint }>(sql`select chain.sent_since(${rail}, ${since}) as minor`);
  return row?.minor ?? 0n;
}
