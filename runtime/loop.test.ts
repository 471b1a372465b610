import { expect, test } from 'vitest';
import { scriptedLoop } from './test-loop.ts';

test('as long as there is more to do, a loop does not rest', async () => {
  const loop = scriptedLoop(['again', 'again', 'again', 'rest']);
  await loop.rested(1);
  expect(loop.rounds()).toBe(4);
  expect(loop.rests).toEqual([100]);
  await loop.stop();
});

test('a loop with nothing to do rests for its time and looks again', async () => {
  const loop = scriptedLoop(['rest', 'rest', 'rest']);
  await loop.rested(3);
  expect(loop.rests).toEqual([100, 100, 100]);
  await loop.stop();
});

test('a poke ends a rest at once', async () => {
  const loop = scriptedLoop(['rest', 'again', 'rest'], { restsLast: true });
  await loop.rested(1);
  expect(loop.rounds()).toBe(1);
  loop.poke();
  await loop.rested(2);
  expect(loop.rounds()).toBe(3);
  await loop.stop();
});

test('a poke during a round is not lost: another round follows without a rest', async () => {
  const loop = scriptedLoop(['hang', 'rest'], { restsLast: true });
  await loop.began(1);
  loop.poke();
  loop.letGo();
  await loop.rested(1);
  expect(loop.rounds()).toBe(2);
  await loop.stop();
});

test('many pokes at once are one poke', async () => {
  const loop = scriptedLoop(['hang', 'rest'], { restsLast: true });
  await loop.began(1);
  for (let n = 0; n < 100; n++) loop.poke();
  loop.letGo();
  await loop.rested(1);
  expect(loop.rounds()).toBe(2);
  await loop.stop();
});

test('a round that throws is tried again, after pauses that double up to the worst', async () => {
  const loop = scriptedLoop(['fail', 'fail', 'fail', 'fail', 'fail', 'fail']);
  await loop.rested(6);
  expect(loop.rests).toEqual([200, 400, 800, 1_000, 1_000, 1_000]);
  expect(loop.failures()).toBe(6);
  await loop.stop();
});

test('a long outage does not fill the log: it is told as it begins, at each doubling, and when it is over', async () => {
  const loop = scriptedLoop([...Array<'fail'>(20).fill('fail'), 'rest']);
  await loop.rested(21);
  expect(loop.lines).toEqual([
    ...Array(5).fill('loop round failed, will try again'), // the 1st, 2nd, 4th, 8th and 16th
    'loop is working again',
  ]);
  await loop.stop();
});

test('when it works again, the pauses begin small again', async () => {
  const loop = scriptedLoop(['fail', 'fail', 'rest', 'fail']);
  await loop.rested(4);
  expect(loop.rests).toEqual([200, 400, 100, 200]);
  await loop.stop();
});

test('stopping lets the round under way finish, and begins no other', async () => {
  const loop = scriptedLoop(['hang', 'again', 'again']);
  await loop.began(1);
  let stopped = false;
  const stopping = loop.stop().then(() => {
    stopped = true;
  });
  await new Promise(setImmediate);
  expect(stopped).toBe(false);
  loop.letGo();
  await stopping;
  expect(loop.rounds()).toBe(1);
});

test('stopping ends a rest, whether it rests for want of work or after a failure', async () => {
  for (const script of [['rest'], ['fail']] as const) {
    const loop = scriptedLoop(script, { restsLast: true });
    await loop.rested(1);
    await loop.stop();
    expect(loop.rounds()).toBe(1);
  }
});

test('a poke after the stop wakes nobody', async () => {
  const loop = scriptedLoop(['rest', 'rest'], { restsLast: true });
  await loop.rested(1);
  await loop.stop();
  loop.poke();
  await new Promise(setImmediate);
  expect(loop.rounds()).toBe(1);
});
