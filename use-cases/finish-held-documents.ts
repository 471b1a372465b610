import type { DocumentId } from '../contracts/ids.ts';
import type { UploadRefusal } from '../domain/verification.ts';
import type { Tx } from '../prisma/tx.ts';
import { append } from '../records/audit/append.ts';
import {
  documentsInStore,
  type HeldDocument,
  heldDocuments,
  keepHeld,
  refuseHeld,
} from '../records/compliance/documents.ts';
import { forgetLooks } from '../records/compliance/looks.ts';
import type { UploadType } from '../runtime/documents/sniff.ts';
import {
  type DocumentDeps,
  dropParts,
  keyOf,
  numbersOf,
  openPart,
  pagesOf,
  partOf,
  putParts,
  scanned,
} from './documents.ts';

/**
 * Looks through files that were held because nobody could scan them. Answers how many were finished; it stops at the first that
 * still cannot be scanned, and goes on behind it the next time: one that never can be keeps nobody else's waiting. Safe to repeat, and
 * beside another who does the same: a file is finished once.
 */
export const finishHeld =
  (deps: DocumentDeps, last: { tried?: DocumentId } = {}) =>
  async (atMost: number): Promise<number> => {
    let finished = 0;
    for (const held of await deps.transaction((tx) => heldDocuments(tx, atMost, last.tried))) {
      last.tried = held.id;
      try {
        const outcome = await finish(deps, held);
        if (outcome === 'later') break;
        finished += 1;
      } catch (err) {
        deps.log.error({ err, document: held.id }, 'a file that is held could not be looked through');
      }
    }
    return finished;
  };

async function finish(deps: DocumentDeps, held: HeldDocument): Promise<'done' | 'later'> {
  const bytes = await openPart(deps, held.player, held.id, 'held');
  const found = await scanned(deps, bytes, held.id);
  if (found === 'unknown') return 'later';
  if (found === 'infected') return refuse(deps, held, 'upload-infected');
  const drawn = await deps.redraw(bytes, held.type as UploadType);
  if ('pages' in drawn) return keep(deps, held, drawn.pages);
  return drawn.reason === 'busy' ? 'later' : refuse(deps, held, drawn.reason);
}

async function keep(deps: DocumentDeps, held: HeldDocument, pages: readonly Buffer[]): Promise<'done'> {
  await putParts(deps, held.player, held.id, pagesOf(pages));
  const isKept = await deps.transaction(async (tx) => {
    if (!(await keepHeld(tx, held.id, pages.length, new Date(deps.now())))) return false;
    await tell(deps, tx, held, 'document.kept', {});
    return true;
  });
  // Taken back meanwhile: its pages are nobody's.
  await dropParts(deps, held.id, isKept ? ['held'] : ['held', ...numbersOf(pages.length)]);
  return 'done';
}

async function refuse(deps: DocumentDeps, held: HeldDocument, reason: UploadRefusal): Promise<'done'> {
  await deps.transaction(async (tx) => {
    if (await refuseHeld(tx, held, reason, new Date(deps.now())))
      await tell(deps, tx, held, 'document.refused', { reason });
  });
  await dropParts(deps, held.id, ['held']);
  return 'done';
}

async function tell(
  { hint }: DocumentDeps,
  tx: Tx,
  { id, player }: HeldDocument,
  action: 'document.kept' | 'document.refused',
  detail: Record<string, string>,
): Promise<void> {
  await append(tx, { actor: 'system', action, subject: id, detail });
  tx.afterCommit(() => hint(player, { what: 'kyc' }));
}

const HOUR_MS = 3_600_000;
const AT_ONCE = 200;

/**
 * Removes what lies in the store for nobody: put there an hour ago and more by somebody who crashed before it was written down,
 * or left behind by a removal that failed. Answers how much. Looks that are over go along.
 */
export const sweepDocuments =
  (deps: Pick<DocumentDeps, 'transaction' | 'store' | 'now'>) => async (): Promise<number> => {
    await deps.transaction((tx) => forgetLooks(tx, new Date(deps.now())));
    let removed = 0;
    let keys: string[] = [];
    for await (const key of deps.store.list(new Date(deps.now() - HOUR_MS))) {
      keys.push(key);
      if (keys.length < AT_ONCE) continue;
      removed += await removeLeftovers(deps, keys);
      keys = [];
    }
    return removed + (await removeLeftovers(deps, keys));
  };

async function removeLeftovers(
  { transaction, store }: Pick<DocumentDeps, 'transaction' | 'store'>,
  keys: readonly string[],
): Promise<number> {
  if (keys.length === 0) return 0;
  const parts = keys.map(partOf);
  const wanted = await transaction((tx) => documentsInStore(tx, [...new Set(parts.map(({ id }) => id))]));
  // Pages of one that is held are those of somebody who is at work on it, or will be overwritten by the next.
  const left = parts.filter(({ id, part }) => {
    const state = wanted.get(id);
    return state === undefined || (state === 'kept' && part === 'held');
  });
  for (const { id, part } of left) await store.remove(keyOf(id, part));
  return left.length;
}
