import { afterAll, beforeAll, expect, test } from 'vitest';
import type { GrantId } from '../../contracts/ids.ts';
import type { WrittenTerms } from '../../domain/bonuses.ts';
import { sql } from '../../prisma/tx.ts';
import { testGrants } from '../../records/play/test-grants.ts';
import { type Guest, type House, openHouse } from '../../records/test-house.ts';
import { openBot } from '../test-chat.ts';

let house: House;
let bot: ReturnType<typeof openBot>;
let grants: ReturnType<typeof testGrants>;
beforeAll(async () => {
  house = await openHouse();
  bot = openBot(house);
  grants = testGrants(house);
});
afterAll(() => house.close());

/** Somebody in the chat, with what is known of them in the books. */
async function somebody(language = 'en') {
  const person = bot.somebody({ language });
  await person.writes('/start');
  const [row] = await house.read<{ id: Guest['id'] }>(
    sql`select player_id as id from identity.linked_account where subject = ${String(person.id)}`,
  );
  if (!row) throw new Error('nobody');
  return { person, player: { id: row.id } as Guest };
}

const lettersOf = (id: GrantId) =>
  house.read<{ key: string }>(sql`select key from delivery.outbox where key like ${`grant:${id}:%`} order by id`);

test('who has no bonus is told so, what they can take out, and how a code is entered', async () => {
  const { person, player } = await somebody();
  await house.gives(player.id, 2_500n);
  const { said } = await person.writes('/bonus');
  expect(said[0]?.text).toBe(
    [
      '<b>No bonus is active</b>',
      'What you win is cash, and yours to take out.',
      '',
      'You can take out €25.00 now.',
      '',
      'For a promo code write, for example: <code>/code SPRING</code>',
    ].join('\n'),
  );
  expect(said[0]?.keys).toEqual([['More bonuses=promotions', 'Level=vip'], ['Back=home']]);
});

test('an offer is seen with its terms, taken with a tap, and twice tapped taken once', async () => {
  const { person, player } = await somebody();
  const { id } = await grants.offers({ player });
  const listed = await person.writes('/bonus');
  expect(listed.said[0]?.text).toContain('A bonus for you: €10.00');
  expect(listed.said[0]?.keys[0]).toEqual([`Bonus of €10.00=bonus:offer:${id}`]);
  const seen = await person.taps(`bonus:offer:${id}`);
  expect(seen.said[0]?.text).toContain('Play it 3×, 7 days, stakes up to €5.00.');
  expect(seen.said[0]?.keys[0]).toEqual([`Take it=bonus:take:${id}`, `No, thanks=bonus:decline:${id}`]);
  // The message that shows it is its own: decided elsewhere, it is edited too.
  expect(await house.read(sql`select chat, message from play.bonus_message where grant_id = ${id}`)).toEqual([
    { chat: String(person.id), message: 50n },
  ]);
  const taken = await person.taps(`bonus:take:${id}`, 80);
  expect(taken.toast).toBe('The bonus is yours to play.');
  expect(taken.said[0]).toMatchObject({ edits: 80, text: expect.stringContaining('Your bonus holds €10.00') });
  expect((await person.taps(`bonus:take:${id}`, 80)).toast).toBe('The bonus is yours to play.');
  expect(await grants.stands(id)).toMatchObject({ state: 'active', balance: 1_000n });
  expect((await lettersOf(id)).map(({ key }) => key)).toEqual([`grant:${id}:active`]);
});

test('however often an offer is looked at, its letter has no more than its newest messages to edit', async () => {
  const { person, player } = await somebody();
  const { id } = await grants.offers({ player });
  for (const message of [61, 62, 63, 64, 65, 66, 61]) await person.taps(`bonus:offer:${id}`, message);
  expect(await house.read(sql`select message from play.bonus_message where grant_id = ${id} order by message`)).toEqual(
    [61n, 64n, 65n, 66n].map((message) => ({ message })),
  );
});

test('an offer that is refused, when that is sure, is over, and says that nothing changes', async () => {
  const { person, player } = await somebody();
  const { id } = await grants.offers({ player });
  const asked = await person.taps(`bonus:decline:${id}`, 80);
  expect(asked.said[0]?.text).toContain('Each is offered once: it is not offered to you again.');
  expect(asked.said[0]?.keys).toEqual([[`Back=bonus:offer:${id}`], [`Yes, refuse it=bonus:refuse:${id}`]]);
  expect((await grants.stands(id)).state).toBe('offered');
  expect((await person.taps(`bonus:refuse:${id}`, 80)).said[0]?.text).toBe(
    'You did not take this bonus. Nothing changes.',
  );
  const late = await person.taps(`bonus:take:${id}`, 80);
  expect(late.toast).toBe('This offer is over.');
  expect((await grants.stands(id)).state).toBe('declined');
});

test('a second bonus waits for the first', async () => {
  const { person, player } = await somebody();
  await grants.claims({ player });
  const { id } = await grants.offers({ player });
  expect((await person.taps(`bonus:take:${id}`, 80)).toast).toBe('Another bonus is active. It ends first.');
  expect((await grants.stands(id)).state).toBe('offered');
});

test('giving it up shows the exact cost, asks once more, and keeps every cent of cash', async () => {
  const { person, player } = await somebody();
  await house.gives(player.id, 2_500n);
  const { id } = await grants.claims({ player });
  const overview = await person.writes('/bonus');
  expect(overview.said[0]?.text).toContain('Taking cash out gives the bonus up.');
  expect(overview.said[0]?.keys[0]).toEqual(['Play=games:new']);
  expect(overview.said[0]?.keys.at(-1)).toEqual([`Give it up=bonus:cost:${id}`, 'Back=home']);
  const asked = await person.taps(`bonus:cost:${id}`, 80);
  expect(asked.said[0]?.text).toBe(
    ['<b>Give the bonus up?</b>', 'You lose: €10.00 of bonus.', 'You keep: €25.00 of cash.'].join('\n'),
  );
  // The safe choice first; the other carries what was shown.
  expect(asked.said[0]?.keys).toEqual([['Keep the bonus=bonus'], [`Give it up=bonus:end:${id}:rs:0`]]);
  const ended = await person.taps(`bonus:end:${id}:rs:0`, 80);
  expect(ended.said[0]?.text).toContain('You gave the bonus up.');
  expect(ended.said[0]?.text).toContain('You can take out €25.00 now.');
  expect(await grants.stands(id)).toMatchObject({ state: 'cancelled', forfeited: 1_000n, balance: 0n });
  expect((await person.taps(`bonus:end:${id}:rs:0`, 80)).said[0]?.text).toContain('This bonus has ended already.');
});

test('if it costs something else by the time of the tap, nothing is done and the new cost is shown', async () => {
  const { person, player } = await somebody();
  const { id } = await grants.claims({ player });
  const refused = await person.taps(`bonus:end:${id}:rr:0`, 80);
  expect(refused.said[0]?.text).toContain('It costs something else now.');
  expect(refused.said[0]?.text).toContain('You lose: €10.00 of bonus.');
  expect((await grants.stands(id)).state).toBe('active');
});

test("another player's bonus is nobody else's to see, take or give up", async () => {
  const { player } = await somebody();
  const { id } = await grants.claims({ player });
  const { person: thief } = await somebody();
  for (const data of [`bonus:cost:${id}`, `bonus:end:${id}:rs:0`, `bonus:take:${id}`, `bonus:offer:${id}`]) {
    const { said } = await thief.taps(data, 80);
    expect(said[0]?.text).toContain('No bonus is active');
    expect(said[0]?.text).not.toContain('€10.00');
  }
  expect((await grants.stands(id)).state).toBe('active');
});

test('a promo code becomes an offer; one that is not there, and one of another currency, say so', async () => {
  const terms: Partial<WrittenTerms> = { id: 'spring', code: 'SPRING' };
  const { player: other } = await somebody();
  await grants.offers({ terms, player: other }); // published with it
  const { person } = await somebody();
  const entered = await person.writes('/code spring');
  expect(entered.said[0]?.text).toContain('The code is good: this is what it offers.');
  expect(entered.said[0]?.text).toContain('A bonus for you: €10.00');
  expect((await person.writes('/code WINTER')).said[0]?.text).toContain('There is no such code, or it is over.');
  expect((await person.writes(`/code ${'X'.repeat(40)}`)).said[0]?.text).toContain('There is no such code');
  expect((await person.writes('/code')).said[0]?.text).toContain('/code SPRING');
});

test('who tries codes without end is asked to wait, and nothing is looked up', async () => {
  const slow = openBot(house, { codeWaitMs: async () => 61_000 });
  const person = slow.somebody();
  await person.writes('/start');
  expect((await person.writes('/code SPRING')).said[0]?.text).toContain('Please try again in 2 minutes.');
});

test.each([
  ['ru', 'Активного бонуса нет'],
  ['ar', 'لا مكافأة قائمة'],
])('the chat speaks of bonuses in %s', async (language, words) => {
  const { person, player } = await somebody(language);
  expect((await person.writes('/bonus')).said[0]?.text).toContain(words);
  const { id } = await grants.claims({ player });
  for (const { said } of [await person.writes('/bonus'), await person.taps(`bonus:cost:${id}`, 80)])
    expect(said[0]?.text).not.toMatch(/\{|undefined|bonus-/);
});
