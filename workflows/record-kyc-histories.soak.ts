/**
 * Writes the histories of verifications that workflows/replay.test.ts replays: `npm run soak -- record-kyc-histories`. Run it when the
 * workflow gains a way to go; histories already committed stay, because workflows that began under them are still running somewhere:
 * each form of the workflow has a number of its own. A verification has a run for each decision, and each is a history.
 */
import { writeFile } from 'node:fs/promises';
import proto from '@temporalio/proto';
import { afterAll, afterEach, beforeAll, test } from 'vitest';
import { testTemporal } from '../sandbox/testing/fixtures.ts';
import { inDays, LONG, startVerifications, type Verifications } from './test-kyc.ts';
import { until } from './test-watching.ts';

let all: Verifications;
beforeAll(async () => {
  all = await startVerifications(testTemporal(), { staffChat: { bot: '1', chat: '-100', againMs: 200 } });
});
afterEach(() => {
  all.kyc.lists.matches = [];
  all.kyc.lists.isAway = false;
});
afterAll(() => all.stop());

type Open = Awaited<ReturnType<Verifications['open']>>;

/** @param run a run that is over, or the one that goes on as it is now */
const record = async (way: string, v: Open, run?: string): Promise<void> => {
  const handle = all.client.workflow.getHandle(v.handle.workflowId, run);
  const history = proto.temporal.api.history.v1.History.encode(await handle.fetchHistory()).finish();
  await writeFile(new URL(`./histories/kyc-1-${way}.pb`, import.meta.url), history);
};
/** The run after this one: the workflow was continued as new. */
const next = (v: Open, run: string): Promise<string> =>
  until(async () => {
    const now = await v.runs();
    return now === run ? undefined : now;
  });

const AGAIN = {
  outcome: 'ask-again',
  identity: 'unreadable',
  selfie: 'fine',
  address: 'not-asked',
  funds: 'not-asked',
} as const;

test('approved, and going on as a new run that waits for the document to end', async () => {
  const v = await all.open();
  await v.waits();
  const run = await v.runs();
  await v.approves();
  await next(v, run);
  await v.shows('Stage', 'approved');
  await record('approved', v, run);
  await record('approved-goes-on', v);
});

test('asked again, then approved', async () => {
  const v = await all.open();
  await v.waits();
  const first = await v.runs();
  await v.decides('kyc.ask-again', AGAIN);
  const second = await next(v, first);
  await v.becomes('asked');
  await v.sends('identity');
  await v.submits();
  await v.isWaiting();
  await v.approves();
  await next(v, second);
  await record('asked-again', v, first);
  await record('asked-again-then-approved', v, second);
});

test('refused, and at rest', async () => {
  const v = await all.open();
  await v.waits();
  const run = await v.runs();
  await v.decides('kyc.refuse', { outcome: 'refuse', reason: 'forged-document' });
  await next(v, run);
  await v.shows('Stage', 'refused');
  await record('refused', v, run);
  await record('refused-goes-on', v);
});

test('asked for a new document before the old one ends', async () => {
  const expiresOn = inDays(40);
  const endsMs = Date.parse(expiresOn) + 86_400_000;
  const v = await all.open({ waits: { ...LONG, renewBeforeMs: endsMs - Date.now() - 8_000 } });
  await v.waits({ expiresOn });
  await v.approves();
  await v.becomes('asked');
  await v.shows('Stage', 'asked');
  await record('renewed', v);
});

test('reminded, told that the time is over, and approved all the same', async () => {
  const v = await all.open({ waits: { ...LONG, remindBeforeMs: [1_200] }, profile: { answerWithinMs: 2_500 } });
  await v.isAsked();
  await until(async () => (await v.letters()).includes('1:reminder-late') || undefined);
  await v.sends('identity', 'selfie');
  await v.submits();
  await v.isWaiting();
  const run = await v.runs();
  await v.approves();
  await next(v, run);
  await record('late-then-approved', v, run);
});

test('checked after the lists were away, refused to one of staff, and approved by two after a promise was broken', async () => {
  all.kyc.lists.isAway = true;
  const v = await all.open({ profile: { reviewWithinMs: 1_500 } });
  await v.isAsked();
  await v.sends('identity', 'selfie');
  await v.submits();
  await v.shows('Attention', 'retrying');
  all.kyc.lists.matches = [{ list: 'un-sc', entry: 'QDi.001', score: 92 }];
  all.kyc.lists.isAway = false;
  await v.isWaiting();
  await v.shows('Attention', 'review-late');
  const run = await v.runs();
  await v.approves(); // refused: the match is not judged
  const judged = { reason: 'match-is-somebody-else' } as const;
  await v.approves(all.staff.lena, judged);
  await v.approves(all.staff.lena, judged); // refused: the same person
  await v.approves(all.staff.ines, judged);
  await next(v, run);
  await record('lists-away-then-approved-by-two', v, run);
});
