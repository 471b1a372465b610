import type { Cell, Slice } from '@ton/core';

/** More than any memo is, and less than anybody needs: what is longer is not read to its end. */
const MOST_BYTES = 1_024;
/** So much of it is kept, for people to look at. */
const KEPT = 200;

/**
 * The comment of a transfer (TEP-74, "forward_payload"; docs, "simple transfer with comment"): 32 zero bits, then text, in as many
 * cells as it takes, each in the one before. Undefined where there is none that can be read: an empty body, another operation, an
 * encrypted comment, bytes that are no UTF-8, what is too long. Never throws.
 */
export function readComment(body: Slice): string | undefined {
  try {
    const first = body.clone();
    if (first.remainingBits < 32 || first.loadUint(32) !== 0) return undefined;
    const bytes = readSnake(first);
    return bytes && new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined; // a comment is anybody's bytes
  }
}

function readSnake(first: Slice): Buffer | undefined {
  const parts: Buffer[] = [];
  let length = 0;
  for (let slice: Slice | undefined = first; slice; slice = nextOf(slice)) {
    if (slice.remainingBits % 8 !== 0 || slice.remainingRefs > 1) return undefined;
    length += slice.remainingBits / 8;
    // An empty cell carries the chain on and the text no further: a thousand of them are no comment.
    if (length > MOST_BYTES || parts.length >= MOST_BYTES) return undefined;
    parts.push(slice.loadBuffer(slice.remainingBits / 8));
  }
  return Buffer.concat(parts);
}

const nextOf = (slice: Slice): Slice | undefined =>
  slice.remainingRefs > 0 ? slice.preloadRef().beginParse() : undefined;

/** As staff may be shown it: on one line, nothing invisible in it, nothing that turns the line around. */
export const shownComment = (comment: string): string =>
  [...comment.replace(/[\p{C}\p{Z}]+/gu, ' ').trim()].slice(0, KEPT).join('');

/** Whether a body is money and perhaps a comment, and asks for nothing else. */
export const isPlain = (body: Slice): boolean =>
  (body.remainingBits === 0 && body.remainingRefs === 0) || readComment(body) !== undefined;

/** Undefined where a cell cannot be read as one: a library, a pruned branch. */
export function sliceOf(cell: Cell): Slice | undefined {
  try {
    return cell.beginParse();
  } catch {
    return undefined;
  }
}
