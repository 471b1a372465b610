import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StaffId } from '../contracts/ids.ts';
import { shortCode } from '../domain/ids.ts';
import { sql } from '../prisma/tx.ts';
import { append } from '../records/audit/append.ts';
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

const open = () =>
  staffDesk({
    transaction: house.transaction,
    gate: { forget: async () => true, drop: async () => undefined },
    onEnded: () => undefined,
    slowly: { query: house.read },
    auditKeys: new Map(),
    now: Date.now,
  });

/** What the trail keeps of this look at it. */
async function keptOf(wish: Partial<TrailWish>): Promise<unknown> {
  await open().trail(staff, { ...wish, atMost: 1 });
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

test('what is about a player or an order is found by the code that the desk shows, and what they did is about them, too', async () => {
  const { player, id: order } = await house.places();
  const found = async (subject: string) => (await open().trail(staff, { subject, atMost: 50 })).entries;
  await house.transaction((tx) =>
    append(tx, { actor: 'player', actorId: player.id, action: 'deposit.opened', subject: order }),
  );
  const about = await found(player.id);
  expect(about.map(({ action }) => action)).toContain('player.joined');
  expect(about.some(({ actorId, subject }) => actorId === player.id && subject !== player.id)).toBe(true);
  expect(await found(`P-${shortCode(player.id)}`)).toEqual(about);
  await house.transaction((tx) => append(tx, { actor: 'system', action: 'deposit.closed', subject: order }));
  expect((await found(`D-${shortCode(order)}`)).map(({ action }) => action)).toEqual([
    'deposit.closed',
    'deposit.opened',
  ]);
  expect(await found('D-000000')).toEqual([]);
});
