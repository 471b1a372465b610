import { stripVTControlCharacters } from 'node:util';
import { expect, test, vi } from 'vitest';
import { openReport } from './report.ts';
import { openScreen } from './screen.ts';

test('where nobody watches, the screen is plain text without escape codes', () => {
  const { lines, screen } = recorded();
  screen.step('Redis').done('127.0.0.1:63790');
  screen.warn('careful');
  expect(lines()).toEqual(['  ok Redis             127.0.0.1:63790', '  ! careful']);
});

test('a flood of warnings stays in the file', () => {
  const { lines, screen } = recorded();
  const report = openReport(
    screen,
    (part) => `${part}.log`,
    () => 0,
  );
  for (let n = 0; n < 100; n++) report.line({ name: 'bot', title: 'Bot' }, `{"level":40,"msg":"slow ${n}"}`);
  expect(lines()).toHaveLength(4);
  expect(lines().at(-1)).toContain('bot.log');
});

test('what takes a while shows itself on a terminal, and leaves no trace of it when it is done', () => {
  vi.useFakeTimers();
  let now = 0;
  let written = '';
  const write = (text: string) => {
    written += text;
  };
  const screen = openScreen({ write, isTTY: true, columns: 40 }, () => now);
  const step = screen.step('Temporal');
  step.doing('building it from source, which takes its time');
  vi.advanceTimersByTime(200);
  expect(written).toBe('');
  now = 3_000;
  vi.advanceTimersByTime(200);
  expect(written).toContain('Temporal: building it from source');
  expect(Math.max(...written.split('\r').map((line) => stripVTControlCharacters(line).length))).toBeLessThan(40);
  step.done('up');
  expect(written.endsWith(`\n`)).toBe(true);
  screen.close();
  vi.useRealTimers();
});

function recorded() {
  let written = '';
  const write = (text: string) => {
    written += text;
  };
  const screen = openScreen({ write, isTTY: false, columns: 80 }, () => 0);
  return { screen, lines: () => written.split('\n').slice(0, -1) };
}
