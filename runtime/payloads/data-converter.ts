import { fileURLToPath } from 'node:url';
import type { DataConverter } from '@temporalio/common';
import type { NamedKey } from '../settings.ts';
import { EncryptionCodec } from './codec.ts';

/** One converter for client, worker and tests. Failures' messages are encrypted too: they may quote what failed. */
export const createDataConverter = (keys: readonly NamedKey[]): DataConverter => ({
  payloadConverterPath: fileURLToPath(new URL('./converter.ts', import.meta.url)),
  failureConverterPath: fileURLToPath(new URL('./failures.ts', import.meta.url)),
  payloadCodecs: [new EncryptionCodec(keys)],
});
