import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PlayerId } from '../../contracts/ids.ts';
import { sql } from '../../prisma/tx.ts';
import { createEnqueue } from '../../records/delivery/outbox.ts';
import { type House, openHouse } from '../../records/test-house.ts';
import { askForCode } from '../../use-cases/ask-for-code.ts';
import { openBot } from '../test-chat.ts';

let house: House;
const performed: string[] = [];
const will = { refuse: undefined as string | undefined };
let bot: ReturnType<typeof openBot>;
beforeAll(async () => {
  house = await openHouse();
  bot = openBot(house, {
    performers: {
      withdrawal: async () => undefined,
      destination: async () => undefined,
      'unlink-telegram': async (_tx, _player, act) => {
        if (will.refuse) return { reason: will.refuse };
        performed.push(act.id);
        return undefined;
      },
    },
  });
});
afterAll(() => house.close());

/** Somebody who was sent a code, and its id. */
async function withCode() {
  const person = await bot.guest();
  const [account] = await house.read<{ player_id: PlayerId }>(
    sql`select player_id from identity.linked_account where subject = ${String(person.id)}`,
  );
  const ask = askForCode({ enqueue: createEnqueue(() => undefined), now: Date.now });
  const id = account?.player_id as PlayerId;
  const asked = await house.transaction((tx) => ask(tx, id, { kind: 'unlink-telegram', id }, '1'));
  if (!('codeId' in asked)) throw new Error(asked.reason);
  return { person, player: id, code: asked.codeId };
}
const endOf = async (code: string) =>
  (await house.read(sql`select ended_as from identity.one_time_code where id = ${code}`))[0]?.ended_as;

test('"yes" does it, and the code’s own message tells the rest', async () => {
  const { person, player, code } = await withCode();
  expect(await person.taps(`code:yes:${code}`)).toEqual({ said: [], tapAnswered: true, toast: undefined });
  expect(performed).toEqual([player]);
  expect(await endOf(code)).toBe('confirmed');
});

test('"no" does nothing, for good', async () => {
  const { person, player, code } = await withCode();
  await person.taps(`code:no:${code}`);
  expect(await person.taps(`code:yes:${code}`)).toMatchObject({ toast: 'This code is not open any more.' });
  expect(performed).not.toContain(player);
  expect(await endOf(code)).toBe('denied');
});

test('a code that is typed into the chat is answered with what to press, and opens no order; without a code it is an amount', async () => {
  const { person, code } = await withCode();
  const orders = sql`select count(*) from payments."order" where player_id = (select player_id from identity.one_time_code where id = ${code})`;
  for (const typed of ['004321', ' ٠٠٤٣٢١ ']) {
    const { said } = await person.writes(typed);
    expect(said.map(({ text }) => text)).toEqual([expect.stringContaining('Yes, do it')]);
  }
  expect(await house.count(orders)).toBe(0);
  expect(await endOf(code)).toBeNull();
  await person.taps(`code:no:${code}`);
  await person.writes('004321');
  expect(await house.count(orders)).toBe(1);
});

test('somebody else who presses the key, in a chat of their own, does nothing', async () => {
  const { player, code } = await withCode();
  const other = await bot.guest();
  for (const answer of ['yes', 'no'])
    expect(await other.taps(`code:${answer}:${code}`)).toMatchObject({ toast: 'This code is not open any more.' });
  expect(performed).not.toContain(player);
  expect(await endOf(code)).toBeNull();
});

test('what cannot be done now is told over the chat, and the key stays', async () => {
  const { person, code } = await withCode();
  will.refuse = 'only-way-in';
  expect(await person.taps(`code:yes:${code}`)).toMatchObject({
    said: [],
    toast: 'This cannot be done now. Nothing was changed.',
  });
  will.refuse = undefined;
  expect(await endOf(code)).toBeNull();
});

test.each(['code:yes:', 'code:yes:1', 'code:maybe:01960000-0000-7000-8000-000000000003', 'code:yes:x; drop table y'])(
  'a key %j of nobody’s making leads to the menu',
  async (data) => {
    const person = await bot.guest();
    expect((await person.taps(data)).said).toMatchObject([
      { method: 'editMessageText', text: expect.stringMatching(/^<b>Cage/) },
    ]);
  },
);
