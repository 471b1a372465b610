import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse } from '../records/test-house.ts';
import { photo } from '../runtime/documents/test-files.ts';
import { createLogger } from '../runtime/logger.ts';
import { readSettings } from '../runtime/settings.ts';
import { EICAR, startClamd } from '../sandbox/clamd/server.ts';
import { startS3 } from '../sandbox/s3/server.ts';
import { documentHouse, documentSettingNames } from './document-house.ts';
import { openPart } from './documents.ts';
import { sendDocument } from './send-document.ts';
import { isAsked } from './test-documents.ts';

let house: House;
const folder = mkdtempSync(path.join(tmpdir(), 'cage-files-'));
beforeAll(async () => {
  house = await openHouse();
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await house.close();
});

const DATA_KEYS = `d1:${randomBytes(32).toString('base64')}`;
function given(env: Record<string, string>) {
  const said: string[] = [];
  const log = createLogger('test', 'info', { write: (line) => void said.push(JSON.parse(line).msg) });
  const files = documentHouse(readSettings(env, documentSettingNames), {
    transaction: house.transaction,
    hint: () => undefined,
    now: Date.now,
    log,
  });
  return { files, said };
}

test('without a place or a key there is nothing to keep files in', () => {
  expect(given({}).files).toBeUndefined();
  expect(given({ DATA_KEYS }).files).toBeUndefined();
  expect(given({ DOCUMENTS_DIR: folder }).files).toBeUndefined();
});

test('two places, or a bucket without its keys, stop the process by the name of the setting', () => {
  const bucket = { DATA_KEYS, DOCUMENTS_S3_BUCKET: 'documents' };
  expect(() => given(bucket)).toThrow(/DOCUMENTS_S3_ACCESS_KEY/);
  expect(() => given({ ...bucket, DOCUMENTS_DIR: folder })).toThrow(/one of them/);
  for (const [name, value] of [
    ['CLAMD_ADDRESS', 'somewhere'],
    ['DOCUMENTS_UNSCANNED', 'yes'],
    ['DOCUMENTS_S3_BUCKET', 'Not A Bucket'],
    ['DOCUMENTS_S3_ENDPOINT', 'http://s3.example'],
  ] as const)
    expect(() => given({ [name]: value })).toThrow(name);
});

test('what becomes of files without a scanner is said at the start', () => {
  const place = { DATA_KEYS, DOCUMENTS_DIR: folder };
  expect(given(place).said).toEqual([expect.stringContaining('are held')]);
  expect(given({ ...place, DOCUMENTS_UNSCANNED: 'allow' }).said).toEqual([
    expect.stringContaining('DOCUMENTS_UNSCANNED=allow'),
  ]);
  expect(given({ ...place, CLAMD_ADDRESS: 'unix:/run/clamd.sock' }).said).toEqual([]);
});

test.each(['folder', 'bucket'])('a file goes through clamd and into a %s, and comes back', async (kind) => {
  const [clamd, s3] = [await startClamd(), await startS3()];
  const place =
    kind === 'folder'
      ? { DOCUMENTS_DIR: folder }
      : {
          DOCUMENTS_S3_BUCKET: s3.bucket,
          DOCUMENTS_S3_ENDPOINT: s3.endpoint,
          DOCUMENTS_S3_ACCESS_KEY: s3.accessKey,
          DOCUMENTS_S3_SECRET_KEY: s3.secretKey,
        };
  const { files } = given({ DATA_KEYS, CLAMD_ADDRESS: clamd.address, ...place });
  if (!files) throw new Error('there is a place for files');
  const player = await isAsked(house, ['identity']);
  const send = sendDocument(files);
  const infected = Buffer.concat([await photo(), Buffer.from(EICAR)]);
  expect(await send(player, 'identity', infected)).toEqual({ reason: 'upload-infected' });
  const sent = await send(player, 'identity', await photo());
  if ('reason' in sent) throw new Error(sent.reason);
  expect(sent.state).toBe('kept');
  expect((await openPart(files, player, sent.id, 0)).subarray(0, 2)).toEqual(Buffer.of(0xff, 0xd8));
  expect(clamd.scanned()).toBe(2);
  expect(s3.objects.size).toBe(kind === 'bucket' ? 1 : 0);
  await Promise.all([clamd.close(), s3.close()]);
});
