import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import qs from 'qs';
import type { CallFault, FaultDice, Faults } from '../ground/faults.ts';
import { readBody, sendJson } from '../pages/http.ts';
import { API_VERSION } from './api-version.ts';
import { expanded } from './expand.ts';
import type { Method } from './methods.ts';
import { invalid, isRefused, keyReused, type Refused, unauthorized, unknownUrl } from './refusal.ts';
import type { StoredAnswer } from './shapes.ts';
import { newId, type World } from './world.ts';

type Tools = {
  readonly world: World;
  readonly secretKey: string;
  readonly methods: Readonly<Record<string, Method>>;
  readonly faults: Faults;
  readonly dice: FaultDice;
  readonly pageUrl: () => string;
};

type Answer = { readonly status: number; readonly body: unknown; readonly replayed: boolean };
type Asked = { readonly call: string; readonly id: string; readonly text: string; readonly key: string | undefined };

/** The API as it lies on the wire: keys, form bodies, idempotency, expansion, errors; and what may go wrong with each call. */
export function createStripeApi(tools: Tools) {
  const { world, faults, dice, methods } = tools;

  const execute = ({ call, id, text }: Asked): unknown | Refused => {
    const method = methods[call];
    if (!method) return unknownUrl(call);
    const { expand = [], ...params } = qs.parse(text, { depth: 10, arrayLimit: 100, parameterLimit: 1_000 });
    const answer = method({ id, params, pageUrl: tools.pageUrl() });
    if (isRefused(answer)) return answer;
    const whole = expanded(world, answer, Array.isArray(expand) ? expand.map(String) : []);
    return whole ?? invalid('This property cannot be expanded.', 'expand');
  };

  /** Does a POST once for its key, and answers a repeat as the first time, whatever that was. */
  const answer = (asked: Asked, request: string, fault: CallFault | undefined): Answer => {
    const known = asked.key === undefined ? undefined : storedAnswer(world, asked.key);
    const fingerprint = createHash('sha256').update(`${asked.call} ${asked.id} ${asked.text}`).digest('base64url');
    if (known && known.fingerprint !== fingerprint) return { ...said(keyReused), replayed: false };
    if (known) return { status: known.status, body: known.body, replayed: true };
    const result = execute(asked);
    const isFailed = fault?.executed === true && typeof fault.answer === 'number' && fault.answer >= 500;
    const { status, body } = isFailed ? brokenAnswer(Number(fault.answer)) : said(result);
    if (asked.key !== undefined && (isFailed || !isRefused(result) || result.begun))
      world.answers.put(asked.key, { key: asked.key, fingerprint, status, body, request, at: world.clock.now() });
    return { status, body, replayed: false };
  };

  return async function handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const [call, id] = callOf(request.method ?? 'GET', url.pathname);
    const isPost = request.method === 'POST';
    const text = isPost ? String((await readBody(request)) ?? '') : url.search.slice(1);
    const header = request.headers['idempotency-key'];
    const key = isPost && typeof header === 'string' ? header : undefined;
    const requestId = newId(world, 'req');
    if (request.headers.authorization !== `Bearer ${tools.secretKey}`) {
      const { status, body } = said(unauthorized);
      return sendJson(response, status, body, { 'request-id': requestId });
    }
    const fault = dice.strikesCall(call);
    const spoils = fault && !fault.executed;
    const given: Answer =
      spoils && typeof fault.answer === 'number'
        ? { ...brokenAnswer(fault.answer), replayed: false }
        : spoils
          ? { status: 0, body: undefined, replayed: false }
          : answer({ call, id, text, key }, requestId, fault);
    world.hub.tell({
      kind: 'call',
      entry: {
        at: world.clock.now(),
        call,
        status: fault?.answer === 'silence' ? 'silence' : given.status,
        key: key ?? null,
        replayed: given.replayed,
        fault: fault ? `${fault.answer}${fault.executed ? ' after doing it' : ''}` : null,
      },
    });
    if (fault?.answer === 'silence') return; // until the caller gives up
    await pause(world, faults.settings.slowMs);
    sendJson(response, given.status, given.body, {
      'request-id': requestId,
      'stripe-version': API_VERSION,
      ...(key ? { 'idempotency-key': key } : {}),
      ...(given.replayed ? { 'idempotent-replayed': 'true' } : {}),
      ...(given.status >= 500 && key && fault?.executed ? { 'stripe-should-retry': 'false' } : {}),
    });
  };
}

const said = (result: unknown | Refused): { status: number; body: unknown } =>
  isRefused(result) ? { status: result.status, body: { error: result.error } } : { status: 200, body: result };

const brokenAnswer = (status: number): { status: number; body: unknown } => ({
  status,
  body: {
    error:
      status === 429
        ? { type: 'invalid_request_error', code: 'rate_limit', message: 'Request rate limit exceeded.' }
        : { type: 'api_error', message: 'An unknown error occurred.' },
  },
});

/** What was answered for the key; forgotten when it is so old that Stripe may have forgotten it, too. */
function storedAnswer(world: World, key: string): StoredAnswer | undefined {
  const known = world.answers.get(key);
  if (!known || world.clock.now() - known.at < world.pauses.keysLiveMs) return known;
  world.answers.remove(key);
  return undefined;
}

const IN_PATH = /^(?:cs_test|pi|ch|re|du|evt|issfr)_\w+$/;

/** The call with `:id` in its path, and the id. */
function callOf(method: string, pathname: string): [call: string, id: string] {
  const parts = pathname.split('/');
  const collections = new Set(['v1', 'checkout', 'sessions', 'expire', 'search', 'radar', 'early_fraud_warnings']);
  const names = new Set(['payment_intents', 'charges', 'refunds', 'disputes', 'events']);
  const at = parts.findIndex((part) => part !== '' && !collections.has(part) && !names.has(part));
  const id = at < 0 ? '' : (parts[at] ?? '');
  if (at >= 0 && (IN_PATH.test(id) || at > 2)) parts[at] = ':id';
  return [`${method} ${parts.join('/')}`, decodeURIComponent(id)];
}

const pause = (world: World, ms: number): Promise<void> =>
  ms > 0 ? new Promise((resolve) => void world.clock.after(ms, resolve)) : Promise.resolve();
