import type { DestinationId, PlayerId, WalletId } from '../../contracts/ids.ts';
import { type DestinationKind, MOST_DESTINATIONS } from '../../domain/destinations.ts';
import { sql, type Tx } from '../../prisma/tx.ts';

type Reader = Pick<Tx, 'query'>;

/** Where a player has money sent to, as anybody may see it: masked. */
export type DestinationView = {
  readonly id: DestinationId;
  readonly player: PlayerId;
  readonly kind: DestinationKind;
  /** Undefined: it is in none. */
  readonly country: string | undefined;
  readonly label: string;
  /** Of a `ton-wallet`: the wallet that its player proved. */
  readonly wallet: WalletId | undefined;
  readonly addedAt: Date;
  readonly confirmedAt: Date | undefined;
};

/** What it is in full, unreadable without its key. */
export type SealedDestination = DestinationView & {
  readonly sealed: { readonly keyId: string; readonly bytes: Buffer };
};

export type NewDestination = Pick<
  SealedDestination,
  'id' | 'player' | 'kind' | 'country' | 'label' | 'wallet' | 'sealed'
>;

type Added = 'added' | 'too-many' | 'gone';

/** `too-many`: the player has as many as there may be. `gone`: the wallet it is of is not theirs any more. */
export async function addDestination(tx: Tx, d: NewDestination): Promise<Added> {
  const { keyId, bytes } = d.sealed;
  const [row] = await tx.query<{ outcome: Added }>(
    d.wallet === undefined
      ? sql`select payments.add_destination(${d.id}, ${d.player}, ${d.kind}, ${d.country ?? null}, ${d.label}, ${keyId}, ${bytes},
          ${MOST_DESTINATIONS}) as outcome`
      : sql`select payments.add_wallet_destination(${d.id}, ${d.player}, ${d.wallet}, ${d.label}, ${keyId}, ${bytes},
          ${MOST_DESTINATIONS}) as outcome`,
  );
  return row?.outcome ?? 'gone';
}

/** True when this call confirmed it. False: it is something else than the player read, confirmed or gone. */
export async function confirmDestination(tx: Tx, player: PlayerId, id: string, label: string): Promise<boolean> {
  const [row] = await tx.query<{ done: boolean }>(
    sql`select payments.confirm_destination(${id}, ${player}, ${label}) as done`,
  );
  return row?.done === true;
}

/** `in-use`: a withdrawal to it is under way. */
export async function removeDestination(
  tx: Tx,
  player: PlayerId,
  id: DestinationId,
): Promise<'removed' | 'in-use' | 'gone'> {
  const [row] = await tx.query<{ outcome: 'removed' | 'in-use' | 'gone' }>(
    sql`select payments.remove_destination(${id}, ${player}) as outcome`,
  );
  return row?.outcome ?? 'gone';
}

/** Those of a player that are not removed, the newest first, as they are kept. */
export async function sealedDestinations(tx: Reader, player: PlayerId): Promise<SealedDestination[]> {
  const rows = await tx.query<DestinationRow>(sql`
    select * from payments.destination where player_id = ${player} and removed_at is null order by added_at desc, id desc`);
  return rows.map(sealedOf);
}

/** One that is not removed, as it is kept. */
export async function sealedDestination(tx: Reader, id: string): Promise<SealedDestination | undefined> {
  const [row] = await tx.query<DestinationRow>(
    sql`select * from payments.destination where id = ${id} and removed_at is null`,
  );
  return row && sealedOf(row);
}

/** Those of a player that are not removed, the newest first. */
export async function readDestinations(tx: Reader, player: PlayerId): Promise<DestinationView[]> {
  return (await sealedDestinations(tx, player)).map(({ sealed: _, ...view }) => view);
}

/** Those that the parts of a withdrawal go to. */
export async function destinationsOfTargets(
  tx: Reader,
  targets: readonly string[],
): Promise<{ kind: DestinationKind; confirmedAt: Date }[]> {
  return tx.query<{ kind: DestinationKind; confirmedAt: Date }>(sql`
    select kind, coalesce(confirmed_at, added_at) as "confirmedAt" from payments.destination
    where 'destination:' || id = any(${[...targets]}::text[])`);
}

type DestinationRow = {
  id: DestinationId;
  player_id: PlayerId;
  kind: DestinationKind;
  country: string | null;
  label: string;
  wallet_id: WalletId | null;
  key_id: string;
  sealed: Buffer;
  added_at: Date;
  confirmed_at: Date | null;
};

const sealedOf = (row: DestinationRow): SealedDestination => ({
  id: row.id,
  player: row.player_id,
  kind: row.kind,
  country: row.country ?? undefined,
  label: row.label,
  wallet: row.wallet_id ?? undefined,
  sealed: { keyId: row.key_id, bytes: row.sealed },
  addedAt: row.added_at,
  confirmedAt: row.confirmed_at ?? undefined,
});
