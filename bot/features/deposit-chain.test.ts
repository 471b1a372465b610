import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DepositActivityDeps, depositActivities } from '../../activities/deposits.ts';
import type { OrderId } from '../../contracts/ids.ts';
import { readMemo } from '../../domain/memo.ts';
import { sql } from '../../prisma/tx.ts';
import { noDepositRails } from '../../rails/test-rails.ts';
import { tonRail } from '../../rails/ton/rail.ts';
import { usdtRail } from '../../rails/usdt/rail.ts';
import { createEnqueue } from '../../records/delivery/outbox.ts';
import { type House, openHouse } from '../../records/test-house.ts';
import { loadTexts } from '../../runtime/texts.ts';
import { type ArrivalMoment, showArrival } from '../../use-cases/show-arrival.ts';
import { openBot } from '../test-chat.ts';

const HOT = `0:${'ab'.repeat(32)}`;
const deps = { pageOf: () => 'https://cage.example/app', play: false };
const chainRails = { ...noDepositRails, ton: tonRail(deps), usdt: usdtRail(deps) };
let house: House;
let bot: ReturnType<typeof openBot>;
beforeAll(async () => {
  house = await openHouse();
  bot = openBot(house, {
    rails: chainRails,
    ton: {
      apiUrl: 'http://127.0.0.1:1',
      apiKey: undefined,
      timeoutMs: 1,
      network: 'mainnet',
      hotWallet: HOT,
      usdtMaster: `0:${'cd'.repeat(32)}`,
      coldWallet: undefined,
      finalBlocks: 2,
      explorer: 'https://explorer.example/',
      addressExplorer: 'https://explorer.example/',
    },
  });
  await house.rates('TON', '5');
});
afterAll(() => house.close());

const lettersTo = (id: number) =>
  house.read<{ key: string; body: Record<string, unknown> }>(
    sql`select key, body from delivery.outbox where kind = 'telegram' and lane = ${`1:${id}`} and body->>'show' <> 'call' order by id`,
  );
const playerOf = async (id: number) => {
  const [row] = await house.read<{ player_id: string }>(
    sql`select player_id from identity.linked_account where subject = ${String(id)}`,
  );
  return row?.player_id ?? '';
};

test('a deposit offers TON by amounts that say what they bring, USDT, and any amount sent by hand', async () => {
  const person = await bot.guest();
  const { said } = await person.writes('/deposit');
  expect(said[0]?.text).toMatch(/Deposit TON[\s\S]*from 0\.5\u00a0TON to 5,000\u00a0TON/);
  const keys = said[0]?.keys.flat() ?? [];
  expect(keys).toContain('10\u00a0TON → €49.50=deposit:10000000000');
  expect(keys).toContain('In USDT on TON instead=deposit:by:usdt');
  expect(keys).toContain('Any amount, sent by hand=deposit:address:ton');
});

test('the address to send to by hand is shown with the memo, and its picture follows; the same every time', async () => {
  const person = await bot.guest();
  const first = await person.taps('deposit:address:ton');
  const again = await person.taps('deposit:address:usdt');
  const codesIn = (text = '') => Array.from(text.matchAll(/<code>(.*?)<\/code>/g), ([, code]) => code);
  const [address, memo] = codesIn(first.said[0]?.text);
  expect(address).toMatch(/^UQ/);
  expect(readMemo(memo ?? '')).toBe(memo);
  expect(codesIn(again.said[0]?.text)).toEqual([address, memo]);
  expect(first.said[0]?.text).toContain('from 0.5\u00a0TON');
  const letters = await lettersTo(person.id);
  expect(letters.map(({ body }) => body.link)).toEqual([
    `ton://transfer/${address}?text=${memo}`,
    expect.stringMatching(/\?jetton=EQ[\w-]{46}&text=CG-/),
  ]);
});

test('an order by TON is opened as any other', async () => {
  const person = await bot.guest();
  const { said } = await person.taps('deposit:10000000000', 91);
  expect(said[0]?.text).toContain('Fixing the rate');
  const [order] = await person.orders();
  expect(order).toMatchObject({ status: 'opening', pay_minor: 10_000_000_000n });
  await person.taps(`deposit:show:${order?.id}`, 92);
  const stranger = await bot.guest();
  await stranger.taps(`deposit:show:${order?.id}`, 93);
  expect((await lettersTo(person.id)).map(({ body }) => body)).toMatchObject([{ orderId: order?.id, anew: true }]);
  expect(await lettersTo(stranger.id)).toEqual([]);
});

test('once it may be paid, its message says so and the picture follows', async () => {
  const person = await bot.guest();
  await person.taps('deposit:10000000000', 95);
  const [order] = await person.orders();
  const { openInvoice } = depositActivities({
    transaction: house.transaction,
    query: house.read,
    rails: chainRails,
    enqueue: createEnqueue(() => undefined),
    texts: loadTexts(),
    hint: () => undefined,
  } as Partial<DepositActivityDeps> as DepositActivityDeps);
  await openInvoice(order?.id as OrderId);
  await openInvoice(order?.id as OrderId);
  expect((await lettersTo(person.id)).map(({ key, body }) => [key, body.qr])).toEqual([
    [`order:${order?.id}:open`, undefined],
    [`order:${order?.id}:qr`, true],
  ]);
});

/** Money as the scanner keeps it. */
async function comes(player: string, minor: string, order: string | null = null): Promise<string> {
  const lt = String(Math.floor(Math.random() * 1e12) + 1);
  const hash = lt.padStart(64, '0');
  await house.asOwner(`
    insert into chain.account (address, kind, rail, asset, owner, opening_minor, final_minor) values ('${HOT}', 'hot', 'ton', 'TON', '${HOT}', 0, 0)
      on conflict do nothing;
    insert into chain.transaction (account, lt, hash, at, kind, in_minor, out_minor, fee_minor, aborted, plain, state, seen_seqno)
      values ('${HOT}', ${lt}, '${hash}', now(), 'deposit', ${minor}, 0, 0, false, true, 'seen', 100);
    insert into payments.arrival (account, lt, hash, rail, asset, minor, state, player_id, matched_by, order_id, at)
      values ('${HOT}', ${lt}, '${hash}', 'ton', 'TON', ${minor}, 'seen', ${player ? `'${player}', 'memo'` : 'null, null'}, ${order ? `'${order}'` : 'null'}, now())`);
  const [row] = await house.read<{ id: string }>(sql`select id from payments.arrival where hash = ${hash}`);
  return row?.id ?? '';
}
const hints: unknown[] = [];
const tells = (id: string, moment: ArrivalMoment) =>
  house.transaction((tx) =>
    showArrival({ enqueue: createEnqueue(() => undefined), hint: (...told) => void hints.push(told) })(tx, id, moment),
  );

test('money for an order is told in the order’s message, each step once, and the page is told to look', async () => {
  const person = await bot.guest();
  await person.taps('deposit:10000000000', 94);
  const [order] = await person.orders();
  const id = await comes(await playerOf(person.id), '10000000000');
  for (const moment of ['seen', 'seen', 'final'] as const) await tells(id, moment);
  expect((await lettersTo(person.id)).map(({ key, body }) => [key, body.show, body.orderId])).toEqual(
    ['seen', 'final'].map((moment) => [`order:${order?.id}:arrival:${id}:${moment}`, 'deposit', order?.id]),
  );
  expect(hints.at(-1)).toEqual([await playerOf(person.id), { what: 'deposit', id: order?.id }]);
});

test('money without an order is told where the memo was shown, and the order made for it takes that message over', async () => {
  const person = await bot.guest();
  await person.taps('deposit:address:ton');
  const player = await playerOf(person.id);
  const id = await comes(player, '7000000000');
  await tells(id, 'seen');
  expect((await lettersTo(person.id)).map(({ key }) => key)).toContain(`arrival:${id}`);

  const { id: made } = await house.places({
    player: { id: player } as never,
    asset: 'TON',
    minor: 7_000_000_000n,
    market: '5',
    shownIn: { bot: '1', chat: String(person.id), yet: 'nothing' },
  });
  await house.asOwner(`update payments.arrival set order_id = '${made as OrderId}' where id = '${id}'`);
  await tells(id, 'final');
  const [order] = await person.orders();
  expect(order).toMatchObject({ id: made, shown_key: `arrival:${id}` });
  expect((await lettersTo(person.id)).at(-1)).toMatchObject({ body: { show: 'deposit', orderId: made } });
});

test('money of nobody we know is told to nobody', async () => {
  const letters = () => house.count(sql`select count(*) from delivery.outbox`);
  const id = await comes('', '5000000000');
  const before = await letters();
  await tells(id, 'seen');
  expect(await letters()).toBe(before);
});
