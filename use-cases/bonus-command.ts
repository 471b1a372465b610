import { readFile } from 'node:fs/promises';
import { type DraftTerms, readTerms, type TermsFault } from '../domain/bonus-terms.ts';
import type { Pool } from '../prisma/pool.ts';
import { createTransaction } from '../prisma/tx.ts';
import { closeBonus, publishTerms, wasPublished } from '../records/play/terms.ts';

type Done = { readonly text: string; readonly ok: boolean };
type Wish = (pool: Pool) => Promise<Done>;

/**
 * What is asked of bonuses behind `npm run -s staff -- bonus`: publish a file of terms, several that were never published before, or end one.
 * Undefined: nothing that is to be had.
 */
export function readBonusWish([first, ...rest]: readonly string[]): Wish | undefined {
  if (first === 'end' && rest.length === 1) return end(rest[0] ?? '');
  if (first === 'new' && rest.length > 0) return (pool) => publishNew(pool, rest);
  return first?.endsWith('.json') && rest.length === 0 ? (pool) => publish(pool, first) : undefined;
}

async function termsIn(file: string): Promise<DraftTerms | TermsFault> {
  const text = await readFile(file, 'utf8');
  try {
    return readTerms(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) return { reason: 'wrong-terms', field: 'it', must: 'JSON' };
    throw error;
  }
}

async function publish(pool: Pool, file: string): Promise<Done> {
  const terms = await termsIn(file);
  if ('reason' in terms) return { text: `${file}: ${terms.field} must be ${terms.must}`, ok: false };
  const version = await createTransaction(pool)((tx) => publishTerms(tx, terms));
  if (typeof version === 'object')
    return { text: `${file}: the code ${terms.code} is in force for another bonus`, ok: false };
  return {
    text: `${terms.id} is offered by version ${version}; what was granted before keeps the terms it was granted by.`,
    ok: true,
  };
}

/** What an operator has changed or ended since is theirs, and stays as they left it. */
async function publishNew(pool: Pool, files: readonly string[]): Promise<Done> {
  const said: string[] = [];
  for (const file of files) {
    const terms = await termsIn(file);
    const isKnown = 'id' in terms && (await createTransaction(pool)((tx) => wasPublished(tx, terms.id)));
    const done = isKnown ? { text: `${terms.id} was published before.`, ok: true } : await publish(pool, file);
    if (!done.ok) return done;
    said.push(done.text);
  }
  return { text: said.join('\n'), ok: true };
}

const end =
  (id: string): Wish =>
  async (pool) => {
    const ended = await createTransaction(pool)((tx) => closeBonus(tx, id));
    return ended
      ? { text: `${id} is offered to nobody any more; what was offered and granted goes on.`, ok: true }
      : { text: `no bonus ${id} is in force`, ok: false };
  };
