import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PlayerId } from '../contracts/ids.ts';
import { createPool, type Pool } from '../prisma/pool.ts';
import { createTransaction, query, sql } from '../prisma/tx.ts';
import { createEnqueue } from '../records/delivery/outbox.ts';
import { readPayments } from '../records/payments/faults.ts';
import { type House, openHouse } from '../sandbox/testing/house.ts';
import { askForCode } from '../use-cases/ask-for-code.ts';
import { drawCode } from '../use-cases/show-code.ts';
import { savesBankAccount } from './test-bank-account.ts';

let house: House;
let pool: Pool;
beforeAll(async () => {
  house = await openHouse();
  pool = createPool(house.database.appUrl, { max: 2, name: 'test' });
});
afterAll(async () => {
  await pool.end();
  await house.close();
});

const patience = { timeoutMs: 45_000 };

/** How the withdrawals of the house ended, with nothing held any more and no fault. */
async function booksSay(ends: readonly string[]): Promise<void> {
  const [row] = await query<{ ends: string[]; held: bigint }>(
    pool,
    sql`select array_agg(status) as ends, (select sum(held)::bigint from ledger.account) as held from payments.withdrawal`,
  );
  expect(row).toEqual({ ends, held: 0n });
  for await (const { faults } of readPayments(pool)) expect(faults).toEqual([]);
}

test('a player pays by card, takes part of it out with a code from the bot, and the card company has sent it once', async () => {
  const ada = house.telegram.player('Ada');
  ada.says('/deposit');
  await ada.sees(/How much\?/, patience);
  await ada.taps('By card instead');
  await ada.sees(/Deposit by card/, patience);
  await ada.taps('€25.00');
  await ada.sees(/Open until/, patience);
  const { url } = await ada.taps(/Pay/);
  expect(house.stripe.buyer(String(url)).pays()).toMatchObject({ outcome: 'paid' });
  await ada.sees(/€25\.00 is in your cash/, patience);

  ada.says('/withdraw 10');
  const asked = await ada.sees(/Your code: \d{6}/, patience);
  expect(asked.text).toContain('€10.00');
  await ada.taps('Yes, do it');
  const paid = await ada.sees(/€10\.00 was paid out/, patience);
  expect(paid.text).toContain('Cash now: €15.00');

  expect(house.stripe.refunds().map(({ amount, status }) => [amount, status])).toEqual([[1_000, 'succeeded']]);
  await booksSay(['paid']);
});

const pays = async (name: string) => {
  const player = house.telegram.player(name);
  player.says('/deposit');
  await player.sees(/How much\?/, patience);
  return player;
};
test('one player pays on Adyen’s page, another takes winnings to a bank account, and Adyen’s books say so once', async () => {
  const ada = await pays('Greta');
  await ada.taps('By card or bank page instead');
  await ada.sees(/Deposit on a bank page/, patience);
  await ada.taps('€25.00');
  await ada.sees(/Open until/, patience);
  const { url } = await ada.taps(/Pay/);
  expect(house.adyen.buyer(String(url)).pays()).toMatchObject({ outcome: 'paid' });
  await ada.sees(/€25\.00 is in your cash/, patience);

  const grace = await pays('Grace');
  await grace.taps('€25.00');
  await grace.sees(/Open until/, patience);
  await grace.pays();
  await grace.sees(/€25\.00 is in your cash/, patience);
  await savesBankAccount(house, String(grace.id));

  grace.says('/withdraw 10');
  const asked = await grace.sees(/€10\.00[\s\S]*Your code: \d{6}/, patience);
  expect(asked.text).toContain('DE •• 3000');
  await grace.taps('Yes, do it');
  await grace.sees(/€10\.00 was paid out/, patience);

  const out = house.adyen.transfers().filter(({ direction }) => direction === 'outgoing');
  expect(out.map(({ amount, status, category }) => [amount.value, status, category])).toEqual([
    [1_000, 'booked', 'bank'],
  ]);
  await booksSay(['paid', 'paid']);
});

/** A flow asks for this person's word. */
async function codeFor(name: string) {
  const person = house.telegram.player(name);
  person.says('/start');
  await person.sees(/Welcome/, patience);
  const [account] = await query<{ player_id: PlayerId }>(
    pool,
    sql`select player_id from identity.linked_account where subject = ${String(person.id)}`,
  );
  const id = account?.player_id as PlayerId;
  const bot = house.telegram.token.split(':')[0] ?? '';
  const ask = askForCode({ enqueue: createEnqueue(() => undefined), now: Date.now });
  const asked = await createTransaction(pool)((tx) => ask(tx, id, { kind: 'unlink-telegram', id }, bot));
  if (!('codeId' in asked)) throw new Error(asked.reason);
  const pepper = Buffer.from(house.env.CODE_PEPPER, 'base64');
  const drawn = await drawCode({ query: (statement) => query(pool, statement), pepper })(asked.codeId);
  return { person, digits: drawn?.digits ?? '' };
}

test('a code comes in the chat with what it confirms, and its digits are gone once it was answered', async () => {
  const { person, digits } = await codeFor('Cleo');
  const asked = await person.sees(/unlink this Telegram account/, patience);
  expect(asked.text).toContain(`Your code: ${digits}`);
  await person.taps('No, it was not me');
  const ended = await person.sees(/You said it was not you/, patience);
  expect(ended.id).toBe(asked.id);
  expect(
    person
      .chat()
      .map(({ text }) => text)
      .join('\n'),
  ).not.toContain(digits);
  const lines = (['bot', 'api', 'loops'] as const).map((name) => house.part(name).lastLines()).join('\n');
  expect(lines).not.toContain(digits);
});

test('what cannot be done now is not done though "yes" is pressed, and the code stays', async () => {
  const { person, digits } = await codeFor('Ben');
  await person.sees(/Your code/, patience);
  const { answered } = await person.taps('Yes, do it');
  expect(await answered).toMatchObject({ text: 'This cannot be done now. Nothing was changed.' });
  expect((await person.sees(/Your code/, patience)).text).toContain(digits);
});
