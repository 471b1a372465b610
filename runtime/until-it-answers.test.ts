import { expect, test } from 'vitest';
import { createLogger } from './logger.ts';
import { HopelessError, untilItAnswers } from './until-it-answers.ts';

/** Somebody who is away so many times, then back. */
function awayFor(times: number, why: Error = new Error('connection refused')) {
  let asked = 0;
  const ask = async () => {
    asked += 1;
    if (asked <= times) throw why;
    return 'hello';
  };
  return { ask, asked: () => asked };
}

function quietLog() {
  const lines: string[] = [];
  return { lines, log: createLogger('test', 'info', { write: (line) => void lines.push(JSON.parse(line).msg) }) };
}

test('it asks until it is answered, and says once that it waits', async () => {
  const { log, lines } = quietLog();
  const database = awayFor(4);
  expect(await untilItAnswers('PostgreSQL', log, database.ask, 1)).toBe('hello');
  expect(database.asked()).toBe(5);
  expect(lines).toEqual(['PostgreSQL does not answer yet, will keep trying']);
});

test('who answers at once is not spoken of', async () => {
  const { log, lines } = quietLog();
  expect(await untilItAnswers('PostgreSQL', log, awayFor(0).ask, 1)).toBe('hello');
  expect(lines).toEqual([]);
});

test('what no waiting mends is let through at once', async () => {
  const { log, lines } = quietLog();
  const hopeless = awayFor(1, new HopelessError('the database is newer than the program'));
  await expect(untilItAnswers('PostgreSQL', log, hopeless.ask, 1)).rejects.toThrow(/newer than the program/);
  expect(hopeless.asked()).toBe(1);
  expect(lines).toEqual([]);
});
