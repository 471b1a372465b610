/** `npm run statement -- PLAYER YEAR [--html]`: a player's year on standard output, for whoever answers them by letter. */
import { once } from 'node:events';
import { z } from 'zod';
import { statementQuery } from '../contracts/http/statement.ts';
import { playerId } from '../contracts/ids.ts';
import { createPool } from '../prisma/pool.ts';
import { query, type Row, type Sql } from '../prisma/tx.ts';
import { readProfile } from '../records/identity/reads.ts';
import { loadTexts } from '../runtime/texts.ts';
import { yearlyStatement } from './yearly-statement.ts';

const asked = z.tuple([playerId, statementQuery.shape.year]);
const wished = asked.safeParse(process.argv.slice(2).filter((word) => !word.startsWith('--')));
const unknown = process.argv.slice(2).filter((word) => word.startsWith('--') && word !== '--html');
if (unknown.length > 0) fail(`statement: ${unknown.join(' ')} is not known; there is --html`);
const url = process.env.DATABASE_URL;
if (!wished.success)
  fail(
    'Whose, and which year? For example: npm run -s statement -- 01a1fd72-6978-7267-ae90-c10f157edaaf 2026 [--html]',
  );
if (!url) fail('statement: DATABASE_URL is not set, and no "npm start" of this clone has left one');

const pool = createPool(url, { max: 2, name: 'cage-statement', statementMs: 600_000 });
const reader = { query: <R extends Row>(statement: Sql) => query<R>(pool, statement) };
try {
  const [player, year] = wished.data;
  if (year > new Date().getUTCFullYear()) fail(`statement: ${year} has not begun`);
  const profile = await readProfile(reader, player);
  if (!profile) fail(`statement: there is no player ${player}`);
  const statement = await yearlyStatement(reader, Date.now)(player, year);
  const chunks = process.argv.includes('--html') ? statement.page(loadTexts().of(profile.language)) : statement.csv();
  for await (const chunk of chunks) if (!process.stdout.write(chunk)) await once(process.stdout, 'drain');
} catch (error) {
  fail(`statement: ${error instanceof Error ? error.message : String(error)}`);
}
await pool.end();

function fail(line: string): never {
  process.stderr.write(`${line}\n`);
  process.exit(1);
}
