import type { Request, RequestHandler } from 'express';
import { askerOf } from './guard.ts';

/** The file; or why there is none. `busy`: so many are being read already. */
export type Upload = Buffer | 'too-large' | 'busy';

/** What is held in memory at once is bounded: so many files of the largest size. */
const MOST_AT_ONCE = 12;
/** Of one player: a file may come for minutes, and whoever sends slowly must not keep out everybody else. */
const MOST_OF_ONE = 3;
/** Of one that is too large, so much more is read and thrown away: a browser hears the answer when it was let finish. */
const MOST_IGNORED_BYTES = 64 * 1024 * 1024;

/** Reads the body as it is, whatever it says it is, up to a size; what came of it is in `locals.upload`. */
export function readUpload({ mostBytes }: { readonly mostBytes: number }): RequestHandler {
  let reading = 0;
  const readingOf = new Map<string, number>();
  return async (request, response, next) => {
    const whose = askerOf(response).session?.player ?? '';
    const theirs = readingOf.get(whose) ?? 0;
    if (reading >= MOST_AT_ONCE || theirs >= MOST_OF_ONE) {
      response.locals.upload = 'busy' satisfies Upload;
      return next();
    }
    reading += 1;
    readingOf.set(whose, theirs + 1);
    // Held until it is answered: the file is in memory for so long.
    response.once('close', () => {
      reading -= 1;
      const left = (readingOf.get(whose) ?? 1) - 1;
      if (left > 0) readingOf.set(whose, left);
      else readingOf.delete(whose);
    });
    response.locals.upload = await readUpTo(request, mostBytes).catch(() => undefined);
    if (response.locals.upload === undefined) return; // who sent it is gone
    return next();
  };
}

async function readUpTo(request: Request, mostBytes: number): Promise<Upload> {
  let chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= mostBytes) chunks.push(chunk);
    else chunks = [];
    if (length > mostBytes + MOST_IGNORED_BYTES) return 'too-large';
  }
  return length > mostBytes ? 'too-large' : Buffer.concat(chunks);
}
