import { randomBytes } from 'node:crypto';
import type { PlayerId } from '../../contracts/ids.ts';
import { AssertionError } from '../../domain/assert.ts';
import { MEMO_BYTES, newMemo } from '../../domain/memo.ts';
import { sql, type Tx } from '../../prisma/tx.ts';

/** Two in 2⁴⁰: whoever draws so often and finds each taken has a broken source of chance. */
const MOST_DRAWN = 5;

/**
 * The player's memo, drawn when it is first asked for and theirs for ever. Safe to repeat, and at once: one is kept.
 * @param bot in whose chat it is shown, where it is: that chat is told of money that comes
 */
export async function memoOf(
  tx: Pick<Tx, 'query'>,
  player: PlayerId,
  { bot, random = randomBytes }: { bot?: string | undefined; random?: (bytes: number) => Uint8Array } = {},
): Promise<string> {
  for (let drawn = 0; drawn < MOST_DRAWN; drawn++) {
    const [row] = await tx.query<{ code: string | null }>(
      sql`select payments.memo_of(${player}, ${newMemo(random(MEMO_BYTES))}, ${bot ?? null}) as code`,
    );
    if (row?.code) return row.code;
  }
  throw new AssertionError(`no free memo after ${MOST_DRAWN} draws`);
}

/** The bot that tells the player of money: in whose chat they saw their memo last, or an order, or by which they signed in. */
export async function memoBot(tx: Pick<Tx, 'query'>, player: PlayerId): Promise<string | undefined> {
  const [row] = await tx.query<{ bot: string | null }>(sql`
    select coalesce(
      (select m.bot from payments.memo m where m.player_id = ${player}),
      (select o.shown_bot from payments."order" o where o.player_id = ${player} and o.shown_bot is not null
       order by o.opened_at desc limit 1),
      (select s.bot from identity.session s where s.player_id = ${player} and s.bot is not null
       order by s.opened_at desc limit 1)) as bot`);
  return row?.bot ?? undefined;
}
