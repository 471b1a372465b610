import type { Clock } from '../ground/clock.ts';

/**
 * Telegram tells only rules of thumb: about 30 messages a second for a bot, one a second for a chat with bursts let pass,
 * edits less strictly (core.telegram.org/bots/faq, "My bot is hitting limits"). Here each is a bucket of tokens.
 */
export type Limits = {
  readonly botPerSecond: number;
  readonly botBurst: number;
  readonly chatPerSecond: number;
  readonly chatBurst: number;
  readonly editsPerSecond: number;
  readonly editsBurst: number;
  readonly setWebhookPerSecond: number;
};

export const telegramLimits: Limits = {
  botPerSecond: 30,
  botBurst: 30,
  chatPerSecond: 1,
  chatBurst: 5,
  editsPerSecond: 3,
  editsBurst: 20,
  setWebhookPerSecond: 1,
};

/** What a call costs: a new message, an edit, a new webhook, or nothing (answers and settings). */
export type Weight = 'message' | 'edit' | 'webhook' | 'free';

export type Gate = {
  /** Lets the call pass, or answers the whole seconds to wait. */
  pass(bot: number, chat: number, weight: Weight): { readonly retryAfter: number } | undefined;
};

export function createGate(clock: Clock, limits: Limits | 'off'): Gate {
  if (limits === 'off') return { pass: () => undefined };
  const buckets = new Map<string, Bucket>();
  const bucket = (key: string, perSecond: number, burst: number): Bucket => {
    const found = buckets.get(key) ?? createBucket(clock, perSecond, burst);
    buckets.set(key, found);
    return found;
  };
  const bucketsOf = (bot: number, chat: number, weight: Weight): Bucket[] => {
    if (weight === 'free') return [];
    if (weight === 'webhook') return [bucket(`webhook:${bot}`, limits.setWebhookPerSecond, 1)];
    const ofChat =
      weight === 'edit'
        ? bucket(`edits:${bot}:${chat}`, limits.editsPerSecond, limits.editsBurst)
        : bucket(`chat:${bot}:${chat}`, limits.chatPerSecond, limits.chatBurst);
    return [ofChat, bucket(`bot:${bot}`, limits.botPerSecond, limits.botBurst)];
  };
  return {
    pass(bot, chat, weight) {
      const passed = bucketsOf(bot, chat, weight);
      const waitMs = Math.max(0, ...passed.map((each) => each.waitMs()));
      if (waitMs > 0) return { retryAfter: Math.ceil(waitMs / 1_000) };
      for (const each of passed) each.take();
      return undefined;
    },
  };
}

type Bucket = { waitMs(): number; take(): void };

function createBucket(clock: Clock, perSecond: number, burst: number): Bucket {
  let tokens = burst;
  let filledAt = clock.now();
  const fill = (): void => {
    const now = clock.now();
    tokens = Math.min(burst, tokens + ((now - filledAt) * perSecond) / 1_000);
    filledAt = now;
  };
  return {
    waitMs() {
      fill();
      return tokens >= 1 ? 0 : ((1 - tokens) * 1_000) / perSecond;
    },
    take() {
      tokens -= 1;
    },
  };
}
