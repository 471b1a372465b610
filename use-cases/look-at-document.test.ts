import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DocumentId, PlayerId, StaffId } from '../contracts/ids.ts';
import { shortCode } from '../domain/ids.ts';
import { sql } from '../prisma/tx.ts';
import { type House, openHouse } from '../records/test-house.ts';
import { pdf } from '../runtime/documents/test-files.ts';
import { sweepDocuments } from './finish-held-documents.ts';
import { type Look, type Looker, lookAtDocument, showPage } from './look-at-document.ts';
import { sendDocument } from './send-document.ts';
import { isAsked, openFiles, trailOf } from './test-documents.ts';

let house: House;
let files: ReturnType<typeof openFiles>;
let lena: Looker;
beforeAll(async () => {
  house = await openHouse();
  files = openFiles(house);
  lena = { id: randomUUID(), staff: await house.employs(), name: 'Lena Hoff' };
});
afterAll(() => house.close());

const marks: string[] = [];
const own = new Set<PlayerId>();
const lookDeps = () => ({
  ...files.deps,
  isOwnCase: async (_tx: unknown, _staff: StaffId, player: PlayerId) => own.has(player),
  watermark: async (picture: Buffer, text: string) => {
    marks.push(text);
    return picture;
  },
});
const looks = (document: DocumentId, by = lena) => lookAtDocument(lookDeps())(by, document);
const shows = (look: Look, page = 0, by = lena) => showPage(lookDeps())(by, look.token, page);
const over = { reason: 'look-over' };

async function aDocument() {
  const player = await isAsked(house, ['identity']);
  const sent = await sendDocument(files.deps)(player, 'identity', pdf(2));
  if ('reason' in sent) throw new Error(sent.reason);
  return { player, id: sent.id };
}
async function aLook() {
  const { player, id } = await aDocument();
  const look = await looks(id);
  if ('reason' in look) throw new Error(look.reason);
  return { player, id, look };
}

test('a look shows each page with the name of who looks, the minute and the case across it, and is in the trail', async () => {
  const { player, id, look } = await aLook();
  expect(look.pages).toBe(2);
  marks.length = 0;
  for (const page of [0, 1]) expect(Buffer.isBuffer(await shows(look, page))).toBe(true);
  expect(marks[0]).toMatch(/^Lena Hoff · \d{4}-\d\d-\d\d \d\d:\d\d UTC · P-/);
  expect(marks[0]).toContain(shortCode(player));
  expect(await shows(look, 2)).toEqual(over);
  await looks(id);
  const entry = {
    actor: 'staff',
    actor_id: lena.staff,
    action: 'document.looked',
    detail: { player, kind: 'identity' },
  };
  expect((await trailOf(house, id)).slice(1)).toEqual([entry, entry]);
});

test('a look lives a minute, and what is left of it is swept', async () => {
  const { look } = await aLook();
  expect(look.expiresAt.getTime() - files.deps.now()).toBeLessThanOrEqual(60_000);
  files.state.aheadMs = 59_000;
  expect(Buffer.isBuffer(await shows(look))).toBe(true);
  files.state.aheadMs = 60_001;
  expect(await shows(look)).toEqual(over);
  await sweepDocuments(files.deps)();
  expect(
    await house.count(
      sql`select count(*) from compliance.document_look where expires_at <= ${new Date(files.deps.now())}`,
    ),
  ).toBe(0);
  files.state.aheadMs = 0;
  expect(await shows(look)).toEqual(over);
});

test('a look is not for another session, though it be of the same person, nor for who guesses', async () => {
  const { look } = await aLook();
  expect(await shows(look, 0, { ...lena, id: randomUUID() })).toEqual(over);
  expect(await shows({ ...look, token: 'a'.repeat(43) })).toEqual(over);
  expect(Buffer.isBuffer(await shows(look))).toBe(true);
});

test('what opens a look is not in the database', async () => {
  const { look } = await aLook();
  const [row] = await house.read<{ all: string }>(
    sql`select string_agg(l::text, ' ') as all from compliance.document_look l`,
  );
  expect(row?.all).not.toContain(look.token);
});

test('nobody looks at their own case, at what is not there, is held or was taken back', async () => {
  const { player, id } = await aDocument();
  own.add(player);
  expect(await looks(id)).toEqual({ reason: 'own-case' });
  own.clear();
  expect(await looks(randomUUID() as DocumentId)).toEqual({ reason: 'unknown-document' });
  files.state.scanned = 'unknown';
  const held = await aDocument();
  files.state.scanned = 'clean';
  expect(await looks(held.id)).toEqual({ reason: 'unknown-document' });
  expect((await trailOf(house, id)).map(({ action }) => action)).toEqual(['document.sent']);
});

test('a document that is taken back in the middle of a look is seen no more', async () => {
  const { id, look } = await aLook();
  await house.asOwner(`update compliance.document set state = 'removed' where id = '${id}'`);
  expect(await shows(look)).toEqual(over);
});
