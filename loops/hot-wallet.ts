import type { Round } from '../runtime/loop.ts';
import { watchHotWallet } from '../use-cases/watch-hot-wallet.ts';

type Deps = Parameters<typeof watchHotWallet>[0] & { readonly held: () => Promise<boolean> };

/** Looks after the hot wallet, in one process at a time. */
export function hotWallet({ held, ...deps }: Deps): () => Promise<Round> {
  const watch = watchHotWallet(deps);
  return async () => ((await held()) ? watch() : 'rest');
}
