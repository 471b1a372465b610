import type { SentDocumentBody } from '../../../contracts/http/kyc.ts';
import type { DocumentKind } from '../../../domain/verification.ts';
import { playerPlaces, Refused } from '../api/client.ts';
import type { Session } from '../api/session.ts';

type Sending = {
  /** How many bytes went out. */
  readonly onProgress: (sent: number) => void;
  readonly signal: AbortSignal;
};
export type SendFile = (kind: DocumentKind, file: Blob, sending: Sending) => Promise<SentDocumentBody>;

/** A line that carries nothing for so long is dead; after the last byte the server looks through the file. */
const STALL_MS = 45_000;
const LOOK_MS = 90_000;

/** Sends a file as it is. By XMLHttpRequest, because fetch cannot tell how much has gone out. */
export const sendFileWith =
  (session: Session): SendFile =>
  async (kind, file, sending) => {
    const first = await sendOnce(await session.token(), kind, file, sending);
    if (first !== 'token') return first;
    await session.renew();
    const second = await sendOnce(await session.token(), kind, file, sending);
    if (second === 'token') throw new Refused({ reason: 'session-ended' });
    return second;
  };

function sendOnce(
  bearer: string | undefined,
  kind: DocumentKind,
  file: Blob,
  { onProgress, signal }: Sending,
): Promise<SentDocumentBody | 'token'> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const lost = () => reject(new Refused({ reason: navigator.onLine ? 'unavailable' : 'offline' }));
    let timer: ReturnType<typeof setTimeout>;
    const wait = (ms: number) => {
      clearTimeout(timer);
      timer = setTimeout(() => request.abort(), ms);
    };
    const stop = () => request.abort();
    request.upload.onprogress = ({ loaded }) => {
      wait(STALL_MS);
      onProgress(loaded);
    };
    request.upload.onload = () => wait(LOOK_MS);
    request.onload = () => {
      if (request.status === 401) return resolve('token');
      const answer = parsed(request.responseText);
      if (request.status === 201) return resolve(answer as SentDocumentBody);
      // What stands before us may know a size of its own, and says so without a word of ours.
      const reason = answer.reason ?? (request.status === 413 ? 'upload-too-large' : 'unavailable');
      return reject(new Refused({ ...answer, reason }));
    };
    request.onerror = lost;
    request.onabort = lost;
    request.onloadend = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    };
    signal.addEventListener('abort', stop, { once: true });
    const [method, path] = playerPlaces.sendDocument;
    request.open(method.toUpperCase(), `${path}?${new URLSearchParams({ kind })}`);
    if (bearer !== undefined) request.setRequestHeader('authorization', `Bearer ${bearer}`);
    request.setRequestHeader('content-type', file.type || 'application/octet-stream');
    wait(STALL_MS);
    request.send(file);
  });
}

function parsed(text: string): { readonly reason?: string } {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
