import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { clocksDiffer, clockWentBack, rememberClock, watchClock } from './clock.ts';

const MINUTE = 60_000;

test('a clock that is set while we run is told, and an ordinary drift is not', () => {
  let wall = 0;
  let monotonic = 0;
  const told: string[] = [];
  const step = watchClock(
    () => wall,
    () => monotonic,
    (line) => told.push(line),
  );
  for (const [wallMs, monotonicMs] of [
    [10_000, 10_050],
    [10_000 + 5 * MINUTE, 10_000],
    [10_000, 10_000],
    [-5 * MINUTE, 0],
  ] as const) {
    wall += wallMs;
    monotonic += monotonicMs;
    step();
  }
  expect(told).toHaveLength(2);
  expect(told[0]).toMatch(/5 minutes forward/);
  expect(told[1]).toMatch(/5 minutes back/);
});

test('a clock that stands before the last run is told at the start', () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'cage-clock-'));
  const file = path.join(dir, 'clock');
  expect(clockWentBack(file, 0)).toBeUndefined();
  rememberClock(file, 10 * MINUTE);
  expect(clockWentBack(file, 5 * MINUTE)).toMatch(/5 minutes behind the last run/);
  expect(clockWentBack(file, 10 * MINUTE)).toBeUndefined();
  rmSync(dir, { recursive: true });
});

test('a clock that differs from a server’s is told with its direction', () => {
  expect(clocksDiffer('Telegram', 5 * MINUTE, 0)).toMatch(/5 minutes behind that of Telegram/);
  expect(clocksDiffer('Telegram', 0, 5 * MINUTE)).toMatch(/5 minutes ahead of that of Telegram/);
  expect(clocksDiffer('Telegram', 0, 1_000)).toBeUndefined();
});
