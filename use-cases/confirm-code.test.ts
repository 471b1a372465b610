import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { codeId } from '../contracts/ids.ts';
import { money } from '../domain/money.ts';
import { type Guest, type House, openHouse, repeated } from '../records/test-house.ts';
import { newId } from '../runtime/ids.ts';
import { openCodes, type TestAct, withdrawal } from './test-codes.ts';

let house: House;
let codes: ReturnType<typeof openCodes>;
let ada: Guest;
let act: TestAct;
beforeAll(async () => {
  house = await openHouse({ processes: 4 });
  codes = openCodes(house);
});
afterAll(() => house.close());
beforeEach(async () => {
  Object.assign(codes.will, { refuse: undefined, crash: false });
  ada = await house.admits();
  act = withdrawal();
});

test('the digits of the message do the act, once, and the message says that it is done', async () => {
  const code = await codes.codeFor(ada, act);
  expect(await codes.types(ada, code.id, act, code.digits)).toEqual({ confirmed: code.id });
  expect(await codes.timesDone(act)).toBe(1);
  expect(await codes.lettersOf(code.id)).toEqual(['code', 'code:over']);
  expect(await codes.trailOf(code.id)).toEqual(['code.asked', 'code.confirmed']);
});

test('the key below the message does the act, once', async () => {
  const code = await codes.codeFor(ada, act);
  expect(await codes.pressesYes(ada, code.id)).toEqual({ confirmed: code.id });
  expect(await codes.timesDone(act)).toBe(1);
});

test('a code is used once, whichever way it is used first', async () => {
  const [one, other] = [withdrawal(), withdrawal()];
  const first = await codes.codeFor(ada, one);
  await codes.types(ada, first.id, one, first.digits);
  expect(await codes.types(ada, first.id, one, first.digits)).toEqual({ reason: 'code-over' });
  expect(await codes.pressesYes(ada, first.id)).toEqual({ reason: 'code-over' });
  const second = await codes.codeFor(ada, other);
  await codes.pressesYes(ada, second.id);
  expect(await codes.types(ada, second.id, other, second.digits)).toEqual({ reason: 'code-over' });
  expect([await codes.timesDone(one), await codes.timesDone(other)]).toEqual([1, 1]);
  expect(await codes.trailOf(second.id)).toEqual(['code.asked', 'code.confirmed', 'code.refused: code-over']);
});

test('a code of one act confirms no other, and is not harmed by the attempt', async () => {
  const code = await codes.codeFor(ada, act);
  const others = [withdrawal(), withdrawal({ id: act.id, kind: 'loosen-limit' })];
  for (const other of others) {
    expect(await codes.types(ada, code.id, other, code.digits)).toEqual({ reason: 'code-unknown' });
    expect(await codes.timesDone(other)).toBe(0);
  }
  expect(await codes.triesOf(code.id)).toBe(0);
  expect(await codes.types(ada, code.id, act, code.digits)).toEqual({ confirmed: code.id });
});

test('a code of one player confirms nothing of another, neither typed nor pressed', async () => {
  const ben = await house.admits();
  const code = await codes.codeFor(ada, act);
  expect(await codes.types(ben, code.id, act, code.digits)).toEqual({ reason: 'code-unknown' });
  expect(await codes.pressesYes(ben, code.id)).toEqual({ reason: 'code-unknown' });
  expect(await codes.pressesNo(ben, code.id)).toEqual({ reason: 'code-unknown' });
  expect(await codes.pressesYes({ telegramId: '999999999' }, code.id)).toEqual({ reason: 'code-unknown' });
  expect(await codes.endOf(code.id)).toBeNull();
  expect(await codes.timesDone(act)).toBe(0);
  expect((await codes.trailOf(code.id)).slice(1)).toEqual(repeated('code.refused: code-unknown', 4));
});

test('a code that never was confirms nothing', async () => {
  const none = codeId.parse(newId(Date.now()));
  expect(await codes.types(ada, none, act, '000000')).toEqual({ reason: 'code-unknown' });
  expect(await codes.pressesYes(ada, none)).toEqual({ reason: 'code-unknown' });
});

test('four wrong tries may be made; the fifth ends the code, and the right digits come too late', async () => {
  const code = await codes.codeFor(ada, act);
  for (const triesLeft of [4, 3, 2, 1, 0])
    expect(await codes.types(ada, code.id, act, code.wrong)).toEqual({ reason: 'code-wrong', triesLeft });
  expect(await codes.types(ada, code.id, act, code.digits)).toEqual({ reason: 'code-over' });
  expect(await codes.pressesYes(ada, code.id)).toEqual({ reason: 'code-over' });
  expect(await codes.endOf(code.id)).toBe('exhausted');
  expect(await codes.timesDone(act)).toBe(0);
  expect(await codes.trailOf(code.id)).toEqual([
    'code.asked',
    ...repeated('code.refused: code-wrong', 4),
    'code.exhausted: code-wrong',
    ...repeated('code.refused: code-over', 2),
  ]);
});

test('the right digits after four wrong ones are still right', async () => {
  const code = await codes.codeFor(ada, act);
  for (let n = 0; n < 4; n++) await codes.types(ada, code.id, act, code.wrong);
  expect(await codes.types(ada, code.id, act, code.digits)).toEqual({ confirmed: code.id });
});

test.each([0, 50, 99])(
  'of a hundred guesses at once in four processes, of which the %ith is right, five count, and the act is done once at most',
  async (nth) => {
    const code = await codes.codeFor(ada, act);
    const right = Number(code.digits);
    const guesses = Array.from({ length: 100 }, (_, n) =>
      String((right + 1_000_000 + n - nth) % 1_000_000).padStart(6, '0'),
    );
    const outcomes = await Promise.all(guesses.map((digits, n) => codes.types(ada, code.id, act, digits, n)));
    const done = outcomes.filter((outcome) => 'confirmed' in outcome).length;
    const counted = outcomes.filter((outcome) => 'reason' in outcome && outcome.reason === 'code-wrong').length;
    expect(await codes.timesDone(act)).toBe(done);
    expect(done).toBeLessThanOrEqual(1);
    expect(counted).toBeLessThanOrEqual(5);
    expect(done === 1 || counted === 5).toBe(true);
    expect(await codes.triesOf(code.id)).toBe(counted);
  },
);

test('the right digits a hundred times at once, typed and pressed, do the act once', async () => {
  const code = await codes.codeFor(ada, act);
  const outcomes = await Promise.all(
    Array.from({ length: 100 }, (_, n) =>
      n % 2 === 0 ? codes.types(ada, code.id, act, code.digits, n) : codes.pressesYes(ada, code.id, n),
    ),
  );
  expect(outcomes.filter((outcome) => 'confirmed' in outcome)).toHaveLength(1);
  expect(await codes.timesDone(act)).toBe(1);
});

test.each([
  ['the amount', { amount: money('TON', 26_000_000_000n) }],
  ['the asset', { amount: money('USDT', 25_000_000_000n) }],
  ['the fee', { fee: money('TON', 20_000_000n) }],
  ['the destination', { destination: 'EQ-of-somebody-else' }],
])('%s was edited after the code was sent: the code is void, whatever is typed', async (_what, edited) => {
  const code = await codes.codeFor(ada, act);
  expect(await codes.types(ada, code.id, { ...act, ...edited }, code.digits)).toEqual({ reason: 'act-changed' });
  expect(await codes.types(ada, code.id, act, code.digits)).toEqual({ reason: 'code-over' });
  expect(await codes.endOf(code.id)).toBe('changed');
  expect(await codes.timesDone(act)).toBe(0);
  expect(await codes.trailOf(code.id)).toEqual(['code.asked', 'code.changed', 'code.refused: code-over']);
});

test('what the key would do has changed by the time it is pressed: the code is void', async () => {
  const code = await codes.codeFor(ada, act);
  codes.will.refuse = 'act-changed';
  expect(await codes.pressesYes(ada, code.id)).toEqual({ reason: 'act-changed' });
  expect(await codes.endOf(code.id)).toBe('changed');
  expect(await codes.timesDone(act)).toBe(0);
});

test('what cannot be done now is refused, nothing is changed, and the same code may do it later', async () => {
  const code = await codes.codeFor(ada, act);
  codes.will.refuse = 'rail-paused';
  expect(await codes.types(ada, code.id, act, code.digits)).toEqual({ reason: 'act-refused', why: 'rail-paused' });
  expect(await codes.pressesYes(ada, code.id)).toEqual({ reason: 'act-refused', why: 'rail-paused' });
  expect(await codes.timesDone(act)).toBe(0);
  expect(codes.told).not.toContain(act.id);
  codes.will.refuse = undefined;
  expect(await codes.types(ada, code.id, act, code.digits)).toEqual({ confirmed: code.id });
  expect(await codes.timesDone(act)).toBe(1);
});

test('a process that dies between doing the act and using the code up has done neither', async () => {
  const code = await codes.codeFor(ada, act);
  codes.will.crash = true;
  await expect(codes.types(ada, code.id, act, code.digits)).rejects.toThrow('the process died');
  await expect(codes.pressesYes(ada, code.id)).rejects.toThrow('the process died');
  expect([await codes.timesDone(act), await codes.endOf(code.id)]).toEqual([0, null]);
  codes.will.crash = false;
  expect(await codes.types(ada, code.id, act, code.digits)).toEqual({ confirmed: code.id });
  expect(await codes.timesDone(act)).toBe(1);
});

test('a code whose ten minutes are over confirms nothing, and its message says so once', async () => {
  const code = await codes.codeFor(ada, act);
  await codes.letTimePass(code.id);
  expect(await codes.types(ada, code.id, act, code.digits)).toEqual({ reason: 'code-over' });
  expect(await codes.pressesYes(ada, code.id)).toEqual({ reason: 'code-over' });
  expect(await codes.expire()).toBeGreaterThanOrEqual(1);
  expect(await codes.expire()).toBe(0);
  expect(await codes.endOf(code.id)).toBe('expired');
  expect(await codes.lettersOf(code.id)).toEqual(['code', 'code:over']);
  expect((await codes.trailOf(code.id)).at(-1)).toBe('code.expired');
});

test('"no" makes the code void, and neither digits nor key do anything after it', async () => {
  const code = await codes.codeFor(ada, act);
  expect(await codes.pressesNo(ada, code.id)).toEqual({ denied: code.id });
  expect(await codes.pressesNo(ada, code.id)).toEqual({ reason: 'code-over' });
  expect(await codes.pressesYes(ada, code.id)).toEqual({ reason: 'code-over' });
  expect(await codes.types(ada, code.id, act, code.digits)).toEqual({ reason: 'code-over' });
  expect(await codes.timesDone(act)).toBe(0);
  expect((await codes.trailOf(code.id)).slice(0, 2)).toEqual(['code.asked', 'code.denied']);
});
