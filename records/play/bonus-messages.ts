import type { GrantId } from '../../contracts/ids.ts';
import { sql, type Tx } from '../../prisma/tx.ts';

/** Where a message is: its number is one of a bot's in a chat. */
export type MessageOfBonus = {
  readonly grant: GrantId;
  readonly bot: string;
  readonly chat: string;
  readonly message: bigint;
};

/** So many messages show one bonus in one chat: its letter edits each of them, and all within the time that a letter has. */
const MOST_SHOWN = 4;

/** This message is the bonus's own from now on, and the newest of those before it; older ones say how it stands when they are tapped. Safe to repeat. */
export async function keepBonusMessage(
  tx: Pick<Tx, 'query'>,
  { grant, bot, chat, message }: MessageOfBonus,
): Promise<void> {
  await tx.query(sql`
    with kept as (
      insert into play.bonus_message (grant_id, bot, chat, message) values (${grant}, ${bot}, ${chat}, ${message}) on conflict do nothing)
    delete from play.bonus_message m where m.grant_id = ${grant} and m.bot = ${bot} and m.chat = ${chat} and m.message in (
      select x.message from play.bonus_message x where x.grant_id = ${grant} and x.bot = ${bot} and x.chat = ${chat} and x.message <> ${message}
      order by x.message desc offset ${MOST_SHOWN - 1})`);
}

/** It is gone, or can be edited no more. Safe to repeat. */
export async function forgetBonusMessage(
  tx: Pick<Tx, 'query'>,
  { grant, bot, chat, message }: MessageOfBonus,
): Promise<void> {
  await tx.query(sql`
    delete from play.bonus_message where grant_id = ${grant} and bot = ${bot} and chat = ${chat} and message = ${message}`);
}

/** The messages of a bonus that this bot can edit in this chat, the oldest first. */
export async function bonusMessages(
  tx: Pick<Tx, 'query'>,
  { grant, bot, chat }: Omit<MessageOfBonus, 'message'>,
): Promise<bigint[]> {
  const rows = await tx.query<{ message: bigint }>(sql`
    select message from play.bonus_message where grant_id = ${grant} and bot = ${bot} and chat = ${chat} order by message`);
  return rows.map(({ message }) => message);
}
