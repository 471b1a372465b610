import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { RequestHandler } from 'express';
import { sharedRefusals } from '../../contracts/http/route.ts';
import { answerProblem } from './problems.ts';

/** What machines ask to know how we are: least of all to be refused when we are not well. */
const VITAL: ReadonlySet<string> = new Set(['/healthz', '/readyz', '/metrics']);

/** Refuses what we would only answer too late, while there is still time to say so. */
export const shed =
  ({ lagMs, mostLagMs }: { readonly lagMs: () => number; readonly mostLagMs: number }): RequestHandler =>
  (request, response, next) => {
    if (lagMs() <= mostLagMs || VITAL.has(request.path)) return next();
    response.setHeader('retry-after', '2');
    return answerProblem(response, 503, 'unavailable', sharedRefusals.unavailable[1]);
  };

const LOOK_EVERY_MS = 1_000;
const RESOLUTION_MS = 10;

/**
 * By how much the event loop lags behind: what nine turns in ten stayed below, in the better one of the last two seconds. One
 * long pause, of a garbage collection or of a machine with other things to do, is no overload; a loop that is late all the
 * time is.
 */
export function watchLag(): { lagMs: () => number; stop: () => void } {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  let [before, now] = [0, 0];
  const timer = setInterval(() => {
    before = now;
    // It measures its own pause along: what is above that is lag.
    now = delay.count > 0 ? Math.max(0, delay.percentile(90) / 1e6 - RESOLUTION_MS) : 0;
    delay.reset();
  }, LOOK_EVERY_MS);
  timer.unref();
  return {
    lagMs: () => Math.min(before, now),
    stop() {
      clearInterval(timer);
      delay.disable();
    },
  };
}
