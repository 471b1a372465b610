import { Router } from 'express';
import { readHealth } from '../../runtime/health.ts';
import type { ApiDeps } from '../deps.ts';

/** How long a dependency may take to answer before it counts as down. */
const LOOK_MS = 1_500;

/** For machines that keep us running. `/healthz`: the process answers. `/readyz`: it can take work in, and what it leans on. */
export function operations({
  checks,
  stopping,
  metrics,
  waiting,
  guard,
  unsealedMs,
}: Pick<ApiDeps, 'checks' | 'stopping' | 'metrics' | 'waiting' | 'unsealedMs' | 'guard'>): Router {
  const router = Router();
  router.get('/healthz', guard.unguarded, (_request, response) => void response.json({ status: 'alive' }));
  router.get('/readyz', guard.unguarded, async (_request, response) => {
    const health = await readHealth(checks, LOOK_MS);
    const ready = health.ready && !stopping();
    response.status(ready ? 200 : 503).json({ ready, stopping: stopping(), parts: health.parts });
  });
  router.get('/metrics', guard.unguarded, async (_request, response) => {
    metrics.waiting.reset();
    // Without a database there is nothing to count, and all the more to see in the rest.
    const rows = await waiting().catch(() => []);
    for (const { queue, status, rows: count } of rows) metrics.waiting.set({ queue, status }, count);
    metrics.unsealedSeconds.set((await unsealedMs().catch(() => Number.NaN)) / 1_000);
    response.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
  return router;
}
