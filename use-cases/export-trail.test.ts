import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkProof, type Finding } from '../records/audit/proof.ts';
import { happens, sealAll, testKey, testKeys } from '../records/audit/test-trail.ts';
import { type House, openHouse } from '../records/test-house.ts';
import { publicBytes, publicKeys, sealingKey } from '../runtime/sealing.ts';
import { runProgram } from '../sandbox/testing/fixtures.ts';
import { exportTrail } from './export-trail.ts';

let house: House;
const folder = mkdtempSync(path.join(tmpdir(), 'cage-export-'));

/* Four seals of three entries, an hour apart: at 10, 11, 12 and 13 o'clock. */
beforeAll(async () => {
  house = await openHouse();
  for (let hour = 10; hour < 14; hour++) {
    await happens(house, 3, { action: `hour.${hour}`, detail: { name: 'Zoë "🎰"', minor: '2500' } });
    await house.asSuperuser(
      `set session_replication_role = replica; update audit.entry set at = '2026-11-21T${hour}:00:00Z' where action = 'hour.${hour}'`,
    );
    await sealAll(house);
  }
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await house.close();
});

const at = (time: string) => new Date(`2026-11-21T${time}:00Z`);

async function exported(from: string, to: string): Promise<string[]> {
  const { lines } = await exportTrail({ query: house.read }, testKeys, () => 0)(at(from), at(to));
  const chunks: string[] = [];
  for await (const chunk of lines()) chunks.push(chunk);
  return chunks.join('').trim().split('\n');
}

async function* each(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
}
const check = (lines: readonly string[], keys = testKeys as typeof testKeys | undefined): Promise<Finding> =>
  checkProof(each(lines), keys);
const faultsOf = async (lines: readonly string[]) => (await check(lines)).faults;

test('a span is told from its first entry to the seal of its last, and holds by the key alone', async () => {
  const lines = await exported('11:00', '12:30');
  expect(lines.map((line) => Object.keys(JSON.parse(line))[1] ?? 'seal')).toEqual([
    'from',
    ...['entry', 'entry', 'entry', 'seal', 'entry', 'entry', 'entry', 'seal'],
  ]);
  expect(JSON.parse(lines[1] ?? '').entry).toMatchObject({
    action: 'hour.11',
    at: '2026-11-21T11:00:00Z',
    detail: '{"name": "Zoë \\"🎰\\"", "minor": "2500"}',
  });
  const { holds, faults } = await check(lines);
  expect(faults).toEqual([]);
  expect(holds[0]).toBe(
    'Positions 4 to 9 of the trail are here as they were sealed: none altered, none missing, none moved.',
  );
  expect(holds[1]).toMatch(/^6 entries are shown, 0 are here by their hash alone. The last of 2 seals is seal 3/);
  expect(holds[2]).toBe('Every seal is signed by key a1, as you gave it.');
});

test('a span that begins within a seal begins there; what stands between and was not asked for is there by its hash', async () => {
  await house.asSuperuser(
    `set session_replication_role = replica; update audit.entry set at = '2026-11-21T20:00:00Z' where id in (14, 16)`,
  );
  await happens(house, 4, { action: 'late.thing' });
  await house.asSuperuser(
    `set session_replication_role = replica; update audit.entry set at = case when id in (14, 16) then timestamptz '2026-11-21T20:00:00Z' else '2026-11-21T21:00:00Z' end where id > 12`,
  );
  await sealAll(house);
  const lines = await exported('20:00', '20:30');
  const kinds = lines.slice(1).map((line) => Object.keys(JSON.parse(line)).at(-1));
  expect(kinds).toEqual(['entry', 'digest', 'entry', 'seal']);
  expect((await check(lines)).holds[1]).toMatch(/^2 entries are shown, 1 are here by their hash alone/);
  expect(await faultsOf(lines)).toEqual([]);
});

test('times in which nothing was written are told as such, and prove nothing', async () => {
  const lines = await exported('01:00', '02:00');
  expect(lines).toHaveLength(1);
  const { holds, faults } = await check(lines);
  expect(faults).toEqual([]);
  expect(holds).toEqual([expect.stringContaining('proves nothing')]);
});

test('entries that are not sealed yet are counted, and not in it', async () => {
  const fresh = await openHouse();
  await happens(fresh, 2);
  const day = 86_400_000;
  const span = exportTrail(
    { query: fresh.read },
    testKeys,
    () => 0,
  )(new Date(Date.now() - day), new Date(Date.now() + day));
  expect(await span.unsealed()).toBe(2);
  await fresh.close();
});

const put = (lines: readonly string[], n: number, change: (line: string) => string) =>
  lines.map((line, place) => (place === n ? change(line) : line));

test('whatever is changed in a file is found', async () => {
  const lines = await exported('11:00', '13:00'); // header, 4 5 6, seal 2, 7 8 9, seal 3
  expect(lines).toHaveLength(9);
  const altered = 'positions 4 to 6 are not what seal 2 signed: an entry was altered, or one was taken away or moved';
  const faults = async (changed: readonly string[]) => (await faultsOf(changed)).join('\n');
  expect(await faults(put(lines, 2, (line) => line.replace('2500', '2501')))).toBe(altered);
  expect(await faults(put(lines, 2, (line) => line.replace('T11:00:00Z', 'T11:00:01Z')))).toBe(altered);
  expect(await faults(lines.filter((_, n) => n !== 2))).toContain('position 6 follows position 4');
  expect(await faults([...lines.slice(0, 2), lines[3] ?? '', lines[2] ?? '', ...lines.slice(4)])).toContain(
    'missing, or moved',
  );
  expect(await faults(lines.slice(0, -1))).toBe('positions 7 to 9 lead to no signed head: the end is missing');
  expect(await faults(lines.filter((_, n) => n !== 4))).toContain('seal 3');
  expect(await faults([lines[0] ?? '', ...lines.slice(5)])).toContain('position 7 follows position 3');
  expect(await faults(put(lines, 4, (line) => line.replace('"n":"2"', '"n":"7"')))).toContain('seal 7 was altered');
  expect(
    await faults(put(lines, 0, (line) => line.replace('"before":"', '"before":"A').replace(/.="/, '="'))),
  ).not.toBe('');
  expect(await faults(put(lines, 3, () => 'nonsense'))).toContain('line 4 is neither an entry nor a seal');
  expect(await faults(lines.slice(1))).toBe('line 1 is not the beginning of an export');
  expect(await faults([])).toBe('the file is empty');
});

test('a file that somebody made with a key of their own holds by itself, says so, and not by the key that is known', async () => {
  const stranger = sealingKey('a1', Buffer.alloc(32, 66));
  const other = await openHouse();
  await happens(other, 1);
  await sealAll(other, { key: stranger });
  const day = 86_400_000;
  const span = exportTrail(
    { query: other.read },
    publicKeys([stranger]),
    () => 0,
  )(new Date(Date.now() - day), new Date(Date.now() + day));
  const lines: string[] = [];
  for await (const chunk of span.lines()) lines.push(...chunk.trim().split('\n'));
  const byItself = await checkProof(each(lines));
  expect(byItself.faults).toEqual([]);
  expect(byItself.holds[2]).toContain('proves who signed only if that is the key you know');
  expect(await faultsOf(lines)).toEqual(['seal 1 was altered, or key a1 did not sign it']);
  expect((await checkProof(each(lines), publicKeys([sealingKey('a9', Buffer.alloc(32, 1))]))).faults).toEqual([
    'seal 1 is signed by key a1, which was not given',
  ]);
  await other.close();
});

/** The command as it is run. */
const audit = (env: Record<string, string>, ...args: string[]) => runProgram(env, 'use-cases/print-trail.ts', ...args);

const seed = `a1:${Buffer.alloc(32, 5).toString('base64')}`;

test('exported by the one command and checked by the other, which is given nothing but the public key', async () => {
  const env = { DATABASE_URL: house.appUrl, AUDIT_KEY: seed };
  const { out: keys } = await audit(env, 'keys');
  expect(keys).toBe(`a1:${publicBytes(publicKeys([testKey]).get('a1') as never)}\n`);
  const times = ['--from', '2026-11-21T10:00:00Z', '--to', '2026-11-21T14:00:00Z'];
  const { out, err, code } = await audit(env, 'export', ...times);
  expect({ err, code }).toEqual({ err: '', code: 0 });
  expect(out).not.toContain(seed.slice(3));
  const file = path.join(folder, 'day.jsonl');
  writeFileSync(file, out);
  const held = await audit({}, 'check', file, '--key', keys.trim());
  expect(held).toMatchObject({
    code: 0,
    err: '',
    out: expect.stringMatching(/^Positions 1 to 12 .*\n12 entries are shown/),
  });
  expect((await audit({}, 'check', file)).out).toContain('Give it with --key');
  writeFileSync(file, readFileSync(file, 'utf8').replace('hour.11', 'hour.12'));
  const { out: said, code: ended } = await audit({}, 'check', file, '--key', keys.trim());
  expect(said).toBe(
    'FAULT  positions 4 to 6 are not what seal 2 signed: an entry was altered, or one was taken away or moved\nThe file does not hold.\n',
  );
  expect(ended).toBe(1);
});

test.each([
  [[], /^What is to be done\?/],
  [['check'], /^What is to be done\?/],
  [['check', '/nowhere'], /^audit: ENOENT/],
  [['check', '/nowhere', '--key', 'canary-7'], /^audit: AUDIT_PUBLIC_KEY must be/],
  [['export', '--from', 'yesterday', '--to', '2026-11-21'], /^audit: --from is a time in UTC/],
  [['export', '--from', '2026-11-21'], /^audit: --to is a time in UTC/],
  [['export', '--from', '2026-11-21', '--to', '2026-11-22'], /^audit: DATABASE_URL is not set/],
  [['export', '--form', '2026-11-21'], /^audit: Unknown option '--form'/],
  [['keys'], /^audit: neither AUDIT_KEY nor AUDIT_PUBLIC_KEY is set/],
])('"audit %j" is told what is wrong in words', async (args, words) => {
  const { code, err, out } = await audit({}, ...args);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toMatch(words);
  expect(err).not.toContain('canary');
});
