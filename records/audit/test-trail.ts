import type { AuditAction } from '../../contracts/audit-actions.ts';
import { sql } from '../../prisma/tx.ts';
import { publicKeys, sealingKey } from '../../runtime/sealing.ts';
import type { House } from '../test-house.ts';
import { type AuditEntry, append } from './append.ts';
import { readTrailFaults, type TrailCheck } from './faults.ts';
import { sealNext } from './seal.ts';

export const testKey = sealingKey('a1', Buffer.alloc(32, 5));
export const testKeys = publicKeys([testKey]);

/** Writes so many entries, a transaction each. */
export async function happens(
  house: House,
  times: number,
  { action = 'thing.happened', ...entry }: Partial<Omit<AuditEntry, 'action'>> & { action?: string } = {},
): Promise<void> {
  for (let n = 0; n < times; n++)
    await house.transaction((tx) =>
      append(tx, { actor: 'system', action: madeUp(action), subject: `s-${n}`, ...entry }),
    );
}

/** An action of a test's own. */
export const madeUp = (action: string): AuditAction => action as AuditAction;

/**
 * Until no transaction is open that was begun before now, but the one that the test holds open itself: other tests' databases
 * are in the same cluster, and hold the seal back as this one's own would.
 */
export async function othersEnd(house: House, held?: bigint): Promise<void> {
  const [now] = await house.read<{ xid: bigint }>(
    sql`select pg_snapshot_xmax(pg_current_snapshot())::text::bigint as xid`,
  );
  const until = held ?? now?.xid ?? 0n;
  while ((await house.count(sql`select pg_snapshot_xmin(pg_current_snapshot())::text::bigint`)) < until);
}

/** Seals until nothing is left that may be sealed; answers how many entries that were. */
export async function sealAll(
  house: House,
  { key = testKey, atMost = 1_000, held = undefined as bigint | undefined } = {},
) {
  await othersEnd(house, held);
  return sealWhatMayBe(house, { key, atMost });
}

/** As much as may be sealed at this moment. */
export async function sealWhatMayBe(house: House, { key = testKey, atMost = 1_000 } = {}): Promise<number> {
  let entries = 0;
  for (let more = true; more; ) {
    const sealed = await house.sealing((tx) => sealNext(tx, key, atMost));
    [entries, more] = [entries + sealed.entries, sealed.more];
  }
  return entries;
}

/** What is found in the trail, when whoever is late is given no time. */
export async function trailFaults(house: House, check: Partial<TrailCheck> = {}): Promise<string[]> {
  const found: string[] = [];
  for await (const { faults } of readTrailFaults(house.app, {
    keys: testKeys,
    patience: async () => undefined,
    ...check,
  }))
    found.push(...faults.map(({ what }) => what));
  return found;
}
