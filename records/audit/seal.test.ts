import { afterEach, beforeEach, expect, test } from 'vitest';
import { query, sql, type Tx } from '../../prisma/tx.ts';
import { type House, openHouse } from '../test-house.ts';
import { append } from './append.ts';
import { sealNext } from './seal.ts';
import { happens, othersEnd, sealAll, sealWhatMayBe, testKey, trailFaults } from './test-trail.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse({ processes: 4 });
});
afterEach(() => house.close());

const note = (tx: Tx, subject: string) => append(tx, { actor: 'system', action: 'session.ended', subject });
const count = (statement: ReturnType<typeof sql>) => house.count(statement);
const unsealed = sql`select count(*) from audit.entry where id not in (select entry_id from audit.sealed)`;
const positions = () => count(sql`select count(*) from audit.sealed`);
const inOrder = async () =>
  (
    await house.read<{ subject: string }>(
      sql`select e.subject from audit.sealed d join audit.entry e on e.id = d.entry_id order by d.position`,
    )
  ).map(({ subject }) => subject);

/** A transaction that stays open until it is told how to end. */
function open(work: (tx: Tx) => Promise<unknown>, transaction = house.process(1).transaction) {
  const steps = { end: (_fails: boolean) => {}, began: (_xid: bigint) => {} };
  const began = new Promise<bigint>((resolve) => (steps.began = resolve));
  const ending = new Promise<boolean>((resolve) => (steps.end = resolve));
  const done = transaction(async (tx) => {
    await work(tx);
    const [row] = await tx.query<{ xid: bigint }>(sql`select pg_current_xact_id()::text::bigint as xid`);
    steps.began(row?.xid ?? 0n);
    if (await ending) throw new Error('undone');
  }).catch((error: Error) => expect(error.message).toBe('undone'));
  const end = async (how: 'commits' | 'rolls back') => {
    steps.end(how === 'rolls back');
    await done;
  };
  /** Its number, once its work is done. */
  return { began, end };
}

test('what was written gets its positions in the order of its transactions, once, and what comes later comes behind', async () => {
  await happens(house, 3);
  expect(await sealAll(house)).toBe(3);
  expect(await sealAll(house)).toBe(0);
  await happens(house, 2, { subject: 'later' });
  expect(await sealAll(house)).toBe(2);
  expect(await inOrder()).toEqual(['s-0', 's-1', 's-2', 'later', 'later']);
  const seals = await house.read(sql`select n, first_position, last_position, key_id from audit.seal order by n`);
  expect(seals).toEqual([
    { n: 1n, first_position: 1n, last_position: 3n, key_id: 'a1' },
    { n: 2n, first_position: 4n, last_position: 5n, key_id: 'a1' },
  ]);
  expect(await trailFaults(house)).toEqual([]);
});

test('a trail with nothing in it, and one with nothing new, costs no write', async () => {
  await happens(house, 1);
  await sealAll(house);
  const before = await house.read(sql`select * from audit.sealing`);
  const sealed = await house.sealing(async (tx) => {
    const done = await sealNext(tx, testKey);
    const [row] = await tx.query<{ xid: string | null }>(sql`select pg_current_xact_id_if_assigned()::text as xid`);
    return { ...done, xid: row?.xid };
  });
  expect(sealed).toEqual({ entries: 0, more: false, xid: null });
  expect(await house.read(sql`select * from audit.sealing`)).toEqual(before);
});

test('a writer whose transaction stays open holds back what came after it, and nothing is skipped when it commits', async () => {
  await happens(house, 2);
  const slow = open((tx) => note(tx, 'slow'));
  const held = await slow.began;
  await happens(house, 2, { subject: 'meanwhile' });
  expect(await sealAll(house, { held })).toBe(2);
  expect(await trailFaults(house, { overdueMs: 0 })).toEqual([]); // held back, and not overdue
  await slow.end('commits');
  expect(await sealAll(house)).toBe(3);
  expect(await inOrder()).toEqual(['s-0', 's-1', 'slow', 'meanwhile', 'meanwhile']);
  expect(await trailFaults(house)).toEqual([]);
});

test('an entry whose number was taken early and written late is sealed when it comes, behind higher numbers', async () => {
  await house.asSuperuser(`select nextval('audit.entry_id_seq')`); // somebody took 1 and has not written it
  const early = `insert into audit.entry (id, actor, action, subject, detail, xid) values (1, 'system', 'a.b', 'early', '{}', pg_current_xact_id()::text::bigint)`;
  await happens(house, 2);
  expect(await sealAll(house)).toBe(2);
  await house.asOwner(early);
  expect(await sealAll(house)).toBe(1);
  expect(await inOrder()).toEqual(['s-0', 's-1', 'early']);
});

test('a transaction that wrote before it took its number, rolled back in parts or altogether, leaves no hole in the positions', async () => {
  const undone = open((tx) => note(tx, 'undone'));
  await undone.began;
  await house.transaction(async (tx) => {
    await note(tx, 'kept');
    await tx.query({ text: 'savepoint part', values: [] });
    await note(tx, 'taken back');
    await tx.query({ text: 'rollback to part', values: [] });
    await note(tx, 'kept too');
  });
  await undone.end('rolls back');
  expect(await sealAll(house)).toBe(2);
  expect(await inOrder()).toEqual(['kept', 'kept too']);
  expect(await count(sql`select max(position) from audit.sealed`)).toBe(2);
});

test('a transaction longer than a batch is cut between two seals, and every entry of it is sealed', async () => {
  await house.transaction(async (tx) => {
    for (let n = 0; n < 7; n++) await note(tx, `n-${n}`);
  });
  expect(await sealAll(house, { atMost: 3 })).toBe(7);
  expect(await inOrder()).toEqual(['n-0', 'n-1', 'n-2', 'n-3', 'n-4', 'n-5', 'n-6']);
  expect(await trailFaults(house)).toEqual([]);
});

test('sixteen writers, some slow and some undone, and three sealers at once: no fork, no gap, every entry once', async () => {
  let writing = true;
  const writer = async (name: number) => {
    let kept = 0;
    for (let n = 0; n < 25; n++) {
      const isUndone = (n + name) % 5 === 0;
      const work = house.process(name).transaction(async (tx) => {
        // Numbers are given out now, transactions committed later and in another order.
        await note(tx, `${name}-${n}`);
        if (n % 4 === 0) await tx.query(sql`select pg_sleep(0.002 * ${name}::int)`);
        await note(tx, `${name}-${n}`);
        if (isUndone) throw new Error('undone');
      });
      await work.catch((error: Error) => expect(error.message).toBe('undone'));
      kept += isUndone ? 0 : 2;
    }
    return kept;
  };
  const sealer = async () => {
    let sealed = 0;
    while (writing) sealed += await sealWhatMayBe(house, { atMost: 7 });
    return sealed;
  };
  const sealers = [sealer(), sealer(), sealer()];
  const kept = (await Promise.all(Array.from({ length: 16 }, (_, name) => writer(name)))).reduce((a, b) => a + b);
  writing = false;
  const sealed = (await Promise.all(sealers)).reduce((a, b) => a + b);
  expect(sealed + (await sealAll(house))).toBe(kept);
  expect(await positions()).toBe(kept);
  expect(await trailFaults(house, { overdueMs: 0 })).toEqual([]);
});

test('a sealer that stops half way has sealed nothing, and the next one goes on from where the last seal was', async () => {
  await happens(house, 3);
  await othersEnd(house);
  const died = house.sealing(async (tx) => {
    await sealNext(tx, testKey);
    throw new Error('died');
  });
  await expect(died).rejects.toThrow('died');
  expect(await positions()).toBe(0);
  expect(await sealAll(house)).toBe(3);
});

test('while one sealer is at it another has nothing to do, and does not wait', async () => {
  await happens(house, 3);
  await othersEnd(house);
  const first = open((tx) => sealNext(tx, testKey), house.sealing);
  await first.began;
  expect(await sealWhatMayBe(house)).toBe(0);
  await first.end('commits');
  expect(await positions()).toBe(3);
});

/** What a sealer that goes wrong might hand in. */
const handsIn = (n: number, previous: string, entries: string, nearXid: string, links = 1) =>
  query(house.sealer, {
    text: `select audit.seal_batch(${n}, ${previous}, ${entries}, array_fill(sha256('x'), array[${links}]), now(), 'a1', sha512('x'), ${nearXid}, 1000, 0, 0)`,
    values: [],
  });

test('a seal that does not follow, leaves an entry out or names one that is not there is refused', async () => {
  await happens(house, 3);
  const [zeros, all, ids] = [
    `decode(repeat('00', 32), 'hex')`,
    '(select max(xid) from audit.entry)',
    (list: string) => `array[${list}]::bigint[]`,
  ];
  const refused = { code: 'CG002' };
  await expect(handsIn(2, zeros, ids('1'), '0')).rejects.toMatchObject(refused);
  await expect(handsIn(1, `sha256('x')`, ids('1'), '0')).rejects.toMatchObject(refused);
  await expect(handsIn(1, zeros, ids('1,2'), all, 2)).rejects.toMatchObject(refused);
  await expect(handsIn(1, zeros, ids('99'), '0')).rejects.toMatchObject(refused);
  await expect(handsIn(1, zeros, ids('1,2,3'), all, 2)).rejects.toMatchObject(refused);
  await expect(handsIn(1, zeros, ids('1,2,3'), '9000000000', 3)).rejects.toMatchObject(refused);
  await expect(handsIn(1, zeros, ids('1,1,2,3'), all, 4)).rejects.toMatchObject({
    code: expect.stringMatching(/CG002|23505/),
  });
  await othersEnd(house); // what another database of this cluster has open is older than these entries
  await handsIn(1, zeros, ids('1,2,3'), all, 3);
  await expect(handsIn(2, `sha256('x')`, ids('1'), all)).rejects.toMatchObject({ code: '23505' });
});

/** A trail that was written in another cluster and restored here: three entries sealed there, two not. */
async function isRestored(offset: string): Promise<void> {
  const numbered = (from: number) =>
    house.asSuperuser(
      `set session_replication_role = replica; update audit.entry set xid = xid + ${offset} where id > ${from}`,
    );
  await happens(house, 3);
  await numbered(0);
  await sealAll(house);
  await happens(house, 2, { subject: 'unsealed in the dump' });
  await numbered(3);
  await house.asOwner(
    `update audit.sealing set cluster = 'another', near_xid = (select xid from audit.entry where id = 3), near_id = 3, far_xid = 0, far_id = 0`,
  );
}

test.each([
  ['far above ours', '1000000000000'],
  ['far below ours', '-700'],
  ['a little above ours', '40'],
])(
  'after a restore into a cluster in which the old numbers are %s, what was sealed stays, and the rest is sealed once',
  async (_, offset) => {
    await isRestored(offset);
    await happens(house, 2, { subject: 'written here' });
    await sealAll(house, { atMost: 2 });
    await happens(house, 1, { subject: 'written later' });
    await sealAll(house);
    while ((await count(unsealed)) > 0) {
      await happens(house, 1, { subject: 'time goes by' }); // until our numbers pass the old ones
      await sealAll(house);
    }
    expect(await trailFaults(house, { overdueMs: 0 })).toEqual([]);
    expect(new Set(await inOrder())).toContain('unsealed in the dump');
  },
);

test('after a restore a writer who takes long is still waited for', async () => {
  await isRestored('1000000000000');
  const slow = open((tx) => note(tx, 'slow'));
  const held = await slow.began;
  await happens(house, 1, { subject: 'meanwhile' });
  expect(await sealAll(house, { held })).toBe(2);
  await slow.end('commits');
  expect(await sealAll(house)).toBe(2);
  expect(await trailFaults(house, { overdueMs: 0 })).toEqual([]);
});

const insertsAsOwner = (xid: string, subject: string) =>
  house.asOwner(
    `insert into audit.entry (actor, action, subject, detail, xid) values ('staff', 'forged', '${subject}', '{}', ${xid})`,
  );

test('an entry that its owner put in with a number nobody has yet is sealed at once: nobody can still be writing it', async () => {
  await happens(house, 1);
  await insertsAsOwner('4000000000000', 'ahead');
  expect(await sealAll(house)).toBe(2);
  await insertsAsOwner('4000000000000', 'ahead again');
  await happens(house, 1);
  expect(await sealAll(house)).toBe(2);
  expect(await trailFaults(house, { overdueMs: 0 })).toEqual([]);
});

test('an entry that its owner put in with a number that was passed long ago is not sealed, but named', async () => {
  await happens(house, 2);
  await sealAll(house);
  await insertsAsOwner('3', 'backdated');
  await happens(house, 1);
  expect(await sealAll(house)).toBe(1);
  expect(await trailFaults(house)).toEqual(['entry 3 came in behind the seal, and has no position']);
  await house.asOwner(`update audit.sealing set cluster = ''`); // when somebody looked, and found why
  expect(await sealAll(house)).toBe(1);
  expect(await trailFaults(house, { overdueMs: 0 })).toEqual([]);
});
