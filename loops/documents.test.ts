import { afterAll, beforeAll, expect, test } from 'vitest';
import { documentsOf } from '../records/compliance/document-reads.ts';
import { type House, openHouse } from '../records/test-house.ts';
import { photo } from '../runtime/documents/test-files.ts';
import { sendDocument } from '../use-cases/send-document.ts';
import { isAsked, openFiles } from '../use-cases/test-documents.ts';
import { documentsLoop } from './documents.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

test('who holds the lease looks through what is held, once somebody scans; who does not rests', async () => {
  const files = openFiles(house);
  const player = await isAsked(house, ['identity']);
  files.state.scanned = 'unknown';
  await sendDocument(files.deps)(player, 'identity', await photo());
  const states = async () => (await documentsOf({ query: house.read }, player)).map(({ state }) => state);
  let isHeld = false;
  const round = documentsLoop({ ...files.deps, held: async () => isHeld });
  files.state.scanned = 'clean';
  expect([await round(), await states()]).toEqual(['rest', ['held']]);
  isHeld = true;
  files.state.scanned = 'unknown';
  expect([await round(), await states()]).toEqual(['rest', ['held']]);
  files.state.scanned = 'clean';
  expect([await round(), await states()]).toEqual(['rest', ['kept']]);
});

test('the store is swept at first and then every quarter of an hour', async () => {
  const files = openFiles(house);
  const round = documentsLoop({ ...files.deps, held: async () => true });
  const key = 'ab/00000000-0000-7000-8000-0000000000ab/0';
  const leave = () => files.objects.set(key, { bytes: Buffer.of(1), at: 0 });
  leave();
  await round();
  expect(files.objects.size).toBe(0);
  leave();
  await round();
  expect(files.objects.size).toBe(1);
  files.state.aheadMs = 15 * 60_000;
  await round();
  expect(files.objects.size).toBe(0);
});
