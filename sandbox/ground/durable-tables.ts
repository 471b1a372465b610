import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import path from 'node:path';

export type Table<Value> = {
  get(key: string): Value | undefined;
  put(key: string, value: Value): void;
  remove(key: string): void;
  values(): Iterable<Value>;
  readonly size: number;
};

export type Tables = { table<Value>(name: string): Table<Value>; close(): void };

type Change = readonly [table: string, key: string, value?: unknown];

const LEAST_CHANGES_TO_REWRITE = 50_000;

/**
 * Named tables in memory, each change written as one line to a journal before the call returns, so that a killed process
 * loses nothing: a reused update or message number would make a bot take news for a repetition. A half-written last line is
 * dropped when the journal is read, and the journal is rewritten whole then. Without a file nothing is kept.
 */
export function openTables(file?: string): Tables {
  const tables = new Map<string, Map<string, unknown>>();
  const contents = (name: string): Map<string, unknown> => {
    const found = tables.get(name) ?? new Map<string, unknown>();
    tables.set(name, found);
    return found;
  };
  if (file && existsSync(file)) {
    for (const [name, key, value] of readChanges(file)) {
      if (value === undefined) contents(name).delete(key);
      else contents(name).set(key, value);
    }
  }
  let journal = file ? openJournal(file, tables) : undefined;
  let changes = 0;

  const write = (change: Change): void => {
    if (journal === undefined || !file) return;
    writeLine(journal, change);
    changes += 1;
    const live = [...tables.values()].reduce((sum, each) => sum + each.size, 0);
    if (changes > Math.max(LEAST_CHANGES_TO_REWRITE, 4 * live)) {
      closeSync(journal);
      journal = openJournal(file, tables);
      changes = 0;
    }
  };

  return {
    table<Value>(name: string): Table<Value> {
      const rows = contents(name) as Map<string, Value>;
      return {
        get: (key) => rows.get(key),
        put(key, value) {
          rows.set(key, value);
          write([name, key, value]);
        },
        remove(key) {
          if (rows.delete(key)) write([name, key]);
        },
        values: () => rows.values(),
        get size() {
          return rows.size;
        },
      };
    },
    close() {
      if (journal === undefined) return;
      fsyncSync(journal);
      closeSync(journal);
      journal = undefined;
    },
  };
}

function readChanges(file: string): Change[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        const change: unknown = JSON.parse(line);
        return Array.isArray(change) && change.length >= 2 ? [change as unknown as Change] : [];
      } catch {
        return []; // the last line of a process that was killed while it wrote
      }
    });
}

/** What is true now, written beside and put in place at once; further changes are appended to it. */
function openJournal(file: string, tables: ReadonlyMap<string, ReadonlyMap<string, unknown>>): number {
  mkdirSync(path.dirname(file), { recursive: true });
  const beside = `${file}.new`;
  const written = openSync(beside, 'w');
  for (const [name, rows] of tables) for (const [key, value] of rows) writeLine(written, [name, key, value]);
  fsyncSync(written);
  closeSync(written);
  renameSync(beside, file);
  return openSync(file, 'a');
}

/** A write may be short (a full disk, a signal); half a line must not stay in the middle. */
function writeLine(journal: number, change: Change): void {
  const line = Buffer.from(`${JSON.stringify(change)}\n`);
  let done = 0;
  while (done < line.length) done += writeSync(journal, line, done);
}
