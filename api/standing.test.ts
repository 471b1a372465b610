import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { LeaderboardBody, NoticesBody } from '../contracts/http/standing.ts';
import type { PlayerId } from '../contracts/ids.ts';
import { vipLevels } from '../domain/vip.ts';
import { weekEnd, weekOf } from '../domain/weeks.ts';
import { leaderboard } from '../loops/leaderboard.ts';
import { sql } from '../prisma/tx.ts';
import { createLogger } from '../runtime/logger.ts';
import { type Gateway, openGateway } from './test-gateway.ts';
import { openApp } from './test-player.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterEach(async () => {
  gateway.state.redis = 'up';
  gateway.state.aheadMs = 0;
  await gateway.redis.flushdb();
  await gateway.house.asSuperuser('delete from play.week_points; delete from play.vip');
});
afterAll(() => gateway.close());

type App = Awaited<ReturnType<typeof openApp>>;

const stakes = (app: App, cash: bigint) =>
  gateway.house.transaction((tx) =>
    tx.query(sql`select play.note_points(array[${app.me.id}]::uuid[], array['EUR'], array[${cash}]::bigint[])`),
  );
const sorted = () =>
  leaderboard({
    reader: { query: gateway.house.read } as never,
    board: gateway.board,
    held: async () => true,
    log: createLogger('test', 'error'),
  })();
const boardOf = async (app: App) => (await app.ask('leaderboard')).body as LeaderboardBody;
const nameOf = async (app: App) => {
  const [row] = await gateway.house.read<{ code: string }>(
    sql`select invite_code as code from identity.player where id = ${app.me.id as PlayerId}`,
  );
  return `Player ·${row?.code.slice(-4).toUpperCase()}`;
};
const unchosen: NoticesBody = {
  promotions: false,
  wagering: true,
  vip: true,
  quiet: null,
  zone: 'UTC',
  isListed: true,
};
const choose = (app: App, changed: Partial<NoticesBody>) =>
  app.ask('chooseNotices', { body: { ...unchosen, ...changed } });

test('a player sees the level they reached, the points of all levels, and what makes a point of their currency', async () => {
  const app = await openApp(gateway);
  const levels = vipLevels.map(({ level, from, name }) => ({ level, from: Number(from), name }));
  const perPoint = { asset: 'EUR', minor: '1000' };
  expect((await app.ask('vip')).body).toEqual({ level: 0, levels, points: 0, perPoint });
  await stakes(app, 51_999n);
  expect((await app.ask('vip')).body).toEqual({ level: 1, levels, points: 51, perPoint });
});

test.each(['up', 'down'] as const)(
  'with Redis %s the leaderboard shows the same: most points first, the same points at the same rank',
  async (redis) => {
    const [first, second, third, nobody] = [
      await openApp(gateway),
      await openApp(gateway),
      await openApp(gateway),
      await openApp(gateway),
    ];
    await stakes(first, 9_000n);
    await stakes(second, 7_000n);
    await stakes(third, 7_000n);
    await sorted();
    gateway.state.redis = redis;
    gateway.state.aheadMs += 1_000 * Number(redis === 'down');
    const body = await boardOf(third);
    expect(body.rows.map(({ rank, points }) => [rank, points])).toEqual([
      [1, 9],
      [2, 7],
      [2, 7],
    ]);
    expect(body.rows.filter(({ isYou }) => isYou)).toEqual([
      { rank: 2, name: await nameOf(third), points: 7, isYou: true },
    ]);
    expect(body.rows[0]?.name).toBe(await nameOf(first));
    expect(body.you).toEqual({ rank: 2, points: 7 });
    expect([body.week, body.endsAt]).toEqual([weekOf(Date.now()), weekEnd(Date.now()).toISOString()]);
    expect((await boardOf(nobody)).you).toBeNull();
  },
);

test('before the first round of its loop, and after Redis lost all, it is read from PostgreSQL', async () => {
  const app = await openApp(gateway);
  await stakes(app, 3_000n);
  gateway.state.aheadMs = 60_000; // what another test made PostgreSQL sort is old by now
  expect((await boardOf(app)).you).toEqual({ rank: 1, points: 3 });
  await sorted();
  await gateway.redis.flushdb();
  expect((await boardOf(app)).you).toEqual({ rank: 1, points: 3 });
});

test('who does not wish to be known is hidden, and who takes a break is not there at all, for themselves neither', async () => {
  const [hidden, pausing, looking] = [
    await openApp(gateway),
    await openApp(gateway),
    await openApp(gateway, { language: 'ru' }),
  ];
  for (const app of [hidden, pausing, looking]) await stakes(app, 5_000n);
  await choose(hidden, { isListed: false });
  await pausing.ask('takeBreak', { body: { length: '24h' } });
  await sorted();
  const body = await boardOf(looking);
  expect(body.rows.map(({ name }) => name).sort()).toEqual(
    ['Скрыт', (await nameOf(looking)).replace('Player', 'Игрок')].sort(),
  );
  const own = await boardOf(pausing);
  expect([own.you, own.rows.some(({ isYou }) => isYou)]).toEqual([null, false]);
});

test.each(['up', 'down'] as const)(
  'with Redis %s whoever pauses counts for nobody’s rank, and is there again with all of their points when it is over',
  async (redis) => {
    const [pausing, looking] = [await openApp(gateway), await openApp(gateway)];
    await stakes(pausing, 9_000n);
    await stakes(looking, 5_000n);
    await pausing.ask('takeBreak', { body: { length: '24h' } });
    await sorted();
    gateway.state.redis = redis;
    gateway.state.aheadMs = 120_000; // what other tests made PostgreSQL sort is old by now
    const during = await boardOf(looking);
    expect([during.rows.map(({ rank, points }) => [rank, points]), during.you?.rank]).toEqual([[[1, 5]], 1]);
    await gateway.house.asSuperuser(`alter table compliance.pause disable trigger user;
      update compliance.pause set until = now() where player_id = '${pausing.me.id}'; alter table compliance.pause enable trigger user`);
    expect((await boardOf(pausing)).you).toEqual({ rank: 1, points: 9 });
    expect((await boardOf(looking)).you).toEqual({ rank: 2, points: 5 });
  },
);

test('who closed their account leaves everybody below them one place up, and nobody above the first', async () => {
  const [gone, looking] = [await openApp(gateway), await openApp(gateway)];
  await stakes(gone, 9_000n);
  await stakes(looking, 5_000n);
  await sorted();
  await gateway.house.asSuperuser(`
    update identity.player set closed_at = now(), joined_into = '${looking.me.id}' where id = '${gone.me.id}';
    delete from play.week_points where player_id = '${gone.me.id}'`);
  // The first look finds them in Redis still, and takes them off; the next one finds them gone.
  for (let look = 0; look < 2; look++) {
    const body = await boardOf(looking);
    expect([body.rows.map(({ rank, points }) => [rank, points]), body.you]).toEqual([[[1, 5]], { rank: 1, points: 5 }]);
  }
});

test('who never chose is told of their play and of no promotion; a choice works at once and is on the trail', async () => {
  const app = await openApp(gateway);
  expect((await app.ask('notices')).body).toEqual(unchosen);
  const chosen = {
    ...unchosen,
    promotions: true,
    vip: false,
    quiet: { from: 1_320, until: 480 },
    zone: 'Europe/Malta',
  };
  expect(await choose(app, chosen)).toMatchObject({ status: 200, body: chosen });
  expect((await choose(app, chosen)).body).toEqual(chosen);
  expect((await app.ask('notices')).body).toEqual(chosen);
  const trail = await gateway.house.read<{ detail: object }>(
    sql`select detail from audit.entry where subject = ${app.me.id} and action = 'notices.chosen'`,
  );
  expect(trail).toEqual([
    {
      detail: { promotions: true, wagering: true, vip: false, quiet: '1320-480', zone: 'Europe/Malta', isListed: true },
    },
  ]);
});

test.each(['Europe/Atlantis', '+02:00', ''])('there is no time zone "%s"', async (zone) => {
  const answer = await choose(await openApp(gateway), { zone });
  expect([answer.status, answer.body.reason]).toEqual([409, 'no-such-zone']);
});

test.each([{ quiet: { from: 0, until: 1_440 } }, { quiet: { from: -1, until: 0 } }])(
  '%j is no time of a day',
  async (changed) => {
    expect((await choose(await openApp(gateway), changed)).status).toBe(400);
  },
);
