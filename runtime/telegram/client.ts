import type { ApiMethods } from '@grammyjs/types';
import { Telegram, TelegramError } from 'telegraf';

/**
 * What became of a call. `refused`: Telegram said no, and nothing happened. `wait`: too many calls, nothing happened.
 * `unreached`: the call never left. `unknown`: it may have happened; a time-out or a 5xx proves nothing.
 */
export type CallOutcome<T> =
  | { readonly kind: 'done'; readonly result: T }
  | { readonly kind: 'refused'; readonly code: number; readonly description: string }
  | { readonly kind: 'wait'; readonly retryAfterMs: number }
  | { readonly kind: 'unreached' | 'unknown'; readonly why: string };

type Methods = ApiMethods<unknown>;
export type Method = keyof Methods;
export type Args<M extends Method> = Parameters<Methods[M]>[0];
export type Result<M extends Method> = ReturnType<Methods[M]>;

export type TelegramClient = {
  readonly botId: string;
  /** Never throws for what the network or Telegram does. */
  try<M extends Method>(
    method: M,
    args: Args<M>,
    options?: { timeoutMs?: number; signal?: AbortSignal },
  ): Promise<CallOutcome<Result<M>>>;
  /** For calls that are safe to repeat: throws `TelegramCallError` unless done. */
  call<M extends Method>(
    method: M,
    args: Args<M>,
    options?: { timeoutMs?: number; signal?: AbortSignal },
  ): Promise<Result<M>>;
};

export class TelegramCallError extends Error {
  override readonly name = 'TelegramCallError';
}

const UNREACHED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/**
 * Telegraf's transport with what it lacks: a time-out in seconds instead of 500, outcomes instead of exceptions, and the
 * methods and fields of today's Bot API, which its types do not know.
 */
export function createTelegramClient(options: {
  token: string;
  botId: string;
  apiRoot: string;
  timeoutMs: number;
}): TelegramClient {
  const telegram = new Telegram(options.token, { apiRoot: options.apiRoot, webhookReply: false });
  const callApi = telegram.callApi.bind(telegram) as unknown as (
    method: string,
    args: unknown,
    o: { signal: AbortSignal },
  ) => Promise<unknown>;

  const client: TelegramClient = {
    botId: options.botId,
    async try(method, args, { timeoutMs = options.timeoutMs, signal } = {}) {
      const timeout = AbortSignal.timeout(timeoutMs);
      try {
        const result = await callApi(method, args ?? {}, {
          signal: signal ? AbortSignal.any([timeout, signal]) : timeout,
        });
        return { kind: 'done', result: result as Result<typeof method> };
      } catch (error) {
        return outcomeOf(error);
      }
    },
    async call(method, args, callOptions) {
      const outcome = await client.try(method, args, callOptions);
      if (outcome.kind === 'done') return outcome.result;
      throw new TelegramCallError(`${method}: ${explain(outcome)}`);
    },
  };
  return client;
}

function outcomeOf(error: unknown): Exclude<CallOutcome<never>, { kind: 'done' }> {
  if (error instanceof TelegramError) {
    if (error.code === 429) return { kind: 'wait', retryAfterMs: (error.parameters?.retry_after ?? 1) * 1_000 };
    if (error.code >= 500) return { kind: 'unknown', why: `Telegram answered ${error.code}` };
    return { kind: 'refused', code: error.code, description: error.description };
  }
  const { code, name } = error as { code?: string; name?: string };
  if (code !== undefined && UNREACHED.has(code)) return { kind: 'unreached', why: code };
  return { kind: 'unknown', why: code ?? name ?? 'no answer' };
}

export function explain(outcome: Exclude<CallOutcome<unknown>, { kind: 'done' }>): string {
  if (outcome.kind === 'refused') return `refused with ${outcome.code}, ${outcome.description}`;
  return outcome.kind === 'wait' ? `asked to wait ${outcome.retryAfterMs} ms` : `${outcome.kind}: ${outcome.why}`;
}
