import { MOST_FILES_OF_A_KIND, MOST_UPLOAD_BYTES, type UploadRefusal } from '../../../domain/verification.ts';
import type { Texts } from '../texts.tsx';

/** What a file dialog offers; where HEIC is not in it, iPhones hand over a JPEG. The server looks at the bytes: this only spares a way in vain. */
export const ACCEPTED = 'image/jpeg,image/png,image/webp,application/pdf';
const ENDINGS = /\.(jpe?g|png|webp|pdf)$/i;

type Chosen = { readonly name: string; readonly type: string; readonly size: number };

/** What can be said of a file before a byte of it is sent; undefined: it may go. */
export function problemOf(file: Chosen, filesSoFar: number): UploadRefusal | undefined {
  if (file.size === 0) return 'upload-empty';
  if (file.size > MOST_UPLOAD_BYTES) return 'upload-too-large';
  // Some phones name no type, and some no ending: only what says that it is something else is refused here.
  const isOfUs = file.type === '' ? !/\.\w+$/.test(file.name) || ENDINGS.test(file.name) : ACCEPTED.includes(file.type);
  if (!isOfUs) return 'upload-type';
  return filesSoFar >= MOST_FILES_OF_A_KIND ? 'upload-too-many' : undefined;
}

/** Why a file did not arrive: the API's own reasons, and what can happen on the way. One that is forgotten does not compile. */
export const SAID = {
  'upload-empty': true,
  'upload-too-large': true,
  'upload-type': true,
  'upload-broken': true,
  'upload-too-many-pixels': true,
  'upload-infected': true,
  'upload-too-many': true,
  'upload-not-asked': true,
  offline: true,
  unavailable: true,
  'too-fast': true,
} satisfies Record<UploadRefusal | 'offline' | 'unavailable' | 'too-fast', true>;

/** These may go better the next time as they are; for the others another file is needed. */
const WORTH_ANOTHER_TRY: readonly string[] = ['offline', 'unavailable', 'too-fast'];
export const mayTryAgain = (reason: string): boolean =>
  WORTH_ANOTHER_TRY.includes(reason) || !Object.hasOwn(SAID, reason);

/** In plain words, with what to do. */
export const fileText = (t: Texts, reason: string): string =>
  t(`file-${Object.hasOwn(SAID, reason) ? reason : 'unavailable'}`, { count: MOST_FILES_OF_A_KIND });
