import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Player } from '../sandbox/telegram/player.ts';
import { type House, openHouse } from '../sandbox/testing/house.ts';
import { readBooks } from './test-deposit-run.ts';

/** An outage is waited out: pools, pollers and pauses need their moment to come back. */
const patience = { timeoutMs: 60_000 };

let house: House;
let players = 0;
const somebody = (): Player => house.telegram.player(`Player ${players++}`);

beforeAll(async () => {
  house = await openHouse();
});
afterEach(() => {
  house.telegram.faults.clear();
  for (const cable of Object.values(house.cables)) cable.plug();
});
afterAll(async () => {
  const books = await readBooks(house, players);
  await house.close();
  expect(books.faults).toEqual([]);
  expect(books.cash).toBe(books.chargedAtTelegram);
});

const asksToDeposit = async (player: Player): Promise<void> => {
  player.says('/deposit');
  await player.sees(/How much\?/, patience);
  await player.taps('€25.00', patience);
};

test('while Temporal is away payments are acknowledged and kept, and credited when it is back', async () => {
  const ada = somebody();
  await asksToDeposit(ada);
  await ada.sees(/Open until/, patience);
  house.cables.temporal.pull();
  expect(await ada.pays()).toMatchObject({ outcome: 'paid' });
  await house.telegram.idle();
  house.cables.temporal.plug();
  await ada.sees(/€25.00 is in your cash/, patience);
});

test('an order made while Temporal is away gets its invoice when it is back', async () => {
  house.cables.temporal.pull();
  const ada = somebody();
  await asksToDeposit(ada);
  await ada.sees(/Preparing your invoice/, patience);
  house.cables.temporal.plug();
  await ada.sees(/Open until/, patience);
  await ada.pays();
  await ada.sees(/€25.00 is in your cash/, patience);
});

test('while PostgreSQL is away the webhook says so, Telegram sends again, and nothing is lost', async () => {
  const ada = somebody();
  await asksToDeposit(ada);
  await ada.sees(/Open until/, patience);
  house.cables.postgres.pull();
  ada.says('/balance');
  expect(await fetch(`${house.url}/readyz`)).toMatchObject({ status: 503 });
  expect(await house.telegram.deliver({ update_id: 1, message: { chat: { id: ada.chatId } } })).toMatchObject({
    status: 503,
  });
  house.cables.postgres.plug();
  await ada.sees(/Your balance/, patience);
  await ada.pays();
  await ada.sees(/€25.00 is in your cash/, patience);
});

test('without an answer before payment nobody is charged', async () => {
  const ada = somebody();
  await asksToDeposit(ada);
  const invoice = await ada.opensInvoice(patience);
  house.cables.postgres.pull();
  const charged = house.telegram.charges().length;
  expect(await ada.pays(invoice)).toMatchObject({ outcome: 'unanswered' });
  expect(house.telegram.charges()).toHaveLength(charged);
  house.cables.postgres.plug();
});

test('Redis gone or flushed changes nothing about money', async () => {
  house.cables.redis.pull();
  const ada = somebody();
  await asksToDeposit(ada);
  await ada.sees(/Open until/, patience);
  house.cables.redis.plug();
  await house.redis.flush();
  await ada.pays();
  await ada.sees(/€25.00 is in your cash/, patience);
});

test('every update delivered three times, out of order, with lost answers: one credit', async () => {
  house.telegram.faults.change({ duplicates: 2, reorderWithinMs: 50, lostAcknowledgements: { chance: 0.3 } });
  const ada = somebody();
  await asksToDeposit(ada);
  await ada.sees(/Open until/, patience);
  await ada.pays(undefined, 'is reported twice');
  await ada.sees(/€25.00 is in your cash/, patience);
  house.telegram.faults.clear();
  ada.says('/balance');
  await ada.sees(/Cash €25.00/, patience);
});

test('while Telegram asks us to wait, messages wait, and all arrive', async () => {
  const ada = somebody();
  ada.says('/start');
  await ada.sees(/Welcome/, patience);
  house.telegram.faults.tooManyRequests({ next: 3 });
  ada.says('/balance');
  await ada.sees(/Your balance/, patience);
});

test('a stranger with a forwarded invoice is refused and charged nothing', async () => {
  const [ada, eve] = [somebody(), somebody()];
  await asksToDeposit(ada);
  const invoice = await ada.opensInvoice(patience);
  eve.says('/start');
  expect(await eve.pays(invoice)).toMatchObject({ outcome: 'refused', message: /somebody else/ });
  await ada.pays(invoice);
  await ada.sees(/€25.00 is in your cash/, patience);
  expect(await ada.pays(invoice)).toMatchObject({ outcome: 'refused', message: /paid already/ });
});
