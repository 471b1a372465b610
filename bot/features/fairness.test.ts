import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../prisma/tx.ts';
import { type House, openHouse } from '../../records/test-house.ts';
import { openBot, type Said } from '../test-chat.ts';

let house: House;
let bot: ReturnType<typeof openBot>;
beforeAll(async () => {
  house = await openHouse();
  bot = openBot(house, { appUrl: 'https://cage.example/app/' });
});
afterAll(() => house.close());

const commitments = (said: Said | undefined): string[] => said?.text.match(/[\da-f]{64}/g) ?? [];
const keyOf = (said: Said | undefined, label: string): string => {
  const key = said?.keys.flat().find((each) => each.startsWith(`${label}=`));
  if (!key) throw new Error(`no key ${label} in ${JSON.stringify(said?.keys)}`);
  return key.slice(label.length + 1);
};

test('whoever asks is shown the next commitment before they choose their seed, and the way to verify', async () => {
  const person = await bot.guest();
  const { said } = await person.writes('/fair');
  expect(said[0]?.text).toContain('Next, committed to already:');
  expect(commitments(said[0])).toHaveLength(1);
  expect(keyOf(said[0], 'Verify a round in the app')).toBe('https://cage.example/app/fairness');
  // Looking promises nothing new.
  expect(commitments((await person.writes('/fair')).said[0])).toEqual(commitments(said[0]));
});

test('a seed that is written begins the pair whose commitment was shown, after one more yes', async () => {
  const person = await bot.guest();
  const [promised] = commitments((await person.writes('/fair')).said[0]);
  const asked = await person.writes('/seed my-own<words>&');
  expect(commitments(asked.said[0])).toEqual([promised]);
  expect(asked.said[0]?.text).toContain('<code>my-own&lt;words&gt;&amp;</code>');
  const begun = await person.taps(keyOf(asked.said[0], 'Begin'), 400);
  expect(begun.said[0]?.text).toContain(`A new pair of seeds is in use`);
  expect(commitments(begun.said[0])[0]).toBe(promised);

  // A second tap, or the update once more, says the same and changes nothing.
  const again = await person.taps(keyOf(asked.said[0], 'Begin'), 400);
  expect(again.said[0]?.text).toBe(begun.said[0]?.text);
  const shown = await person.writes('/fair');
  expect(shown.said[0]?.text).toContain('In use, for 0 rounds so far.');
  expect(commitments(shown.said[0])[0]).toBe(promised);
});

test('a change opens the pair before: what was secret is what was committed to', async () => {
  const person = await bot.guest();
  await person.taps(keyOf((await person.writes('/fair')).said[0], 'Change, make one for me'), 401);
  const [committed] = commitments((await person.writes('/fair')).said[0]);
  const { said } = await person.taps(keyOf((await person.writes('/fair')).said[0], 'Change, make one for me'), 401);
  const [, opened = '', itsCommitment] = commitments(said[0]);
  expect(itsCommitment).toBe(committed);
  expect(createHash('sha256').update(opened).digest('hex')).toBe(committed);
});

test('a seed made for the player is made of the number that Telegram gave their tap', async () => {
  const person = await bot.guest();
  const { said } = await person.taps(keyOf((await person.writes('/fair')).said[0], 'Change, make one for me'), 402);
  expect(said[0]?.text).toContain('Your seed: <code>tap-tap-402</code>');
});

test('a key of seeds that were changed meanwhile changes nothing, and shows those that count', async () => {
  const person = await bot.guest();
  const old = await person.writes('/seed first-words');
  await person.taps(keyOf((await person.writes('/seed other-words')).said[0], 'Begin'), 403);
  await person.taps(keyOf((await person.writes('/seed third-words')).said[0], 'Begin'), 403);
  const { said } = await person.taps(keyOf(old.said[0], 'Begin'), 404);
  expect(said[0]?.text).toContain('The seeds were changed meanwhile.');
  expect(said[0]?.text).toContain('third-words');
});

test.each(['a b', 'with:colon', 'ключ', 'x'.repeat(51)])('a seed %j is refused with what one is', async (words) => {
  const person = await bot.guest();
  const { said } = await person.writes(`/seed ${words}`);
  expect(said[0]?.text).toMatch(/^A seed is 1 to 50 letters, digits or signs here/);
});

test('the longest seed there is room for fits into its key', async () => {
  const person = await bot.guest();
  const asked = await person.writes(`/seed ${'~'.repeat(50)}`);
  const data = keyOf(asked.said[0], 'Begin');
  expect(Buffer.byteLength(data)).toBe(64);
  expect((await person.taps(data, 405)).said[0]?.text).toContain('~'.repeat(50));
});

test('who writes for the first time is promised their first pair like anybody else', async () => {
  const stranger = bot.somebody();
  const { said } = await stranger.writes('/fair');
  expect(commitments(said[0])).toHaveLength(1);
  expect(commitments((await stranger.writes('/fair')).said[0])).toEqual(commitments(said[0]));
});

test('what an update promised is gone with it: nothing was shown', async () => {
  const stranger = bot.somebody();
  const update = stranger.updates.text('/fair');
  await expect(
    house.transaction(async (tx) => {
      await bot.handleIn(tx, update);
      throw new Error('the process died');
    }),
  ).rejects.toThrow('died');
  const pairs = () =>
    house.count(sql`select count(*) from play.seed s join identity.linked_account l on l.player_id = s.player_id
    where l.subject = ${String(stranger.id)}`);
  expect(await pairs()).toBe(0);
  await bot.handle(update);
  expect(await pairs()).toBe(1);
});
