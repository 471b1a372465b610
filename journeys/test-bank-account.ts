import { createPool } from '../prisma/pool.ts';
import { createTransaction, query, sql } from '../prisma/tx.ts';
import { noPayoutRails, noPlaces } from '../rails/test-rails.ts';
import { createEnqueue } from '../records/delivery/outbox.ts';
import { playerOfTelegram } from '../records/identity/reads.ts';
import type { House } from '../sandbox/testing/house.ts';
import { addDestination } from '../use-cases/destinations.ts';

/** As the app adds one; confirmed the day before yesterday, and what they paid is of long ago, so that nobody needs to look at it. */
export async function savesBankAccount(house: House, telegramId: string): Promise<void> {
  const pool = createPool(house.database.appUrl, { max: 1, name: 'test' });
  const transaction = createTransaction(pool);
  const player = await transaction((tx) => playerOfTelegram(tx, telegramId));
  if (!player) throw new Error('nobody came');
  const rail = { takes: 'iban' } as never;
  const add = addDestination({
    transaction,
    enqueue: createEnqueue(() => undefined),
    now: Date.now,
    dataKeys: [{ id: 'test', key: Buffer.alloc(32, 6) }],
    rails: { ...noPayoutRails, adyen: rail },
    places: noPlaces,
  });
  const bot = String(house.telegram.botId);
  const added = await add(player, { kind: 'iban', iban: 'DE89370400440532013000', holder: 'Grace Hopper' }, bot);
  if ('reason' in added) throw new Error(added.reason);
  const behind = createPool(house.database.superuserUrl, { max: 1, name: 'test-behind' });
  await query(
    behind,
    sql`update payments.destination set confirmed_at = now() - interval '2 days' where id = ${added.destinationId}`,
  );
  await query(behind, sql`set session_replication_role = replica`); // a charge is changed by nobody
  await query(
    behind,
    sql`update payments.charge c set received_at = c.received_at - interval '31 days'
      from payments."order" o where o.id = c.order_id and o.player_id = ${player}`,
  );
  await behind.end();
  await pool.end();
}
