import { useSyncExternalStore } from 'react';
import type { Cache } from '../api/cache.ts';
import { useApp } from '../app-context.ts';
import { sendFileWith } from './send-file.ts';
import { createUploads, type Upload, type Uploads } from './uploads.ts';

/** Of whom: what was read for one player is never shown to the next, and neither are their files. */
const known = new WeakMap<Cache, Uploads>();

/** The player's files on their way. */
export function useUploads(): { readonly uploads: Uploads; readonly all: readonly Upload[] } {
  const { cache, session } = useApp();
  let uploads = known.get(cache);
  if (!uploads) {
    uploads = createUploads(sendFileWith(session), () => cache.refresh('kyc'));
    known.set(cache, uploads);
  }
  return { uploads, all: useSyncExternalStore(uploads.subscribe, uploads.get) };
}
