/**
 * Writes the histories of bonuses that workflows/replay.test.ts replays: `npm run soak -- record-wager-histories`. Run it when the
 * workflow gains a way to go; histories already committed stay, because workflows that began under them are still running somewhere:
 * each form of the workflow has a number of its own.
 */
import { writeFile } from 'node:fs/promises';
import proto from '@temporalio/proto';
import { afterAll, beforeAll, test } from 'vitest';
import { testTemporal } from '../sandbox/testing/fixtures.ts';
import { startWagers, type Wagers } from './test-wagers.ts';

let all: Wagers;
beforeAll(async () => {
  all = await startWagers(testTemporal());
});
afterAll(() => all.stop());

type Open = Awaited<ReturnType<Wagers['claims']>>;

const record = async (way: string, { handle }: Open): Promise<void> => {
  const history = proto.temporal.api.history.v1.History.encode(await handle.fetchHistory()).finish();
  await writeFile(new URL(`./histories/wager-1-${way}.pb`, import.meta.url), history);
};

test('completed after a hint that came too early', async () => {
  const w = await all.claims();
  await w.stakes(1_200n);
  await w.moves('early');
  await w.tellsDetails('€12.00 of €30.00');
  await w.stakes(1_800n);
  await w.moves('crossed');
  await w.result();
  await record('completed', w);
});

test('reminded, and out of time', async () => {
  const w = await all.claimsFor(2_500, 1_500);
  await w.result();
  await record('reminded-then-expired', w);
});

test('lost after its open round', async () => {
  const w = await all.claims();
  const endRound = await w.opensRound(400n);
  await w.loses();
  await w.moves('empty');
  await w.tellsDetails('with 1 of its rounds open');
  await endRound();
  await w.moves('round-over');
  await w.result();
  await record('lost', w);
});

test('given up by its player', async () => {
  const w = await all.claims();
  await w.shows('Stage', 'active');
  await w.ends('cancelled');
  await w.result();
  await record('cancelled', w);
});

test('completed after the judge was away', async () => {
  all.judge.isAway = true;
  const w = await all.claimsFor(60_000, 0);
  await w.shows('Attention', 'retrying');
  await w.stakes(3_000n);
  all.judge.isAway = false;
  await w.result();
  await record('judge-away-then-completed', w);
});

test('waiting for its end', async () => {
  const w = await all.claims();
  await w.shows('Stage', 'active');
  await record('waits', w);
});
