import type { Update } from '@grammyjs/types';
import type { Faults } from './faults.ts';
import type { Queued, World } from './world.ts';

export type DeliveryOptions = {
  /** How long to wait before the n-th redelivery. */
  readonly pauseMs: (attempts: number) => number;
  readonly timeoutMs: number;
};

/** Updates older than this are dropped: whoever asked has long gone (seen at Telegram). */
const LIFE_S: Record<string, number> = { callback_query: 150, pre_checkout_query: 150 };
const LIFE_DEFAULT_S = 86_400;

/**
 * Hands updates to webhooks as Telegram does: at least once, in order per chat, a failing head blocking its own chat only,
 * with growing pauses; or keeps them for getUpdates. What was not acknowledged survives a restart.
 */
export class Delivery {
  readonly #world: World;
  readonly #faults: Faults;
  readonly #options: DeliveryOptions;
  readonly #pollers = new Map<number, Set<() => void>>();
  readonly #timers = new Map<number, NodeJS.Timeout>();
  #closed = false;
  #ending = new AbortController();

  constructor(world: World, faults: Faults, options: DeliveryOptions) {
    this.#world = world;
    this.#faults = faults;
    this.#options = options;
  }

  queue(bot: number): Queued[] {
    this.#world.saved.queues[bot] ??= [];
    return this.#world.saved.queues[bot];
  }

  /** Takes an update in for a bot; the lane is what stays in order, a chat. */
  push(bot: number, lane: number, body: Record<string, unknown>): void {
    const allowed = this.#world.saved.webhooks[bot]?.allowed;
    const kind = Object.keys(body)[0] ?? '';
    if (allowed && allowed.length > 0 && !allowed.includes(kind)) return;
    const copies = 1 + this.#faults.duplicates();
    const update = { update_id: this.#world.saved.nextUpdate++, ...body } as Update;
    for (let n = 0; n < copies; n++) this.queue(bot).push({ update, lane, at: this.#world.seconds(), attempts: 0, nextAt: 0, inFlight: false });
    this.pump(bot);
    for (const wake of this.#pollers.get(bot) ?? []) wake();
  }

  /** Delivers again what may have been acknowledged: Telegram promises at least once. */
  redeliver(bot: number, lane: number, update: Update): void {
    this.queue(bot).push({ update, lane, at: this.#world.seconds(), attempts: 0, nextAt: 0, inFlight: false });
    this.pump(bot);
  }

  /** Starts whatever may be delivered now. */
  pump(bot: number): void {
    const hook = this.#world.saved.webhooks[bot];
    if (this.#closed || !hook?.url) return;
    this.#dropStale(bot);
    const busy = new Set(this.queue(bot).filter((item) => item.inFlight).map((item) => item.lane));
    const seen = new Set<number>();
    let soonest = Number.POSITIVE_INFINITY;
    for (const item of this.#faults.inOrder(this.queue(bot))) {
      if (seen.has(item.lane)) continue;
      seen.add(item.lane);
      if (busy.has(item.lane)) continue;
      if (busy.size >= hook.max) break;
      if (item.nextAt > this.#world.now()) {
        soonest = Math.min(soonest, item.nextAt);
        continue;
      }
      busy.add(item.lane);
      item.inFlight = true;
      void this.#deliver(bot, item).finally(() => this.pump(bot));
    }
    this.#wakeAt(bot, soonest);
  }

  async #deliver(bot: number, item: Queued): Promise<void> {
    const hook = this.#world.saved.webhooks[bot];
    if (!hook) return;
    const outcome = await this.#post(hook, item.update);
    item.inFlight = false;
    item.attempts += 1;
    if (outcome.acknowledged && !this.#faults.dropAcknowledgement()) {
      const queue = this.queue(bot);
      const index = queue.indexOf(item);
      if (index >= 0) queue.splice(index, 1);
    } else {
      item.nextAt = this.#world.now() + (outcome.retryAfterMs ?? this.#options.pauseMs(item.attempts));
      hook.lastError = { date: this.#world.seconds(), message: outcome.why };
    }
    this.#world.announce({ kind: 'queue', bot });
  }

  async #post(hook: { url: string; secret: string }, update: Update): Promise<{ acknowledged: boolean; why: string; retryAfterMs?: number }> {
    try {
      const response = await fetch(hook.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(hook.secret ? { 'x-telegram-bot-api-secret-token': hook.secret } : {}) },
        body: JSON.stringify(update),
        signal: AbortSignal.any([AbortSignal.timeout(this.#options.timeoutMs), this.#ending.signal]),
      });
      await response.arrayBuffer();
      const after = Number(response.headers.get('retry-after'));
      const retry = response.status === 429 && after > 0 ? { retryAfterMs: Math.min(after, 3_600) * 1_000 } : {};
      return { acknowledged: response.ok, why: `Wrong response from the webhook: ${response.status} ${response.statusText}`, ...retry };
    } catch (error) {
      return { acknowledged: false, why: `Connection failed: ${(error as Error).name}` };
    }
  }

  /** Long polling: what is at hand, or what comes within `timeoutS`. The offset confirms everything before it. */
  async poll(bot: number, { offset, limit, timeoutS }: { offset: number; limit: number; timeoutS: number }): Promise<Update[]> {
    const queue = this.queue(bot);
    if (offset > 0) this.#world.saved.queues[bot] = queue.filter(({ update }) => update.update_id >= offset);
    this.#dropStale(bot);
    const take = (): Update[] => this.queue(bot).slice(0, limit).map(({ update }) => update);
    if (take().length > 0 || timeoutS <= 0) return take();
    await new Promise<void>((resolve) => {
      const wakes = this.#pollers.get(bot) ?? new Set();
      this.#pollers.set(bot, wakes);
      const done = (): void => {
        clearTimeout(timer);
        wakes.delete(done);
        resolve();
      };
      const timer = setTimeout(done, timeoutS * 1_000);
      this.#ending.signal.addEventListener('abort', done, { once: true });
      wakes.add(done);
    });
    return take();
  }

  /** Resolves when nothing waits for a bot. */
  async idle(bot: number): Promise<void> {
    while (this.queue(bot).length > 0) {
      await new Promise<void>((resolve) => {
        const listen = (): void => {
          this.#world.happenings.off('any', listen);
          resolve();
        };
        this.#world.happenings.on('any', listen);
      });
    }
  }

  close(): void {
    this.#closed = true;
    this.#ending.abort();
    for (const timer of this.#timers.values()) clearTimeout(timer);
    for (const queue of Object.values(this.#world.saved.queues)) for (const item of queue) item.inFlight = false;
  }

  #dropStale(bot: number): void {
    const now = this.#world.seconds();
    this.#world.saved.queues[bot] = this.queue(bot).filter(({ update, at, inFlight }) => {
      const kind = Object.keys(update).find((key) => key !== 'update_id') ?? '';
      return inFlight || now - at < (LIFE_S[kind] ?? LIFE_DEFAULT_S);
    });
  }

  #wakeAt(bot: number, at: number): void {
    clearTimeout(this.#timers.get(bot));
    if (Number.isFinite(at)) this.#timers.set(bot, setTimeout(() => this.pump(bot), Math.max(1, at - this.#world.now())));
  }
}
