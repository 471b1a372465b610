import type { Payload } from '@temporalio/common';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { EncryptionCodec } from './codec.ts';

const first = { id: 'k1', key: Buffer.alloc(32, 1) };
const second = { id: 'k2', key: Buffer.alloc(32, 2) };
const codec = new EncryptionCodec([first]);

const payloadOf = (text: string): Payload => ({
  metadata: { encoding: Buffer.from('json/plain') },
  data: Buffer.from(JSON.stringify(text)),
});
const encode = async (payload: Payload, by = codec): Promise<Payload> => only(await by.encode([payload]));
const decode = async (payload: Payload, by = codec): Promise<Payload> => only(await by.decode([payload]));
const only = ([payload]: Payload[]): Payload => payload as Payload;
const bytes = (payload: Payload) => ({
  metadata: Object.fromEntries(
    Object.entries(payload.metadata ?? {}).map(([name, value]) => [name, Buffer.from(value).toString('hex')]),
  ),
  data: Buffer.from(payload.data ?? []).toString('hex'),
});

test('whatever is encrypted comes back, metadata included', async () => {
  const anyPayload = fc.record({
    metadata: fc.dictionary(fc.stringMatching(/^[a-z-]{1,20}$/), fc.uint8Array(), { noNullPrototype: true }),
    data: fc.uint8Array(),
  });
  await fc.assert(
    fc.asyncProperty(anyPayload, async (payload) => {
      expect(bytes(await decode(await encode(payload)))).toEqual(bytes(payload));
    }),
  );
});

test('nothing of the payload can be read from outside, and the same text is never encrypted alike', async () => {
  const [one, other] = await codec.encode([payloadOf('canary'), payloadOf('canary')]);
  for (const payload of [one, other]) {
    expect(Buffer.from(payload?.data ?? []).toString('latin1')).not.toMatch(/canary|json/);
    expect(Object.keys(payload?.metadata ?? {}).sort()).toEqual(['cage-key', 'encoding']);
  }
  expect(Buffer.from(one?.data ?? [])).not.toEqual(Buffer.from(other?.data ?? []));
});

test('many payloads keep their order', async () => {
  const texts = Array.from({ length: 20 }, (_, n) => `text ${n}`);
  const back = await codec.decode(await codec.encode(texts.map(payloadOf)));
  expect(back.map((payload) => JSON.parse(String(payload.data)))).toEqual(texts);
});

test('after a new key came, what the old one wrote is still read', async () => {
  const rotated = new EncryptionCodec([second, first]);
  const old = await encode(payloadOf('old'));
  expect(String((await decode(old, rotated)).data)).toBe('"old"');
  const fresh = await encode(payloadOf('new'), rotated);
  expect(String(fresh.metadata?.['cage-key'])).toBe('k2');
});

test('a key that was removed too early is named', async () => {
  const fresh = await encode(payloadOf('new'), new EncryptionCodec([second]));
  await expect(decode(fresh)).rejects.toThrow(/k2.*PAYLOAD_KEYS/);
});

test('one altered bit anywhere is refused', async () => {
  const sealed = await encode(payloadOf('text'));
  const size = Buffer.from(sealed.data ?? []).length;
  await fc.assert(
    fc.asyncProperty(fc.nat(size - 1), fc.nat(7), async (at, bit) => {
      const data = Buffer.from(sealed.data ?? []);
      data[at] = (data[at] ?? 0) ^ (1 << bit);
      await expect(decode({ ...sealed, data })).rejects.toThrow();
    }),
  );
});

test('a payload cut short is refused', async () => {
  const sealed = await encode(payloadOf('text'));
  await fc.assert(
    fc.asyncProperty(fc.nat(Buffer.from(sealed.data ?? []).length - 1), async (length) => {
      await expect(decode({ ...sealed, data: Buffer.from(sealed.data ?? []).subarray(0, length) })).rejects.toThrow();
    }),
  );
});

test('a key id that was swapped is refused, though both ids lead to the same key', async () => {
  const twins = new EncryptionCodec([first, { id: 'twin', key: first.key }]);
  const sealed = await encode(payloadOf('text'), twins);
  const swapped = { ...sealed, metadata: { ...sealed.metadata, 'cage-key': Buffer.from('twin') } };
  await expect(decode(swapped, twins)).rejects.toThrow();
  expect(String((await decode(sealed, twins)).data)).toBe('"text"');
});

test('what was never encrypted passes as it is: a person’s JSON, payloads older than the codec', async () => {
  const plain = payloadOf('typed by hand');
  expect(await decode(plain)).toBe(plain);
  expect(await decode({})).toEqual({});
});

test('a codec without a key is refused when it is made, not when money waits', () => {
  expect(() => new EncryptionCodec([])).toThrow(/needs a key/);
});
