import { expect, test } from 'vitest';
import { turnedClock } from '../ground/test-clock.ts';
import { createGate, telegramLimits } from './limits.ts';

const BOT = 1;

test('a chat takes a burst of messages, then one a second', () => {
  const clock = turnedClock();
  const gate = createGate(clock, telegramLimits);
  const passes = Array.from({ length: 7 }, () => gate.pass(BOT, 7, 'message'));
  expect(passes).toEqual([...Array(5).fill(undefined), { retryAfter: 1 }, { retryAfter: 1 }]);
  clock.turn(1_000);
  expect(gate.pass(BOT, 7, 'message')).toBeUndefined();
  expect(gate.pass(BOT, 7, 'message')).toEqual({ retryAfter: 1 });
});

test('one chat does not hold up another, but all share what the bot may send', () => {
  const gate = createGate(turnedClock(), telegramLimits);
  const passed = Array.from({ length: 40 }, (_, chat) => gate.pass(BOT, chat, 'message')).filter((each) => !each);
  expect(passed).toHaveLength(30);
  expect(gate.pass(2, 1, 'message')).toBeUndefined();
});

test('edits are counted apart and less strictly; answers are not counted', () => {
  const gate = createGate(turnedClock(), { ...telegramLimits, botBurst: 1_000 });
  const edits = Array.from({ length: 25 }, () => gate.pass(BOT, 7, 'edit')).filter((each) => !each);
  expect(edits).toHaveLength(20);
  expect(gate.pass(BOT, 7, 'message')).toBeUndefined();
  for (let n = 0; n < 100; n += 1) expect(gate.pass(BOT, 7, 'free')).toBeUndefined();
});

test('a refused call costs nothing', () => {
  const clock = turnedClock();
  const gate = createGate(clock, telegramLimits);
  for (let n = 0; n < 100; n += 1) gate.pass(BOT, 7, 'message');
  clock.turn(1_000);
  expect(gate.pass(BOT, 7, 'message')).toBeUndefined();
});

test('switched off it lets everything pass', () => {
  const gate = createGate(turnedClock(), 'off');
  for (let n = 0; n < 100; n += 1) expect(gate.pass(BOT, 7, 'message')).toBeUndefined();
});
