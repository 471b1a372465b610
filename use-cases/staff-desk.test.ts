import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StaffId } from '../contracts/ids.ts';
import { sql } from '../prisma/tx.ts';
import type { TrailWish } from '../records/audit/reads.ts';
import { type House, openHouse } from '../records/test-house.ts';
import { staffDesk } from './staff-desk.ts';

let house: House;
let staff: StaffId;
beforeAll(async () => {
  house = await openHouse();
  staff = await house.employs(['auditor']);
});
afterAll(() => house.close());

/** What the trail keeps of this look at it. */
async function keptOf(wish: Partial<TrailWish>): Promise<unknown> {
  const desk = staffDesk({
    transaction: house.transaction,
    gate: { forget: async () => true, drop: async () => undefined },
    onEnded: () => undefined,
    slowly: { query: house.read },
    auditKeys: new Map(),
    now: Date.now,
  });
  await desk.trail(staff, { ...wish, atMost: 1 });
  const [row] = await house.read<{ detail: unknown }>(
    sql`select detail from audit.entry where action = 'staff.read-trail' order by id desc limit 1`,
  );
  return row?.detail;
}

const id = randomUUID();
test.each<[string, Partial<TrailWish>]>([
  ['a subject by its id', { subject: id }],
  ['a workflow by its id', { subject: `deposit-${id}` }],
  ['an actor by their id', { actorId: id, actor: 'player' }],
  ['an action, or how it begins', { actionPrefix: 'staff.looked' }],
  ['a kind of actions', { actionPrefix: 'deposit.' }],
])('that somebody looked for %s is kept as they asked', async (_what, wish) => {
  expect(await keptOf(wish)).toEqual(wish);
});

test.each(['anna', 'anna.schmidt', 'anna-lena.maier', 'staff.anna', 'Anna Schmidt', '+49 151 1234567', `anna-${id}`])(
  'somebody’s name, as %s, is kept in no field',
  async (name) => {
    const other = 'something else';
    expect(await keptOf({ subject: name })).toEqual({ subject: other });
    expect(await keptOf({ actorId: name })).toEqual({ actorId: other });
    expect(await keptOf({ actionPrefix: name })).toEqual({ actionPrefix: other });
  },
);
