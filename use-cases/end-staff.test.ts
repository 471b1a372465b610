import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../prisma/tx.ts';
import { type House, openHouse } from '../records/test-house.ts';
import { runProgram } from '../sandbox/testing/fixtures.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

/** The command as it is run. */
const staff = (env: Record<string, string>, ...args: string[]) =>
  runProgram(env, 'use-cases/staff-command.ts', ...args);
const here = () => ({ DATABASE_URL: house.appUrl });

test('who is signed out by the command has no session left, and each has its row in the trail', async () => {
  const [leaving, staying] = [await house.employs(['ops']), await house.employs(['support'])];
  expect((await staff(here(), 'list')).out).toContain(`${leaving}  Lena Hoff  ops  signed in at 1\n`);
  expect(await staff(here(), 'end', leaving)).toEqual({
    code: 0,
    err: '',
    out: 'Lena Hoff is signed out: 1 of their sessions ended just now.\n',
  });
  const { out } = await staff(here(), 'list');
  expect(out).toContain(`${leaving}  Lena Hoff  ops  signed in at 0\n`);
  expect(out).toContain(`${staying}  Lena Hoff  support  signed in at 1\n`);
  const rows = await house.read(
    sql`select actor, detail from audit.entry where action = 'session.ended' and detail->>'staff' = ${leaving}`,
  );
  expect(rows).toEqual([{ actor: 'system', detail: { why: 'by-staff', staff: leaving } }]);
});

test('nobody is signed out by a name, by the id of nobody, or by half a command', async () => {
  for (const id of ['lena', '01890000-0000-7000-8000-000000000000'])
    expect(await staff(here(), 'end', id)).toMatchObject({ code: 1, out: '', err: expect.stringContaining(id) });
  for (const args of [[], ['end'], ['list', 'x'], ['begin', 'x']])
    expect(await staff(here(), ...args)).toMatchObject({ code: 1, err: expect.stringContaining('For example') });
  expect(await staff({}, 'list')).toMatchObject({ code: 1, err: expect.stringContaining('DATABASE_URL is not set') });
});

test('house money that was moved between providers may be paid out by the second, and no more of it than the first holds', async () => {
  const { account } = await house.holds(0n);
  await house.moves(await house.houseAccount('clearing', 'EUR', 'telegram-invoice'), account, 5_000n);
  expect(await staff(here(), 'moved', 'telegram-invoice', 'adyen', 'EUR', '50.01')).toMatchObject({
    code: 1,
    err: expect.stringContaining('does not hold 50.01 EUR'),
  });
  expect(await staff(here(), 'moved', 'telegram-invoice', 'adyen', 'EUR', '20.00')).toMatchObject({
    code: 0,
    out: '20.00 EUR moved from telegram-invoice to adyen: it may be paid out there now.\n',
  });
  const clearing = (rail: string) =>
    house.count(sql`select balance from ledger.account where kind = 'clearing' and house = ${rail} and asset = 'EUR'`);
  expect([await clearing('telegram-invoice'), await clearing('adyen')]).toEqual([-3_000, -2_000]);
  for (const args of [
    ['moved', 'adyen', 'adyen', 'EUR', '1'],
    ['moved', 'adyen', 'stripe', 'EUR', '-1'],
    ['moved', 'adyen'],
  ])
    expect(await staff(here(), ...args)).toMatchObject({ code: 1, err: expect.stringContaining('For example') });
});

test('the hot wallet is asked for by the same command', async () => {
  expect(await staff(here(), 'hot-wallet', 'sweep', 'TON', '1.00')).toMatchObject({
    code: 1,
    err: expect.stringContaining('TON_HOT_WALLET'),
  });
  expect(await staff(here(), 'hot-wallet', 'sweep')).toMatchObject({
    code: 1,
    err: expect.stringContaining('For example'),
  });
});
