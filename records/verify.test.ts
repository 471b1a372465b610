import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../prisma/tx.ts';
import { newId } from '../runtime/ids.ts';
import { createLogger } from '../runtime/logger.ts';
import { runProgram } from '../sandbox/testing/fixtures.ts';
import { createHeadsFile } from './audit/heads-file.ts';
import { sealsOf } from './audit/sealed.ts';
import { happens, sealAll } from './audit/test-trail.ts';
import { type House, openHouse } from './test-house.ts';

let house: House;
const home = mkdtempSync(path.join(tmpdir(), 'cage-verify-'));
beforeAll(async () => {
  house = await openHouse();
});
afterAll(async () => {
  rmSync(home, { recursive: true });
  await house.close();
});

/** The command as an operator runs it. */
const verify = (env: Record<string, string>, ...flags: string[]) =>
  runProgram({ CAGE_HOME: home, ...env }, 'records/verify.ts', ...flags);

test('whole books are said to add up', async () => {
  await house.holds(1_000n);
  const { code, out } = await verify({ DATABASE_URL: house.appUrl });
  expect(out).toMatch(
    /^EUR +clearing +telegram-invoice +-10\.00\n[\s\S]*EUR +player-cash +\d+ accounts? +10\.00\nThe audit trail has no seals yet\.\nThe books add up: [1-9]\d* rows read in [\d.]+ s\.\n$/,
  );
  expect(code).toBe(0);
});

test('without an address, or where nobody answers, it says so in one line that shows no password', async () => {
  expect(await verify({})).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringMatching(/^verify: DATABASE_URL is not set.*\n$/),
  });
  const nobody = await verify({ DATABASE_URL: 'postgresql://cage_app:canary@127.0.0.1:1/cage' });
  expect(nobody).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringMatching(/^verify: could not read the books: .*\n$/),
  });
  expect(nobody.err).not.toContain('canary');
});

test('a reading that was stopped goes on where it was, with what it had found; another database’s is not gone on with', async () => {
  const file = path.join(home, 'verify.json');
  const [row] = await house.read<{ name: string }>(
    sql`select concat_ws('/', (select system_identifier from pg_control_system()), (select timeline_id from pg_control_checkpoint()), current_database()) as name`,
  );
  const found = { what: 'something it found', transfer: 'a', account: 'b' };
  const place = {
    database: row?.name,
    at: { part: 'accounts', after: ['0'], read: 1_000_000 },
    faults: [found],
    since: new Date().toISOString(),
  };
  writeFileSync(file, JSON.stringify(place));
  const gone = await verify({ DATABASE_URL: house.appUrl });
  expect(gone.err).toContain(`going on with the reading begun ${place.since}, 1,000,000 rows in`);
  expect(gone.out).toMatch(/^FAULT {2}transfer a, account b: something it found\n[\s\S]*\n1 fault in 1,000,\d+ rows/);
  expect(gone.code).toBe(1);
  for (const [other, flags] of [
    [{ ...place, database: 'another' }, []],
    [{ ...place, since: '2020-01-01' }, []],
    [place, ['--fresh']],
  ] as const) {
    writeFileSync(file, JSON.stringify(other));
    expect(await verify({ DATABASE_URL: house.appUrl }, ...flags)).toMatchObject({ code: 0, err: '' });
  }
  expect(() => readFileSync(file)).toThrow(/ENOENT/); // done with
});

test('the trail is read too: by the key that signs it, and beside the file of its heads', async () => {
  const trail = await openHouse();
  await happens(trail, 2);
  await sealAll(trail);
  const headsFile = path.join(home, 'heads.jsonl');
  await createHeadsFile(headsFile, sealsOf(trail.app), createLogger('test', 'fatal')).catchUp();
  const env = { DATABASE_URL: trail.appUrl, AUDIT_KEY: `a1:${Buffer.alloc(32, 5).toString('base64')}` };
  expect(await verify({ ...env, AUDIT_HEADS_FILE: headsFile })).toMatchObject({ code: 0, err: '' });
  expect(await verify(env)).toMatchObject({ code: 0, err: expect.stringContaining('AUDIT_HEADS_FILE is not set') });
  const keyless = await verify({ DATABASE_URL: trail.appUrl, AUDIT_HEADS_FILE: headsFile });
  expect(keyless.out).toContain('FAULT  trail: seal 1 is signed by a1, which is none of the keys that were given\n');
  expect(keyless.code).toBe(1);
  await trail.asSuperuser(
    `set session_replication_role = replica; update audit.entry set subject = 'x' where id = 2; delete from audit.entry where id = 1`,
  );
  const { code, out } = await verify({ ...env, AUDIT_HEADS_FILE: headsFile });
  expect(out).toContain(
    'FAULT  trail: entry 1 is gone (position 1)\nFAULT  trail: entry 2 is not what was sealed at position 2\n',
  );
  expect(code).toBe(1);
  await trail.close();
});

test('a fault is named with its transfer, and ends it with code 1', async () => {
  const { account } = await house.holds(1_000n);
  const last = newId(Date.now());
  await house.moves(account, await house.houseAccount('bankroll'), 1n, { id: last });
  await house.asSuperuser(
    `set session_replication_role = replica; update ledger.account set balance = 1 where id = ${account}`,
  );
  const { code, out } = await verify({ DATABASE_URL: house.appUrl });
  const [named, total, ...rest] = out.split('\n');
  expect(named).toBe(`FAULT  transfer ${last}, account ${account}: the balance is 1, its entries make 999`);
  expect(total).toBe('FAULT  all accounts in EUR make -998');
  expect(rest.join('\n')).toMatch(/\n2 faults in \d+ rows/);
  expect(code).toBe(1);
});
