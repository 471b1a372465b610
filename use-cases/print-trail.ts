/**
 * `npm run -s audit -- export --from TIME --to TIME`: a part of the audit trail with its proof, on standard output.
 * `npm run -s audit -- check FILE [--key KEY]`: whether such a file holds; needs neither database nor secret. Exit code 1: it does not.
 * `npm run -s audit -- keys`: the public halves of the keys that sign, to be given to whoever checks.
 */
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { createPool } from '../prisma/pool.ts';
import { query, type Row, type Sql } from '../prisma/tx.ts';
import { checkProof } from '../records/audit/proof.ts';
import { type PublicKeys, publicBytes, publicKeys, sealingKey } from '../runtime/sealing.ts';
import { readSettings } from '../runtime/settings.ts';
import { exportTrail } from './export-trail.ts';

const USAGE = `What is to be done? For example:
  npm run -s audit -- export --from 2026-11-01 --to 2026-12-01 > november.jsonl
  npm run -s audit -- check november.jsonl --key a1:<the public key>
  npm run -s audit -- keys`;

try {
  process.exitCode = await main();
} catch (error) {
  fail(`audit: ${error instanceof Error ? error.message : String(error)}`);
}

async function main(): Promise<number> {
  const options = { from: { type: 'string' }, to: { type: 'string' }, key: { type: 'string' } } as const;
  const { values, positionals } = parseArgs({ args: process.argv.slice(2), options, allowPositionals: true });
  const [verb, file, ...rest] = positionals;
  if (verb === 'keys' && !file) return tellKeys();
  if (verb === 'check' && file && rest.length === 0) return check(file, values.key);
  if (verb === 'export' && !file) return write(moment('from', values.from), moment('to', values.to));
  return fail(USAGE);
}

/** The keys that sign here, and those that signed before. */
function knownKeys(): PublicKeys {
  const own = process.env.AUDIT_KEY ? readSettings(process.env, ['AUDIT_KEY']).AUDIT_KEY : [];
  const { AUDIT_PUBLIC_KEY } = readSettings(process.env, ['AUDIT_PUBLIC_KEY']);
  return publicKeys(
    own.map(({ id, key }) => sealingKey(id, key)),
    AUDIT_PUBLIC_KEY,
  );
}

function tellKeys(): number {
  const keys = knownKeys();
  if (keys.size === 0) return fail('audit: neither AUDIT_KEY nor AUDIT_PUBLIC_KEY is set');
  for (const [id, key] of keys) process.stdout.write(`${id}:${publicBytes(key)}\n`);
  return 0;
}

async function check(file: string, key: string | undefined): Promise<number> {
  const given = key === undefined ? undefined : readSettings({ AUDIT_PUBLIC_KEY: key }, ['AUDIT_PUBLIC_KEY']);
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY });
  const { holds, faults } = await checkProof(lines, given && publicKeys([], given.AUDIT_PUBLIC_KEY));
  for (const line of holds) process.stdout.write(`${line}\n`);
  for (const fault of faults) process.stdout.write(`FAULT  ${fault}\n`);
  if (faults.length > 0) process.stdout.write('The file does not hold.\n');
  return faults.length === 0 ? 0 : 1;
}

async function write(from: Date, to: Date): Promise<number> {
  const url = process.env.DATABASE_URL;
  if (!url) return fail('audit: DATABASE_URL is not set, and no "npm start" of this clone has left one');
  const pool = createPool(url, { max: 2, name: 'cage-audit', statementMs: 600_000 });
  const reader = { query: <R extends Row>(statement: Sql) => query<R>(pool, statement) };
  const exported = exportTrail(reader, knownKeys(), Date.now)(from, to);
  const unsealed = await exported.unsealed();
  if (unsealed > 0) say(`audit: ${unsealed} entries of these times are not sealed yet, and not in it`);
  for await (const chunk of exported.lines()) if (!process.stdout.write(chunk)) await once(process.stdout, 'drain');
  await pool.end();
  return 0;
}

function moment(name: string, text: string | undefined): Date {
  const isTime = text !== undefined && /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?Z)?$/.test(text);
  const at = new Date(isTime ? text : Number.NaN);
  if (Number.isNaN(at.getTime())) fail(`audit: --${name} is a time in UTC: 2026-11-21 or 2026-11-21T10:00:00Z`);
  return at;
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

function fail(line: string): never {
  say(line);
  process.exit(1);
}
