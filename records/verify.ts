/**
 * `npm run verify`: reads the books from the beginning and names each fault. Exit code 0: every unit is accounted for; 1: it
 * is not, or the reading could not be finished. A reading that was stopped goes on where it was; `--fresh` begins anew.
 */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { money, toDecimal } from '../domain/money.ts';
import { assertSchema } from '../prisma/expectations.ts';
import { createPool, type Pool } from '../prisma/pool.ts';
import { query, sql } from '../prisma/tx.ts';
import { publicKeys, sealingKey } from '../runtime/sealing.ts';
import { readSettings } from '../runtime/settings.ts';
import { readTrailFaults, type TrailCheck } from './audit/faults.ts';
import { type Checkpoint, type Fault, readBooks } from './ledger/faults.ts';
import { type TrialBalanceLine, trialBalance } from './ledger/reads.ts';
import { readPayments } from './payments/faults.ts';
import { readPlay } from './play/faults.ts';

/** What a stopped reading leaves: of which database, how far, and what it had found. */
type Place = {
  readonly database: string;
  readonly at: Checkpoint;
  readonly faults: readonly Fault[];
  readonly since: string;
};

/** For one page of the books, from a disk that was busy elsewhere. */
const PATIENCE_MS = 600_000;
const SHOWN_FAULTS = 1_000;
const WRITE_EVERY_MS = 1_000;
/** A reading that began longer ago says too little of the books as they are. */
const DAY_MS = 86_400_000;

const file = path.join(process.env.CAGE_HOME || path.join(import.meta.dirname, '..', '.cage'), 'verify.json');
const url = process.env.DATABASE_URL;
if (!url)
  fail(
    'DATABASE_URL is not set, and no "npm start" of this clone has left one: give the address of the database to read',
  );

const unknown = process.argv.slice(2).filter((word) => word !== '--fresh');
if (unknown.length > 0) fail(`${unknown.join(' ')} is not known; there is --fresh, which begins anew`);

const pool = createPool(url, { max: 2, name: 'cage-verify', statementMs: PATIENCE_MS });
try {
  process.exitCode = await verify(pool, process.argv.includes('--fresh'));
} catch (error) {
  const hint = process.env.CAGE_DATABASE_IS_LEFT
    ? ' (the address is what the last "npm start" left: is it running?)'
    : '';
  fail(`could not read the books: ${error instanceof Error ? error.message : String(error)}${hint}`);
}
await pool.end();

async function verify(books: Pool, isFresh: boolean): Promise<number> {
  await assertSchema(books);
  const database = await nameOf(books);
  const stopped = isFresh ? undefined : placeIn(database);
  if (stopped)
    say(`going on with the reading begun ${stopped.since}, ${count(stopped.at.read)} rows in; --fresh begins anew`);
  const since = stopped?.since ?? new Date().toISOString();
  const faults: Fault[] = [...(stopped?.faults ?? [])];
  let read = stopped?.at.read ?? 0;
  let toldAt = performance.now();
  const startedAt = toldAt;
  for await (const page of readBooks(books, stopped?.at)) {
    read = page.read;
    faults.push(...page.faults.slice(0, SHOWN_FAULTS - faults.length));
    if (page.checkpoint && performance.now() - toldAt > WRITE_EVERY_MS) {
      toldAt = performance.now();
      keep({ database, at: page.checkpoint, faults, since });
      say(`${page.part}: ${count(read)} rows read, ${count(faults.length)} faults`);
    }
  }
  for await (const page of readPayments(books)) {
    read += page.read;
    faults.push(...page.faults.slice(0, SHOWN_FAULTS - faults.length));
  }
  for await (const page of readPlay(books)) {
    read += page.read;
    faults.push(...page.faults.slice(0, SHOWN_FAULTS - faults.length));
  }
  let sealed = 0;
  const check = trailCheck();
  for await (const page of readTrailFaults(books, check)) {
    read += page.read;
    sealed += page.seals ?? 0;
    const found = page.faults.map(({ what }) => ({ what: `trail: ${what}`, transfer: null, account: null }));
    faults.push(...found.slice(0, SHOWN_FAULTS - faults.length));
  }
  if (sealed > 0 && !check.headsFile)
    say('AUDIT_HEADS_FILE is not set: a trail whose end was cut off would not be found');
  rmSync(file, { force: true });
  for (const fault of faults) process.stdout.write(`${inWords(fault)}\n`);
  if (faults.length >= SHOWN_FAULTS) say(`only the first ${count(SHOWN_FAULTS)} faults are named`);
  for (const line of await trialBalance({ query: (statement) => query(books, statement) }))
    process.stdout.write(`${inColumns(line)}\n`);
  const took = ((performance.now() - startedAt) / 1_000).toFixed(1);
  process.stdout.write(`${trailInWords(sealed, check)}\n`);
  process.stdout.write(
    faults.length === 0
      ? `The books add up: ${count(read)} rows read in ${took} s.\n`
      : `${count(faults.length)} ${faults.length === 1 ? 'fault' : 'faults'} in ${count(read)} rows, read in ${took} s.\n`,
  );
  return faults.length === 0 ? 0 : 1;
}

/** What was read of the trail: a run without keys or file says less, and must not look like one with them. */
function trailInWords(seals: number, { headsFile }: TrailCheck): string {
  return seals === 0
    ? 'The audit trail has no seals yet.'
    : `The audit trail: ${count(seals)} ${seals === 1 ? 'seal' : 'seals'} read, ${headsFile ? 'beside the file of heads' : 'without the file of heads: an end that was cut off is not seen'}.`;
}

/** By what the trail is checked: the keys that sign or signed it, and the file that has its heads once more. */
function trailCheck(): TrailCheck {
  const own = process.env.AUDIT_KEY ? readSettings(process.env, ['AUDIT_KEY']).AUDIT_KEY : [];
  const { AUDIT_PUBLIC_KEY } = readSettings(process.env, ['AUDIT_PUBLIC_KEY']);
  const signers = own.map(({ id, key }) => sealingKey(id, key));
  return { keys: publicKeys(signers, AUDIT_PUBLIC_KEY), headsFile: process.env.AUDIT_HEADS_FILE || undefined };
}

/** Which database this is, whatever address leads to it: a restored one is another. */
async function nameOf(books: Pool): Promise<string> {
  const [row] = await query<{ name: string }>(
    books,
    sql`select concat_ws('/', (select system_identifier from pg_control_system()), (select timeline_id from pg_control_checkpoint()), current_database()) as name`,
  );
  return row?.name ?? '';
}

function placeIn(database: string): Place | undefined {
  try {
    const place: Place = JSON.parse(readFileSync(file, 'utf8'));
    const isRecent = Date.now() - Date.parse(place.since) < DAY_MS;
    return place.database === database && isRecent ? place : undefined;
  } catch {
    return undefined; // there is none, or it was not written to its end
  }
}

function keep(place: Place): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(`${file}.new`, JSON.stringify(place), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

function inWords({ what, transfer, account }: Fault): string {
  const where = [transfer && `transfer ${transfer}`, account && `account ${account}`].filter(Boolean).join(', ');
  return `FAULT  ${where === '' ? '' : `${where}: `}${what}`;
}

/** `EUR       player-cash                              12 accounts          1,250.00` */
function inColumns({ asset, kind, house, accounts, balance }: TrialBalanceLine): string {
  const amount = toDecimal(money(asset, balance < 0n ? -balance : balance));
  const owner = house === null ? `${count(accounts)} ${accounts === 1 ? 'account' : 'accounts'}` : house;
  return [asset.padEnd(10), kind.padEnd(14), owner.padEnd(24), `${balance < 0n ? '-' : ''}${amount}`.padStart(24)].join(
    '',
  );
}

function count(rows: number): string {
  return rows.toLocaleString('en');
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

function fail(line: string): never {
  say(`verify: ${line}`);
  process.exit(1);
}
