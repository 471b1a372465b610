import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { CallFault, FaultDice, Faults } from '../ground/faults.ts';
import { readBody, sendJson } from '../pages/http.ts';
import type { Payments } from './payments.ts';
import { isRefused, keyReused, notFound, type Refused, unauthorized, unprocessable } from './refusal.ts';
import type { Returns } from './returns.ts';
import type { StoredAnswer, TransferWire } from './shapes.ts';
import type { Transfers } from './transfers.ts';
import type { World } from './world.ts';

type Tools = {
  readonly world: World;
  readonly apiKey: string;
  readonly payments: Payments;
  readonly returns: Returns;
  readonly transfers: Transfers;
  readonly faults: Faults;
  readonly dice: FaultDice;
  readonly pageUrl: () => string;
};

type Call = { readonly id: string; readonly body: unknown; readonly query: URLSearchParams };
type Method = (call: Call) => unknown | Refused;
type Answer = { readonly status: number; readonly body: unknown; readonly replayed: boolean };

const amount = z.object({ currency: z.string().regex(/^[A-Z]{3}$/), value: z.int().positive() });
const linkBody = z.looseObject({
  merchantAccount: z.string(),
  amount,
  reference: z.string().min(1).max(80),
  returnUrl: z.url(),
  description: z.string().max(280).default(''),
  expiresAt: z.string(),
  reusable: z.boolean().default(false),
});
const refundBody = z.looseObject({ merchantAccount: z.string(), amount, reference: z.string().max(80).default('') });
const transferBody = z.looseObject({
  amount,
  balanceAccountId: z.string(),
  category: z.literal('bank'),
  counterparty: z.object({
    bankAccount: z.object({
      accountHolder: z.looseObject({ fullName: z.string().min(1) }),
      accountIdentification: z.object({
        type: z.literal('iban'),
        iban: z.string().regex(/^[A-Z]{2}\d{2}[A-Z\d]{8,30}$/),
      }),
    }),
  }),
  reference: z.string().max(80).default(''),
  description: z.string().max(140).optional(),
});

/** Adyen's own version in front of a path, and the folder of its live addresses. */
const VERSION = /^\/(?:checkout\/|btl\/)?v\d+/;
export const isApiPath = (pathname: string): boolean => VERSION.test(pathname);

function createMethods({ world, payments, returns, transfers, pageUrl }: Tools): Readonly<Record<string, Method>> {
  return {
    'POST /paymentLinks': ({ body }) => {
      const read = linkBody.safeParse(body);
      if (!read.success) return unread(read.error);
      if (read.data.merchantAccount !== world.merchantAccount) return unprocessable('901', 'Invalid Merchant Account');
      return payments.open(read.data, pageUrl());
    },
    'GET /paymentLinks/:id': ({ id }) => payments.link(id) ?? notFound,
    'PATCH /paymentLinks/:id': ({ id }) => payments.expire(id) ?? notFound,
    'POST /payments/:id/refunds': ({ id, body }) => {
      const read = refundBody.safeParse(body);
      if (!read.success) return unread(read.error);
      const refund = returns.refund(id, read.data.amount, read.data.reference);
      if (isRefused(refund)) return refund;
      const { psp: pspReference, payment: paymentPspReference, reference, amount: refunded } = refund;
      const { merchantAccount } = world;
      return { merchantAccount, paymentPspReference, pspReference, reference, amount: refunded, status: 'received' };
    },
    'POST /transfers': ({ body }) => {
      const read = transferBody.safeParse(body);
      if (!read.success) return unread(read.error);
      if (read.data.balanceAccountId !== world.balanceAccount)
        return unprocessable('30_011', 'Invalid balance account');
      return transfers.pay(read.data);
    },
    'GET /transfers/:id': ({ id }) => world.transfers.get(id) ?? notFound,
    'GET /transfers': ({ query }) => listed(world, query, pageUrl()),
  };
}

/** A page of movements (Transfers API, "Get all transfers"). */
function listed(world: World, query: URLSearchParams, pageUrl: string): unknown {
  const [since, until] = ['createdSince', 'createdUntil'].map((name) => Date.parse(query.get(name) ?? ''));
  if (since === undefined || until === undefined || Number.isNaN(since) || Number.isNaN(until))
    return unprocessable('29_001', 'createdSince and createdUntil are required');
  if (query.get('balanceAccountId') !== world.balanceAccount) return unprocessable('30_011', 'Invalid balance account');
  const [category, reference] = [query.get('category'), query.get('reference')];
  const isWanted = (each: TransferWire): boolean => {
    const at = Date.parse(each.createdAt);
    return (
      at >= since &&
      at <= until &&
      (category === null || each.category === category) &&
      // Of those alone that were asked for by POST /transfers: the others have no reference of ours to be found by.
      (reference === null || (each.category === 'bank' && each.reference === reference))
    );
  };
  const rows = [...world.transfers.values()].filter(isWanted);
  if (query.get('sortOrder') === 'desc') rows.reverse();
  const limit = Number(query.get('limit') ?? 10);
  const from = Number(query.get('cursor') ?? 0);
  const next = from + limit < rows.length ? new URL(`/btl/v4/transfers?${query}`, pageUrl) : undefined;
  next?.searchParams.set('cursor', String(from + limit));
  return { data: rows.slice(from, from + limit), _links: next ? { next: { href: next.href } } : {} };
}

/** The APIs as they lie on the wire: keys, JSON, idempotency, errors; and what may go wrong with each call. */
export function createAdyenApi(tools: Tools) {
  const { world, faults, dice } = tools;
  const methods = createMethods(tools);

  /** Does a POST once for its key, and answers a repeat as the first time. */
  const answer = (call: string, key: string | undefined, asked: Call, text: string): Answer => {
    const known = key === undefined ? undefined : storedAnswer(world, key);
    const fingerprint = createHash('sha256').update(`${call} ${asked.id} ${text}`).digest('base64url');
    if (known && known.fingerprint !== fingerprint) return { ...keyReused, replayed: false };
    if (known) return { status: known.status, body: known.body, replayed: true };
    const result = methods[call]?.(asked) ?? notFound;
    const said = isRefused(result) ? { status: result.status, body: result.body } : { status: 200, body: result };
    // What was not begun is not kept: it may be asked for again under its key.
    if (key !== undefined && !isRefused(result))
      world.answers.put(key, { fingerprint, ...said, at: world.clock.now() });
    return { ...said, replayed: false };
  };

  return async function handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const [call, id] = callOf(request.method ?? 'GET', url.pathname);
    const isPost = request.method === 'POST';
    const text = isPost || request.method === 'PATCH' ? String((await readBody(request)) ?? '') : '';
    const header = request.headers['idempotency-key'];
    const key = isPost && typeof header === 'string' ? header : undefined;
    if (request.headers['x-api-key'] !== tools.apiKey)
      return sendJson(response, unauthorized.status, unauthorized.body, {});
    const fault = dice.strikesCall(call);
    const given = fault && !fault.executed ? spoilt(fault) : answer(call, key, askedOf(id, text, url), text);
    const shown = fault?.executed ? spoilt(fault) : given;
    world.hub.tell({
      kind: 'call',
      entry: {
        at: world.clock.now(),
        call,
        status: fault?.answer === 'silence' ? 'silence' : shown.status,
        key: key ?? null,
        replayed: given.replayed,
        fault: fault ? `${fault.answer}${fault.executed ? ' after doing it' : ''}` : null,
      },
    });
    if (fault?.answer === 'silence') return; // until the caller gives up
    if (faults.settings.slowMs > 0)
      await new Promise<void>((resolve) => void world.clock.after(faults.settings.slowMs, resolve));
    sendJson(response, shown.status, shown.body, key ? { 'idempotency-key': key } : {});
  };
}

function askedOf(id: string, text: string, url: URL): Call {
  try {
    return { id, body: text === '' ? undefined : JSON.parse(text), query: url.searchParams };
  } catch {
    return { id, body: undefined, query: url.searchParams };
  }
}

const spoilt = ({ answer }: CallFault): Answer => ({
  status: answer === 'silence' ? 0 : answer,
  body: { status: answer, errorCode: '905', message: 'Payment details are not supported', errorType: 'internal' },
  replayed: false,
});

/** Forgotten when it is so old that Adyen may have forgotten it, too. */
function storedAnswer(world: World, key: string): StoredAnswer | undefined {
  const known = world.answers.get(key);
  if (!known || world.clock.now() - known.at < world.pauses.keysLiveMs) return known;
  world.answers.remove(key);
  return undefined;
}

/** The call with `:id` in its path, and the id. */
function callOf(method: string, pathname: string): [call: string, id: string] {
  const [, first = '', id, ...rest] = pathname.replace(VERSION, '').split('/');
  const parts = ['', first, ...(id === undefined ? [] : [':id']), ...rest];
  return [`${method} ${parts.join('/')}`, decodeURIComponent(id ?? '')];
}

function unread({ issues: [issue] }: z.ZodError): Refused {
  return unprocessable('29_001', `Field is not valid: ${issue?.path.join('.') ?? ''}`);
}
