import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

/** Among records each may use those to its right: the same list by which imports are checked. */
const config = readFileSync(path.join(import.meta.dirname, '..', '.dependency-cruiser.cjs'), 'utf8');
const order: string[] = Array.from(
  (/const order = \[([^\]]*)\]/.exec(config)?.[1] ?? '').matchAll(/'(\w+)'/g),
  ([, room = '']) => room,
);
const SQL_NAMES = new RegExp(`\\b(?:from|join|into|update|using|select)\\s+(${order.join('|')})\\."?\\w`, 'gi');

/** The schemas that a room's SQL names: of its tables and of the functions it calls. */
const schemasIn = (source: string): string[] => Array.from(source.matchAll(SQL_NAMES), ([, schema = '']) => schema);

const sourcesOf = (room: string) =>
  readdirSync(path.join(import.meta.dirname, room), { encoding: 'utf8', recursive: true })
    .filter((file) => file.endsWith('.ts') && !/(^|\/)test-|\.(test|soak)\.ts$/.test(file))
    .map((file) => ({ file, source: readFileSync(path.join(import.meta.dirname, room, file), 'utf8') }));

const rooms = readdirSync(import.meta.dirname, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);

test('every room has its place among the others', () => {
  expect(rooms.filter((room) => !order.includes(room))).toEqual([]);
  expect(schemasIn('select 1 from payments."order" o join identity.player p on true')).toEqual([
    'payments',
    'identity',
  ]);
});

test.each(rooms)('the SQL of %s names its own tables and those of the rooms to its right', (room) => {
  const allowed = order.slice(order.indexOf(room));
  const sources = sourcesOf(room);
  expect(sources.flatMap(({ source }) => schemasIn(source))).toContain(room);
  const strays = sources.flatMap(({ file, source }) =>
    schemasIn(source).flatMap((schema) => (allowed.includes(schema) ? [] : [`${file} names ${schema}`])),
  );
  expect(strays).toEqual([]);
});
