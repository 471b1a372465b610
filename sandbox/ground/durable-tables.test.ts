import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTables } from './durable-tables.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tables-'));
  file = path.join(folder, 'deep', 'kept.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('what was put is there after the next start, what was removed is not', () => {
  const first = openTables(file);
  first.table<number>('n').put('one', 1);
  first.table<number>('n').put('one', 2);
  first.table<number>('n').put('two', 2);
  first.table<number>('n').remove('two');
  first.close();
  const second = openTables(file);
  expect([...second.table<number>('n').values()]).toEqual([2]);
  second.close();
});

test('a killed process has written everything it put: nothing waits for close', () => {
  openTables(file).table<string>('t').put('k', 'kept');
  const second = openTables(file);
  expect(second.table<string>('t').get('k')).toBe('kept');
  second.close();
});

test('a half-written last line is dropped, and later changes stand on lines of their own', () => {
  openTables(file).table<string>('t').put('k', 'whole');
  appendFileSync(file, '["t","k","ha');
  const second = openTables(file);
  second.table<string>('t').put('j', 'next');
  second.close();
  const third = openTables(file);
  expect([...third.table<string>('t').values()]).toEqual(['whole', 'next']);
  third.close();
});

test('the journal is rewritten when most of it is history', () => {
  const tables = openTables(file);
  const counter = tables.table<number>('n');
  for (let n = 0; n <= 50_001; n += 1) counter.put('same', n);
  expect(statSync(file).size).toBeLessThan(1_000);
  tables.close();
  expect(readFileSync(file, 'utf8').trimEnd().split('\n').at(-1)).toBe('["n","same",50001]');
});

test('without a file nothing is written', () => {
  const tables = openTables();
  tables.table<number>('n').put('one', 1);
  expect(tables.table<number>('n').get('one')).toBe(1);
  tables.close();
});
