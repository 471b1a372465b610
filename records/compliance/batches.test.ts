import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Asset } from '../../domain/assets.ts';
import { type Row, sql } from '../../prisma/tx.ts';
import { type Guest, type House, openHouse } from '../test-house.ts';
import { joinPeople, takePause } from './exclusions.ts';
import { setLimit } from './limits.ts';
import { admitsStake, notesRound } from './test-stakes.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** One by one, each behind its own lock; and all at once. */
async function admitted(players: readonly Guest[], minor: bigint, at: Date, from = 0, asset: Asset = 'EUR') {
  const ids = players.map(({ id }) => id);
  const single: (string | null | undefined)[] = [];
  for (const id of ids) single.push(await house.transaction((tx) => admitsStake(tx, id, minor, { asset, from, at })));
  const [all] = await house.read<{ why: (string | null)[] }>(sql`
    select compliance.admit_batch(${ids}::uuid[], ${ids.map(() => asset)}::text[], ${ids.map(() => minor)}::bigint[], ${from}::smallint, ${at}) as why`);
  return { single, all: all?.why };
}

const verifies = (player: Guest, columns: string) =>
  house.asSuperuser(
    `insert into compliance.verification (player_id, ${columns.split('|')[0]}) values ('${player.id}', ${columns.split('|')[1]})`,
  );

/** Players of whom each is kept from playing by something else, or by nothing. */
async function gathered(at: Date) {
  const some = await Promise.all(Array.from({ length: 10 }, () => house.admits()));
  const [plain, paused, twin, refused, other, basic, old, careful, tired, winner] = some as [
    Guest,
    Guest,
    Guest,
    Guest,
    Guest,
    Guest,
    Guest,
    Guest,
    Guest,
    Guest,
  ];
  const wait = { at, waitMs: DAY_MS };
  await house.transaction(async (tx) => {
    await takePause(tx, randomUUID(), paused.id, { kind: 'break', length: '24h' }, at);
    await joinPeople(tx, paused.id, twin.id);
    await joinPeople(tx, refused.id, other.id);
    await setLimit(tx, careful.id, { kind: 'loss', window: 'day' }, 500n, wait);
    await setLimit(tx, winner.id, { kind: 'loss', window: 'week' }, 500n, wait);
    await setLimit(tx, tired.id, { kind: 'session', window: 'day' }, 10n, wait);
  });
  await verifies(refused, `status, refused_why|'refused', 'other'`);
  await verifies(basic, `status, level|'approved', 1`);
  await verifies(old, `status, level, level_until|'approved', 2, current_date - 1`);
  const plays = (player: Guest, staked: bigint, paid: bigint, when: Date) =>
    house.transaction((tx) => notesRound(tx, player.id, staked, paid, when));
  await plays(careful, 400n, 0n, at);
  await plays(winner, 400n, 300n, at);
  for (let n = 12; n >= 0; n -= 4) await plays(tired, 1n, 1n, new Date(at.getTime() - n * MINUTE_MS));
  return { some, plain, careful };
}

test('many are admitted at once by the very answers that each would get alone', async () => {
  // In the middle of a day: what was played a quarter of an hour ago is of the same one.
  const at = new Date(Date.UTC(2027, 4, 12, 12));
  const { some } = await gathered(at);
  for (const minor of [0n, 100n, 101n, 401n])
    for (const from of [0, 1, 2])
      for (const asset of ['EUR', 'XTR', 'PLAY-EUR'] as const) {
        const { single, all } = await admitted(some, minor, at, from, asset);
        expect(all, `${minor} ${asset} from ${from}`).toEqual(single);
      }
  const { all } = await admitted(some, 101n, at);
  expect(all).toEqual([
    null,
    'excluded',
    'excluded',
    'kyc-refused',
    'kyc-refused',
    null,
    null,
    'over-loss-limit',
    'session-over',
    null,
  ]);
});

test('many rounds noted at once leave what each would have left alone', async () => {
  const at = Date.UTC(2027, 4, 12, 23, 50);
  const [alone, together] = await Promise.all(
    [0, 1].map(() => Promise.all([house.admits(), house.admits(), house.admits()])),
  );
  if (!alone || !together) throw new Error('there are two');
  // Within a session, after a pause, over midnight.
  for (const minutes of [0, 5, 14, 40, 41]) {
    const when = new Date(at + minutes * MINUTE_MS);
    for (const [n, { id }] of alone.entries())
      await house.transaction((tx) => notesRound(tx, id, BigInt(n) + 10n, BigInt(n), when));
    await house.read(sql`select compliance.note_batch(${together.map(({ id }) => id)}::uuid[], ${together.map(() => 'EUR')}::text[],
      ${together.map((_, n) => BigInt(n) + 10n)}::bigint[], ${together.map((_, n) => BigInt(n))}::bigint[], ${when})`);
  }
  const left = async (players: readonly Guest[]): Promise<Row[]> => {
    const ids = players.map(({ id }) => id);
    const totals = await house.read(sql`
      select array_position(${ids}::uuid[], person_id) as n, asset, day::text, staked, paid from compliance.day_total where person_id = any(${ids}::uuid[]) order by 1, 3`);
    const sessions = await house.read(sql`
      select array_position(${ids}::uuid[], person_id) as n, began_at, last_at, asset, net, day::text, day_ms from compliance.play_session where person_id = any(${ids}::uuid[]) order by 1`);
    return [...totals, ...sessions];
  };
  expect(await left(together)).toEqual(await left(alone));
  expect(await left(together)).toHaveLength(9);
});

test('a round with Stars makes nobody forget what they lost of their money in the same session', async () => {
  const { id } = await house.admits();
  const plays = (asset: string, staked: bigint, minute: number) =>
    house.read(
      sql`select compliance.note_batch(array[${id}::uuid], array[${asset}], array[${staked}::bigint], array[0::bigint], ${new Date(Date.UTC(2027, 4, 12, 12, minute))})`,
    );
  const session = async () =>
    (await house.read(sql`select asset, net from compliance.play_session where person_id = ${id}`))[0];
  await plays('XTR', 5n, 0);
  expect(await session()).toEqual({ asset: 'XTR', net: -5n });
  await plays('EUR', 10_000n, 1);
  await plays('XTR', 5n, 2);
  await plays('EUR', 100n, 3);
  expect(await session()).toEqual({ asset: 'EUR', net: -10_100n });
  await plays('XTR', 5n, 60);
  expect(await session()).toEqual({ asset: 'XTR', net: -5n });
});
