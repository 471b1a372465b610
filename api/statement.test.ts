import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PlayerId } from '../contracts/ids.ts';
import { newId } from '../runtime/ids.ts';
import { type Gateway, openGateway } from './test-gateway.ts';
import { openApp } from './test-player.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.close());

const YEAR = new Date().getUTCFullYear();

/** Somebody who was given 30 and gave 12.50 away. */
async function played(language = 'en') {
  const app = await openApp(gateway, { language });
  const { house } = gateway;
  const account = await house.accountOf({ id: app.me.id as PlayerId } as never);
  await house.moves(await house.houseAccount('clearing'), account, 3_000n);
  await house.moves(account, await house.houseAccount('bankroll'), 1_250n);
  return app;
}

/** The file itself, and how it was sent. */
const asks = async (token: string, search: string) => {
  const response = await fetch(`${gateway.root}/statement?${search}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
};

test('a year comes as a table with every movement, what was before it and after', async () => {
  const { token } = await played();
  const { status, headers, text } = await asks(token, `year=${YEAR}&form=csv`);
  expect(status).toBe(200);
  expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(headers.get('content-disposition')).toBe(`attachment; filename=cage-statement-${YEAR}.csv`);
  expect(headers.get('cache-control')).toBe('no-store');
  const [head, first, second, ...rest] = text.split('\r\n');
  expect(head).toBe('time,account,asset,kind,amount,before,after,transfer,subject,receipt');
  for (const row of [first, second]) expect(row?.split(',')).toHaveLength(String(head).split(',').length);
  expect(first?.split(',').slice(1, 7)).toEqual(['player-cash', 'EUR', 'test', '30.00', '0.00', '30.00']);
  expect(second?.split(',').slice(1, 7)).toEqual(['player-cash', 'EUR', 'test', '-12.50', '30.00', '17.50']);
  expect(rest).toEqual(['']);
});

test('the same year comes as a page to print, in the player’s language, that can do nothing', async () => {
  const { token, me } = await played('ru');
  const { headers, text } = await asks(token, `year=${YEAR}&form=page`);
  expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(text).toContain('<html lang="ru" dir="ltr">');
  expect(text).toContain(`Выписка за ${YEAR} год`);
  expect(text).toMatch(/На конец<\/th><td>17,50/);
  expect(text).toMatch(/−12,50/);
  expect(text).not.toContain('<script');
  expect(text).not.toContain(me.id); // a page that is shown around says a short code
});

test('another year, and somebody else’s, has none of it', async () => {
  const { token } = await played();
  const stranger = await openApp(gateway);
  expect((await asks(token, `year=${YEAR - 1}&form=csv`)).text.split('\r\n')).toHaveLength(2);
  expect((await asks(stranger.token, `year=${YEAR}&form=csv`)).text.split('\r\n')).toHaveLength(2);
  const { text } = await asks(token, `year=${YEAR - 1}&form=page`);
  expect(text).toContain('There was no account in this year.');
});

test('a year longer than a page of the ledger comes whole and in order', async () => {
  const app = await openApp(gateway);
  const { house } = gateway;
  const account = await house.accountOf({ id: app.me.id as PlayerId } as never);
  const source = await house.houseAccount('bankroll');
  const { ledger } = house.process(0);
  const give = () => ({
    action: 'post' as const,
    id: newId(Date.now()) as never,
    kind: 'test',
    subject: null,
    legs: [
      { account: source, amount: -1n },
      { account, amount: 1n },
    ],
  });
  await Promise.all(Array.from({ length: 1_203 }, () => ledger.do(give())));
  const rows = (await asks(app.token, `year=${YEAR}&form=csv`)).text.trimEnd().split('\r\n').slice(1);
  expect(rows.map((row) => row.split(',')[6])).toEqual(
    Array.from({ length: 1_203 }, (_, n) => ((n + 1) / 100).toFixed(2)),
  );
});

test.each(['year=1999&form=csv', 'year=2026', 'year=now&form=csv', 'year=2026&form=pdf'])(
  '"%s" is malformed',
  async (search) => {
    const { token } = await openApp(gateway);
    expect((await asks(token, search)).status).toBe(400);
  },
);

test('a year that has not begun has no statement', async () => {
  const { token } = await openApp(gateway);
  expect((await asks(token, `year=${YEAR + 1}&form=page`)).status).toBe(409);
});

test('nobody’s statement is shown to nobody', async () => {
  expect((await asks('nobody', `year=${YEAR}&form=csv`)).status).toBe(401);
});
