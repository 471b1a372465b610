import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../pages/http.ts';
import { type Arguments, argumentsOf, readArguments } from './call-arguments.ts';
import type { CallFault, FaultDice, Faults } from './faults.ts';
import type { Gate } from './limits.ts';
import type { Log } from './log.ts';
import type { Call, Told } from './methods/call.ts';
import { methods } from './methods/methods.ts';
import { isRefused, notFound, type Refused, tooLarge, tooMany, unauthorized } from './refusal.ts';
import type { CallEntry } from './shapes.ts';
import type { World } from './world.ts';

const MOST_BODY_BYTES = 50 << 20;

type Tools = Pick<Call, 'updates' | 'polling' | 'payments' | 'acts' | 'wake'> & {
  readonly world: World;
  readonly gate: Gate;
  readonly faults: Faults;
  readonly dice: FaultDice;
  readonly log: Log;
};

type Answer = { readonly status: number; readonly body: unknown; readonly retryAfter?: number };

export type BotApi = {
  /** Handles a request whose path begins with /bot. */
  handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void>;
  /** A call that came as the answer to an update; nobody hears its result. */
  runReply(bot: number, body: string): void;
};

/** The face that bots see: https://core.telegram.org/bots/api#making-requests. */
export function createBotApi(tools: Tools): BotApi {
  const { world, gate, faults, dice, log } = tools;

  const run = async (bot: number, method: string, args: Arguments): Promise<Answer> => {
    const found = methods.get(method);
    if (!found) return answerOf(notFound);
    const wait = gate.pass(bot, args.integer('chat_id', 0), found.weight);
    if (wait) return answerOf(tooMany(wait.retryAfter));
    return answerOf(await found.run({ ...tools, bot, args }));
  };

  const call = async (bot: number, spelled: string, args: Arguments): Promise<Answer | 'silence'> => {
    const at = world.clock.now();
    const method = spelled.toLowerCase();
    const fault = dice.strikesCall(method);
    const executed = !fault || fault.executed === true;
    const real = executed ? await run(bot, method, args) : undefined;
    const answer = fault ? spoilt(fault) : (real ?? answerOf(notFound));
    log.addCall(entryOf({ at, bot, method: spelled, args, executed, fault, answer, tookMs: world.clock.now() - at }));
    return answer;
  };

  return {
    async handle(request, response, url) {
      const path = /^\/bot(\d+:[A-Za-z0-9_-]+)\/+([^/]*)$/.exec(decodeURIComponent(url.pathname));
      const body = await readBody(request, MOST_BODY_BYTES);
      if (!path) return reply(response, answerOf(notFound));
      const bot = world.botsByToken.get(path[1] ?? '');
      if (bot === undefined) return reply(response, answerOf(unauthorized));
      if (!body) return reply(response, answerOf(tooLarge));
      const args = await readArguments(url.searchParams, request.headers['content-type'] ?? '', body);
      if (isRefused(args)) return reply(response, answerOf(args));
      const answer = await call(bot, path[2] ?? '', args);
      if (faults.settings.slowMs > 0) {
        await new Promise<void>((resolve) => void world.clock.after(faults.settings.slowMs, resolve));
      }
      if (answer !== 'silence') reply(response, answer);
    },
    runReply(bot, body) {
      const reply = replyIn(body);
      if (reply) void call(bot, reply.method, argumentsOf(reply.args, new Map()));
    },
  };
}

const hasDescription = (value: unknown): value is Told =>
  typeof value === 'object' && value !== null && 'told' in value;

function answerOf(result: unknown): Answer {
  if (isRefused(result)) return { status: result.code, body: bodyOf(result), ...retryOf(result) };
  const body = hasDescription(result) ? { ok: true, result: true, description: result.told } : { ok: true, result };
  return { status: 200, body };
}

const bodyOf = ({ code, description, parameters }: Refused) => ({
  ok: false,
  error_code: code,
  description,
  ...(parameters ? { parameters } : {}),
});

const retryOf = ({ parameters }: Refused) =>
  parameters?.retry_after === undefined ? {} : { retryAfter: parameters.retry_after };

const REASONS = {
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

function spoilt({ answer, retryAfter = 1 }: CallFault): Answer | 'silence' {
  if (answer === 'silence') return answer;
  if (answer === 429) return answerOf(tooMany(retryAfter));
  return { status: answer, body: { ok: false, error_code: answer, description: REASONS[answer] } };
}

function reply(response: ServerResponse, { status, body, retryAfter }: Answer): void {
  if (response.headersSent || response.destroyed) return;
  if (retryAfter !== undefined) response.setHeader('retry-after', retryAfter);
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

function entryOf(done: {
  at: number;
  bot: number;
  method: string;
  args: Arguments;
  executed: boolean;
  fault: CallFault | undefined;
  answer: Answer | 'silence';
  tookMs: number;
}): CallEntry {
  const { at, bot, method, args, executed, fault, answer, tookMs } = done;
  const body = answer === 'silence' ? {} : (answer.body as { description?: string; ok?: boolean });
  return {
    at,
    bot,
    method,
    args: args.raw,
    status: answer === 'silence' ? 0 : answer.status,
    ...(body.ok === false && body.description ? { description: body.description } : {}),
    executed,
    ...(fault ? { fault: `${fault.answer}${fault.executed ? ', done all the same' : ''}` } : {}),
    tookMs,
  };
}

/** Settings and questions cannot be asked this way (WebhookActor.cpp, handle). */
function replyIn(body: string): { method: string; args: Record<string, unknown> } | undefined {
  if (!body.startsWith('{')) return undefined;
  try {
    const { method, ...args } = JSON.parse(body) as Record<string, unknown>;
    if (typeof method !== 'string' || /^(get|setwebhook|deletewebhook|close|logout)/i.test(method)) return undefined;
    return { method, args };
  } catch {
    return undefined;
  }
}
