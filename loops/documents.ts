import type { Round } from '../runtime/loop.ts';
import type { DocumentDeps } from '../use-cases/documents.ts';
import { finishHeld, sweepDocuments } from '../use-cases/finish-held-documents.ts';

type Deps = DocumentDeps & { readonly held: () => Promise<boolean> };

const SWEEP_EVERY_MS = 15 * 60_000;
const AT_ONCE = 20;

/** Looks through files that nobody could scan when they came, and clears away what lies in the store for nobody. */
export function documentsLoop(deps: Deps): () => Promise<Round> {
  const [finish, sweep] = [finishHeld(deps), sweepDocuments(deps)];
  let sweptAtMs = Number.NEGATIVE_INFINITY;
  return async () => {
    if (!(await deps.held())) return 'rest';
    const finished = await finish(AT_ONCE);
    if (deps.now() - sweptAtMs >= SWEEP_EVERY_MS) {
      await sweep();
      sweptAtMs = deps.now();
    }
    return finished === AT_ONCE ? 'again' : 'rest';
  };
}
