import type { PlayerId, WalletId } from '../../contracts/ids.ts';
import { sql, type Tx } from '../../prisma/tx.ts';

type Reader = Pick<Tx, 'query'>;

/** A wallet that its player proved to be theirs. */
export type WalletView = {
  readonly id: WalletId;
  /** Raw: `0:<64 hex digits, lower case>`. */
  readonly address: string;
  readonly app: string | undefined;
  readonly linkedAt: Date;
  /** As what money is sent to it, once the player saved it. */
  readonly destinationId: string | undefined;
};

/** Those of a player, the newest first. */
export async function readWallets(tx: Reader, player: PlayerId): Promise<WalletView[]> {
  const rows = await tx.query<Omit<WalletView, 'app' | 'destinationId'> & { app: string | null; saved: string | null }>(
    sql`
    select w.id, w.address, w.app, w.linked_at as "linkedAt", d.id as saved
    from payments.wallet w left join payments.destination d
      on d.wallet_id = w.id and d.player_id = w.player_id and d.removed_at is null
    where w.player_id = ${player} and w.removed_at is null order by w.linked_at desc, w.id desc`,
  );
  return rows.map(({ app, saved, ...w }) => ({ ...w, app: app ?? undefined, destinationId: saved ?? undefined }));
}

export async function isWalletOf(tx: Reader, player: PlayerId, id: string): Promise<boolean> {
  const rows = await tx.query(
    sql`select 1 from payments.wallet where id = ${id} and player_id = ${player} and removed_at is null`,
  );
  return rows.length > 0;
}

/** What is told of a wallet in the chat of its player. */
export type LinkedWallet = { readonly address: string; readonly linkedAt: Date; readonly language: string };

export async function readLinkedWallet(tx: Reader, id: WalletId): Promise<LinkedWallet | undefined> {
  const [row] = await tx.query<LinkedWallet>(sql`
    select w.address, w.linked_at as "linkedAt", coalesce(p.chosen_language, p.language) as language
    from payments.wallet w join identity.player p on p.id = w.player_id where w.id = ${id}`);
  return row;
}
