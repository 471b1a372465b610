import type { PlayerId, WalletId } from '../../contracts/ids.ts';
import { sql, type Tx } from '../../prisma/tx.ts';

export type NonceWish = { readonly digest: Uint8Array; readonly player: PlayerId; readonly session: string };

/** A payload, by its SHA-256, that this session may have signed until then. */
export async function openNonce(tx: Tx, { digest, player, session }: NonceWish, until: Date): Promise<void> {
  await tx.query(sql`select payments.open_wallet_nonce(${digest}, ${player}, ${session}, ${until})`);
}

/** True once: for the first who comes with it from the session it was given to, in time. */
export async function spendNonce(tx: Tx, { digest, player, session }: NonceWish): Promise<boolean> {
  const [row] = await tx.query<{ done: boolean }>(
    sql`select payments.spend_wallet_nonce(${digest}, ${player}, ${session}) as done`,
  );
  return row?.done === true;
}

export type NewWallet = {
  readonly id: WalletId;
  readonly player: PlayerId;
  readonly address: string;
  readonly publicKey: Uint8Array;
  readonly app: string | undefined;
};

export type Linked =
  | { readonly outcome: 'linked' | 'known'; readonly id: WalletId }
  | { readonly outcome: 'taken' | 'too-many' };

/** `known`: it is this player's already, under that id. `taken`: it is linked to another player. */
export async function linkWallet(tx: Tx, w: NewWallet, most: number): Promise<Linked> {
  const [row] = await tx.query<Linked>(
    sql`select * from payments.link_wallet(${w.id}, ${w.player}, ${w.address}, ${w.publicKey}, ${w.app ?? null}, ${most})`,
  );
  if (!row) throw new Error('payments.link_wallet answers one row');
  return row;
}

/** `in-use`: a withdrawal to it is under way. */
export async function removeWallet(tx: Tx, player: PlayerId, id: WalletId): Promise<'removed' | 'in-use' | 'gone'> {
  const [row] = await tx.query<{ outcome: 'removed' | 'in-use' | 'gone' }>(
    sql`select payments.remove_wallet(${id}, ${player}) as outcome`,
  );
  return row?.outcome ?? 'gone';
}

/** All of a closed player's go on with the one that stays; answers how many. */
export async function carryWallets(tx: Tx, from: PlayerId, to: PlayerId): Promise<number> {
  const [row] = await tx.query<{ carried: number }>(sql`select payments.carry_wallets(${from}, ${to}) as carried`);
  return row?.carried ?? 0;
}
