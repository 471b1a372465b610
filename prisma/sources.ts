import { readdirSync, readFileSync } from 'node:fs';

/** A piece of SQL by its name: a migration's folder, or what a file of `functions/` makes (`payments.settle_batch`). */
export type Source = { readonly name: string; readonly source: string };

const MIGRATIONS = new URL('./migrations/', import.meta.url);
const FUNCTIONS = new URL('./functions/', import.meta.url);

/** What was done to the tables, in the order in which it was done. */
export const readMigrations = (): Source[] =>
  readdirSync(MIGRATIONS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ name, source: readFileSync(new URL(`${name}/migration.sql`, MIGRATIONS), 'utf8') }))
    .sort(byName);

/** The functions, triggers and views in force, one file each: `functions/<schema>/<name>.sql`. */
export const readFunctions = (): Source[] =>
  readdirSync(FUNCTIONS, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.sql'))
    .map((file) => ({
      name: file.replace(/\.sql$/, '').replaceAll(/[\\/]/g, '.'),
      source: readFileSync(new URL(file, FUNCTIONS), 'utf8'),
    }))
    .sort(byName);

/** All that makes a database, oldest first: of two that write the same, the later one is in force. */
export const readSources = (): Source[] => [...readMigrations(), ...readFunctions()];

const byName = (a: Source, b: Source) => (a.name < b.name ? -1 : 1);
