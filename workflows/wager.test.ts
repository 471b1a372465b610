import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { sql } from '../prisma/tx.ts';
import { wakeOverdue } from '../records/play/grants.ts';
import { testTemporal } from '../sandbox/testing/fixtures.ts';
import { startWagers, type Wagers } from './test-wagers.ts';
import { until } from './test-watching.ts';

let all: Wagers;
beforeAll(async () => {
  all = await startWagers(testTemporal());
});
afterEach(() => {
  all.judge.isAway = false;
});
afterAll(() => all.stop());

test('a bonus that is played to its line becomes cash once, in one posting, and its player is told once', async () => {
  const w = await all.claims();
  await w.shows('Stage', 'active');
  await w.stakes(3_000n);
  await w.moves('crossed');
  expect(await w.result()).toBe('completed');
  expect(await w.stands()).toMatchObject({ state: 'completed', converted: 1_000n, balance: 0n });
  expect(await w.cash()).toBe(1_000n);
  expect(await w.letters()).toEqual(['completed']);
  expect(all.hints).toContain(`${w.player.id}:bonuses`);
  const posted = sql`select count(*) from ledger.transfer where subject = ${w.id} and kind = 'bonus-converted'`;
  expect(await all.house.count(posted)).toBe(1);
  expect(await w.details()).toContain('became cash: **€10.00**');
  await w.shows('Stage', 'completed');
});

test('a hint that comes too early, or twice, ends nothing, and the details say how far it is', async () => {
  const w = await all.claims();
  await w.stakes(1_200n);
  await w.moves('one');
  await w.moves('one'); // the same key: written once
  await w.moves('two');
  const told = await w.tellsDetails('€12.00 of €30.00');
  expect(told).toContain('the bonus holds €10.00');
  expect((await w.stands()).state).toBe('active');
  await w.stakes(1_800n);
  await w.moves('three');
  await w.moves('four');
  expect(await w.result()).toBe('completed');
  expect(await w.letters()).toEqual(['completed']);
});

test('a bonus whose time is over is taken back, by itself', async () => {
  const w = await all.claimsFor(1_500, 0);
  expect(await w.result()).toBe('expired');
  expect(await w.stands()).toMatchObject({ state: 'expired', forfeited: 1_000n, converted: null, balance: 0n });
  expect(await w.cash()).toBe(0n);
  expect((await w.letters()).at(-1)).toBe('expired');
});

test('a bonus played down to nothing waits for its open round, and is lost after it', async () => {
  const w = await all.claims();
  const endRound = await w.opensRound(400n);
  await w.loses();
  await w.moves('empty');
  await w.tellsDetails('with 1 of its rounds open');
  expect((await w.stands()).state).toBe('active');
  await endRound();
  await w.moves('round-over');
  expect(await w.result()).toBe('lost');
  expect(await w.stands()).toMatchObject({ state: 'lost', forfeited: 0n });
  expect(await w.letters()).toEqual(['lost']);
});

test.each(['cancelled', 'withdrawn'] as const)(
  'a bonus that is %s wakes its workflow, which ends as it ended',
  async (end) => {
    const w = await all.claims();
    await w.shows('Stage', 'active');
    await w.ends(end);
    expect(await w.result()).toBe(end);
    expect(await w.stands()).toMatchObject({ state: end, forfeited: 1_000n });
    await w.shows('Stage', end);
  },
);

test('a grant that ended before its workflow began is only reported', async () => {
  all.judge.isAway = true;
  const w = await all.claims();
  await w.ends('cancelled');
  all.judge.isAway = false;
  expect(await w.result()).toBe('cancelled');
  expect((await w.stands()).forfeited).toBe(1_000n);
});

test('a judge that keeps failing is seen by people, and the bonus ends when it works again', async () => {
  all.judge.isAway = true;
  const w = await all.claimsFor(60_000, 0);
  await w.shows('Attention', 'retrying');
  expect(await w.details()).toContain('Rounds are played and counted on');
  await w.stakes(3_000n);
  all.judge.isAway = false;
  expect(await w.result()).toBe('completed');
  await w.shows('Attention', undefined);
});

test('a notice that the end is near is written once before it, for the rule of all notices to judge', async () => {
  const w = await all.claimsFor(3_000, 2_000);
  expect(await w.reminds()).toEqual({ kind: 'wagering', state: 'waiting' });
  expect(await w.result()).toBe('expired');
  expect(await w.letters()).toEqual(['expired']);
});

test('reset after its end, it ends as it ended: nothing is converted or told twice', async () => {
  const w = await all.claims();
  await w.stakes(3_000n);
  await w.moves('crossed');
  expect(await w.result()).toBe('completed');
  await w.reset();
  expect(await w.result()).toBe('completed');
  expect(await w.cash()).toBe(1_000n);
  expect(await w.letters()).toEqual(['completed']);
});

test('terminated by hand, the next hint begins it anew, and it finds where the grant stands', async () => {
  const w = await all.claims();
  await w.shows('Stage', 'active');
  await w.handle.terminate();
  await w.stakes(3_000n);
  await w.moves('crossed');
  expect(await w.result()).toBe('completed');
  expect(await w.cash()).toBe(1_000n);
});

test('terminated by hand, one whose time is over is ended when the sweeper finds it', async () => {
  const w = await all.claimsFor(1_500, 0);
  await w.handle.terminate().catch(() => undefined); // or before it began
  const isLate = () =>
    all.house.transaction((tx) => wakeOverdue(tx, new Date(), 10)).then((many) => (many > 0 ? true : undefined));
  await until(async () => ((await w.stands()).state === 'expired' ? true : isLate()));
  expect(await w.result()).toBe('expired');
  expect(await w.stands()).toMatchObject({ state: 'expired', forfeited: 1_000n });
});

test('of an end by the player and one by the judge at the same moment there is one: what was wagered in full is cash', async () => {
  const many = await Promise.all(Array.from({ length: 6 }, () => all.claims()));
  await Promise.all(
    many.map(async (w) => {
      await w.stakes(3_000n);
      await Promise.all([w.moves('crossed'), w.ends('cancelled')]);
    }),
  );
  for (const w of many) {
    expect(await w.result()).toBe('completed');
    expect(await w.stands()).toMatchObject({ converted: 1_000n, forfeited: 0n, balance: 0n });
    expect(await w.cash()).toBe(1_000n);
  }
  expect(await all.house.faults()).toEqual([]);
});
