import type { PlayerId } from '../../contracts/ids.ts';
import type { Asset } from '../../domain/assets.ts';
import { sql, type Tx } from '../../prisma/tx.ts';

type Reader = Pick<Tx, 'query'>;

/** Whose session it is, and where the player's chat with us is. */
export type SessionView = {
  readonly id: string;
  readonly player: PlayerId;
  readonly bot: string;
  readonly expiresAt: Date;
  /** The chat with the player; undefined when no Telegram account is linked any more. */
  readonly chat: string | undefined;
};

/** The open session behind a token; undefined when there is none, or it has ended. */
export async function readSession(tx: Reader, tokenHash: Uint8Array): Promise<SessionView | undefined> {
  const [row] = await tx.query<{
    id: string;
    player_id: PlayerId;
    bot: string;
    expires_at: Date;
    subject: string | null;
  }>(sql`
    select s.id, s.player_id, s.bot, s.expires_at, l.subject
    from identity.session s left join identity.linked_account l on l.player_id = s.player_id and l.provider = 'telegram'
    where s.token_hash = ${tokenHash} and s.ended_at is null and s.expires_at > clock_timestamp()`);
  return (
    row && {
      id: row.id,
      player: row.player_id,
      bot: row.bot,
      expiresAt: row.expires_at,
      chat: row.subject ?? undefined,
    }
  );
}

/** A player as they are shown to themselves; nothing of it names them. */
export type Profile = {
  readonly id: PlayerId;
  /** What they are spoken to in: as they chose, or as Telegram says. */
  readonly language: string;
  readonly languageIsChosen: boolean;
  readonly wallet: Asset;
};

export async function readProfile(tx: Reader, player: PlayerId): Promise<Profile | undefined> {
  const [row] = await tx.query<{ language: string; chosen_language: string | null; wallet_asset: Asset }>(
    sql`select language, chosen_language, wallet_asset from identity.player where id = ${player}`,
  );
  return (
    row && {
      id: player,
      language: row.chosen_language ?? row.language,
      languageIsChosen: row.chosen_language !== null,
      wallet: row.wallet_asset,
    }
  );
}
