import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLogger } from '../../runtime/logger.ts';
import { type Seal, sealText, signSeal } from './chain.ts';
import { createHeadsFile, readHeads, type SealSource } from './heads-file.ts';
import { testKey } from './test-trail.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'cage-heads-'));
  file = path.join(folder, 'heads.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Seals 1 to `count`; `turn` makes them other ones. */
const made = (count: number, turn = 0): Seal[] =>
  Array.from({ length: count }, (_, n) =>
    signSeal(testKey, {
      n: BigInt(n + 1),
      first: BigInt(n + 1),
      last: BigInt(n + 1),
      previous: Buffer.alloc(32, n),
      head: Buffer.alloc(32, n + 1),
      at: `2026-11-21T10:00:0${turn}Z`,
    }),
  );
const databaseOf =
  (all: readonly Seal[]): SealSource =>
  async (after, atMost) =>
    all.filter(({ n }) => n > after).slice(0, atMost);
const text = (seals: readonly Seal[]) => seals.map((seal) => `${sealText(seal)}\n`).join('');

/** A process that begins with this database. */
function heads(all: readonly Seal[]) {
  const errors: string[] = [];
  const log = createLogger('test', 'error', { write: (line) => void errors.push(JSON.parse(line).msg) });
  return { ...createHeadsFile(file, databaseOf(all), log), errors };
}

const read = async () => {
  const lines = [];
  for await (const line of readHeads(file)) lines.push(line.seal ? Number(line.seal.n) : line.text);
  return lines;
};

test('every seal is in the file once, in order, and nobody else may read it', async () => {
  const all = made(3);
  const growing = all.slice(0, 1);
  const file1 = heads(growing);
  expect(await file1.catchUp()).toBe(1);
  expect(await file1.catchUp()).toBe(0);
  growing.push(...all.slice(1));
  expect(await file1.catchUp()).toBe(2);
  expect(await heads(all).catchUp()).toBe(0); // another process goes on where this one was
  expect(readFileSync(file, 'utf8')).toBe(text(all));
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('more seals than one write holds are all written', async () => {
  const all = made(1_201);
  expect(await heads(all).catchUp()).toBe(1_201);
  expect(await read()).toEqual(all.map(({ n }) => Number(n)));
});

test('what a crash left out is written next time, and a line it cut off stands once more, whole', async () => {
  const all = made(3);
  for (let cut = 0; cut <= text(all).length; cut += 37) {
    writeFileSync(file, text(all));
    truncateSync(file, cut);
    const { catchUp, errors } = heads(all);
    await catchUp();
    expect([...new Set(await read())]).toEqual([1, 2, 3]);
    expect(errors).toEqual([]);
    rmSync(file);
  }
});

test('while its last line is cut off the file is read without it; a cut line that nothing makes good stays one', async () => {
  const [first, second] = made(2) as [Seal, Seal];
  writeFileSync(file, text([first]) + sealText(second).slice(0, 50));
  expect(await read()).toEqual([1]);
  appendFileSync(file, `\n${text([first])}`);
  expect(await read()).toEqual([1, sealText(second).slice(0, 50), 1]);
});

test('two processes that write at the same time lose nothing', async () => {
  const all = made(50);
  await Promise.all([heads(all).catchUp(), heads(all).catchUp(), heads(all).catchUp()]);
  expect([...new Set(await read())]).toHaveLength(50);
  expect(await heads(all).catchUp()).toBe(0);
});

test('a file that was taken away is begun anew with every seal', async () => {
  const all = made(3);
  const { catchUp } = heads(all);
  await catchUp();
  renameSync(file, `${file}.kept`);
  expect(await catchUp()).toBe(3);
});

test('a database that lost its end is told of, what the file knows stays, and new seals are written behind it', async () => {
  const before = made(5);
  await heads(before).catchUp();
  const after = [...before.slice(0, 3), ...made(6, 1).slice(3)];
  const next = heads(after);
  expect(await next.catchUp()).toBe(3);
  expect(next.errors).toEqual(['the file of heads knows a seal that the database does not: run verify']);
  expect(readFileSync(file, 'utf8')).toBe(text(before) + text(after.slice(3)));
  const again = heads(after);
  expect(await again.catchUp()).toBe(0);
  expect(again.errors).toEqual([]);
});

test('a file that is none of heads is not written to, and a folder that is not there is told', async () => {
  writeFileSync(file, 'the accounts of 2025\n');
  await expect(heads(made(1)).catchUp()).rejects.toThrow(/is not a file of heads/);
  expect(readFileSync(file, 'utf8')).toBe('the accounts of 2025\n');
  rmSync(folder, { recursive: true });
  await expect(heads(made(1)).catchUp()).rejects.toThrow(/ENOENT/);
});
