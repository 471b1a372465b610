import type { Transaction } from '../prisma/tx.ts';
import { createVault } from '../records/identity/vault.ts';
import { createScan } from '../runtime/clamd.ts';
import { createRedraw } from '../runtime/documents/redraw.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Hint } from '../runtime/pokes.ts';
import { SettingError, type Settings } from '../runtime/settings.ts';
import { createDiskStore } from '../runtime/storage/disk.ts';
import { createS3Store } from '../runtime/storage/s3.ts';
import type { DocumentStore } from '../runtime/storage/store.ts';
import { type DocumentDeps, digestKeyOf } from './documents.ts';

/** What a process must read to keep files of players. */
export const documentSettingNames = [
  'DATA_KEYS',
  'DOCUMENTS_DIR',
  'DOCUMENTS_S3_ENDPOINT',
  'DOCUMENTS_S3_REGION',
  'DOCUMENTS_S3_BUCKET',
  'DOCUMENTS_S3_ACCESS_KEY',
  'DOCUMENTS_S3_SECRET_KEY',
  'CLAMD_ADDRESS',
  'DOCUMENTS_UNSCANNED',
] as const;

type DocumentSettings = Pick<Settings, (typeof documentSettingNames)[number]>;

const SCAN_MS = 10_000;
const STORE_MS = 10_000;

/** Undefined where there is nowhere to keep files, or nothing to seal them with: then no player can send any. */
export function documentHouse(
  settings: DocumentSettings,
  around: { readonly transaction: Transaction; readonly hint: Hint; readonly log: Logger; readonly now: () => number },
): DocumentDeps | undefined {
  const store = storeOf(settings);
  if (!store || settings.DATA_KEYS.length === 0) return undefined;
  const { CLAMD_ADDRESS: clamd, DOCUMENTS_UNSCANNED: unscanned } = settings;
  if (unscanned === 'allow')
    around.log.warn('files of players are taken without a scan where there is none: DOCUMENTS_UNSCANNED=allow');
  else if (clamd === undefined)
    around.log.warn('files of players are held: nothing scans them, because CLAMD_ADDRESS is not set');
  return {
    ...around,
    store,
    unscanned,
    vault: createVault(settings.DATA_KEYS),
    scan: clamd === undefined ? undefined : createScan(clamd, SCAN_MS),
    redraw: createRedraw(),
    digestKey: digestKeyOf(settings.DATA_KEYS),
  };
}

function storeOf(settings: DocumentSettings): DocumentStore | undefined {
  const {
    DOCUMENTS_DIR: folder,
    DOCUMENTS_S3_BUCKET: bucket,
    DOCUMENTS_S3_ACCESS_KEY: accessKey,
    DOCUMENTS_S3_SECRET_KEY: secretKey,
  } = settings;
  if (bucket === undefined) return folder === undefined ? undefined : createDiskStore(folder);
  if (folder !== undefined) throw new SettingError('DOCUMENTS_DIR and DOCUMENTS_S3_BUCKET are both set: one of them');
  if (accessKey === undefined || secretKey === undefined)
    throw new SettingError('DOCUMENTS_S3_BUCKET needs DOCUMENTS_S3_ACCESS_KEY and DOCUMENTS_S3_SECRET_KEY');
  const { DOCUMENTS_S3_ENDPOINT: endpoint, DOCUMENTS_S3_REGION: region } = settings;
  return createS3Store({ endpoint, bucket, region, accessKey, secretKey, timeoutMs: STORE_MS });
}
