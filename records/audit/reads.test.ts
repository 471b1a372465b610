import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse } from '../test-house.ts';
import { readTrail, readUnsealedAge, type TrailWish } from './reads.ts';
import { happens, sealAll } from './test-trail.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
  await happens(house, 3, { actor: 'player', actorId: 'p-1', action: 'deposit.opened', subject: 'o-1' });
  await happens(house, 2, { actor: 'staff', actorId: 'ann', action: 'player.looked-at', subject: 'p-1' });
  await sealAll(house);
  await happens(house, 1, { actor: 'staff', actorId: 'p-1', action: 'depositary.named', subject: 'o-1' });
});
afterAll(() => house.close());

const look = (wish: Partial<TrailWish>) => readTrail({ query: house.read }, { atMost: 100, ...wish });
const ids = async (wish: Partial<TrailWish>) => (await look(wish)).entries.map(({ id }) => Number(id));

test('the newest comes first, with its position once it is sealed', async () => {
  const { entries, next } = await look({});
  expect(entries.map(({ id, position }) => [Number(id), position === null ? null : Number(position)])).toEqual([
    [6, null],
    [5, 5],
    [4, 4],
    [3, 3],
    [2, 2],
    [1, 1],
  ]);
  expect(entries[1]).toMatchObject({
    actor: 'staff',
    actorId: 'ann',
    action: 'player.looked-at',
    subject: 'p-1',
    detail: {},
  });
  expect(next).toBeUndefined();
});

test('each filter narrows, alone and with the others', async () => {
  expect(await ids({ subject: 'o-1' })).toEqual([6, 3, 2, 1]);
  expect(await ids({ actorId: 'p-1' })).toEqual([6, 3, 2, 1]);
  expect(await ids({ actor: 'staff' })).toEqual([6, 5, 4]);
  expect(await ids({ actor: 'staff', actorId: 'p-1' })).toEqual([6]);
  expect(await ids({ actionPrefix: 'deposit.' })).toEqual([3, 2, 1]);
  expect(await ids({ actionPrefix: '%' })).toEqual([]);
  expect(await ids({ subject: 'o-1', actorId: 'p-1', actor: 'player', actionPrefix: 'dep' })).toEqual([3, 2, 1]);
  expect(await ids({ subject: 'nobody' })).toEqual([]);
});

test('pages follow one another without a gap or a repeat, while entries are added in front', async () => {
  const seen: number[] = [];
  for (let before: bigint | undefined = 7n; before !== undefined; ) {
    const page = await look({ before, atMost: 2, actor: 'player' });
    seen.push(...page.entries.map(({ id }) => Number(id)));
    await happens(house, 1, { actor: 'player' });
    before = page.next;
  }
  expect(seen).toEqual([3, 2, 1]);
});

test('a page that looked far and found nothing says from where to look on', async () => {
  const far = await openHouse();
  await happens(far, 1, { action: 'rare.thing' });
  await far.asOwner(
    `insert into audit.entry (actor, action, detail, xid) select 'system', 'a.b', '{}', 1 from generate_series(1, 20100)`,
  );
  const reader = { query: far.read };
  const first = await readTrail(reader, { actionPrefix: 'rare', atMost: 10 });
  expect(first).toEqual({ entries: [], next: 102n });
  const second = await readTrail(reader, { actionPrefix: 'rare', atMost: 10, before: first.next });
  expect(second.entries.map(({ action }) => action)).toEqual(['rare.thing']);
  expect(second.next).toBeUndefined();
  await far.close();
});

test('the age of what waits is that of the first entry behind the seal; nothing waits, no age', async () => {
  const empty = await openHouse();
  const reader = { query: empty.read };
  await happens(empty, 1);
  await sealAll(empty);
  expect(await readUnsealedAge(reader)).toBe(0);
  await happens(empty, 2);
  await empty.asSuperuser(
    `set session_replication_role = replica; update audit.entry set at = now() - interval '1 minute' where id = 2`,
  );
  expect(await readUnsealedAge(reader)).toBeGreaterThanOrEqual(60_000);
  await empty.close();
});
