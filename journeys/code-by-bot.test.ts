import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PlayerId } from '../contracts/ids.ts';
import { createPool, type Pool } from '../prisma/pool.ts';
import { createTransaction, query, sql } from '../prisma/tx.ts';
import { createEnqueue } from '../records/delivery/outbox.ts';
import { type House, openHouse } from '../sandbox/testing/house.ts';
import { askForCode } from '../use-cases/ask-for-code.ts';
import { drawCode } from '../use-cases/show-code.ts';

let house: House;
let pool: Pool;
beforeAll(async () => {
  house = await openHouse({ without: ['worker'] });
  pool = createPool(house.database.appUrl, { max: 2, name: 'test' });
});
afterAll(async () => {
  await pool.end();
  await house.close();
});

const patience = { timeoutMs: 30_000 };

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
  const { person, digits } = await codeFor('Ada');
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
