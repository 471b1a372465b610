import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../prisma/tx.ts';
import { type House, openHouse } from '../test-house.ts';
import { append } from './append.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const trailOf = (subject: string) =>
  house.read<Record<string, unknown>>(
    sql`select actor, actor_id, action, subject, detail, xid from audit.entry where subject = ${subject} order by id`,
  );

test('what was done is written with who did it, to what, and in which transaction', async () => {
  const xid = await house.transaction(async (tx) => {
    await append(tx, {
      actor: 'player',
      actorId: 'p-1',
      action: 'deposit.opened',
      subject: 'o-1',
      detail: { minor: '2500' },
    });
    const [row] = await tx.query<{ xid: bigint }>(sql`select pg_current_xact_id()::text::bigint as xid`);
    return row?.xid;
  });
  expect(await trailOf('o-1')).toEqual([
    { actor: 'player', actor_id: 'p-1', action: 'deposit.opened', subject: 'o-1', detail: { minor: '2500' }, xid },
  ]);
});

test('what nobody in particular did, about nothing in particular, is written as such', async () => {
  await house.transaction((tx) => append(tx, { actor: 'system', action: 'deposit.expired' }));
  const [row] = await house.read(
    sql`select actor_id, subject, detail from audit.entry where action = 'deposit.expired'`,
  );
  expect(row).toEqual({ actor_id: null, subject: null, detail: {} });
});

test('what was not done leaves no trace', async () => {
  const undone = house.transaction(async (tx) => {
    await append(tx, { actor: 'player', action: 'deposit.opened', subject: 'o-2' });
    throw new Error('no');
  });
  await expect(undone).rejects.toThrow('no');
  expect(await trailOf('o-2')).toEqual([]);
});

test('somebody who is neither player, staff, system nor provider cannot be written', async () => {
  const forged = house.transaction((tx) => append(tx, { actor: 'nobody' as 'staff', action: 'player.joined' }));
  await expect(forged).rejects.toMatchObject({ code: '23514' });
});
