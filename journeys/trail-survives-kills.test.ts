import { setTimeout as pace } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPool, type Pool } from '../prisma/pool.ts';
import { createTransaction, query, sql } from '../prisma/tx.ts';
import { append } from '../records/audit/append.ts';
import { readTrailFaults } from '../records/audit/faults.ts';
import { readHeads } from '../records/audit/heads-file.ts';
import { publicKeys, sealingKey } from '../runtime/sealing.ts';
import { readSettings } from '../runtime/settings.ts';
import { type House, openHouse } from '../sandbox/testing/house.ts';

let house: House;
let pool: Pool;
beforeAll(async () => {
  house = await openHouse({ without: ['api', 'bot', 'worker'] });
  pool = createPool(house.database.appUrl, { max: 5, name: 'test' });
});
afterAll(async () => {
  await pool.end();
  await house.close();
});

const count = async (statement: ReturnType<typeof sql>): Promise<number> =>
  Number(Object.values((await query(pool, statement))[0] ?? {})[0]);
const seals = () => count(sql`select count(*) from audit.seal`);

async function headsInFile(): Promise<number> {
  const known = new Set<bigint>();
  for await (const { seal } of readHeads(house.env.AUDIT_HEADS_FILE)) if (seal) known.add(seal.n);
  return known.size;
}

async function faults(): Promise<string[]> {
  const { AUDIT_KEY } = readSettings(house.env, ['AUDIT_KEY']);
  const keys = publicKeys(AUDIT_KEY.map(({ id, key }) => sealingKey(id, key)));
  const found: string[] = [];
  for await (const page of readTrailFaults(pool, { keys, headsFile: house.env.AUDIT_HEADS_FILE, overdueMs: 0 }))
    found.push(...page.faults.map(({ what }) => what));
  return found;
}

test('the sealer killed five times in the middle of its work: every entry is sealed once, and every head is in the file', async () => {
  const transaction = createTransaction(pool);
  let writing = true;
  const writers = Promise.all(
    Array.from({ length: 4 }, async (_, writer) => {
      for (let n = 0; writing; n++) {
        await transaction((tx) => append(tx, { actor: 'system', action: 'session.ended', subject: `${writer}-${n}` }));
        await pace(10); // enough that there is always something to seal; all of it is read again at the end
      }
    }),
  );
  for (let kill = 0; kill < 5; kill++) {
    const before = await seals();
    while ((await seals()) === before); // the one who works now has begun
    await house.part('loops').kill();
    await house.start('loops').ready;
  }
  writing = false;
  await writers;
  const unsealed = sql`select count(*) from audit.entry e where not exists (select from audit.sealed d where d.entry_id = e.id)`;
  while ((await count(unsealed)) > 0);
  while ((await headsInFile()) < (await seals()));
  expect(await faults()).toEqual([]);
  expect(await count(sql`select max(position) from audit.sealed`)).toBe(
    await count(sql`select count(*) from audit.entry`),
  );
}, 180_000);
