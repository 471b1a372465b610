import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody, sendJson } from '../../pages/http.ts';
import type { Chain } from '../chain/chain.ts';
import type { TonDice, TonFaults } from '../faults.ts';
import { API_ROOT } from '../wires.ts';
import { type Broadcast, createMethods } from './methods.ts';
import { isRefused, type Refused, refuse } from './refusal.ts';

/** A call that was made, for tests and the page. */
export type CallEntry = {
  readonly call: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly status: number | 'silence';
};

type Tools = {
  readonly chain: Chain;
  readonly faults: TonFaults;
  readonly dice: TonDice;
  /** Without it every call is answered, as toncenter does for a while. */
  readonly apiKey?: string;
  readonly called: (entry: CallEntry) => void;
};

type Asked = { readonly method: string; readonly params: Record<string, unknown>; readonly rpcId?: unknown };
type Answer = { readonly status: number; readonly body: Record<string, unknown> };

/** toncenter's API v2 on the wire: JSON-RPC and a path for each method, keys, errors; and what may go wrong with each call. */
export function createTonApi({ chain, faults, dice, apiKey, called }: Tools) {
  const broadcast: Broadcast = async (boc) => {
    if (dice.refuses()) return notAccepted('inbound external message rejected by transaction');
    if (dice.drops()) return lostMessage(boc);
    const lie = dice.lies();
    const sent = await chain.submit(boc);
    if ('reason' in sent) {
      return sent.reason === 'malformed' ? refuse(422, 'boc: invalid message') : notAccepted(sent.text);
    }
    if (lie) chain.lie(lie);
    return sent;
  };
  const lostMessage: Broadcast = async () => ({ hash: Buffer.alloc(32), normalisedHash: Buffer.alloc(32) });
  const methods = createMethods(chain, { view: () => chain.view(faults.settings.lagBlocks), broadcast });

  const carryOut = async ({ method, params }: Asked): Promise<unknown | Refused> => {
    const act = Object.hasOwn(methods, method) ? methods[method] : undefined;
    if (!act) return refuse(404, `method ${method} is not supported`);
    try {
      return await act(params);
    } catch (error) {
      return refuse(422, error instanceof Error ? error.message : String(error));
    }
  };

  return async function handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const asked = await readCall(request, url);
    if (isRefused(asked)) return send(response, said(asked, {}));
    if (apiKey && request.headers['x-api-key'] !== apiKey && url.searchParams.get('api_key') !== apiKey) {
      return send(response, said(refuse(401, 'API key does not exist'), asked));
    }
    const getMethod = asked.method === 'runGetMethod' ? [`runGetMethod:${asked.params.method}`] : [];
    const fault = dice.strikesCall([asked.method, ...getMethod]);
    const answer = fault && !fault.executed ? undefined : said(await carryOut(asked), asked);
    const spoilt = typeof fault?.answer === 'number' ? said(broken(fault.answer), asked) : answer;
    const status = fault?.answer === 'silence' ? fault.answer : (spoilt?.status ?? 500);
    called({ call: asked.method, params: asked.params, status });
    if (!spoilt || fault?.answer === 'silence') return; // until the caller gives up
    if (faults.settings.slowMs > 0) await new Promise((resolve) => setTimeout(resolve, faults.settings.slowMs));
    send(response, spoilt);
  };
}

const send = (response: ServerResponse, { status, body }: Answer): void => sendJson(response, status, body);

const notAccepted = (text: string): Refused =>
  refuse(500, `LITE_SERVER_UNKNOWN: cannot apply external message to current state : ${text}`);

const broken = (status: 429 | 500 | 502 | 503): Refused =>
  status === 429
    ? refuse(429, 'Ratelimit exceed')
    : refuse(status, 'LITE_SERVER_NETWORK: timeout for adnl query query');

function said(result: unknown, { rpcId }: { readonly rpcId?: unknown }): Answer {
  const rpc = rpcId === undefined ? {} : { jsonrpc: '2.0', id: rpcId };
  if (!isRefused(result)) return { status: 200, body: { ok: true, result, ...rpc } };
  const { status, refused } = result;
  return { status, body: { ok: false, error: refused, code: status, ...rpc } };
}

/** A method and its parameters, as JSON-RPC, as a query or as a body. */
async function readCall(request: IncomingMessage, url: URL): Promise<Asked | Refused> {
  const method = url.pathname.slice(API_ROOT.length + 1);
  if (request.method === 'GET') return { method, params: Object.fromEntries(url.searchParams) };
  const body = readObject(String((await readBody(request)) ?? ''));
  if (!body) return refuse(422, 'the body is no JSON object');
  if (method !== 'jsonRPC') return { method, params: body };
  if (typeof body.method !== 'string') return refuse(422, 'method: field required');
  const params = typeof body.params === 'object' && body.params !== null ? body.params : {};
  return { method: body.method, params: params as Record<string, unknown>, rpcId: body.id ?? null };
}

function readObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
