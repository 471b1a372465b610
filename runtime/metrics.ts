import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** One registry a process; `/metrics` of the API shows its own. */
export type Metrics = ReturnType<typeof createMetrics>;

export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    updates: new Counter({
      name: 'cage_updates_total',
      help: 'Updates by kind and what became of them',
      labelNames: ['kind', 'outcome'],
      registers,
    }),
    checkouts: new Counter({
      name: 'cage_checkouts_total',
      help: 'Pre-checkout answers by reason',
      labelNames: ['answer'],
      registers,
    }),
    events: new Counter({
      name: 'cage_provider_events_total',
      help: 'Events of payment providers and what became of them',
      labelNames: ['provider', 'outcome'],
      registers,
    }),
    loopFailures: new Counter({
      name: 'cage_loop_failures_total',
      help: 'Rounds of a loop that threw',
      labelNames: ['loop'],
      registers,
    }),
    waiting: new Gauge({
      name: 'cage_waiting_rows',
      help: 'Rows waiting or dead, by queue',
      labelNames: ['queue', 'status'],
      registers,
    }),
    unsealedSeconds: new Gauge({
      name: 'cage_audit_unsealed_seconds',
      help: 'For how long the first entry of the audit trail that is not sealed has waited; seconds',
      registers,
    }),
    position: new Gauge({
      name: 'cage_position',
      help: 'What exchanges brought the house of an asset, in whole units; below zero where they cost it',
      labelNames: ['asset'],
      registers,
    }),
    chainBehindSeconds: new Gauge({
      name: 'cage_chain_behind_seconds',
      help: 'How old the newest block of the chain is that we were told of, by rail; not shown where none is read',
      labelNames: ['rail'],
      registers,
    }),
    rateGoodSeconds: new Gauge({
      name: 'cage_rate_good_seconds',
      help: 'For how long the last rate of a pair is still good; below zero nothing is quoted by it',
      labelNames: ['pair'],
      registers,
    }),
    rateDoubts: new Counter({
      name: 'cage_rate_doubts_total',
      help: 'Times that a pair had no rate, or a price source was not believed, by why',
      labelNames: ['about', 'why'],
      registers,
    }),
    vitals: new Histogram({
      name: 'cage_web_vital',
      help: 'How pages felt, by name and page: milliseconds, and for CLS thousandths of its score',
      labelNames: ['name', 'page'],
      buckets: [50, 100, 200, 500, 1_000, 1_800, 2_500, 4_000, 8_000],
      registers,
    }),
    refusals: new Counter({
      name: 'cage_refusals_total',
      help: 'Requests that were refused, by reason',
      labelNames: ['reason'],
      registers,
    }),
    liveLines: new Gauge({
      name: 'cage_live_lines',
      help: 'Screens of players that are told what changes',
      registers,
    }),
    requestSeconds: new Histogram({
      name: 'cage_request_seconds',
      help: 'Requests by route and status',
      labelNames: ['route', 'status'],
      buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3],
      registers,
    }),
  };
}
