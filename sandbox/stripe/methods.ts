import { z } from 'zod';
import type { Checkout } from './checkout.ts';
import type { Returns } from './refunds.ts';
import { invalid, missing, type Refused } from './refusal.ts';
import { searchTerms } from './search.ts';
import { newestFirst, now, type World } from './world.ts';

/** A call as it came: its path's id, its parameters, and where the buyer's page is. */
export type Call = { readonly id: string; readonly params: Record<string, unknown>; readonly pageUrl: string };
export type Method = (call: Call) => unknown | Refused;

type Tools = { readonly world: World; readonly checkout: Checkout; readonly returns: Returns };

const HALF_HOUR_S = 1_800;
const DAY_S = 86_400;

const count = z.string().regex(/^\d+$/).transform(Number);
const metadata = z.record(z.string().max(40), z.string().max(500)).default({});
const sessionParams = z.looseObject({
  mode: z.literal('payment'),
  success_url: z.url().max(5_000),
  cancel_url: z.url().max(5_000).optional(),
  client_reference_id: z.string().max(200).optional(),
  expires_at: count.optional(),
  metadata,
  payment_intent_data: z.looseObject({ metadata, description: z.string().optional() }).optional(),
  line_items: z
    .array(
      z.looseObject({
        quantity: count,
        price_data: z.looseObject({
          currency: z.string().regex(/^[a-z]{3}$/),
          unit_amount: count,
          product_data: z.looseObject({ name: z.string().min(1), description: z.string().optional() }),
        }),
      }),
    )
    .min(1),
});
const refundParams = z.strictObject({
  payment_intent: z.string().optional(),
  charge: z.string().optional(),
  amount: count.optional(),
  reason: z.enum(['duplicate', 'fraudulent', 'requested_by_customer']).optional(),
  metadata,
});
const listParams = z.looseObject({
  limit: count.pipe(z.number().min(1).max(100)).default(10),
  starting_after: z.string().optional(),
  ending_before: z.string().optional(),
  created: z.looseObject({ gte: count.optional(), lte: count.optional() }).optional(),
});

/** The calls an integration of Checkout, refunds and disputes makes, in Stripe's own terms (docs.stripe.com/api). */
export function createMethods({ world, checkout, returns }: Tools): Readonly<Record<string, Method>> {
  const one =
    (what: string, find: (id: string) => unknown): Method =>
    ({ id }) =>
      find(id) ?? missing(what, id);

  return {
    'POST /v1/checkout/sessions': ({ params, pageUrl }) => openSession(world, checkout, params, pageUrl),
    'POST /v1/checkout/sessions/:id/expire': ({ id }) =>
      world.sessions.get(id) ? checkout.expire(id) : missing('checkout.session', id),
    'GET /v1/checkout/sessions/:id': one('checkout.session', (id) => {
      checkout.expireDue();
      return world.sessions.get(id)?.wire;
    }),
    'GET /v1/checkout/sessions': ({ params }) =>
      list(
        '/v1/checkout/sessions',
        [...world.sessions.values()].map(({ wire }) => wire),
        params,
        ['payment_intent'],
      ),
    'GET /v1/payment_intents/search': ({ params }) => search(world, params),
    'GET /v1/payment_intents/:id': one('payment_intent', world.intents.get),
    'GET /v1/payment_intents': ({ params }) => list('/v1/payment_intents', world.intents.values(), params, []),
    'GET /v1/charges/:id': one('charge', world.charges.get),
    'GET /v1/charges': ({ params }) => list('/v1/charges', world.charges.values(), params, ['payment_intent']),
    'POST /v1/refunds': ({ params }) => {
      const read = refundParams.safeParse(params);
      if (!read.success) return unread(read.error);
      const { payment_intent: paymentIntent, ...wish } = read.data;
      return returns.refund({ ...wish, paymentIntent });
    },
    'GET /v1/refunds/:id': one('refund', world.refunds.get),
    'GET /v1/refunds': ({ params }) =>
      list('/v1/refunds', world.refunds.values(), params, ['payment_intent', 'charge']),
    'GET /v1/disputes/:id': one('dispute', world.disputes.get),
    'GET /v1/disputes': ({ params }) =>
      list('/v1/disputes', world.disputes.values(), params, ['payment_intent', 'charge']),
    'GET /v1/radar/early_fraud_warnings/:id': one('radar.early_fraud_warning', world.warnings.get),
    'GET /v1/events/:id': one('event', world.events.get),
    'GET /v1/events': ({ params }) => list('/v1/events', world.events.values(), params, ['type']),
  };
}

function openSession(world: World, checkout: Checkout, params: unknown, pageUrl: string): unknown {
  const read = sessionParams.safeParse(params);
  if (!read.success) return unread(read.error);
  const { line_items, expires_at: expiresAt = now(world) + DAY_S, payment_intent_data, ...wish } = read.data;
  const inSeconds = expiresAt - now(world);
  if (inSeconds < HALF_HOUR_S || inSeconds > DAY_S) {
    return invalid(
      'The `expires_at` timestamp must be at least 30 minutes and at most 24 hours from Checkout Session creation.',
      'expires_at',
    );
  }
  const [first] = line_items;
  const currencies = new Set(line_items.map(({ price_data }) => price_data.currency));
  const amount = line_items.reduce((sum, { quantity, price_data }) => sum + quantity * price_data.unit_amount, 0);
  if (!first || currencies.size !== 1) return invalid('All line items must have the same currency.', 'line_items');
  if (amount < 50)
    return invalid(
      "The Checkout Session's total amount must convert to at least 50 cents.",
      'line_items',
      'amount_too_small',
    );
  return checkout.open(
    {
      amount,
      currency: first.price_data.currency,
      expiresAt,
      cancel_url: wish.cancel_url ?? null,
      success_url: wish.success_url,
      client_reference_id: wish.client_reference_id ?? null,
      metadata: wish.metadata,
      intentMetadata: payment_intent_data?.metadata ?? {},
      title: first.price_data.product_data.name,
      description: first.price_data.product_data.description ?? '',
    },
    pageUrl,
  );
}

type Listed = { readonly id: string; readonly created: number };

/** A page of a list, the newest first (docs.stripe.com/api/pagination). */
function list(url: string, all: Iterable<Listed>, params: unknown, filters: readonly string[]): unknown {
  const read = listParams.safeParse(params);
  if (!read.success) return unread(read.error);
  const { limit, starting_after, ending_before, created } = read.data;
  const rows = newestFirst(all).filter(
    (each) =>
      filters.every((field) => read.data[field] === undefined || (each as never)[field] === read.data[field]) &&
      each.created >= (created?.gte ?? 0) &&
      each.created <= (created?.lte ?? Number.POSITIVE_INFINITY),
  );
  const cursor = starting_after ?? ending_before;
  const at = cursor === undefined ? -1 : rows.findIndex(({ id }) => id === cursor);
  if (cursor !== undefined && at < 0) return missing('object', cursor);
  if (ending_before !== undefined) {
    const before = rows.slice(0, at);
    return { object: 'list', url, has_more: before.length > limit, data: before.slice(-limit) };
  }
  const after = rows.slice(at + 1);
  return { object: 'list', url, has_more: after.length > limit, data: after.slice(0, limit) };
}

/** What was made in this very moment is not found yet: search lags behind (docs.stripe.com/search, "Data freshness"). */
function search(world: World, params: Record<string, unknown>): unknown {
  const terms = searchTerms(String(params.query ?? ''));
  if (!terms) return invalid(`We were unable to parse your search query.`, 'query');
  const seenUntil = (world.clock.now() - world.pauses.searchLagMs) / 1_000;
  const data = newestFirst(world.intents.values()).filter(
    (intent) =>
      intent.created <= seenUntil &&
      terms.every(({ field, value }) =>
        field.startsWith('metadata.')
          ? intent.metadata[field.slice('metadata.'.length)] === value
          : String((intent as unknown as Record<string, unknown>)[field]) === value,
      ),
  );
  return {
    object: 'search_result',
    url: '/v1/payment_intents/search',
    has_more: false,
    next_page: null,
    data: data.slice(0, 100),
  };
}

function unread({ issues: [issue] }: z.ZodError): Refused {
  const [first = '', ...rest] = issue?.path.map(String) ?? [];
  const param = first + rest.map((part) => `[${part}]`).join('');
  if (issue?.code === 'unrecognized_keys')
    return invalid(`Received unknown parameter: ${issue.keys[0]}`, issue.keys[0], 'parameter_unknown');
  const isMissing = issue?.code === 'invalid_type' && issue.input === undefined;
  return isMissing
    ? invalid(`Missing required param: ${param}.`, param, 'parameter_missing')
    : invalid(`Invalid ${param}: ${issue?.message ?? ''}`, param);
}
