import type { RailId } from '../../contracts/rails.ts';
import { assert } from '../../domain/assert.ts';
import type { Asset } from '../../domain/assets.ts';
import { sql, type Tx } from '../../prisma/tx.ts';

type Reader = Pick<Tx, 'query'>;

/** A transaction's place in its account's chain. */
export type Point = { readonly lt: bigint; readonly hash: string };

/** An account of ours on the chain, and how far it was read. */
export type AccountView = {
  readonly address: string;
  readonly kind: 'hot' | 'jetton';
  readonly rail: RailId;
  readonly asset: Asset;
  readonly owner: string;
  readonly master: string | undefined;
  /** The newest that is final; undefined: nothing is, and nothing was before. */
  readonly cursor: Point | undefined;
  /** The newest that is linked with the cursor. */
  readonly tip: Point | undefined;
  /** What is being read backwards: from `top`, as it was shown at block `seqno`; `next` comes next. */
  readonly walk: { readonly top: Point; readonly next: Point; readonly seqno: number } | undefined;
  /** The masterchain block of the last look, and its time. */
  readonly headSeqno: number;
  readonly headAt: Date | undefined;
  readonly trouble: string | undefined;
};

export type NewAccount = Pick<AccountView, 'address' | 'kind' | 'rail' | 'asset' | 'owner' | 'master'> & {
  /** Where it stood when it was first watched; undefined: it never had a transaction. */
  readonly from: Point | undefined;
  readonly seqno: number;
  /** What it held then. */
  readonly minor: bigint;
};

/** True when this call began to watch it. */
export async function watchAccount(tx: Reader, a: NewAccount): Promise<boolean> {
  const [row] = await tx.query<{ begun: boolean }>(sql`
    select chain.watch(${a.address}, ${a.kind}, ${a.rail}, ${a.asset}, ${a.owner}, ${a.master ?? null},
      ${a.from?.lt ?? null}, ${a.from?.hash ?? null}, ${a.seqno}, ${a.minor}) as begun`);
  return row?.begun === true;
}

export async function readAccount(tx: Reader, address: string): Promise<AccountView | undefined> {
  const [row] = await tx.query<AccountRow>(sql`select * from chain.account where address = ${address}`);
  return row && viewOf(row);
}

/** Where a hot wallet's jettons of this master were held when they were first watched; undefined: they never were. */
export async function jettonAccount(tx: Reader, owner: string, master: string): Promise<string | undefined> {
  const [row] = await tx.query<{ address: string }>(
    sql`select address from chain.account where owner = ${owner} and master = ${master} order by watched_at limit 1`,
  );
  return row?.address;
}

/** A transaction as it is stored: columns by their names, numbers as text where they are large. */
export type TransactionRow = {
  readonly lt: string;
  readonly hash: string;
  readonly previous_lt: string | null;
  readonly previous_hash: string | null;
  readonly at: string;
  readonly kind: string;
  readonly in_minor: string;
  readonly out_minor: string;
  readonly fee_minor: string;
  readonly source: string | null;
  readonly message_hash: string | null;
  readonly created_lt: string | null;
  readonly op: number | null;
  readonly query_id: string | null;
  readonly comment: string | null;
  readonly memo: string | null;
  readonly plain: boolean;
  readonly aborted: boolean;
  readonly out_messages: readonly unknown[] | null;
};

export type Page = {
  readonly top: Point;
  readonly seqno: number;
  /** What comes below the last row; undefined: nothing does. */
  readonly next: Point | undefined;
  readonly rows: readonly TransactionRow[];
};

/** See `chain.walk`: linked | walking | busy | raced | broken. */
export type WalkAnswer = 'linked' | 'walking' | 'busy' | 'raced' | 'broken';

export async function storePage(tx: Reader, account: string, { top, seqno, next, rows }: Page): Promise<WalkAnswer> {
  const [row] = await tx.query<{ answer: WalkAnswer }>(sql`
    select chain.walk(${account}, ${top.lt}, ${top.hash}, ${seqno}, ${next?.lt ?? null}, ${next?.hash ?? null},
      ${JSON.stringify(rows)}::jsonb) as answer`);
  assert(row, 'chain.walk answers one row');
  return row.answer;
}

/** What was read of a chain that cannot be read on is forgotten; it is read again from its newest. */
export async function dropWalk(tx: Reader, account: string): Promise<void> {
  await tx.query(sql`select chain.drop_walk(${account})`);
}

type AccountRow = {
  address: string;
  kind: AccountView['kind'];
  rail: RailId;
  asset: Asset;
  owner: string;
  master: string | null;
  cursor_lt: bigint | null;
  cursor_hash: string | null;
  tip_lt: bigint | null;
  tip_hash: string | null;
  walk_top_lt: bigint | null;
  walk_top_hash: string | null;
  walk_next_lt: bigint | null;
  walk_next_hash: string | null;
  walk_seqno: number | null;
  head_seqno: number;
  head_at: Date | null;
  trouble: string | null;
};

const viewOf = (row: AccountRow): AccountView => {
  const top = pointOf(row.walk_top_lt, row.walk_top_hash);
  const next = pointOf(row.walk_next_lt, row.walk_next_hash);
  return {
    address: row.address,
    kind: row.kind,
    rail: row.rail,
    asset: row.asset,
    owner: row.owner,
    master: row.master ?? undefined,
    cursor: pointOf(row.cursor_lt, row.cursor_hash),
    tip: pointOf(row.tip_lt, row.tip_hash),
    walk: top && next && row.walk_seqno !== null ? { top, next, seqno: row.walk_seqno } : undefined,
    headSeqno: row.head_seqno,
    headAt: row.head_at ?? undefined,
    trouble: row.trouble ?? undefined,
  };
};

const pointOf = (lt: bigint | null, hash: string | null): Point | undefined =>
  lt === null || hash === null ? undefined : { lt, hash };
