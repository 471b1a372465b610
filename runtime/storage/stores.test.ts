import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { s3Faults, startS3 } from '../../sandbox/s3/server.ts';
import { createDiskStore } from './disk.ts';
import { createS3Store } from './s3.ts';
import type { DocumentStore } from './store.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'cage-store-'));
let s3: Awaited<ReturnType<typeof startS3>>;
let stores: Record<'disk' | 's3', { store: DocumentStore; age(key: string): void }>;
const s3Store = (changes = {}) => createS3Store({ ...s3, region: 'eu-central-1', timeoutMs: 1_000, ...changes });

beforeAll(async () => {
  s3 = await startS3();
  const past = new Date(Date.now() - 7_200_000);
  stores = {
    disk: { store: createDiskStore(folder), age: (key) => utimesSync(path.join(folder, key), past, past) },
    s3: {
      store: s3Store(),
      age: (key) => {
        const kept = s3.objects.get(key);
        if (kept) kept.at = past;
      },
    },
  };
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await s3.close();
});

const aKey = (part = '0') => {
  const id = randomUUID();
  return `${id.slice(-2)}/${id}/${part}`;
};
const listed = async (store: DocumentStore, olderThan: Date) => {
  const keys: string[] = [];
  for await (const key of store.list(olderThan)) keys.push(key);
  return keys.sort();
};

describe.each(['disk', 's3'] as const)('the store on %s', (kind) => {
  test('gives back what was put, whole, and the newer of two', async () => {
    const { store } = stores[kind];
    const [key, bytes] = [aKey(), randomBytes(300_000)];
    expect(await store.get(key)).toBeUndefined();
    await store.put(key, randomBytes(10));
    await store.put(key, bytes);
    expect((await store.get(key))?.equals(bytes)).toBe(true);
    await store.put(key, Buffer.alloc(0));
    expect(await store.get(key)).toEqual(Buffer.alloc(0));
  });

  test('removes, and what is not there too', async () => {
    const { store } = stores[kind];
    const key = aKey();
    await store.put(key, randomBytes(9));
    await store.remove(key);
    await store.remove(key);
    expect(await store.get(key)).toBeUndefined();
  });

  test('lists what was put before then, all of it', async () => {
    const { store, age } = stores[kind];
    const [young, ...old] = Array.from({ length: 6 }, () => aKey('held')) as [string, ...string[]];
    for (const key of [young, ...old]) await store.put(key, randomBytes(9));
    for (const key of old) age(key);
    expect(await listed(store, new Date(Date.now() - 3_600_000))).toEqual([...old].sort());
    expect(await listed(store, new Date(Date.now() + 60_000))).toEqual(expect.arrayContaining([young, ...old]));
  });

  test('takes keys of ours alone', async () => {
    for (const key of ['../x', 'ab/../../etc/passwd', '/ab', `ab/${randomUUID()}/../0`, ''])
      await expect(stores[kind].store.put(key, randomBytes(1))).rejects.toThrow(/not one of ours/);
  });
});

test('on disk nobody else may read a file, and none is ever there by half', async () => {
  const { store } = stores.disk;
  const key = aKey();
  await Promise.all(Array.from({ length: 8 }, (_, n) => store.put(key, Buffer.alloc(200_000, n))));
  const place = path.join(folder, key);
  expect(statSync(place).mode & 0o777).toBe(0o600);
  expect(statSync(path.dirname(place)).mode & 0o777).toBe(0o700);
  const kept = await store.get(key);
  expect(kept?.equals(Buffer.alloc(200_000, kept[0]))).toBe(true);
  expect(readdirSync(path.dirname(place))).toEqual(['0']);
});

test('what a crash left half written is never listed, and goes when it is old', async () => {
  const { store } = stores.disk;
  const key = aKey();
  await store.put(key, randomBytes(9));
  const half = path.join(path.dirname(path.join(folder, key)), `${randomUUID()}.half`);
  writeFileSync(half, 'half');
  expect(await listed(store, new Date(Date.now() - 60_000))).not.toContain(half);
  expect(readdirSync(path.dirname(half))).toHaveLength(2);
  expect(await listed(store, new Date(Date.now() + 60_000))).toContain(key);
  expect(readdirSync(path.dirname(half))).toEqual(['0']);
});

test('a disk that cannot be written says so', async () => {
  const file = path.join(folder, 'a-file');
  writeFileSync(file, '');
  await expect(createDiskStore(file).put(aKey(), randomBytes(9))).rejects.toThrow();
});

test.each(s3Faults)('a bucket that is %s is no empty bucket: each act throws, and works again later', async (fault) => {
  const { store } = stores.s3;
  const key = aKey();
  await store.put(key, Buffer.from('kept'));
  s3.misbehave(fault);
  await expect(store.put(key, randomBytes(9))).rejects.toThrow();
  await expect(store.get(key)).rejects.toThrow();
  await expect(store.remove(key)).rejects.toThrow();
  await expect(listed(store, new Date())).rejects.toThrow();
  s3.misbehave(undefined);
  expect(String(await store.get(key))).toBe('kept');
});

test('a wrong secret, or a bucket that is not there, is no empty bucket either', async () => {
  await expect(s3Store({ secretKey: 'another-secret' }).get(aKey())).rejects.toThrow(/403/);
  const nowhere = s3Store({ bucket: 'nowhere' });
  await expect(nowhere.get(aKey())).rejects.toThrow(/no such bucket/);
  await expect(nowhere.put(aKey(), randomBytes(1))).rejects.toThrow(/no such bucket/);
  await expect(listed(nowhere, new Date())).rejects.toThrow(/no such bucket/);
});
