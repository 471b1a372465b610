import type { CodeId, PlayerId } from '../../contracts/ids.ts';
import type { Act } from '../../domain/acts.ts';
import { assert } from '../../domain/assert.ts';
import type { Asset } from '../../domain/assets.ts';
import { type Money, money } from '../../domain/money.ts';
import type { Pool } from '../../prisma/pool.ts';
import { query, sql, type Tx } from '../../prisma/tx.ts';

/** How a code ended. `exhausted`: five wrong tries; `locked`: the try that locked all; `changed`: it was for something else by then. */
export type CodeEnd = 'confirmed' | 'denied' | 'expired' | 'replaced' | 'exhausted' | 'changed' | 'locked';

export type NewCode = {
  readonly id: CodeId;
  readonly player: PlayerId;
  readonly act: Act<string>;
  /** SHA-256 of the act's canonical form. */
  readonly digest: Uint8Array;
  readonly salt: Uint8Array;
  /** The bot whose chat with the player the message goes to. */
  readonly bot: string;
  /** When the act itself runs out: the code is good no longer than that. Ahead. */
  readonly until?: Date | undefined;
};

export type AskRefusal =
  /** No Telegram account is linked, or its owner blocked the bot. */
  { readonly reason: 'no-chat' } | { readonly reason: 'codes-locked' | 'too-many-codes'; readonly until: Date };

export type Asked = {
  readonly chat: string;
  readonly expiresAt: Date;
  /** The code that is void from now on. */
  readonly earlier: CodeId | undefined;
};

/** A new code for this act. The player's older one is void: there is one open code a player. */
export async function askCode(tx: Tx, code: NewCode): Promise<Asked | AskRefusal> {
  const { id, player, act, digest, salt, bot, until } = code;
  const [row] = await tx.query<{
    outcome: 'asked' | AskRefusal['reason'];
    chat: string;
    expires_at: Date;
    until: Date;
    earlier: CodeId | null;
  }>(
    sql`select * from identity.ask_code(${id}, ${player}, ${act.kind}, ${act.id}, ${JSON.stringify(storedAct(act))}::jsonb, ${digest}, ${salt}, ${bot}, ${until ?? null}::timestamptz)`,
  );
  assert(row, 'identity.ask_code answers one row');
  switch (row.outcome) {
    case 'asked':
      return { chat: row.chat, expiresAt: row.expires_at, earlier: row.earlier ?? undefined };
    case 'no-chat':
      return { reason: row.outcome };
    default:
      return { reason: row.outcome, until: row.until };
  }
}

export type CodeView = {
  readonly id: CodeId;
  readonly player: PlayerId;
  readonly act: Act<string>;
  readonly salt: Uint8Array;
  readonly bot: string;
  readonly chat: string;
  readonly expiresAt: Date;
  /** Undefined while it is open; its time may be over all the same. */
  readonly end: { readonly as: CodeEnd; readonly at: Date } | undefined;
  readonly language: string;
  /** Until when the player is given no code. */
  readonly lockedUntil: Date | undefined;
};

export async function readCode(tx: Pick<Tx, 'query'>, code: CodeId): Promise<CodeView | undefined> {
  const [row] = await tx.query<CodeRow>(sql`
    select c.id, c.player_id, c.act, c.salt, c.bot, c.chat, c.expires_at, c.ended_at, c.ended_as,
      coalesce(p.chosen_language, p.language) as language, l.until
    from identity.one_time_code c join identity.player p on p.id = c.player_id
      left join identity.code_lock l on l.player_id = c.player_id
    where c.id = ${code}`);
  return row && viewOf(row);
}

/** The last code that was asked for this act, and how it ended; undefined when there was none, or it is forgotten. */
export async function lastCodeFor(
  tx: Pick<Tx, 'query'>,
  player: PlayerId,
  { kind, id }: Pick<Act<string>, 'kind' | 'id'>,
): Promise<{ readonly id: CodeId; readonly endedAs: CodeEnd | undefined; readonly expiresAt: Date } | undefined> {
  const [row] = await tx.query<{ id: CodeId; ended_as: CodeEnd | null; expires_at: Date }>(sql`
    select id, ended_as, expires_at from identity.one_time_code
    where player_id = ${player} and act_kind = ${kind} and act_id = ${id} order by created_at desc limit 1`);
  return row && { id: row.id, endedAs: row.ended_as ?? undefined, expiresAt: row.expires_at };
}

export type HeldCode = 'open' | 'code-unknown' | 'code-over';

/** Whether the code is this player's and open; then it stays so until the end of the transaction, but for what the transaction does. */
export async function holdCode(tx: Tx, code: CodeId, player: PlayerId): Promise<HeldCode> {
  const [row] = await tx.query<{ held: HeldCode }>(sql`select identity.hold_code(${code}, ${player}) as held`);
  assert(row, 'identity.hold_code answers one row');
  return row.held;
}

export type CodeTry = {
  readonly code: CodeId;
  readonly player: PlayerId;
  readonly act: Act<string>;
  readonly digest: Uint8Array;
  /** Whether the digits were right: known to whoever has the pepper, which the database has not. */
  readonly isRight: boolean;
};

export type Tried =
  /** The code is held and still open: to end it is the caller's next step. */
  | { readonly outcome: 'right' }
  | { readonly outcome: 'code-wrong'; readonly triesLeft: number; readonly lockedUntil: Date | undefined }
  | { readonly outcome: 'code-unknown' | 'code-over' | 'act-changed' };

/** Counts a try. What is wrong is counted when the transaction commits, and not without. */
export async function tryCode(tx: Tx, { code, player, act, digest, isRight }: CodeTry): Promise<Tried> {
  const [row] = await tx.query<{ outcome: Tried['outcome']; tries_left: number; locked_until: Date | null }>(
    sql`select * from identity.try_code(${code}, ${player}, ${act.kind}, ${act.id}, ${digest}, ${isRight})`,
  );
  assert(row, 'identity.try_code answers one row');
  if (row.outcome !== 'code-wrong') return { outcome: row.outcome };
  return { outcome: 'code-wrong', triesLeft: row.tries_left, lockedUntil: row.locked_until ?? undefined };
}

/** Ends a code that the transaction holds. */
export async function endCode(tx: Tx, code: CodeId, as: 'confirmed' | 'denied' | 'changed'): Promise<void> {
  const [row] = await tx.query<{ ended: boolean }>(sql`select identity.end_code(${code}, ${as}) as ended`);
  assert(row?.ended, 'a code that is held is open until its holder ends it');
}

/** Ends codes whose time is over; answers which. */
export async function expireCodes(tx: Tx, atMost: number): Promise<CodeId[]> {
  const rows = await tx.query<{ id: CodeId }>(sql`select identity.expire_codes(${atMost}) as id`);
  return rows.map(({ id }) => id);
}

/** Forgets codes and passes of two days ago. Answers how many rows went. */
export async function forgetCodes(pool: Pool, atMost: number): Promise<number> {
  const [row] = await query<{ gone: bigint }>(pool, sql`select identity.forget_codes(${atMost}) as gone`);
  return Number(row?.gone ?? 0n);
}

type StoredMoney = { readonly asset: Asset; readonly minor: string };
type StoredAct = {
  readonly kind: string;
  readonly id: string;
  readonly amount?: StoredMoney;
  readonly fee?: StoredMoney;
  readonly destination?: string;
  readonly arrives?: { readonly about: StoredMoney; readonly least: StoredMoney };
};

const storedMoney = ({ asset, minor }: Money): StoredMoney => ({ asset, minor: minor.toString() });
const storedAct = ({ amount, fee, arrives, ...act }: Act<string>): StoredAct => ({
  ...act,
  ...(amount && { amount: storedMoney(amount) }),
  ...(fee && { fee: storedMoney(fee) }),
  ...(arrives && { arrives: { about: storedMoney(arrives.about), least: storedMoney(arrives.least) } }),
});

const readMoney = ({ asset, minor }: StoredMoney): Money => money(asset, BigInt(minor));
const readAct = ({ amount, fee, arrives, ...act }: StoredAct): Act<string> => ({
  ...act,
  ...(amount && { amount: readMoney(amount) }),
  ...(fee && { fee: readMoney(fee) }),
  ...(arrives && { arrives: { about: readMoney(arrives.about), least: readMoney(arrives.least) } }),
});

type CodeRow = {
  id: CodeId;
  player_id: PlayerId;
  act: StoredAct;
  salt: Buffer;
  bot: string;
  chat: string;
  expires_at: Date;
  ended_at: Date | null;
  ended_as: CodeEnd | null;
  language: string;
  until: Date | null;
};

const viewOf = (row: CodeRow): CodeView => ({
  id: row.id,
  player: row.player_id,
  act: readAct(row.act),
  salt: row.salt,
  bot: row.bot,
  chat: row.chat,
  expiresAt: row.expires_at,
  end: row.ended_as !== null && row.ended_at !== null ? { as: row.ended_as, at: row.ended_at } : undefined,
  language: row.language,
  lockedUntil: row.until ?? undefined,
});
