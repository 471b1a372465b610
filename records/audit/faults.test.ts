import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLogger } from '../../runtime/logger.ts';
import { publicKeys, sealingKey } from '../../runtime/sealing.ts';
import { type House, openHouse } from '../test-house.ts';
import { digestOf, type EntryText, GENESIS, linkOf, sealText, signSeal } from './chain.ts';
import { createHeadsFile } from './heads-file.ts';
import { readPositions, readSeals, sealsOf } from './sealed.ts';
import { happens, othersEnd, sealAll, testKeys, trailFaults } from './test-trail.ts';

/* Three seals: entries 1 to 3, 4 to 6, 7 to 9, at the positions of the same numbers; each head also in the file. */

let house: House;
let folder: string;
let headsFile: string;
beforeEach(async () => {
  house = await openHouse();
  folder = mkdtempSync(path.join(tmpdir(), 'cage-heads-'));
  headsFile = path.join(folder, 'heads.jsonl');
  for (let seal = 0; seal < 3; seal++) {
    await happens(house, 3, { detail: { seal } });
    await sealAll(house);
  }
  await createHeadsFile(headsFile, sealsOf(house.app), createLogger('test', 'fatal')).catchUp();
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await house.close();
});

/** What is found when somebody whom no trigger and no constraint stops has done this. */
async function faultsAfter(sabotage: string): Promise<string[]> {
  await house.asSuperuser(`set session_replication_role = replica; ${sabotage}`);
  return trailFaults(house, { headsFile });
}

test('a trail that was only written and sealed has no fault, in pages of any size', async () => {
  for (const pageSize of [1, 2, 3, 1_000]) expect(await trailFaults(house, { headsFile, pageSize })).toEqual([]);
});

test('sealing that goes on while the trail is read is no fault', async () => {
  const heads = createHeadsFile(headsFile, sealsOf(house.app), createLogger('test', 'fatal'));
  let reading = true;
  const sealing = (async () => {
    while (reading) {
      await happens(house, 2);
      await sealAll(house);
      await heads.catchUp();
    }
  })();
  for (let round = 0; round < 6; round++)
    expect(await trailFaults(house, { headsFile, pageSize: 2, overdueMs: 60_000 })).toEqual([]);
  reading = false;
  await sealing;
});

test.each([
  `action = 'nothing.happened'`,
  `detail = '{"seal": 1, "more": 1}'`,
  `detail = '{"seal": 1.0}'`,
  `actor_id = ''`,
  `subject = subject || ' '`,
  `at = at + interval '1 ms'`,
  `at = 'infinity'`,
  `xid = xid + 1`,
])('an entry altered by "%s" is named', async (change) => {
  expect(await faultsAfter(`update audit.entry set ${change} where id = 5`)).toEqual([
    'entry 5 is not what was sealed at position 5',
  ]);
});

test('an entry whose time was moved by less than its column keeps, when the column was widened for it', async () => {
  const widen = `alter table audit.entry alter at type timestamptz(6); update audit.entry set at = at + interval '1 microsecond' where id = 5`;
  expect(await faultsAfter(widen)).toEqual(['entry 5 is not what was sealed at position 5']);
});

test('a deleted entry is named, and its deleted position too', async () => {
  expect(await faultsAfter('delete from audit.entry where id = 5')).toEqual(['entry 5 is gone (position 5)']);
  expect(await faultsAfter('delete from audit.sealed where position = 5')).toEqual(['position 5 is missing']);
});

test('a position that is missing is named while its entry is there, and the entry has none', async () => {
  const faults = await faultsAfter('delete from audit.sealed where entry_id in (2, 3)');
  expect(faults).toEqual([
    'positions 2 to 3 are missing',
    'entry 2 came in behind the seal, and has no position',
    'entry 3 came in behind the seal, and has no position',
  ]);
});

test('entries that changed places are named where they are', async () => {
  const swap = `drop index audit.sealed_entry_id_key; update audit.sealed set entry_id = case entry_id when 2 then 8 else 2 end where entry_id in (2, 8)`;
  expect(await faultsAfter(swap)).toEqual([
    'entry 8 is not what was sealed at position 2',
    'entry 2 is not what was sealed at position 8',
  ]);
});

test('an entry that was put in between, with every later one moved up', async () => {
  const insert = `insert into audit.entry (id, actor, action, detail, xid) select 50, 'staff', 'forged', '{}', xid from audit.entry where id = 4;
    alter table audit.sealed drop constraint sealed_pkey;
    update audit.sealed set position = position + 1 where position >= 5;
    insert into audit.sealed values (5, 50, sha256('x'))`;
  const faults = await faultsAfter(insert);
  expect(faults).toContain('entry 50 is not what was sealed at position 5');
  expect(faults).toContain('positions 10 is behind the last seal'.replace('positions', 'position'));
});

test('an entry at a position where nobody would look', async () => {
  const hide = `insert into audit.entry (id, actor, action, detail, xid) values (50, 'staff', 'forged', '{}', 3);
    alter table audit.sealed drop constraint sealed_position; insert into audit.sealed values (-1, 50, sha256('x'))`;
  expect(await faultsAfter(hide)).toEqual(['entry 50 is at position -1']);
});

test('a seal that was altered, taken out or signed by a stranger is named', async () => {
  expect(await faultsAfter(`update audit.seal set at = at + interval '1 hour' where n = 2`)).toEqual([
    'seal 2 was altered, or a1 did not sign it',
    'line 2 of the file of heads (signed) contradicts seal 2 of the database (not signed)',
  ]);
  expect(await faultsAfter(`update audit.seal set key_id = 'mine' where n = 2`)).toContain(
    'seal 2 is signed by mine, which is none of the keys that were given',
  );
  expect(await faultsAfter('delete from audit.seal where n = 2')).toEqual(['seal 2 is missing']);
});

test('seals of a key that is not given are one fault, not thousands; a retired key is known by its public half', async () => {
  const next = sealingKey('a2', Buffer.alloc(32, 6));
  await happens(house, 1);
  await sealAll(house, { key: next });
  expect(await trailFaults(house, { keys: publicKeys([next]) })).toEqual([
    'seal 1 is signed by a1, which is none of the keys that were given',
  ]);
  expect(await trailFaults(house, { keys: new Map([...publicKeys([next]), ...testKeys]) })).toEqual([]);
});

test('the end cut off with everything that tells of it: the file of heads knows, by how much', async () => {
  const cut = `delete from audit.entry where id > 6; delete from audit.sealed where position > 6; delete from audit.seal where n > 2;
    update audit.sealing set near_xid = (select max(xid) from audit.entry), near_id = 6`;
  expect(await faultsAfter(cut)).toEqual([
    'the end was cut off: the file of heads knows seal 3 to position 9, the database ends with seal 2 at position 6',
  ]);
  expect(await faultsAfter('truncate audit.entry, audit.sealed, audit.seal')).toEqual([
    'the end was cut off: the file of heads knows seal 3 to position 9, the database ends with seal 0 at position 0',
  ]);
});

test('the end cut off and grown again: the file of heads holds another seal of that number', async () => {
  const cut = `delete from audit.entry where id > 6; delete from audit.sealed where position > 6; delete from audit.seal where n > 2;
    update audit.sealing set near_xid = (select max(xid) from audit.entry), near_id = 6`;
  await faultsAfter(cut);
  await happens(house, 2);
  await sealAll(house);
  expect(await trailFaults(house, { headsFile })).toEqual([
    'line 3 of the file of heads (signed) contradicts seal 3 of the database (signed)',
  ]);
});

test('positions cut off while their seals stay, and seals while their positions stay', async () => {
  const positions = await faultsAfter('delete from audit.sealed where position > 8');
  expect(positions).toContain('position 9 is missing');
  const seals = await faultsAfter('delete from audit.seal where n = 3');
  expect(seals).toContain('positions 7 to 8 are behind the last seal');
});

/** Every link computed anew over the entries as they are now, as anybody can who reads this program. */
async function linksAnew(): Promise<void> {
  let link = GENESIS;
  const links: string[] = [];
  for (const { position, entry } of await readPositions({ query: house.read }, { after: 0n, until: 99n, atMost: 99 })) {
    link = linkOf(link, digestOf(entry as EntryText));
    links.push(`update audit.sealed set link = '\\x${link.toString('hex')}' where position = ${position};`);
  }
  await house.asSuperuser(`set session_replication_role = replica; ${links.join(' ')}`);
}

test('a trail rewritten as a whole, every link computed anew: from the seal on that has the altered entry', async () => {
  await faultsAfter(`update audit.entry set subject = 'somebody else' where id = 5`);
  await linksAnew();
  expect(await trailFaults(house, { headsFile })).toEqual([
    'the links of positions 4 to 6 do not lead to what seal 2 signed',
    'the links of positions 7 to 9 do not lead to what seal 3 signed',
  ]);
});

test('a trail rewritten as a whole with its heads, without the key and with a key of one’s own', async () => {
  await faultsAfter(`update audit.entry set subject = 'somebody else' where id = 5`);
  await linksAnew();
  const heads = `update audit.seal s set head = d.link from audit.sealed d where d.position = s.last_position;
    update audit.seal s set previous = coalesce((select p.head from audit.seal p where p.n = s.n - 1), s.previous)`;
  expect(await faultsAfter(heads)).toEqual([
    'seal 2 was altered, or a1 did not sign it',
    'seal 3 was altered, or a1 did not sign it',
    'line 2 of the file of heads (signed) contradicts seal 2 of the database (not signed)',
    'line 3 of the file of heads (signed) contradicts seal 3 of the database (not signed)',
  ]);
  const stranger = sealingKey('a1', Buffer.alloc(32, 66));
  for (const seal of await readSeals({ query: house.read }, 0n, 9)) {
    const { signature } = signSeal(stranger, seal);
    await house.asSuperuser(
      `set session_replication_role = replica; update audit.seal set signature = '\\x${signature.toString('hex')}' where n = ${seal.n}`,
    );
  }
  expect((await trailFaults(house, { headsFile })).slice(0, 3)).toEqual([
    'seal 1 was altered, or a1 did not sign it',
    'seal 2 was altered, or a1 did not sign it',
    'seal 3 was altered, or a1 did not sign it',
  ]);
});

test('one link computed anew over an altered entry breaks at the next', async () => {
  await faultsAfter(`update audit.entry set subject = 'somebody else' where id = 4`);
  const [third, fourth] = await readPositions({ query: house.read }, { after: 2n, until: 4n, atMost: 2 });
  const link = linkOf(third?.link ?? GENESIS, digestOf(fourth?.entry as EntryText)).toString('hex');
  expect(await faultsAfter(`update audit.sealed set link = '\\x${link}' where position = 4`)).toEqual([
    'entry 5 is not what was sealed at position 5',
  ]);
});

const lines = () => readFileSync(headsFile, 'utf8').split('\n').slice(0, -1);
const rewrite = (all: readonly string[]) => writeFileSync(headsFile, all.map((line) => `${line}\n`).join(''));

test('a line of the file that was altered, taken out, or never was a seal is named', async () => {
  const [first = '', second = '', third = ''] = lines();
  const other = (await readSeals({ query: house.read }, 1n, 1)).map((seal) => sealText({ ...seal, last: 7n }))[0] ?? '';
  rewrite([first, other, third]);
  expect(await trailFaults(house, { headsFile })).toEqual([
    'line 2 of the file of heads (not signed) contradicts seal 2 of the database (signed)',
  ]);
  rewrite([first, third]);
  expect(await trailFaults(house, { headsFile })).toEqual(['seal 2 is missing in the file of heads']);
  rewrite([first, second, 'never was', third]);
  expect(await trailFaults(house, { headsFile })).toEqual(['line 3 of the file of heads is no seal: never was']);
  rewrite([first]);
  expect(await trailFaults(house, { headsFile })).toEqual([]); // the sealer has some minutes to write the others
  expect(await trailFaults(house, { headsFile, overdueMs: -1_000 })).toEqual([
    'seals 2 to 3 are missing in the file of heads',
  ]);
  rmSync(headsFile);
  expect((await trailFaults(house, { headsFile })).join()).toMatch(/^the file of heads cannot be read: ENOENT/);
});

test('what waits for its seal too long is one fault, unless it is sealed in the time that is left', async () => {
  await happens(house, 3);
  await othersEnd(house);
  await house.asSuperuser(
    `set session_replication_role = replica; update audit.entry set at = '2026-01-01T00:00Z' where id > 9`,
  );
  expect(await trailFaults(house)).toEqual(['3 entries wait to be sealed, entry 10 since 2026-01-01T00:00:00Z']);
  expect(await trailFaults(house, { patience: () => sealAll(house) })).toEqual([]);
});
