import { expect, test } from 'vitest';
import { type Check, readHealth } from './health.ts';

const up = (name: string, needed = true): Check => ({ name, needed, look: async () => 'fine' });
const down = (name: string, needed = true): Check => ({
  name,
  needed,
  look: async () => {
    throw new Error('refused');
  },
});
const throwing = (name: string): Check => ({
  name,
  needed: true,
  look: () => {
    throw new Error('not even a promise');
  },
});
const hanging = (name: string): Check => ({ name, needed: true, look: () => new Promise(() => undefined) });

test('ready is who has all that is needed', async () => {
  expect(await readHealth([up('postgres'), up('redis', false)], 50)).toEqual({
    ready: true,
    parts: { postgres: 'up', redis: 'up' },
  });
});

test('what is not needed is told when it is down, and closes no door', async () => {
  expect(await readHealth([up('postgres'), down('redis', false), down('temporal', false)], 50)).toEqual({
    ready: true,
    parts: { postgres: 'up', redis: 'down', temporal: 'down' },
  });
});

test.each([
  ['refuses', down],
  ['throws at once', throwing],
  ['hangs', hanging],
])('a needed part that %s is down, and who needs it is not ready', async (_how, part) => {
  expect(await readHealth([part('postgres'), up('redis', false)], 20)).toEqual({
    ready: false,
    parts: { postgres: 'down', redis: 'up' },
  });
});

test('all are asked at once: one that hangs keeps nobody from being asked', async () => {
  const asked: string[] = [];
  const noting = (check: Check): Check => ({
    ...check,
    look: () => {
      asked.push(check.name);
      return check.look();
    },
  });
  const health = readHealth([noting(hanging('a')), noting(hanging('b')), noting(up('c'))], 20);
  expect(asked).toEqual(['a', 'b', 'c']);
  expect((await health).parts).toEqual({ a: 'down', b: 'down', c: 'up' });
});

test('a part that fails after it was given up disturbs nobody', async () => {
  let fail = (): void => undefined;
  const late: Check = {
    name: 'late',
    needed: false,
    look: () =>
      new Promise((_, reject) => {
        fail = () => reject(new Error('too late to matter'));
      }),
  };
  expect(await readHealth([late], 5)).toEqual({ ready: true, parts: { late: 'down' } });
  fail();
  await new Promise(setImmediate); // an unhandled rejection would fail the run here
});

test('with nothing to lean on, one is ready', async () => {
  expect(await readHealth([], 5)).toEqual({ ready: true, parts: {} });
});
