import type { Router } from 'express';
import { assets } from '../../domain/assets.ts';
import { readHealth } from '../../runtime/health.ts';
import type { Metrics } from '../../runtime/metrics.ts';
import type { ApiDeps } from '../deps.ts';
import { createRouter } from '../router.ts';

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
  exchange,
  chainLooks,
}: Pick<
  ApiDeps,
  'checks' | 'stopping' | 'metrics' | 'waiting' | 'unsealedMs' | 'exchange' | 'chainLooks' | 'guard'
>): Router {
  const router = createRouter();
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
    await showExchange(metrics, exchange);
    metrics.chainBehindSeconds.reset();
    for (const { rail, behindMs } of await chainLooks().catch(() => []))
      metrics.chainBehindSeconds.set({ rail }, behindMs / 1_000);
    response.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
  return router;
}

async function showExchange(metrics: Metrics, exchange: ApiDeps['exchange']): Promise<void> {
  const state = await exchange().catch(() => undefined);
  for (const gauge of [metrics.position, metrics.rateGoodSeconds, metrics.rateDoubts]) gauge.reset();
  for (const { asset, balance } of state?.positions ?? [])
    metrics.position.set({ asset }, Number(balance) / 10 ** assets[asset].scale);
  for (const { pair, goodForMs } of state?.rates ?? []) metrics.rateGoodSeconds.set({ pair }, goodForMs / 1_000);
  for (const { about, why, times } of state?.doubts ?? []) metrics.rateDoubts.inc({ about, why }, times);
}
