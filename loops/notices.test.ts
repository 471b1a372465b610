import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { PlayerId } from '../contracts/ids.ts';
import type { WrittenTerms } from '../domain/bonuses.ts';
import { money } from '../domain/money.ts';
import { type NoticeChoice, unchosen } from '../domain/notices.ts';
import { createTransaction, sql } from '../prisma/tx.ts';
import { takePause } from '../records/compliance/exclusions.ts';
import { createEnqueue } from '../records/delivery/outbox.ts';
import { markReach } from '../records/identity/player-for.ts';
import { announceBonuses, keepNoticeChoice, sweepNotices } from '../records/play/notices.ts';
import { testGrants } from '../records/play/test-grants.ts';
import { type House, openHouse } from '../records/test-house.ts';
import { newId } from '../runtime/ids.ts';
import { remindOfBonus } from '../use-cases/remind-of-bonus.ts';
import { drawNotice, sendNotices } from '../use-cases/send-notices.ts';
import { noticesLoop } from './notices.ts';

const clock = { nowMs: Date.now() };
let house: House;
beforeAll(async () => {
  house = await openHouse({ processes: 2 });
});
beforeEach(async () => {
  clock.nowMs = Date.now() + 60_000; // all that a test has written is due
  await house.asSuperuser(`delete from play.notice; delete from play.notice_choice; delete from play.announcement; delete from play.round; delete from play.grant;
    delete from play.bonus; delete from delivery.outbox`);
});
afterAll(() => house.close());

const HOUR_MS = 3_600_000;
const everything: NoticeChoice = { ...unchosen, promotions: true };
const enqueue = createEnqueue(() => undefined);
const send = (process = 0) =>
  sendNotices({
    transaction: createTransaction(house.process(process).pool),
    enqueue,
    bot: '1',
    now: () => clock.nowMs,
  });
const announce = (atMost = 500) => announceBonuses(house.app, new Date(clock.nowMs), atMost);
const round = () =>
  noticesLoop({
    announce,
    send: send(),
    forget: (atMost) => sweepNotices(house.app, 30 * 24 * HOUR_MS, atMost),
    held: async () => true,
  })();

/** @param choice null: they never chose */
async function wishes(choice: NoticeChoice | null = everything) {
  const player = await house.admits();
  if (choice) await house.transaction((tx) => keepNoticeChoice(tx, player.id, choice));
  return player;
}
const notified = (
  player: PlayerId,
  kind: 'vip' | 'promotions' | 'wagering',
  body: object,
  key: string = randomUUID(),
) =>
  house.transaction(async (tx) => {
    const [row] = await tx.query<{ is: boolean }>(
      sql`select play.notify(${key}, ${player}, ${kind}, ${JSON.stringify(body)}::jsonb, ${new Date(clock.nowMs)}) as is`,
    );
    return row?.is;
  });
const reaches = (player: PlayerId, euros = 600n) =>
  house.transaction((tx) =>
    tx.query(sql`select play.note_points(array[${player}]::uuid[], array['EUR'], array[${euros * 100n}]::bigint[])`),
  );
const letters = () =>
  house.read<{ key: string; lane: string; priority: number; body: { show: string; notice: string } }>(
    sql`select key, lane, priority, body from delivery.outbox where kind = 'telegram' order by id`,
  );
const stateOf = async (player: PlayerId) =>
  (
    await house.read<{ state: string }>(sql`select state from play.notice where player_id = ${player} order by key`)
  ).map(({ state }) => state);

const termsOf = (id: string, changed: Partial<WrittenTerms> = {}): WrittenTerms => ({
  id,
  version: 1,
  kind: 'free-spins',
  asset: 'EUR',
  spins: { many: 20, game: 'brass-orchard', stake: '20' },
  wagerTimes: 10,
  counts: 'all',
  sticky: 'non-sticky',
  order: 'cash-first',
  contributionBps: { 'brass-orchard': 10_000 },
  mostStake: '500',
  mostConverted: null,
  offerHours: 168,
  playHours: 168,
  ...changed,
});
async function publishes(changed: Partial<WrittenTerms> = {}): Promise<string> {
  const terms = termsOf(`bonus-${randomUUID().slice(0, 8)}`, changed);
  await house.asSuperuser(
    `insert into play.bonus (id, version, kind, asset, code, terms) values
      ('${terms.id}', ${terms.version}, '${terms.kind}', '${terms.asset}', ${terms.code ? `'${terms.code}'` : 'null'}, '${JSON.stringify(terms)}')`,
  );
  return terms.id;
}

test('a level is told in the chat, behind everything else that waits there, and once by several processes', async () => {
  const player = await wishes(null);
  await reaches(player.id);
  await Promise.all([send(0)(20), send(1)(20), send(0)(20)]);
  await round();
  const [letter, ...others] = await letters();
  expect(others).toEqual([]);
  expect(letter).toMatchObject({
    lane: `1:${player.telegramId}`,
    priority: 2,
    body: { show: 'notice', notice: `vip:${player.id}:1` },
  });
  expect(await stateOf(player.id)).toEqual(['sent']);
  const drawn = await drawNotice({ query: house.read }, () => clock.nowMs)(`vip:${player.id}:1`);
  expect(drawn).toEqual({ kind: 'vip', level: 1, language: 'en' });
});

test('what a player does not wish is not told, and what they wish no more is not told though it waits', async () => {
  const silent = await wishes({ ...everything, vip: false });
  await reaches(silent.id);
  await round();
  expect(await stateOf(silent.id)).toEqual(['unwanted']);
  expect(await letters()).toEqual([]);

  const player = await wishes();
  await reaches(player.id);
  await round();
  expect(await letters()).toHaveLength(1);
  await house.transaction((tx) => keepNoticeChoice(tx, player.id, { ...everything, vip: false }));
  expect(await drawNotice({ query: house.read }, () => clock.nowMs)(`vip:${player.id}:1`)).toBeUndefined();
});

test('in quiet hours it waits until their end, by the clocks of the zone', async () => {
  clock.nowMs = Date.UTC(2026, 2, 28, 23, 30); // 00:30 in Malta, where clocks go forward at two
  const night = { ...everything, quiet: { from: 22 * 60, until: 8 * 60 }, zone: 'Europe/Malta' };
  const player = await wishes(night);
  await notified(player.id, 'vip', { level: 0 });
  await house.asSuperuser(`insert into play.vip (player_id) values ('${player.id}')`);
  await send()(20);
  expect(await letters()).toEqual([]);
  const [row] = await house.read<{ due: Date }>(sql`select due_at as due from play.notice`);
  expect(row?.due.toISOString()).toBe('2026-03-29T06:00:00.000Z');
  clock.nowMs = Date.UTC(2026, 2, 29, 5, 59);
  await send()(20);
  expect(await stateOf(player.id)).toEqual(['waiting']);
  clock.nowMs = Date.UTC(2026, 2, 29, 6);
  await send()(20);
  expect(await stateOf(player.id)).toEqual(['sent']);
});

test('that a bonus ends soon waits for the end of quiet hours, and is told to whoever wishes it, once, while it is active', async () => {
  const grants = testGrants(house);
  const [asleep, silent, ended] = [
    await wishes({ ...everything, quiet: { from: 0, until: 1_439 } }),
    await wishes({ ...everything, wagering: false }),
    await wishes(),
  ];
  const [sleeping, unwished, over] = [
    await grants.claims({ player: asleep }),
    await grants.claims({ player: silent }),
    await grants.claims({ player: ended }),
  ];
  const remind = remindOfBonus({ transaction: house.transaction, hint: () => undefined });
  for (const { id } of [sleeping, unwished, over]) {
    await remind(id);
    await remind(id);
  }
  await house.read(sql`select play.end_grant(${over.id}, 'cancelled', ${new Date()})`);
  clock.nowMs = Math.ceil(Date.now() / 86_400_000) * 86_400_000; // midnight: it is quiet for nearly a day
  await round();
  expect(await stateOf(asleep.id)).toEqual(['waiting']);
  expect(await stateOf(silent.id)).toEqual(['unwanted']);
  expect(await stateOf(ended.id)).toEqual(['unwanted']);
  expect(await letters()).toEqual([]);
  clock.nowMs += 86_400_000 - 60_000;
  await round();
  expect(await letters()).toMatchObject([{ body: { show: 'notice', notice: `ending:${sleeping.id}` } }]);
  const drawn = await drawNotice({ query: house.read }, () => clock.nowMs)(`ending:${sleeping.id}`);
  expect(drawn).toMatchObject({
    kind: 'wagering',
    ending: { balance: money('EUR', 1_000n), done: money('EUR', 0n), needed: money('EUR', 3_000n), spinsLeft: 0 },
  });
  // A notice of one that has ended says nothing, nor does one for a bonus that ended long ago.
  await remind(over.id);
  expect(await stateOf(ended.id)).toEqual(['unwanted']);
});

test('that a bonus ends is no news when its time is over, though nobody has judged it yet', async () => {
  const late = await wishes();
  const { id } = await testGrants(house).claims({ player: late });
  await remindOfBonus({ transaction: house.transaction, hint: () => undefined })(id);
  await house.asSuperuser(`update play."grant" set play_until = claimed_at where id = '${id}'`);
  await round();
  expect(await stateOf(late.id)).toEqual(['unwanted']);
});

test('whoever takes a break, blocked the bot, or rose higher meanwhile is not told', async () => {
  const [pausing, blocking, rising] = [await wishes(), await wishes(), await wishes()];
  for (const { id } of [pausing, blocking, rising]) await reaches(id);
  await house.transaction((tx) =>
    takePause(tx, newId(Date.now()), pausing.id, { kind: 'break', length: '24h' }, new Date()),
  );
  await house.transaction((tx) => markReach(tx, blocking.telegramId, false));
  await reaches(rising.id, 9_000n);
  await round();
  expect(await stateOf(pausing.id)).toEqual(['unwanted']);
  expect(await stateOf(blocking.id)).toEqual(['unwanted']);
  expect(await stateOf(rising.id)).toEqual(['unwanted', 'sent']);
});

test('a new bonus is told to those who wish to hear of bonuses and to no others, page by page, once', async () => {
  const all = await Promise.all(Array.from({ length: 5 }, () => wishes()));
  const others = [await wishes(null), await wishes({ ...everything, promotions: false })];
  const bonus = await publishes();
  for (let written = -1; written !== 0; ) written = await announce(2);
  expect(await announce(2)).toBe(0);
  const rows = await house.read<{ player: string; key: string }>(
    sql`select player_id as player, key from play.notice where kind = 'promotions' and player_id = any(${all.map(({ id }) => id)}::uuid[])`,
  );
  expect(rows.map(({ player }) => player).sort()).toEqual(all.map(({ id }) => id).sort());
  for (const { id } of others) expect(await stateOf(id)).toEqual([]);
  await send()(100);
  expect(
    (await letters()).map(({ body }) => body.notice).filter((key) => all.some(({ id }) => key.endsWith(id))),
  ).toHaveLength(5);
  const drawn = await drawNotice({ query: house.read }, () => clock.nowMs)(`promotion:${bonus}:${all[0]?.id}`);
  expect(drawn).toMatchObject({ kind: 'promotions', terms: { id: bonus } });
});

test('an announcement that was cut short goes on where it was, in whichever process', async () => {
  const all = await Promise.all(Array.from({ length: 4 }, () => wishes()));
  await publishes();
  await announceBonuses(house.process(0).pool, new Date(), 3);
  for (let written = -1; written !== 0; ) written = await announceBonuses(house.process(1).pool, new Date(), 3);
  for (const { id } of all) expect(await stateOf(id)).toEqual(['waiting']);
});

test('codes, new terms of a known bonus and bonuses of another currency are announced to nobody', async () => {
  const player = await wishes();
  const bonus = await publishes();
  while ((await announce()) > 0);
  expect(await stateOf(player.id)).toHaveLength(1);
  await publishes({ kind: 'code', code: `C${randomUUID().slice(0, 8).toUpperCase()}`, amount: '500' });
  await publishes({ asset: 'USD' });
  await house.asSuperuser(`update play.bonus set ended_at = now() where id = '${bonus}'`);
  await publishes({ id: bonus, version: 2 });
  while ((await announce()) > 0);
  expect(await stateOf(player.id)).toHaveLength(1);
});

test('a bonus that ended, that was offered already, or beside a first deposit that was made is no news', async () => {
  const [late, offered, deposited] = [await wishes(), await wishes(), await wishes()];
  const ended = await publishes();
  const open = await publishes();
  const first = await publishes({ kind: 'first-deposit', match: { bps: 10_000, most: '10000', leastDeposit: '1000' } });
  const spins = await publishes(); // which come with a first deposit, too
  await notified(late.id, 'promotions', { bonus: ended });
  await notified(offered.id, 'promotions', { bonus: open });
  for (const bonus of [first, spins]) await notified(deposited.id, 'promotions', { bonus });
  await house.asSuperuser(`update play.bonus set ended_at = now() where id = '${ended}';
    insert into play.grant (id, player_id, person_id, bonus_id, bonus_version, terms, state, asset, worth, offered_at, offer_until)
    values (gen_random_uuid(), '${offered.id}', '${offered.id}', '${open}', 1, '{}', 'offered', 'EUR', 0, now(), now() + interval '1 day');
    insert into compliance.day_total (person_id, asset, day, deposited) values ('${deposited.id}', 'EUR', now()::date, 2500)`);
  await send()(20);
  for (const { id } of [late, offered]) expect(await stateOf(id)).toEqual(['unwanted']);
  expect(await stateOf(deposited.id)).toEqual(['unwanted', 'unwanted']);
  expect(await letters()).toEqual([]);
});

test('whoever may be offered nothing hears of no bonus', async () => {
  const player = await wishes();
  await notified(player.id, 'promotions', { bonus: await publishes() });
  await house.asSuperuser(
    `insert into compliance.verification (player_id, status, refused_why) values ('${player.id}', 'refused', 'under-age')`,
  );
  await send()(20);
  expect(await stateOf(player.id)).toEqual(['unwanted']);
});

test('a bonus that is played through is told with what became cash of it, however it is written', async () => {
  const player = await wishes(null);
  const bonus = await publishes();
  const grant = randomUUID();
  const account = await house.accountOf(player);
  await house.asSuperuser(`insert into play.grant (id, player_id, person_id, bonus_id, bonus_version, terms, state, asset, worth, offered_at, offer_until, claimed_at, play_until, account_id)
    values ('${grant}', '${player.id}', '${player.id}', '${bonus}', 1, '{}', 'active', 'EUR', 2000, now(), now(), now(), now(), ${account})`);
  await house.asSuperuser(
    `update play.grant set state = 'completed', converted = 1234, ended_at = now() where id = '${grant}'`,
  );
  expect(await notified(player.id, 'wagering', { grant }, `wagering:${grant}`)).toBe(false);
  await round();
  expect((await letters()).map(({ body }) => body.notice)).toEqual([`wagering:${grant}`]);
  expect(await drawNotice({ query: house.read }, () => clock.nowMs)(`wagering:${grant}`)).toEqual({
    kind: 'wagering',
    converted: { asset: 'EUR', minor: 1_234n },
    language: 'en',
  });
});

test('what is over is forgotten after a month, and what waits is not', async () => {
  const [told, waiting] = [await wishes(), await wishes()];
  await notified(told.id, 'wagering', { grant: randomUUID() });
  await send()(20);
  await notified(waiting.id, 'wagering', { grant: randomUUID() });
  await house.asSuperuser(`update play.notice set due_at = due_at - interval '31 days'`);
  expect(await sweepNotices(house.app, 30 * 24 * HOUR_MS, 100)).toBe(1);
  expect([await stateOf(told.id), await stateOf(waiting.id)]).toEqual([[], ['waiting']]);
});
