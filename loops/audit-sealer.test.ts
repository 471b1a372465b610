import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { sql } from '../prisma/tx.ts';
import { createHeadsFile } from '../records/audit/heads-file.ts';
import { sealsOf } from '../records/audit/sealed.ts';
import { happens, othersEnd, testKey } from '../records/audit/test-trail.ts';
import { type House, openHouse } from '../records/test-house.ts';
import { createLogger } from '../runtime/logger.ts';
import { auditSealer } from './audit-sealer.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'cage-sealer-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function sealer({ held = true } = {}) {
  const logged: string[] = [];
  const log = createLogger('test', 'info', { write: (line) => void logged.push(JSON.parse(line).msg) });
  const heads = createHeadsFile(path.join(folder, 'heads.jsonl'), sealsOf(house.app), log);
  return {
    logged,
    round: auditSealer({ transaction: house.sealing, key: testKey, heads, held: async () => held, log }),
  };
}

const unsealed = () =>
  house.count(
    sql`select count(*) from audit.entry e where not exists (select from audit.sealed d where d.entry_id = e.id)`,
  );
const inFile = () => readFileSync(path.join(folder, 'heads.jsonl'), 'utf8').trim().split('\n').length;
const seals = () => house.count(sql`select count(*) from audit.seal`);

test('a round seals what may be sealed and writes its head; without the lease it does neither', async () => {
  await happens(house, 2);
  await othersEnd(house);
  expect(await sealer({ held: false }).round()).toBe('rest');
  expect(await unsealed()).toBe(2);
  expect(await sealer().round()).toBe('rest');
  expect(await unsealed()).toBe(0);
  expect(inFile()).toBe(await seals());
});

test('while there is more than a batch it goes on at once', async () => {
  await house.asOwner(
    `insert into audit.entry (actor, action, detail, xid) select 'system', 'a.b', '{}', pg_current_xact_id()::text::bigint from generate_series(1, 2001)`,
  );
  await othersEnd(house);
  const { round } = sealer();
  expect([await round(), await round(), await round()]).toEqual(['again', 'again', 'rest']);
  expect(await unsealed()).toBe(0);
});

test('a file that cannot be written is told, keeps nothing from being sealed, and gets its lines when it can be', async () => {
  rmSync(folder, { recursive: true });
  const { round, logged } = sealer();
  for (let times = 0; times < 3; times++) {
    await happens(house, 1);
    await othersEnd(house);
    await round();
  }
  expect(await unsealed()).toBe(0);
  const told = 'heads could not be written to their file: the end of the trail is unguarded';
  expect(logged).toEqual([told, told]); // at the first failure and the second, then at each doubling
  mkdirSync(folder);
  await round();
  expect(inFile()).toBe(await seals());
  expect(logged.at(-1)).toBe('heads are written to their file again');
});
