import type { PlayerId } from '../../contracts/ids.ts';
import type { Asset } from '../../domain/assets.ts';
import { sql, type Tx } from '../../prisma/tx.ts';

export type Player = {
  readonly id: PlayerId;
  readonly language: string;
  readonly wallet: Asset;
  readonly isNew: boolean;
};

export type TelegramUser = {
  readonly id: string;
  /** Undefined where the door does not tell: then what was told before stays. */
  readonly language: string | undefined;
};

/**
 * The player behind a Telegram user, who becomes one at the first knock. Both doors at once yield one player with one set
 * of accounts. `candidate` is the id a new player gets.
 */
export async function playerFor(tx: Tx, user: TelegramUser, candidate: string, wallet: Asset): Promise<Player> {
  const [row] = await tx.query<{ player_id: PlayerId; language: string; wallet_asset: Asset; is_new: boolean }>(
    sql`select * from identity.player_for('telegram', ${user.id}, ${candidate}, ${user.language ?? null}, ${wallet})`,
  );
  if (!row) throw new Error('identity.player_for answers one row');
  return { id: row.player_id, language: row.language, wallet: row.wallet_asset, isNew: row.is_new };
}

/** Telegram said whether our messages reach this user; a player we never met is not made by it. */
export async function markReach(tx: Tx, telegramUserId: string, reachable: boolean): Promise<void> {
  await tx.query(
    sql`update identity.linked_account set blocked_at = case when ${reachable}::boolean then null else clock_timestamp() end
        where provider = 'telegram' and subject = ${telegramUserId} and (blocked_at is null) <> ${reachable}::boolean`,
  );
}
