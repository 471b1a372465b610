import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { DocumentId, PlayerId } from '../contracts/ids.ts';
import { MOST_UPLOAD_BYTES } from '../domain/verification.ts';
import { sql } from '../prisma/tx.ts';
import { areAllKept, documentsOf, sendersOfSameFiles } from '../records/compliance/document-reads.ts';
import { type House, openHouse } from '../records/test-house.ts';
import { createScan } from '../runtime/clamd.ts';
import { noise, pdf, photo, pngOf, SVG, zip, zipBomb } from '../runtime/documents/test-files.ts';
import { EICAR, startClamd } from '../sandbox/clamd/server.ts';
import { openPart } from './documents.ts';
import { finishHeld, sweepDocuments } from './finish-held-documents.ts';
import { removeDocument, type SentDocument, sendDocument } from './send-document.ts';
import { isAsked, openFiles, standing, trailOf } from './test-documents.ts';

let house: House;
let clamd: Awaited<ReturnType<typeof startClamd>>;
let files: ReturnType<typeof openFiles>;
let picture: Buffer;
beforeAll(async () => {
  [house, clamd, picture] = await Promise.all([openHouse(), startClamd(), photo()]);
});
beforeEach(async () => {
  clamd.misbehave(undefined);
  await house.asOwner("update compliance.document set state = 'removed' where state = 'held'");
  files = openFiles(house);
  files.state.scanned = 'clean';
});
afterAll(() => Promise.all([house.close(), clamd.close()]));

const sends = (player: PlayerId, bytes: Buffer, kind: 'identity' | 'selfie' | 'address' = 'identity') =>
  sendDocument(files.deps)(player, kind, bytes);
async function keeps(player: PlayerId, bytes = picture): Promise<SentDocument> {
  const sent = await sends(player, bytes);
  if ('reason' in sent) throw new Error(sent.reason);
  return sent;
}
const rowsOf = (player: PlayerId) => documentsOf({ query: house.read }, player);
const opens = (player: PlayerId, id: DocumentId, part: number | 'held') => openPart(files.deps, player, id, part);

test('a file that is asked for is kept: drawn anew, sealed, written down and told', async () => {
  const player = await isAsked(house, ['identity']);
  const sent = await keeps(player);
  expect(sent).toMatchObject({ kind: 'identity', state: 'kept', bytes: picture.length });
  expect(await rowsOf(player)).toMatchObject([{ id: sent.id, state: 'kept', type: 'jpeg', pages: 1, revision: 0 }]);
  expect(await standing(house, player, 'identity')).toBe('received');
  expect(files.hints).toEqual([`${player} kyc`]);
  expect(await trailOf(house, sent.id)).toEqual([
    { actor: 'player', actor_id: player, action: 'document.sent', detail: { kind: 'identity', state: 'kept' } },
  ]);
  const [[key, stored] = []] = files.objects;
  expect(key).toBe(`${sent.id.slice(-2)}/${sent.id}/0`);
  expect(stored?.bytes.includes('JFIF')).toBe(false);
  const page = await opens(player, sent.id, 0);
  expect(await sharp(page).metadata()).toMatchObject({ format: 'jpeg', width: 320 });
  expect(page.equals(picture)).toBe(false);
});

test('the pages of a PDF are kept each for itself, and none opens as another, nor for another player', async () => {
  const player = await isAsked(house, ['identity']);
  const other = await isAsked(house, ['identity']);
  const { id } = await keeps(player, pdf(2));
  await keeps(other);
  expect(files.objects.size).toBe(3);
  expect((await opens(player, id, 1)).length).toBeGreaterThan(0);
  await expect(opens(other, id, 0)).rejects.toThrow();
  const [first, second] = [`${id.slice(-2)}/${id}/0`, `${id.slice(-2)}/${id}/1`];
  const moved = files.objects.get(first);
  if (moved) files.objects.set(second, moved);
  await expect(opens(player, id, 1)).rejects.toThrow();
});

test.each<[string, () => Buffer | Promise<Buffer>, string]>([
  ['nothing', () => Buffer.alloc(0), 'upload-empty'],
  ['eleven megabytes', () => noise(11 * 1024 * 1024), 'upload-too-large'],
  ['a byte more than ten', () => noise(MOST_UPLOAD_BYTES + 1), 'upload-too-large'],
  ['a drawing with a script in it', () => SVG, 'upload-type'],
  ['a zip bomb, whatever it is called', zipBomb, 'upload-type'],
  ['a program called a picture', () => Buffer.from('MZ\x90\x00\x03'), 'upload-type'],
  ['the test virus by itself', () => Buffer.from(EICAR), 'upload-type'],
  [
    'a picture that carries the test virus',
    async () => Buffer.concat([await photo(), Buffer.from(EICAR)]),
    'upload-infected',
  ],
  ['a PDF that carries the test virus', () => pdf(1, [0, 0, 0], `% ${EICAR}`), 'upload-infected'],
  [
    'a picture that is an archive too',
    async () => Buffer.concat([await photo(), zip('a', Buffer.from('b'))]),
    'upload-infected',
  ],
  [
    'a picture that is a page too',
    async () => Buffer.concat([await photo(), Buffer.from('<script >x()')]),
    'upload-infected',
  ],
  ['a picture of 50,000 by 50,000', () => pngOf(50_000, 50_000), 'upload-too-many-pixels'],
  ['a PDF of eleven pages', () => pdf(11), 'upload-too-many-pixels'],
  ['half a picture', async () => (await photo({ width: 800, height: 800 })).subarray(0, 9_000), 'upload-broken'],
])('%s is refused, nothing of it is stored, and the next upload works', async (_name, make, reason) => {
  const scanning = { ...files.deps, scan: createScan(clamd.address, 20_000) };
  const player = await isAsked(house, ['identity']);
  expect(await sendDocument(scanning)(player, 'identity', await make())).toEqual({ reason });
  expect(files.objects.size).toBe(0);
  expect(await rowsOf(player)).toEqual([]);
  expect(await standing(house, player, 'identity')).toBe('asked');
  expect(await sendDocument(scanning)(player, 'identity', picture)).toMatchObject({ state: 'kept' });
});

test('what is not asked for is not even looked at', async () => {
  const nobody = (await house.admits()).id;
  const player = await isAsked(house, ['identity', 'address']);
  expect(await sends(nobody, picture)).toEqual({ reason: 'upload-not-asked' });
  expect(await sends(player, picture, 'selfie')).toEqual({ reason: 'upload-not-asked' });
  await house.asOwner(
    `update compliance.asked_document set state = 'accepted' where player_id = '${player}' and kind = 'address'`,
  );
  expect(await sends(player, picture, 'address')).toEqual({ reason: 'upload-not-asked' });
  await house.asOwner(`update compliance.verification set status = 'in-review' where player_id = '${player}'`);
  expect(await sends(player, picture)).toEqual({ reason: 'upload-not-asked' });
  expect(files.objects.size).toBe(0);
});

test('of eight at once of one kind four are kept, and nothing of the others', async () => {
  const player = await isAsked(house, ['identity', 'selfie']);
  const sent = await Promise.all(Array.from({ length: 8 }, () => sends(player, picture)));
  expect(sent.filter((each) => 'state' in each)).toHaveLength(4);
  expect(sent.filter((each) => 'reason' in each && each.reason === 'upload-too-many')).toHaveLength(4);
  expect(files.objects.size).toBe(4);
  expect(await sends(player, picture, 'selfie')).toMatchObject({ state: 'kept' });
});

test('files of an earlier submission do not count against what is asked for again', async () => {
  const player = await isAsked(house, ['identity']);
  for (let n = 0; n < 4; n++) await keeps(player);
  await house.asOwner(`update compliance.verification set revision = 2 where player_id = '${player}';
    update compliance.asked_document set state = 'again', why = 'unreadable' where player_id = '${player}'`);
  const { id } = await keeps(player);
  expect((await rowsOf(player)).at(-1)).toMatchObject({ revision: 2 });
  expect(await standing(house, player, 'identity')).toBe('received');
  expect(await removeDocument(files.deps)(player, id)).toBe('removed');
  expect(await standing(house, player, 'identity')).toBe('again');
});

test('a file can be taken back until it is submitted, by whoever sent it, and is gone from the store', async () => {
  const [player, other] = [await isAsked(house, ['identity']), await isAsked(house, ['identity'])];
  const [first, second] = [await keeps(player), await keeps(player)];
  const remove = removeDocument(files.deps);
  expect(await remove(other, first.id)).toBe('gone');
  expect(await remove(player, first.id)).toBe('removed');
  expect(await remove(player, first.id)).toBe('gone');
  expect(await standing(house, player, 'identity')).toBe('received');
  expect([...files.objects.keys()]).toEqual([`${second.id.slice(-2)}/${second.id}/0`]);
  expect(await house.count(sql`select count(digest) from compliance.document where id = ${first.id}`)).toBe(0);
  await house.asOwner(
    `update compliance.verification set status = 'checking', revision = 1 where player_id = '${player}'`,
  );
  expect(await remove(player, second.id)).toBe('gone');
  expect(files.objects.size).toBe(1);
  expect((await trailOf(house, first.id)).map(({ action }) => action)).toEqual(['document.sent', 'document.removed']);
});

test('the same file of another player is known again, and one byte more makes it another', async () => {
  const [one, other, third] = [
    await isAsked(house, ['identity']),
    await isAsked(house, ['identity']),
    await isAsked(house, ['identity']),
  ];
  const mine = await photo();
  await keeps(one, mine);
  await keeps(other, mine);
  await keeps(third, Buffer.concat([mine, Buffer.of(0)]));
  expect(await sendersOfSameFiles({ query: house.read }, one)).toEqual([other]);
  expect(await sendersOfSameFiles({ query: house.read }, third)).toEqual([]);
});

test('a store that fails leaves nothing, and the next upload works', async () => {
  const player = await isAsked(house, ['identity']);
  files.failing.add('put');
  await expect(sends(player, picture)).rejects.toThrow(/cannot put/);
  files.failing.clear();
  expect([files.objects.size, await rowsOf(player)]).toEqual([0, []]);
  expect(await sends(player, picture)).toMatchObject({ state: 'kept' });
});

test('what asked for it ends while a file is being looked at: nothing of it stays', async () => {
  const player = await isAsked(house, ['identity']);
  files.state.scanned = async () => {
    await house.asOwner(`update compliance.verification set status = 'refused' where player_id = '${player}'`);
    return 'clean';
  };
  expect(await sends(player, picture)).toEqual({ reason: 'upload-not-asked' });
  expect([files.objects.size, await rowsOf(player)]).toEqual([0, []]);
});

test('somebody who died between the store and the row leaves what the sweeper takes after an hour, and nothing else', async () => {
  const player = await isAsked(house, ['identity']);
  const kept = await keeps(player);
  const dead = { ...files.deps, transaction: house.transaction };
  let calls = 0;
  dead.transaction = (fn) => (++calls === 3 ? new Promise(() => undefined) : house.transaction(fn)); // the third writes the row
  void sendDocument(dead)(player, 'identity', picture);
  await expect.poll(() => files.objects.size).toBe(2);
  const sweep = sweepDocuments(files.deps);
  expect(await sweep()).toBe(0);
  files.state.aheadMs = 3_700_000;
  expect(await sweep()).toBe(1);
  expect([...files.objects.keys()]).toEqual([`${kept.id.slice(-2)}/${kept.id}/0`]);
  expect(await sweep()).toBe(0);
});

test('what a removal could not take from the store the sweeper takes', async () => {
  const player = await isAsked(house, ['identity']);
  const { id } = await keeps(player);
  files.failing.add('remove');
  expect(await removeDocument(files.deps)(player, id)).toBe('removed');
  expect(files.objects.size).toBe(1);
  files.failing.clear();
  files.state.aheadMs = 3_700_000;
  expect(await sweepDocuments(files.deps)()).toBe(1);
});

test('without a scanner a file is held: sealed as it is, until somebody can scan it', async () => {
  const player = await isAsked(house, ['identity']);
  files.state.scanned = 'unknown';
  const sent = await keeps(player);
  expect(sent.state).toBe('held');
  expect(await areAllKept({ query: house.read }, player)).toBe(false);
  const [[key, stored] = []] = files.objects;
  expect([key, stored?.bytes.includes('JFIF')]).toEqual([`${sent.id.slice(-2)}/${sent.id}/held`, false]);
  expect((await opens(player, sent.id, 'held')).equals(picture)).toBe(true);

  files.state.aheadMs = 3_700_000;
  expect(await sweepDocuments(files.deps)()).toBe(0);
  const finish = finishHeld(files.deps);
  expect(await finish(10)).toBe(0);
  files.state.scanned = 'clean';
  expect(await finish(10)).toBe(1);
  expect(await finish(10)).toBe(0);
  expect(await rowsOf(player)).toMatchObject([{ id: sent.id, state: 'kept', pages: 1 }]);
  expect([...files.objects.keys()]).toEqual([`${sent.id.slice(-2)}/${sent.id}/0`]);
  expect(await areAllKept({ query: house.read }, player)).toBe(true);
  expect(files.hints).toHaveLength(2);
  expect((await trailOf(house, sent.id)).map(({ action }) => action)).toEqual(['document.sent', 'document.kept']);
});

test.each<[string, () => Promise<Buffer>, string, 'infected' | 'clean']>([
  ['infected', () => photo(), 'upload-infected', 'infected'],
  ['too large a picture', async () => pngOf(50_000, 50_000), 'upload-too-many-pixels', 'clean'],
])(
  'a held file that proves to be %s is refused: gone, told, and asked for again',
  async (_name, make, reason, found) => {
    const player = await isAsked(house, ['identity']);
    files.state.scanned = 'unknown';
    const { id } = await keeps(player, await make());
    files.state.scanned = found;
    expect(await finishHeld(files.deps)(10)).toBe(1);
    expect(await rowsOf(player)).toMatchObject([{ id, state: 'refused', refusedWhy: reason, digest: null }]);
    expect(files.objects.size).toBe(0);
    expect(await standing(house, player, 'identity')).toBe('asked');
    expect(files.hints).toHaveLength(2);
    expect((await trailOf(house, id)).at(-1)).toMatchObject({ action: 'document.refused', detail: { reason } });
  },
);

test('a held file that is taken back while it is looked through is gone', async () => {
  const player = await isAsked(house, ['identity']);
  files.state.scanned = 'unknown';
  const { id } = await keeps(player);
  files.state.scanned = async () => {
    expect(await removeDocument(files.deps)(player, id)).toBe('removed');
    return 'clean';
  };
  await finishHeld(files.deps)(10);
  expect(await rowsOf(player)).toEqual([]);
  expect(files.objects.size).toBe(0);
  expect((await trailOf(house, id)).map(({ action }) => action)).toEqual(['document.sent', 'document.removed']);
});

test('a held file whose bytes are lost keeps no other waiting', async () => {
  const player = await isAsked(house, ['identity']);
  files.state.scanned = 'unknown';
  const lost = await keeps(player);
  files.objects.clear();
  const sent = await keeps(player);
  files.state.scanned = 'clean';
  expect(await finishHeld(files.deps)(10)).toBe(1);
  expect((await rowsOf(player)).map(({ id, state }) => [id, state])).toEqual([
    [lost.id, 'held'],
    [sent.id, 'kept'],
  ]);
  expect(files.logged).toEqual(['a file that is held could not be looked through']);
});

test('a held file that nobody can ever scan keeps no other waiting', async () => {
  const player = await isAsked(house, ['identity']);
  files.state.scanned = 'unknown';
  const strange = await keeps(player);
  const sent = await keeps(player);
  let tried = 0;
  files.state.scanned = async () => (tried++ === 0 ? 'unknown' : 'clean');
  const finish = finishHeld(files.deps);
  expect(await finish(10)).toBe(0);
  expect(await finish(1)).toBe(1);
  expect((await rowsOf(player)).map(({ id, state }) => [id, state])).toEqual([
    [strange.id, 'held'],
    [sent.id, 'kept'],
  ]);
  expect(await finish(10)).toBe(1);
});

test('a house in development may take files unscanned, and each says so in the log; what is found is refused all the same', async () => {
  const player = await isAsked(house, ['identity']);
  const allowing = { ...files.deps, unscanned: 'allow' as const };
  files.state.scanned = 'unknown';
  expect(await sendDocument(allowing)(player, 'identity', picture)).toMatchObject({ state: 'kept' });
  expect(await sendDocument({ ...allowing, scan: undefined })(player, 'identity', picture)).toMatchObject({
    state: 'kept',
  });
  expect(files.logged).toHaveLength(2);
  expect(files.logged[0]).toContain('without a scan');
  files.state.scanned = 'infected';
  expect(await sendDocument(allowing)(player, 'identity', picture)).toEqual({ reason: 'upload-infected' });
});

test('when so many files wait already, it is said so, and nothing is stored', async () => {
  const player = await isAsked(house, ['identity']);
  const busy = { ...files.deps, redraw: async () => ({ reason: 'busy' as const }) };
  expect(await sendDocument(busy)(player, 'identity', picture)).toEqual({ reason: 'unavailable' });
  files.state.scanned = 'unknown';
  await keeps(player);
  files.state.scanned = 'clean';
  expect(await finishHeld(busy)(10)).toBe(0);
  expect(files.objects.size).toBe(1);
});
