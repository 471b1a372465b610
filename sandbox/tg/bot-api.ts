import { type RequestHandler, type Response, Router } from 'express';
import express from 'express';
import type { Faults } from './faults.ts';
import { type MethodDeps, methods } from './methods.ts';
import { Refusal } from './refusals.ts';

type Deps = MethodDeps & { readonly faults: Faults; readonly onCall: (call: { method: string; args: unknown; code: number }) => void };

/** `/bot<token>/<method>` as api.telegram.org serves it: any verb, JSON, form or multipart. */
export function botApi(deps: Deps): Router {
  const router = Router();
  const parsers = [express.json({ limit: '20mb' }), express.urlencoded({ extended: false, limit: '20mb' }), multipart];
  router.all('/bot:token/:method', ...parsers, async (request, response) => {
    const { token, method } = request.params as { token: string; method: string };
    const args = read({ ...request.query, ...(request.body as Record<string, unknown> | undefined) });
    const answer = await call(deps, token, method, args);
    deps.onCall({ method, args, code: answer.status });
    if (answer.hang) return;
    response.status(answer.status).json(answer.body);
  });
  router.all(/^\/bot/, (_request, response: Response) => void response.status(404).json(refused(404, 'Not Found')));
  return router;
}

type Answer = { status: number; body: unknown; hang?: boolean };

async function call(deps: Deps, token: string, name: string, args: Record<string, unknown>): Promise<Answer> {
  const bot = deps.world.bots.find((each) => each.token === token);
  if (!bot) return /^\d+:[\w-]+$/.test(token) ? { status: 401, body: refused(401, 'Unauthorized') } : { status: 404, body: refused(404, 'Not Found') };
  const found = Object.entries(methods).find(([known]) => known.toLowerCase() === name.toLowerCase());
  if (!found) return { status: 404, body: refused(404, 'Not Found') };
  const fate = found[0] === 'getUpdates' ? 'as-usual' : deps.faults.nextCall();
  if (deps.faults.settings.slowMs > 0) await new Promise((resolve) => setTimeout(resolve, deps.faults.settings.slowMs));
  if (typeof fate === 'object') {
    if (fate.refuse === 429) return { status: 429, body: { ...refused(429, 'Too Many Requests: retry after 1'), parameters: { retry_after: 1 } } };
    return { status: fate.refuse, body: refused(fate.refuse, fate.refuse === 502 ? 'Bad Gateway' : 'Internal Server Error') };
  }
  try {
    const result = await found[1](deps, bot, args);
    deps.world.announce({ kind: 'call', bot: bot.id, method: found[0], code: 200, at: deps.world.now() });
    if (fate === 'fail-after') return { status: 500, body: refused(500, 'Internal Server Error') };
    return { status: 200, body: { ok: true, result }, hang: fate === 'hang-after' };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    deps.world.announce({ kind: 'call', bot: bot.id, method: found[0], code: error.code, at: deps.world.now() });
    return { status: error.code, body: { ...refused(error.code, error.message), ...(error.retryAfter ? { parameters: { retry_after: error.retryAfter } } : {}) } };
  }
}

const refused = (code: number, description: string) => ({ ok: false, error_code: code, description });

/** Objects may come as JSON in a string: that is how forms carry them. */
function read(args: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => {
      if (typeof value !== 'string' || !/^[[{]/.test(value) || name === 'text') return [name, value];
      try {
        return [name, JSON.parse(value)];
      } catch {
        throw new Refusal(400, `Bad Request: can't parse ${name} JSON object`);
      }
    }),
  );
}

const multipart: RequestHandler = async (request, _response, next) => {
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/form-data')) return next();
  const form = await new globalThis.Response(request as never, { headers: { 'content-type': type } }).formData();
  request.body = Object.fromEntries([...form.entries()].map(([name, value]) => [name, typeof value === 'string' ? value : value.name]));
  return next();
};
