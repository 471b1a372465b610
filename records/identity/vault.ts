import { randomBytes } from 'node:crypto';
import type { PlayerId } from '../../contracts/ids.ts';
import { assert } from '../../domain/assert.ts';
import { sql, type Tx } from '../../prisma/tx.ts';
import { decrypt, encrypt, seal, unsealBytes } from '../../runtime/sealed-data.ts';
import type { NamedKey } from '../../runtime/settings.ts';

/** Why it is kept: what the law holds has another key than what a player may have forgotten. */
export type Purpose = 'kyc' | 'profile';

/**
 * Seals what is kept of a player's under a key of their own, made when it is first needed: AES-256-GCM, bound to the player, the
 * purpose and what it belongs to. With the row of its key it is gone.
 * @throws where DATA_KEYS is not set, its key is gone, or it is not what was sealed for this
 */
export type PlayerVault = {
  seal(
    tx: Tx,
    player: PlayerId,
    purpose: Purpose,
    plain: string | Uint8Array,
    boundTo: readonly string[],
  ): Promise<Buffer>;
  open(tx: Tx, player: PlayerId, purpose: Purpose, sealed: Uint8Array, boundTo: readonly string[]): Promise<Buffer>;
};

/** How what follows was sealed: another way gets another number, and this one still opens. */
const VERSION = 1;
const KEY_BYTES = 32;

type KeyRow = { key_id: string; wrapped: Buffer };

export function createVault(dataKeys: readonly NamedKey[]): PlayerVault {
  const unwrap = ({ key_id, wrapped }: KeyRow, player: PlayerId, purpose: Purpose): Buffer =>
    unsealBytes(dataKeys, { keyId: key_id, bytes: wrapped }, wrapping(player, purpose));

  /** Of two who make it at once, one waits for the other and takes theirs. */
  const keyFor = async (tx: Tx, player: PlayerId, purpose: Purpose): Promise<Buffer> => {
    const there = await keyOf(tx, player, purpose);
    if (there) return unwrap(there, player, purpose);
    const { keyId, bytes } = seal(dataKeys, randomBytes(KEY_BYTES), wrapping(player, purpose));
    await tx.query(sql`
      insert into identity.player_key (player_id, purpose, key_id, wrapped) values (${player}, ${purpose}, ${keyId}, ${bytes})
      on conflict (player_id, purpose) do nothing`);
    const made = await keyOf(tx, player, purpose);
    assert(made, 'a key that was made is there');
    return unwrap(made, player, purpose);
  };

  return {
    async seal(tx, player, purpose, plain, boundTo) {
      const key = await keyFor(tx, player, purpose);
      return Buffer.concat([Buffer.of(VERSION), encrypt(key, plain, bound(player, purpose, boundTo))]);
    },
    async open(tx, player, purpose, sealed, boundTo) {
      const row = await keyOf(tx, player, purpose);
      if (!row) throw new Error(`the player's ${purpose} key is gone, and with it what it sealed`);
      assert(sealed[0] === VERSION, 'what was sealed says how');
      return decrypt(unwrap(row, player, purpose), Buffer.from(sealed).subarray(1), bound(player, purpose, boundTo));
    },
  };
}

const keyOf = async (tx: Tx, player: PlayerId, purpose: Purpose): Promise<KeyRow | undefined> => {
  const [row] = await tx.query<KeyRow>(
    sql`select key_id, wrapped from identity.player_key where player_id = ${player} and purpose = ${purpose}`,
  );
  return row;
};

const wrapping = (player: PlayerId, purpose: Purpose): string[] => ['player-key', player, purpose];

const bound = (player: PlayerId, purpose: Purpose, boundTo: readonly string[]): Buffer =>
  Buffer.from(JSON.stringify(['cage.vault', VERSION, player, purpose, ...boundTo]));
