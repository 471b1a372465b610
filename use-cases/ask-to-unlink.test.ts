import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PlayerId } from '../contracts/ids.ts';
import { sql } from '../prisma/tx.ts';
import { createEnqueue } from '../records/delivery/outbox.ts';
import { holdPlayers } from '../records/identity/players.ts';
import { openSession } from '../records/identity/sessions.ts';
import { openBonuses } from '../records/play/test-bonuses.ts';
import { type House, openHouse } from '../records/test-house.ts';
import { newId } from '../runtime/ids.ts';
import { askToUnlink } from './ask-to-unlink.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const asks = (player: PlayerId, bots = [{ botId: '1', token: 'x' }]) =>
  askToUnlink({ transaction: house.transaction, bots, enqueue: createEnqueue(() => undefined), now: Date.now })({
    player,
    bot: undefined,
  });

/** Somebody with a browser that stays signed in. */
async function somebody(): Promise<PlayerId> {
  const { id, telegramId } = await house.admits();
  await house.transaction((tx) =>
    openSession(tx, {
      id: newId(Date.now()),
      owner: { player: id, chat: telegramId },
      door: 'chat',
      bot: undefined,
      device: '',
      openedAt: new Date(),
      expiresAt: new Date(Date.now() + 60_000),
      idleMs: 60_000,
      refreshHash: Buffer.from(newId(Date.now()).padEnd(32).slice(0, 32)),
    }),
  );
  return id;
}

test('whoever asks is sent a code by the bot of their session, or by the first there is', async () => {
  expect(await asks(await somebody())).toMatchObject({ codeId: expect.any(String) });
});

test('without a bot there is no chat to send a code to', async () => {
  const player = await somebody();
  expect(await asks(player, [])).toEqual({ reason: 'no-chat' });
  expect(await house.count(sql`select count(*) from identity.one_time_code where player_id = ${player}`)).toBe(0);
});

test('whose last money is staked in a round that is open keeps the chat: what it pays would be out of reach', async () => {
  const player = await somebody();
  await house.gives(player, 500n);
  const bonuses = openBonuses(house);
  const round = await bonuses.opens(player, 500n);
  expect(await asks(player)).toEqual({ reason: 'holds-money' });
  await bonuses.settles(player, round.id, 0n);
  expect(await asks(player)).toMatchObject({ codeId: expect.any(String) });
});

test('the player is held before their orders: nobody who confirms or joins waits in a circle with whoever asks', async () => {
  const player = await somebody();
  let asking: ReturnType<typeof asks> | undefined;
  const locked = await house.transaction(async (tx) => {
    await holdPlayers(tx, [player]);
    asking = asks(player);
    await house.waits();
    return house.count(sql`
      select count(*) from pg_locks where locktype = 'advisory' and granted
        and database = (select oid from pg_database where datname = current_database())`);
  });
  expect(locked).toBe(0);
  expect(await asking).toMatchObject({ codeId: expect.any(String) });
});
