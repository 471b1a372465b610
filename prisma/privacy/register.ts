import { markdownTable } from '../../runtime/markdown-table.ts';
import { audit } from './audit.ts';
import { chain } from './chain.ts';
import { compliance } from './compliance.ts';
import { type Columns, type Datum, type DatumName, data } from './data.ts';
import { delivery } from './delivery.ts';
import { identity } from './identity.ts';
import { ledger } from './ledger.ts';
import { payments } from './payments.ts';
import { play } from './play.ts';
import { requests } from './requests.ts';

/** Every column of the database, by its schema. One that is forgotten, or listed without being there, fails a test. */
export const register: Readonly<Record<string, Columns>> = {
  audit,
  chain,
  compliance,
  delivery,
  identity,
  ledger,
  payments,
  play,
  requests,
};

/** `schema.table.column`, of all that is listed. */
export const listedColumns = (): string[] =>
  Object.entries(register).flatMap(([schema, tables]) =>
    Object.entries(tables).flatMap(([table, columns]) =>
      Object.keys(columns).map((column) => `${schema}.${table}.${column}`),
    ),
  );

/** Where a datum lives: its columns together by table. */
export function placesOf(datum: DatumName): string[] {
  return Object.entries(register).flatMap(([schema, tables]) =>
    Object.entries(tables).flatMap(([table, columns]) => {
      const own = Object.keys(columns).filter((column) => columns[column] === datum);
      return own.length === 0 ? [] : [`\`${schema}.${table}\` (${own.join(', ')})`];
    }),
  );
}

/** The table of docs/privacy.md. */
export function describeRegister(): string {
  const rows = (Object.entries(data) as [DatumName, Datum][]).map(([name, { title, class: how, why, kept, hold }]) =>
    [title, how, placesOf(name).join('; '), why, kept, hold ?? 'none'].map((cell) => cell.replaceAll('|', '\\|')),
  );
  return markdownTable([['Datum', 'Class', 'Where', 'Why', 'How long', 'Held by law'], ...rows]);
}
