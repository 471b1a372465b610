import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { publicKeys, sealingKey } from '../../runtime/sealing.ts';
import { type House, openHouse } from '../test-house.ts';
import {
  digestOf,
  type EntryText,
  GENESIS,
  judgeSignature,
  linkOf,
  parseSeal,
  type Seal,
  sealText,
  signSeal,
} from './chain.ts';
import { readPositions } from './sealed.ts';
import { sealAll, testKey, testKeys } from './test-trail.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const entry: EntryText = {
  id: '7',
  at: '2026-11-21T10:00:00.123Z',
  actor: 'player',
  actorId: 'p-1',
  action: 'deposit.opened',
  subject: null,
  detail: '{"minor": "2500"}',
  xid: '900',
};

test('an entry is hashed as it has always been, so that what was sealed once can be checked for ever', () => {
  const field = (text: string | null) => {
    const length = Buffer.alloc(4, 255);
    if (text === null) return length;
    length.writeUInt32BE(Buffer.byteLength(text));
    return Buffer.concat([length, Buffer.from(text)]);
  };
  const fields = ['cage-audit-entry-1', '7', '2026-11-21T10:00:00.123Z', 'player', 'p-1', 'deposit.opened', null];
  const digest = createHash('sha256')
    .update(Buffer.concat([...fields, '{"minor": "2500"}', '900'].map(field)))
    .digest();
  expect(digestOf(entry)).toEqual(digest);
  expect(linkOf(GENESIS, digest)).toEqual(
    createHash('sha256')
      .update(Buffer.concat([GENESIS, digest]))
      .digest(),
  );
});

test('no two entries have the same hash: each field counts, and where one ends and the next begins', () => {
  const others: EntryText[] = [
    entry,
    ...(Object.keys(entry) as (keyof EntryText)[]).map((name) => ({ ...entry, [name]: `${entry[name] ?? ''}0` })),
    { ...entry, actor: 'playe', actorId: 'rp-1' },
    { ...entry, actorId: 'p-1deposit', action: '.opened' },
    { ...entry, subject: '' },
    { ...entry, actorId: null },
    { ...entry, actorId: null, subject: 'p-1' },
    { ...entry, detail: '{"minor": 2500}' },
  ];
  expect(new Set(others.map((each) => digestOf(each).toString('hex'))).size).toBe(others.length);
});

/** As PostgreSQL is given them, and as it must write them in every session and version: this is what is hashed. */
const hostile: [given: string, written: string][] = [
  ['{}', '{}'],
  ['[]', '[]'],
  ['null', 'null'],
  ['""', '""'],
  [
    '{"b": 1, "aa": 2, "a": {"z": [1, {"y": null}], "": true}}',
    '{"a": {"": true, "z": [1, {"y": null}]}, "b": 1, "aa": 2}',
  ],
  ['{"a": 1, "a": 2}', '{"a": 2}'],
  ['[1.10, 1e3, -0, 0.000000000000000000001]', '[1.10, 1000, 0, 0.000000000000000000001]'],
  ['123456789012345678901234567890.123456789', '123456789012345678901234567890.123456789'],
  [
    '"\\u00e9 é \\ud83c\\udfb0 \\u202e \\u2028 \\u0001 \\" \\\\ \\/ \\n"',
    '"é é 🎰 \u202e \u2028 \\u0001 \\" \\\\ / \\n"',
  ],
  ['"e\\u0301"', '"e\u0301"'],
  [`"${'x'.repeat(20_000)}"`, `"${'x'.repeat(20_000)}"`],
];

test('whatever an entry tells is sealed as it was written: no digit is lost, no sign changed', async () => {
  for (const [given] of hostile)
    await house.read({
      text: `select audit.append('system', null, 'it''s "odd" \\ ', ' é\n', $1::jsonb)`,
      values: [given],
    });
  await sealAll(house);
  const settings = `set timezone = 'Asia/Kathmandu'; set datestyle = 'German, DMY'; set intervalstyle = 'sql_standard'; set extra_float_digits = -10`;
  await house.asSuperuser(
    settings
      .split('; ')
      .map((set) => `alter role cage_app in database "${house.name}" ${set}`)
      .join('; '),
  );
  const elsewhere = await openHouseAgain();
  const found = await readPositions({ query: elsewhere.read }, { after: 0n, until: 99n, atMost: 99 });
  expect(found.map(({ entry: read }) => read?.detail)).toEqual(hostile.map(([, written]) => written));
  expect(found[0]?.entry).toMatchObject({
    at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/),
    action: `it's "odd" \\ `,
    subject: ' é\n',
  });
  let link = GENESIS;
  for (const { entry: read, link: kept } of found) {
    link = linkOf(link, digestOf(read as EntryText));
    expect(link).toEqual(kept);
  }
  await elsewhere.close();
});

/** A process that begins after the role's settings were changed. */
async function openHouseAgain() {
  const { createPool } = await import('../../prisma/pool.ts');
  const { query } = await import('../../prisma/tx.ts');
  const pool = createPool(house.appUrl, { max: 1, name: 'test' });
  const [row] = await query<{ TimeZone: string }>(pool, { text: 'show timezone', values: [] });
  expect(row?.TimeZone).toBe('Asia/Kathmandu');
  return { read: ((statement) => query(pool, statement)) as House['read'], close: () => pool.end() };
}

const seal = signSeal(testKey, {
  n: 3n,
  first: 10n,
  last: 12n,
  previous: Buffer.alloc(32, 1),
  head: Buffer.alloc(32, 2),
  at: '2026-11-21T10:00:00.5Z',
});

test('a signature covers everything a seal says', () => {
  expect(judgeSignature(testKeys, seal)).toBe('signed');
  const altered: Partial<Seal>[] = [
    { n: 4n },
    { first: 1n },
    { last: 11n },
    { previous: Buffer.alloc(32, 9) },
    { head: Buffer.alloc(32, 9) },
    { at: '2026-11-21T10:00:00.6Z' },
    { signature: Buffer.alloc(64) },
  ];
  for (const change of altered) expect(judgeSignature(testKeys, { ...seal, ...change })).toBe('not-signed');
});

test('only a key that is known by this very name signs', () => {
  const other = sealingKey('a2', Buffer.alloc(32, 6));
  expect(judgeSignature(publicKeys([other]), seal)).toBe('unknown-key');
  expect(judgeSignature(publicKeys([{ ...other, id: 'a1' }]), seal)).toBe('not-signed');
  expect(judgeSignature(publicKeys([other, testKey]), { ...seal, keyId: 'a2' })).toBe('not-signed');
});

test('keys and signatures are those of Ed25519, as RFC 8032 has them', () => {
  const key = sealingKey('rfc', Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex'));
  expect(publicBytesOf(key)).toBe('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a');
});

const publicBytesOf = (key: typeof testKey) =>
  publicKeys([key]).get(key.id)?.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex');

test('a seal is read from its text as it was written, and what is no seal is none', () => {
  expect(parseSeal(sealText(seal))).toEqual(seal);
  for (const text of [
    '',
    '{}',
    'null',
    sealText(seal).slice(0, -1),
    sealText(seal).replace('"n":"3"', '"n":3'),
    sealText(seal).replace('{', '{"x":1,'),
  ])
    expect(parseSeal(text)).toBeUndefined();
});
