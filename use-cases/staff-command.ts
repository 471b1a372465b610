/**
 * `npm run -s staff -- list`: who has ever signed in at the staff desk: id, name, roles, and at how many places now.
 * `npm run -s staff -- end STAFF`: signs them out everywhere at once; each session has a row in the trail.
 * `npm run -s staff -- moved FROM TO ASSET AMOUNT`: money of the house was moved from one provider to another: the books follow.
 * `npm run -s staff -- hot-wallet deploy` and `hot-wallet resume`: its contract, and its writer after it was stopped; by TON_* settings.
 * `npm run -s staff -- hot-wallet sweep TON 100.00`: to the operator's own address, TON_COLD_WALLET, by the same queue as every payout.
 * `npm run -s staff -- hot-wallet book-difference ton`: why the chain holds something else than the books is known, and it is the operator's own.
 * `npm run -s staff -- bonus FILE.json`: publishes the terms of a bonus, as a new version; `bonus new FILE…` those never published before;
 * `bonus end ID`: offers it to nobody any more.
 * `npm run -s staff -- pause RAIL in|out REASON` and `resume RAIL in|out`: the switches of the desk, for when it is away.
 */
import { directions, type PauseReason, pauseReasons } from '../contracts/operations.ts';
import { isRailId, payoutRailIds, railIds } from '../contracts/rails.ts';
import { isAsset } from '../domain/assets.ts';
import { parseAmount, toDecimal } from '../domain/money.ts';
import { createPool, type Pool } from '../prisma/pool.ts';
import { createTransaction, query, type Row, type Sql } from '../prisma/tx.ts';
import { createEnqueue } from '../records/delivery/outbox.ts';
import { readBonusWish } from './bonus-command.ts';
import { endStaff, listStaff } from './end-staff.ts';
import { readWalletWish } from './hot-wallet-command.ts';
import { moveFunds } from './move-funds.ts';
import { pauseRail, resumeRail, type Switch } from './pause-rail.ts';

const USAGE = `What is to be done? For example:
  npm run -s staff -- list
  npm run -s staff -- end 01a1fd72-6978-7267-ae90-c10f157edaaf
  npm run -s staff -- pause stripe out provider-in-trouble
  npm run -s staff -- resume stripe out
  npm run -s staff -- moved telegram-invoice adyen EUR 1000.00
  npm run -s staff -- bonus terms.json
  npm run -s staff -- bonus end first-deposit
  npm run -s staff -- hot-wallet resume
  npm run -s staff -- hot-wallet sweep TON 100.00`;

try {
  process.exitCode = await main();
} catch (error) {
  process.exitCode = fail(`staff: ${error instanceof Error ? error.message : String(error)}`);
}

async function main(): Promise<number> {
  const run = wished(process.argv.slice(2));
  if (!run) return fail(USAGE);
  const url = process.env.DATABASE_URL;
  if (!url) return fail('staff: DATABASE_URL is not set, and no "npm start" of this clone has left one');
  const pool = createPool(url, { max: 1, name: 'cage-staff' });
  try {
    return await run(pool);
  } finally {
    await pool.end();
  }
}

/** What the words ask for; undefined: nothing that is to be had. */
function wished([verb, ...rest]: readonly string[]): ((pool: Pool) => Promise<number>) | undefined {
  const [first, direction, reason] = rest;
  if (verb === 'list' && first === undefined) return list;
  if (verb === 'end' && first !== undefined && direction === undefined) return (pool) => end(pool, first);
  if (verb === 'moved') return readMove(rest);
  if (verb === 'hot-wallet') return told(readWalletWish(rest));
  if (verb === 'bonus') return told(readBonusWish(rest));
  const wish = readSwitch(first, direction);
  if (!wish) return undefined;
  const why = pauseReasons.find((each) => each === reason);
  if (verb === 'pause' && why !== undefined && rest.length === 3) return (pool) => pause(pool, wish, why);
  return verb === 'resume' && rest.length === 2 ? (pool) => resume(pool, wish) : undefined;
}

function readMove([from = '', to = '', asset = '', sum = '', ...more]: readonly string[]) {
  const amount = isAsset(asset) ? parseAmount(sum, asset) : undefined;
  if (!isRailId(from) || !isRailId(to) || from === to || !amount || amount.minor === 0n || more.length > 0)
    return undefined;
  return async (pool: Pool): Promise<number> => {
    const done = await moveFunds({ transaction: createTransaction(pool), now: Date.now })(from, to, amount);
    const what = `${toDecimal(amount)} ${amount.asset}`;
    if (done === 'too-much') return fail(`staff: ${from} does not hold ${what} that is promised to nobody`);
    process.stdout.write(`${what} moved from ${from} to ${to}: it may be paid out there now.\n`);
    return 0;
  };
}

/** Says what became of it. */
function told(wish: ReturnType<typeof readWalletWish | typeof readBonusWish>) {
  if (!wish) return undefined;
  return async (pool: Pool): Promise<number> => {
    const { text, ok } = await wish(pool);
    if (!ok) return fail(`staff: ${text}`);
    process.stdout.write(`${text}\n`);
    return 0;
  };
}

function readSwitch(rail = '', way = ''): Switch | undefined {
  const direction = directions.find((each) => each === way);
  const ids: readonly string[] = direction === 'out' ? payoutRailIds : railIds;
  return direction !== undefined && ids.includes(rail) ? { rail, direction } : undefined;
}

async function pause(pool: Pool, wish: Switch, reason: PauseReason): Promise<number> {
  const done = await pauseRail({ transaction: createTransaction(pool) })(undefined, wish, reason);
  process.stdout.write(`${wish.rail} ${wish.direction} ${done ? 'is paused.' : 'was paused already.'}\n`);
  return 0;
}

async function resume(pool: Pool, wish: Switch): Promise<number> {
  const enqueue = createEnqueue(() => undefined); // the loops look by themselves
  const done = await resumeRail({ transaction: createTransaction(pool), enqueue, now: Date.now })(undefined, wish);
  process.stdout.write(`${wish.rail} ${wish.direction} ${done ? 'goes on.' : 'was not paused.'}\n`);
  return 0;
}

async function end(pool: Pool, staff: string): Promise<number> {
  const ended = await endStaff({ transaction: createTransaction(pool) })(staff);
  if ('reason' in ended) return fail(`staff: there is no member of staff ${staff}; see npm run -s staff -- list`);
  process.stdout.write(`${ended.name} is signed out: ${ended.sessions} of their sessions ended just now.\n`);
  return 0;
}

async function list(pool: Pool): Promise<number> {
  const reader = { query: <R extends Row>(statement: Sql) => query<R>(pool, statement) };
  for (const { id, name, roles, sessions } of await listStaff(reader))
    process.stdout.write(`${id}  ${name}  ${roles.join(', ') || 'no role'}  signed in at ${sessions}\n`);
  return 0;
}

function fail(line: string): 1 {
  process.stderr.write(`${line}\n`);
  return 1;
}
