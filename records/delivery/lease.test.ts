import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse } from '../test-house.ts';
import { createLease } from './lease.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse({ processes: 4 });
});
afterAll(() => house.close());

const HOUR = 3_600_000;

/** A clock that stands still until it is turned. */
function clock() {
  let at = 1_000_000;
  return {
    now: () => at,
    turn: (ms: number) => {
      at += ms;
    },
  };
}

const lease = (name: string, holder: string, { process = 0, now = clock().now, ttlMs = HOUR } = {}) =>
  createLease(house.process(process).pool, name, holder, ttlMs, now);
const runsOut = (name: string) =>
  house.asSuperuser(`update delivery.lease set expires_at = now() - interval '1 ms' where name = '${name}'`);

test('of many who want to work as one, one may', async () => {
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, n) => lease('crowd', `process-${n}`, { process: n }).held()),
  );
  expect(answers.filter(Boolean)).toHaveLength(1);
});

test('who holds a lease keeps it by asking, and nobody else gets it', async () => {
  const time = clock();
  const [holder, other] = [lease('kept', 'a', { now: time.now }), lease('kept', 'b', { now: time.now })];
  for (let round = 0; round < 5; round++) {
    expect([await holder.held(), await other.held()]).toEqual([true, false]);
    time.turn(HOUR / 2);
  }
});

test('when a holder is gone and its time is up, another takes over, and the first does not get it back', async () => {
  const time = clock();
  const [first, second] = [lease('passed', 'a', { now: time.now }), lease('passed', 'b', { now: time.now })];
  expect(await first.held()).toBe(true);
  await runsOut('passed');
  expect(await second.held()).toBe(true);
  time.turn(HOUR / 2);
  expect(await first.held()).toBe(false);
});

test('of many who wait for a lease to run out, one takes over', async () => {
  await lease('inherited', 'the departed').held();
  await runsOut('inherited');
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, n) => lease('inherited', `heir-${n}`, { process: n }).held()),
  );
  expect(answers.filter(Boolean)).toHaveLength(1);
});

test('a lease that is given back may be taken at once', async () => {
  const first = lease('returned', 'a');
  await first.held();
  await first.release();
  expect(await first.held()).toBe(false);
  expect(await lease('returned', 'b').held()).toBe(true);
});

test('giving back what another holds takes nothing from them', async () => {
  const [holder, other] = [lease('theirs', 'a'), lease('theirs', 'b')];
  await holder.held();
  await other.release();
  expect(await lease('theirs', 'c').held()).toBe(false);
});

test('the answer is remembered for a third of the time, and no longer', async () => {
  const time = clock();
  const holder = lease('remembered', 'a', { now: time.now });
  expect(await holder.held()).toBe(true);
  await house.asSuperuser(`update delivery.lease set holder = 'b' where name = 'remembered'`);
  time.turn(HOUR / 3 - 1);
  expect(await holder.held()).toBe(true);
  time.turn(2);
  expect(await holder.held()).toBe(false);
});

test('who could not ask again in time does not believe to hold it still', async () => {
  const time = clock();
  const nobody = createLease(house.process(0).pool, 'silent', 'a', HOUR, time.now);
  expect(await nobody.held()).toBe(true);
  await house.asSuperuser(
    `update delivery.lease set holder = 'b', expires_at = now() + interval '1 day' where name = 'silent'`,
  );
  time.turn(HOUR + 1);
  expect(await nobody.held()).toBe(false);
});
