import type { GrantId } from '../../contracts/ids.ts';
import { sql, type Tx } from '../../prisma/tx.ts';

/** Where a message is: its number is one of a bot's in a chat. */
export type MessageOfBonus = {
  readonly grant: GrantId;
  readonly bot: string;
  readonly chat: string;
  readonly message: bigint;
};

/** This message is the bonus's own from now on. Safe to repeat. */
export async function keepBonusMessage(
  tx: Pick<Tx, 'query'>,
  { grant, bot, chat, message }: MessageOfBonus,
): Promise<void> {
  await tx.query(sql`
    insert into play.bonus_message (grant_id, bot, chat, message) values (${grant}, ${bot}, ${chat}, ${message}) on conflict do nothing`);
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
