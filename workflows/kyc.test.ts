import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { joinPeople } from '../records/compliance/exclusions.ts';
import { testTemporal } from '../sandbox/testing/fixtures.ts';
import { wakeRefused } from '../use-cases/tell-verification.ts';
import { inDays, LONG, startVerifications, type Verifications } from './test-kyc.ts';
import { until } from './test-watching.ts';

let all: Verifications;
beforeAll(async () => {
  all = await startVerifications(testTemporal());
});
afterEach(() => {
  all.kyc.lists.matches = [];
  all.kyc.lists.isAway = false;
});
afterAll(() => all.stop());

const WRONG = {
  outcome: 'ask-again',
  identity: 'unreadable',
  selfie: 'fine',
  address: 'not-asked',
  funds: 'not-asked',
} as const;

test('a player who sends everything is checked, approved by a person, told once for each, and has the level', async () => {
  const v = await all.open();
  expect(await v.isAsked()).toBe('asked');
  await v.shows('Stage', 'asked');
  await v.sends('identity', 'selfie');
  expect(await v.submits()).toBe('submitted');
  await v.isWaiting();
  await v.shows('Attention', 'waiting-review');
  expect(await v.approves()).toEqual({ status: 'approved' });
  const { level, levelUntil, asked } = await v.becomes('approved');
  expect([level, levelUntil]).toEqual(['basic', inDays(2_000)]);
  expect(asked.map(({ state }) => state)).toEqual(['accepted', 'accepted']);
  await v.shows('Attention', undefined);
  expect(await v.letters()).toEqual(['1', '2:submitted', '2:checked', '3']);
  expect(await v.trail()).toEqual(['asked', 'submitted', 'checked', 'approved'].map((word) => `verification.${word}`));
  expect(all.hints).toContain(`${v.player.id}:kyc`);
});

test('one who is asked once more sends only that, and is approved', async () => {
  const v = await all.open();
  await v.waits();
  expect(await v.decides('kyc.ask-again', WRONG)).toEqual({ status: 'asked-again' });
  const { asked } = await v.becomes('asked');
  expect(asked).toEqual([
    { kind: 'identity', state: 'again', why: 'unreadable' },
    { kind: 'selfie', state: 'accepted', why: undefined },
  ]);
  expect(await v.submits()).toEqual({ reason: 'kyc-incomplete' });
  await v.sends('identity');
  expect(await v.submits()).toBe('submitted');
  await v.isWaiting();
  expect(await v.approves()).toEqual({ status: 'approved' });
  expect((await v.becomes('approved')).level).toBe('basic');
});

test('one who is refused is told so, and is asked for nothing any more', async () => {
  const v = await all.open();
  await v.waits();
  expect(await v.decides('kyc.refuse', { outcome: 'refuse', reason: 'forged-document' })).toEqual({
    status: 'refused',
  });
  expect((await v.becomes('refused')).refusedWhy).toBe('forged-document');
  expect(await v.isAsked()).toBe('refused');
  expect((await v.letters()).at(-1)).toBe('3');
  await v.shows('Stage', 'refused');
});

test('after each decision the workflow goes on as a new run, with a history of its own', async () => {
  const v = await all.open();
  await v.waits();
  const first = await v.runs();
  await v.approves();
  await v.shows('Stage', 'approved');
  const second = await until(async () => ((await v.runs()) === first ? undefined : v.runs()));
  expect(second).not.toBe(first);
  expect(await v.isAsked('full', 'deposits-in-total')).toBe('asked');
  await v.shows('Stage', 'asked');
  const { asked } = await v.read();
  expect(asked.map(({ kind, state }) => `${kind} ${state}`)).toEqual([
    'identity accepted',
    'selfie accepted',
    'address asked',
    'funds asked',
  ]);
});

test('what is no decision is refused in words, uses no pass up, and the case goes on', async () => {
  const v = await all.open();
  await v.waits();
  const pass = await v.pass(
    'kyc.approve',
    { outcome: 'approve', level: 'basic', reason: 'documents-in-order' },
    all.staff.lena,
    'compliance',
  );
  for (const [sent, why] of [
    [{}, /"outcome" must be one of/],
    [{ ...pass, outcome: 'perhaps' }, /"outcome" must be one of/],
    [{ ...pass, pass: 'none' }, /There is no pass/],
    [{ ...pass, level: 'none' }, /"level" must be one of: basic, full/],
    [{ pass: pass.pass, outcome: 'ask-again', identity: 'fine' }, /"selfie" must be one of/],
  ] as const)
    expect(await v.isTold('decide', sent)).toMatchObject({
      refused: 'not-a-decision',
      because: expect.stringMatching(why),
    });
  expect(await v.isTold('decide', { ...pass, level: 'full' })).toMatchObject({ refused: 'pass-other-case' });
  expect(await v.isTold('decide', pass)).toEqual({ status: 'approved' });
  expect(await v.isTold('decide', pass)).toMatchObject({ refused: expect.stringMatching(/too-late|pass-used/) });
});

test('a decision that does not fit what was sent is refused readably, and the case goes on', async () => {
  const v = await all.open();
  await v.waits();
  const refused = (reason: string) => ({ refused: reason, because: expect.stringMatching(/\w{3,}.*\./) });
  expect(await v.approves(undefined, { level: 'full' })).toEqual(refused('beyond-documents'));
  expect(await v.approves(undefined, { reason: 'match-is-somebody-else' })).toEqual(refused('no-match-to-judge'));
  expect(await v.decides('kyc.ask-again', { ...WRONG, identity: 'fine' })).toEqual(refused('nothing-wrong'));
  expect(await v.decides('kyc.ask-again', { ...WRONG, selfie: 'not-asked' })).toEqual(refused('not-said'));
  expect(await v.decides('kyc.ask-again', { ...WRONG, funds: 'not-enough' })).toEqual(refused('not-sent'));
  expect(await v.approves()).toEqual({ status: 'approved' });
  expect((await v.trail()).filter((action) => action === 'verification.decision-refused')).toHaveLength(5);
});

test('a pass that was taken before the player sent other documents is stale', async () => {
  const v = await all.open();
  await v.waits();
  const early = await v.pass(
    'kyc.approve',
    { outcome: 'approve', level: 'basic', reason: 'documents-in-order' },
    all.staff.ines,
    'compliance',
  );
  await v.decides('kyc.ask-again', WRONG);
  await v.becomes('asked');
  await v.sends('identity');
  await v.submits();
  await v.isWaiting();
  expect(await v.isTold('decide', early)).toMatchObject({
    refused: 'pass-stale',
    because: expect.stringContaining('other documents'),
  });
  expect(await v.approves()).toEqual({ status: 'approved' });
});

test('a name like one on a list takes two different members of staff, who say that it is somebody else', async () => {
  all.kyc.lists.matches = [{ list: 'un-sc', entry: 'QDi.001', score: 92 }];
  const v = await all.open();
  await v.waits();
  expect(await v.details()).toContain('a name that is 92 % like it');
  expect(await v.details()).not.toContain('QDi.001');
  const judged = { reason: 'match-is-somebody-else' } as const;
  expect(await v.approves(all.staff.lena)).toMatchObject({ refused: 'match-not-judged' });
  expect(await v.approves(all.staff.lena, judged)).toEqual({ status: 'approved-by-one' });
  expect(await v.approves(all.staff.lena, judged)).toMatchObject({ refused: 'same-person' });
  expect((await v.read()).status).toBe('in-review');
  expect(await v.approves(all.staff.ines, judged)).toEqual({ status: 'approved' });
  await v.becomes('approved');
});

test('a reviewer who is the player is given no pass, and a pass they have had is refused', async () => {
  const v = await all.open();
  await v.waits();
  const decision = { outcome: 'approve', level: 'basic', reason: 'documents-in-order' } as const;
  const before = await v.pass('kyc.approve', decision, all.staff.ines, 'compliance');
  const hash = `sha256(convert_to('telegram:${v.player.telegramId}', 'UTF8'))`;
  await all.house.asSuperuser(`update identity.staff set telegram_hash = ${hash} where id = '${all.staff.ines}'`);
  const wish = { action: 'kyc.approve', workflowId: v.handle.workflowId, decision } as const;
  expect(await all.issue({ id: all.staff.ines, roles: ['compliance'] }, wish)).toEqual({ reason: 'own-case' });
  expect(await v.isTold('decide', before)).toMatchObject({ refused: 'own-case' });
  expect(await v.approves(all.staff.lena)).toEqual({ status: 'approved' });
  await all.house.asSuperuser(`update identity.staff set telegram_hash = null where id = '${all.staff.ines}'`);
});

test('the story in the Web UI says what was found in words, whatever it was', async () => {
  all.kyc.holders.push('Somebody Else', 'Nobody Known');
  const v = await all.open();
  await v.waits({ expiresOn: null });
  all.kyc.holders.length = 0;
  await v.shows('Attention', 'waiting-review');
  const told = await v.details();
  expect(told).toContain('Name on their accounts: **look at it**, 2 accounts of theirs are in another name');
  expect(told).toContain('Expiry: **look at it**, the document says no date');
  expect(told).not.toMatch(/holders-differ|document-says-none/);
});

test('joined with an account that was refused, a case that waits is over: nobody is called and nobody approves it', async () => {
  const [v, other] = [await all.open(), await all.open()];
  await other.waits();
  await other.decides('kyc.refuse', { outcome: 'refuse', reason: 'forged-document' });
  await other.becomes('refused');
  await v.waits();
  await v.shows('Attention', 'waiting-review');
  await all.house.transaction(async (tx) => {
    await joinPeople(tx, v.player.id, other.player.id);
    await wakeRefused({ enqueue: all.kyc.deps.enqueue, waits: LONG }, tx, v.player.id);
  });
  await v.shows('Stage', 'refused');
  await v.shows('Attention', undefined);
  expect(await v.approves()).toMatchObject({ refused: 'too-late' });
  expect((await v.read()).status).toBe('refused');
  expect(await v.isAsked('full')).toBe('refused');
});

test('somebody too young cannot be approved by anybody', async () => {
  const v = await all.open();
  await v.waits({ bornOn: inDays(-17 * 365) });
  expect(await v.details()).toContain('too young');
  expect(await v.approves()).toMatchObject({ refused: 'check-failed' });
  expect(await v.decides('kyc.refuse', { outcome: 'refuse', reason: 'under-age' })).toEqual({ status: 'refused' });
});

test('one who comes as two players is seen by document and by name, and nobody is refused for it by a machine', async () => {
  const first = await all.open();
  await first.waits({ documentNumber: 'P1234567', familyName: 'Twice' });
  const second = await all.open();
  await second.waits({ documentNumber: 'p-123 4567', familyName: 'TWICE' });
  const { checks } = await second.read();
  expect(checks.find(({ kind }) => kind === 'duplicate')).toMatchObject({
    outcome: 'look',
    found: ['same-document', 'same-person'],
  });
});

test('who does not answer is reminded, told once when the time is over, and looked at all the same when they do', async () => {
  const v = await all.open({ waits: { ...LONG, remindBeforeMs: [1_200] }, profile: { answerWithinMs: 2_500 } });
  await v.isAsked();
  const told = await until(async () => {
    const letters = await v.letters();
    return letters.includes('1:reminder-late') ? letters : undefined;
  });
  expect(told).toEqual(['1', '1:reminder-0', '1:reminder-late']);
  expect((await v.read()).status).toBe('asked');
  await v.sends('identity', 'selfie');
  await v.submits();
  await v.isWaiting();
  expect(await v.approves()).toEqual({ status: 'approved' });
});

test('a review that takes longer than promised calls the staff once more', async () => {
  const v = await all.open({ profile: { reviewWithinMs: 1_500 } });
  await v.waits();
  await v.shows('Attention', 'review-late');
  expect(await v.details()).toContain('longer than promised');
  expect(await v.approves()).toEqual({ status: 'approved' });
  await v.shows('Attention', undefined);
});

test('before a document ends a new one is asked for, and the level stays until it does', async () => {
  const expiresOn = inDays(40);
  const endsMs = Date.parse(expiresOn) + 86_400_000;
  const v = await all.open({ waits: { ...LONG, renewBeforeMs: endsMs - Date.now() - 8_000 } });
  await v.waits({ expiresOn });
  await v.approves();
  const { level, because, asked } = await v.becomes('asked');
  expect([level, because]).toEqual(['basic', 'document-expired']);
  expect(asked.map(({ kind, state }) => `${kind} ${state}`)).toEqual(['identity asked', 'selfie accepted']);
});

test('while the lists are away nobody is cleared: people see it, and it goes on by itself', async () => {
  all.kyc.lists.isAway = true;
  const v = await all.open();
  await v.isAsked();
  await v.sends('identity', 'selfie');
  await v.submits();
  await v.shows('Attention', 'retrying');
  all.kyc.lists.isAway = false;
  await v.isWaiting();
});

test('reset, or begun anew after its history was lost, it goes on from where it stands and tells nobody twice', async () => {
  const v = await all.open();
  await v.waits();
  const before = await v.letters();
  await v.reset();
  await v.isWaiting();
  expect(await v.letters()).toEqual(before);
  expect(await v.approves()).toEqual({ status: 'approved' });
  expect(await v.isAsked('full')).toBe('asked');
  await v.handle.terminate();
  await v.sends('address', 'funds');
  expect(await v.submits()).toBe('submitted'); // its history is lost: the same row begins it anew
  await v.isWaiting();
  expect(new Set(await v.letters()).size).toBe((await v.letters()).length);
});
