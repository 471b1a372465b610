import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { sql } from '../prisma/tx.ts';
import { forgetCodes } from '../records/identity/codes.ts';
import { markReach } from '../records/identity/player-for.ts';
import { type Guest, type House, openHouse } from '../records/test-house.ts';
import { openCodes, withdrawal } from './test-codes.ts';

let house: House;
let codes: ReturnType<typeof openCodes>;
let ada: Guest;
beforeAll(async () => {
  house = await openHouse({ processes: 4 });
  codes = openCodes(house);
});
afterAll(() => house.close());
beforeEach(async () => {
  ada = await house.admits();
});

const SOON = { asymmetricMatch: (at: unknown) => at instanceof Date && at.getTime() > Date.now() };
/** Wrong digits until no more are taken; answers the last refusal. */
async function exhausts(player: Guest) {
  const act = withdrawal();
  const code = await codes.codeFor(player, act);
  for (;;) {
    const outcome = await codes.types(player, code.id, act, code.wrong);
    if ('reason' in outcome && outcome.reason === 'code-wrong' && outcome.triesLeft > 0) continue;
    return { code, act, outcome };
  }
}
/** The codes of a player were asked for so long ago. */
const age = (player: Guest, interval: string) =>
  house.asSuperuser(`
    update identity.one_time_code set created_at = created_at - interval '${interval}', expires_at = expires_at - interval '${interval}',
      last_try_at = last_try_at - interval '${interval}' where player_id = '${player.id}';
    update identity.code_lock set until = until - interval '${interval}' where player_id = '${player.id}'`);

test('a code lives ten minutes, and its letter goes before all others', async () => {
  const { id, expiresAt } = await codes.codeFor(ada, withdrawal());
  expect(Math.abs(expiresAt.getTime() - Date.now() - 600_000)).toBeLessThan(30_000);
  const [letter] = await house.read(sql`select priority, body from delivery.outbox where key = ${`code:${id}`}`);
  expect(letter).toEqual({
    priority: 0,
    body: { show: 'code', bot: '1', chat: ada.telegramId, codeId: id, notice: null },
  });
});

test('a new code voids the older one, whatever that was for, and its message says so', async () => {
  const [one, other] = [withdrawal(), withdrawal({ kind: 'loosen-limit' })];
  const first = await codes.codeFor(ada, one);
  const second = await codes.codeFor(ada, other);
  expect(await codes.types(ada, first.id, one, first.digits)).toEqual({ reason: 'code-over' });
  expect(await codes.endOf(first.id)).toBe('replaced');
  expect(await codes.lettersOf(first.id)).toEqual(['code', 'code:over']);
  expect(await codes.types(ada, second.id, other, second.digits)).toEqual({ confirmed: second.id });
});

test('asked for at once in four processes, five codes are given and one of them is open', async () => {
  const asked = await Promise.all(Array.from({ length: 20 }, () => codes.asks(ada, withdrawal())));
  expect(asked.filter((outcome) => 'codeId' in outcome)).toHaveLength(5);
  const open = sql`select count(*) from identity.one_time_code where player_id = ${ada.id} and ended_at is null`;
  expect(await house.count(open)).toBe(1);
});

test('five codes are given in ten minutes; who asks for more is told from when on', async () => {
  for (let n = 0; n < 5; n++) await codes.codeFor(ada, withdrawal());
  expect(await codes.asks(ada, withdrawal())).toEqual({ reason: 'too-many-codes', until: SOON });
  await age(ada, '11 minutes');
  expect(await codes.asks(ada, withdrawal())).toHaveProperty('codeId');
});

test('where no message would arrive no code is given', async () => {
  await house.transaction((tx) => markReach(tx, ada.telegramId, false));
  expect(await codes.asks(ada, withdrawal())).toEqual({ reason: 'no-chat' });
  await house.transaction((tx) => markReach(tx, ada.telegramId, true));
  expect(await codes.asks(ada, withdrawal())).toHaveProperty('codeId');
  await house.asSuperuser(`delete from identity.linked_account where player_id = '${ada.id}'`);
  expect(await codes.asks(ada, withdrawal())).toEqual({ reason: 'no-chat' });
});

test('three codes that died of wrong tries lock all for an hour, with a notice and a row in the trail', async () => {
  for (let n = 0; n < 2; n++) expect((await exhausts(ada)).outcome).toEqual({ reason: 'code-wrong', triesLeft: 0 });
  const { code, act, outcome } = await exhausts(ada);
  expect(outcome).toEqual({ reason: 'code-wrong', triesLeft: 0, lockedUntil: SOON });
  expect(await codes.endOf(code.id)).toBe('locked');
  expect(await codes.lettersOf(code.id)).toEqual(['code', 'code:over', 'code:locked']);
  expect((await codes.trailOf(code.id)).at(-1)).toBe('code.locked: code-wrong');
  expect(await codes.asks(ada, act)).toEqual({ reason: 'codes-locked', until: SOON });
  await age(ada, '61 minutes');
  expect(await codes.asks(ada, act)).toHaveProperty('codeId');
});

test('wrong tries count over all codes of a day: nobody guesses on by asking for another', async () => {
  let wrong = 0;
  for (let n = 0; n < 4; n++) {
    const act = withdrawal();
    const code = await codes.codeFor(ada, act);
    for (let guess = 0; guess < 4; guess++) {
      const outcome = await codes.types(ada, code.id, act, code.wrong);
      if ('reason' in outcome && outcome.reason === 'code-wrong') wrong += 1;
    }
  }
  expect(wrong).toBe(15);
  expect(await codes.asks(ada, withdrawal())).toEqual({ reason: 'codes-locked', until: SOON });
});

test('who was locked once is locked again by the next wrong try of the same day, and not of the next', async () => {
  for (let n = 0; n < 3; n++) await exhausts(ada);
  await age(ada, '2 hours');
  const { outcome } = await exhausts(ada);
  expect(outcome).toEqual({ reason: 'code-wrong', triesLeft: 0, lockedUntil: SOON });
  await age(ada, '25 hours');
  const act = withdrawal();
  const code = await codes.codeFor(ada, act);
  expect(await codes.types(ada, code.id, act, code.wrong)).toEqual({ reason: 'code-wrong', triesLeft: 4 });
});

test('one player’s wrong tries lock nobody else', async () => {
  const ben = await house.admits();
  for (let n = 0; n < 3; n++) await exhausts(ada);
  expect(await codes.asks(ben, withdrawal())).toHaveProperty('codeId');
});

test('a flow that fails after it asked has asked for nothing, and the code before it is still good', async () => {
  const act = withdrawal();
  const code = await codes.codeFor(ada, act);
  const letters = () => house.count(sql`select count(*) from delivery.outbox where body->>'chat' = ${ada.telegramId}`);
  const failing = house.transaction(async (tx) => {
    await codes.asksIn(tx, ada, withdrawal());
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(await letters()).toBe(1);
  expect(await codes.types(ada, code.id, act, code.digits)).toEqual({ confirmed: code.id });
});

test('the digits are nowhere in the database, from the asking to the end', async () => {
  const act = withdrawal();
  const code = await codes.codeFor(ada, act);
  await codes.types(ada, code.id, act, code.wrong);
  const whole = async (): Promise<string> => {
    const tables = await house.read<{ name: string }>(sql`
      select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema', 'public')`);
    expect(tables.length).toBeGreaterThan(15);
    const dumped = tables.map(({ name }) =>
      house.read<{ row: string }>({ text: `select t::text as row from ${name} t`, values: [] }),
    );
    return (await Promise.all(dumped))
      .flat()
      .map(({ row }) => row)
      .join('\n');
  };
  const open = await whole();
  await codes.types(ada, code.id, act, code.digits);
  const over = await whole();
  for (const dump of [open, over]) {
    expect(dump).toContain(code.id);
    for (const secret of [code.digits, code.wrong]) expect(dump).not.toMatch(new RegExp(`\\b${secret}\\b`));
  }
});

test('codes of two days ago are forgotten, open ones and those of yesterday are not', async () => {
  const old = await exhausts(ada);
  await age(ada, '3 days');
  const ben = await house.admits();
  const kept = await exhausts(ben);
  await age(ben, '1 day');
  expect(await forgetCodes(house.app, 100)).toBe(1);
  const left = (id: string) => house.count(sql`select count(*) from identity.one_time_code where id = ${id}`);
  expect([await left(old.code.id), await left(kept.code.id)]).toEqual([0, 1]);
});

test('the application can neither write a code, nor take back a try, nor open a lock', async () => {
  await exhausts(ada);
  const forbidden = [
    'update identity.one_time_code set tries = 0',
    'delete from identity.one_time_code',
    'delete from identity.code_lock',
    'update identity.pass set used_at = null, used_by = null',
    `insert into identity.code_lock (player_id, until) values ('${ada.id}', now())`,
  ];
  for (const text of forbidden) await expect(house.read({ text, values: [] })).rejects.toMatchObject({ code: '42501' });
});
