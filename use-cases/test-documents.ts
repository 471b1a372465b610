import type { DocumentId, PlayerId } from '../contracts/ids.ts';
import type { DocumentKind } from '../domain/verification.ts';
import { query, sql } from '../prisma/tx.ts';
import { createVault } from '../records/identity/vault.ts';
import type { Guest, House } from '../records/test-house.ts';
import type { Scanned } from '../runtime/clamd.ts';
import { createRedraw } from '../runtime/documents/redraw.ts';
import type { Hint } from '../runtime/pokes.ts';
import type { DocumentStore } from '../runtime/storage/store.ts';
import { type DocumentDeps, digestKeyOf } from './documents.ts';

const dataKeys = [{ id: 'd1', key: Buffer.alloc(32, 9) }];

/** A store in memory, whose acts can be made to fail. */
export function memoryStore(now = Date.now) {
  const objects = new Map<string, { bytes: Buffer; at: number }>();
  const failing = new Set<keyof DocumentStore>();
  const unless = (act: keyof DocumentStore) => {
    if (failing.has(act)) throw new Error(`the store cannot ${act}`);
  };
  const store: DocumentStore = {
    async put(key, bytes) {
      unless('put');
      objects.set(key, { bytes: Buffer.from(bytes), at: now() });
    },
    async get(key) {
      unless('get');
      return objects.get(key)?.bytes;
    },
    async remove(key) {
      unless('remove');
      objects.delete(key);
    },
    async *list(olderThan) {
      unless('list');
      for (const [key, { at }] of [...objects]) if (at < olderThan.getTime()) yield key;
    },
  };
  return { store, objects, failing };
}

/** What keeps files, with a clock, a store and a scanner that do as a test says. */
export function openFiles(house: House, { hint = (() => undefined) as Hint } = {}) {
  const state = { aheadMs: 0, scanned: 'clean' as Scanned | (() => Promise<Scanned>) };
  const now = () => Date.now() + state.aheadMs;
  const memory = memoryStore(now);
  const hints: string[] = [];
  const logged: string[] = [];
  const deps: DocumentDeps = {
    transaction: house.transaction,
    vault: createVault(dataKeys),
    store: memory.store,
    scan: async () => (typeof state.scanned === 'string' ? state.scanned : state.scanned()),
    unscanned: 'hold',
    redraw: createRedraw(),
    digestKey: digestKeyOf(dataKeys),
    hint: (player, what) => {
      hints.push(`${player} ${what.what}`);
      hint(player, what);
    },
    now,
    log: {
      warn: (_: unknown, text: string) => logged.push(text),
      error: (_: unknown, text: string) => logged.push(text),
    } as never,
  };
  return { deps, state, hints, logged, ...memory };
}

/** A player of whom these are asked. */
export async function isAsked(house: House, kinds: readonly DocumentKind[], player?: PlayerId): Promise<PlayerId> {
  const id = player ?? ((await house.admits()) as Guest).id;
  await house.asOwner(`
    insert into compliance.verification (player_id, status, aims, revision) values ('${id}', 'asked', 1, 0);
    insert into compliance.asked_document (player_id, kind) select '${id}', unnest('{${kinds.join(',')}}'::text[])`);
  return id;
}

/** Where one of the things asked for stands. */
export async function standing(house: House, player: PlayerId, kind: DocumentKind): Promise<string | undefined> {
  const [row] = await query<{ state: string }>(
    house.app,
    sql`select state from compliance.asked_document where player_id = ${player} and kind = ${kind}`,
  );
  return row?.state;
}

/** Rows about it in the trail. */
export const trailOf = (house: House, id: DocumentId | string) =>
  house.read<{ actor: string; actor_id: string | null; action: string; detail: unknown }>(
    sql`select actor, actor_id, action, detail from audit.entry where subject = ${id} order by id`,
  );
