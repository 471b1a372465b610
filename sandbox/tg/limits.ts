import { tooMany } from './refusals.ts';

/** About 30 messages a second a bot, about one a second a chat with some leeway (Bot API FAQ). */
export class Limits {
  readonly #now: () => number;
  readonly #buckets = new Map<string, { left: number; at: number }>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Takes a turn for a new message; refuses with retry_after when there is none. */
  take(bot: number, chat: number): void {
    this.#turn(`${bot}`, 30, 30);
    this.#turn(`${bot}:${chat}`, 1, 20);
  }

  #turn(key: string, perSecond: number, burst: number): void {
    const now = this.#now();
    const bucket = this.#buckets.get(key) ?? { left: burst, at: now };
    bucket.left = Math.min(burst, bucket.left + ((now - bucket.at) / 1_000) * perSecond);
    bucket.at = now;
    this.#buckets.set(key, bucket);
    if (bucket.left < 1) throw tooMany(Math.max(1, Math.ceil((1 - bucket.left) / perSecond)));
    bucket.left -= 1;
  }
}
