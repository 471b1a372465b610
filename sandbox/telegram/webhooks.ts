import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { unixTime } from '../ground/clock.ts';
import type { FaultDice, Faults } from './faults.ts';
import type { DeliveryLog } from './log.ts';
import type { PendingUpdate, Webhook } from './shapes.ts';
import { type Updates, updateOnTheWire } from './updates.ts';
import { botOf, changeBot, type World } from './world.ts';

const LONGEST_RETRY_AFTER_S = 3_600;
const MOST_ANSWER_BYTES = 1 << 20;

export type WebhookAnswer = { readonly status: number; readonly body: string; readonly retryAfterS: number };

export type Webhooks = {
  /** From now on updates go out: a bot that is told may call back at once. */
  open(): void;
  /** Delivers what is due for the bot, and comes back by itself when more falls due. */
  wake(bot: number): void;
  /** Posts any body to the bot's webhook once, now, outside of the queue. */
  post(bot: number, body: unknown): Promise<WebhookAnswer>;
  close(): void;
};

type Tools = {
  readonly updates: Updates;
  readonly faults: Faults;
  readonly dice: FaultDice;
  readonly log: DeliveryLog;
  /** A bot may answer an update with a call of its own (Bot API, "Making requests when getting updates"). */
  readonly onReply: (bot: number, body: string) => void;
};

/** Delivers updates as telegram-bot-api does (WebhookActor.cpp): at least once, in order within a queue, with pauses. */
export function createWebhooks(world: World, tools: Tools): Webhooks {
  const { updates, faults, dice, log } = tools;
  const agents = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) };
  const underWay = new Map<number, Set<string>>();
  const alarms = new Map<number, () => void>();
  const stopping = new AbortController();
  let isOpen = false;

  const wake = (bot: number): void => {
    if (!isOpen || stopping.signal.aborted) return;
    alarms.get(bot)?.();
    alarms.delete(bot);
    const { webhook } = botOf(world, bot);
    if (!webhook) return;
    const busy = underWay.get(bot) ?? new Set<string>();
    underWay.set(bot, busy);
    const now = world.clock.now();
    const waiting = updates.heads(bot).filter(({ queue }) => !busy.has(queue));
    const ready = waiting.filter(({ notBefore }) => notBefore <= now).sort((a, b) => a.notBefore - b.notBefore);
    for (const update of ready.slice(0, Math.max(0, webhook.maxConnections - busy.size))) {
      busy.add(update.queue);
      void deliver(webhook, update).finally(() => {
        busy.delete(update.queue);
        wake(bot);
      });
    }
    const next = Math.min(...waiting.map(({ notBefore }) => notBefore).filter((at) => at > now));
    if (Number.isFinite(next))
      alarms.set(
        bot,
        world.clock.after(next - now, () => wake(bot)),
      );
  };

  const deliver = async (webhook: Webhook, update: PendingUpdate): Promise<void> => {
    const body = updateOnTheWire(update);
    const length = faults.settings.duplicates + update.copies;
    if (dice.losesUpdate()) return lost(update);
    const copies = Array.from({ length }, () => send(webhook, body).catch(() => undefined));
    const startedAt = world.clock.now();
    const outcome = await send(webhook, body).catch((error: unknown) => reasonOf(error));
    await Promise.all(copies);
    if (stopping.signal.aborted) return;
    const loses = typeof outcome !== 'string' && isSuccess(outcome) && dice.losesAcknowledgement();
    log.add({
      at: startedAt,
      bot: update.bot,
      update: update.id,
      kind: update.kind,
      attempt: update.failures + 1,
      copies: copies.length,
      outcome: typeof outcome === 'string' ? outcome : loses ? 'answer lost' : outcome.status,
      tookMs: world.clock.now() - startedAt,
    });
    if (typeof outcome === 'string') return failed(update, outcome, 0);
    if (loses) return failed(update, 'Read timeout expired', 0);
    if (!isSuccess(outcome)) {
      return failed(
        update,
        `Wrong response from the webhook: ${outcome.status} ${outcome.reason}`,
        outcome.retryAfterS,
      );
    }
    updates.forget(update);
    const { webhook: now } = botOf(world, update.bot);
    if (now?.error) changeBot(world, update.bot, { webhook: withoutError(now) });
    tools.onReply(update.bot, outcome.body);
  };

  /** It never reached the bot, which cannot know: Telegram sends it again. */
  const lost = (update: PendingUpdate): void => {
    const { bot, id, kind, failures } = update;
    const at = world.clock.now();
    log.add({ at, bot, update: id, kind, attempt: failures + 1, copies: 0, outcome: 'lost on the way', tookMs: 0 });
    failed(update, 'Connection timed out', 0);
  };

  const failed = (update: PendingUpdate, message: string, retryAfterS: number): void => {
    const { webhook } = botOf(world, update.bot);
    if (webhook)
      changeBot(world, update.bot, { webhook: { ...webhook, error: { date: unixTime(world.clock), message } } });
    const waitMs = retryAfterS > 0 ? Math.min(retryAfterS, LONGEST_RETRY_AFTER_S) * 1_000 : pauseMs(update.failures);
    if (world.clock.now() + waitMs > update.expiresAt) updates.forget(update);
    else updates.delay(update, world.clock.now() + waitMs);
  };

  /** At once after the first failure, then twice the pause each time, in the end a minute or two. */
  const pauseMs = (failures: number): number => {
    const { redeliverMs, redeliverMostMs } = world.pauses;
    if (failures === 0) return 0;
    return Math.min(redeliverMs * 2 ** failures, redeliverMostMs * (1 + world.random()));
  };

  const send = async (webhook: Webhook, body: unknown): Promise<WebhookAnswer & { reason: string }> => {
    const tooLate = new AbortController();
    const callOff = world.clock.after(world.pauses.webhookTimeoutMs, () => tooLate.abort(new Error('ETIMEDOUT')));
    try {
      return await post(webhook, body, agents, AbortSignal.any([tooLate.signal, stopping.signal]));
    } finally {
      callOff();
    }
  };

  return {
    open() {
      isOpen = true;
      for (const bot of world.botsByToken.values()) wake(bot);
    },
    wake,
    async post(bot, body) {
      const { webhook } = botOf(world, bot);
      if (!webhook) throw new Error('the bot has set no webhook');
      const { status, body: answer, retryAfterS } = await send(webhook, body);
      return { status, body: answer, retryAfterS };
    },
    close() {
      stopping.abort(new Error('the sandbox stops'));
      for (const callOff of alarms.values()) callOff();
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}

const isSuccess = ({ status }: { status: number }): boolean => status >= 200 && status <= 299;

function withoutError({ url, secret, maxConnections }: Webhook): Webhook {
  return { url, secret, maxConnections };
}

function post(
  webhook: Webhook,
  body: unknown,
  agents: { http: HttpAgent; https: HttpsAgent },
  signal: AbortSignal,
): Promise<WebhookAnswer & { reason: string }> {
  const url = new URL(webhook.url);
  const json = JSON.stringify(body);
  const options = {
    method: 'POST',
    signal,
    headers: {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(json),
      ...(webhook.secret ? { 'X-Telegram-Bot-Api-Secret-Token': webhook.secret } : {}),
    },
  };
  return new Promise((resolve, reject) => {
    const onAnswer = (answer: IncomingMessage): void => {
      readText(answer).then(
        (text) =>
          resolve({
            status: answer.statusCode ?? 0,
            reason: answer.statusMessage ?? '',
            body: text,
            retryAfterS: Number.parseInt(answer.headers['retry-after'] ?? '0', 10) || 0,
          }),
        reject,
      );
    };
    const call =
      url.protocol === 'https:'
        ? requestHttps(url, { ...options, agent: agents.https }, onAnswer)
        : requestHttp(url, { ...options, agent: agents.http }, onAnswer);
    call.once('error', (error) => reject(signal.aborted ? (signal.reason ?? error) : error));
    call.end(json);
  });
}

async function readText(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer) {
    size += (chunk as Buffer).length;
    if (size <= MOST_ANSWER_BYTES) chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString();
}

/** Telegram's words in getWebhookInfo. */
function reasonOf(error: unknown): string {
  const code = error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.message) : String(error);
  if (code === 'ECONNREFUSED') return 'Connection refused';
  if (code === 'ETIMEDOUT') return 'Read timeout expired';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'Failed to resolve host: Name or service not known';
  return 'Webhook connection closed';
}
