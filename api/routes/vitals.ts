import { Router } from 'express';
import { routes } from '../../contracts/http/routes.ts';
import type { Metrics } from '../../runtime/metrics.ts';
import type { Guard } from '../guard.ts';
import { mount } from '../routing.ts';

/** How pages felt, for the dashboard. Anybody may report; names and pages are closed lists, so that nobody can fill the registry. */
export function vitals({ metrics, guard }: { metrics: Pick<Metrics, 'vitals'>; guard: Guard }): Router {
  const router = Router();
  mount(router, routes.reportVitals, guard, async ({ body }) => {
    for (const { name, page, value } of body.metrics)
      metrics.vitals.observe({ name, page }, name === 'CLS' ? value * 1_000 : value);
    return undefined;
  });
  return router;
}
