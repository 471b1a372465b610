import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import { z } from 'zod';
import {
  type AnswerOf,
  type BodyOf,
  type QueryOf,
  type ReasonOf,
  type Refusals,
  type Route,
  sharedRefusals,
} from '../contracts/http/route.ts';
import { assert } from '../domain/assert.ts';
import type { SessionView, StaffSessionView } from '../records/identity/reads.ts';
import { askerOf, type Guard } from './guard.ts';
import { shared, type Who } from './refusals.ts';
import { readUpload, type Upload } from './uploads.ts';

/** What a handler is given: all of it checked, and typed by the route's own schemas. */
export type Asked<R extends Route> = {
  readonly body: BodyOf<R>;
  readonly query: QueryOf<R>;
  /** The file that was sent; undefined where it was larger than the route takes. */
  readonly file: R extends { upload: object } ? Buffer : undefined;
  /** What stands for `{id}` in the path; a UUID. */
  readonly id: string;
  /** For cookies alone. */
  readonly request: Request;
  readonly response: Response;
} & (R['who'] extends 'player' ? { readonly session: SessionView } : unknown) &
  (R['who'] extends readonly string[] ? { readonly staff: StaffSessionView } : unknown) &
  (R extends { idempotent: true } ? { readonly key: string } : unknown);

/** A refusal names one of the route's reasons; what else it holds goes along in the answer. */
export type Refusal<R extends Route> = {
  readonly reason: ReasonOf<R> | Extract<keyof typeof sharedRefusals, 'key-reused' | 'session-ended' | 'unavailable'>;
} & Readonly<Record<string, unknown>>;

export type Handler<R extends Route> = (
  asked: Asked<R>,
) => Promise<
  | (R extends { file: object } ? SentFile : R extends { status: 302 } ? { readonly location: string } : AnswerOf<R>)
  | Refusal<R>
>;

/** Sent as it is written: a file may be longer than we want to hold. */
export type SentFile = {
  readonly type: string;
  readonly name: string;
  readonly chunks: AsyncIterable<string> | Iterable<Uint8Array>;
};

const uuid = z.uuid();
const readJson = express.json({ limit: '64kb', type: 'application/json' });

/**
 * Hangs a route of the contract into the gateway, behind its guard: what is malformed, nobody's or somebody else's never
 * reaches its handler. A route that names a thing and not whose it must be does not start.
 */
export function mount<R extends Route>(router: Router, route: R, guard: Guard, handle: Handler<R>): void {
  assert(route.path.includes('{') === (route.object !== undefined), `${route.path}: whose must the thing be?`);
  const path = route.path.replaceAll(/\{(\w+)\}/g, ':$1');
  const readBody =
    route.method === 'get' ? [] : route.upload ? [readUpload(route.upload)] : [onlyJson(route, guard), readJson];
  router[route.method](path, guard.admit(route), ...readBody, serve(route, guard, handle));
}

const JSON_TYPE = /^application\/json\s*(;|$)/i;

/** A form of another site can send text, never JSON without being asked first. */
const onlyJson =
  (route: Route, guard: Guard): RequestHandler =>
  (request, response, next) => {
    const type = request.get('content-type');
    const isEmpty = request.get('transfer-encoding') === undefined && Number(request.get('content-length') ?? 0) === 0;
    if (type === undefined ? isEmpty && !route.body : JSON_TYPE.test(type)) return next();
    void guard.refuse(request, response, shared('not-json'));
  };

function refuseUpload(
  request: Request,
  response: Response,
  route: Route,
  guard: Guard,
  why: Exclude<Upload, Buffer> | undefined,
): Promise<void> {
  response.setHeader('connection', 'close'); // what is still on its way is not waited for
  if (why !== 'too-large') {
    response.setHeader('retry-after', '5');
    return guard.refuse(request, response, shared('unavailable'));
  }
  const reason = route.upload?.tooLarge ?? 'too-large';
  const [status, title] = route.refusals[reason] ?? sharedRefusals['too-large'];
  return guard.refuse(request, response, [status, reason, title]);
}

const serve =
  <R extends Route>(route: R, guard: Guard, handle: Handler<R>): RequestHandler =>
  async (request, response) => {
    const key = request.get('idempotency-key');
    if (route.idempotent && !uuid.safeParse(key).success) return guard.refuse(request, response, shared('key-missing'));

    const asked = read(route, request);
    if ('issue' in asked) return guard.refuse(request, response, shared('malformed'), { detail: asked.issue });
    if (!(await guard.isTheirs(request, response, route, asked.id))) return undefined;

    const file = route.upload && (response.locals.upload as Upload);
    if (route.upload && !Buffer.isBuffer(file)) return refuseUpload(request, response, route, guard, file);
    const outcome = await handle({
      ...asked,
      ...askerOf(response),
      key,
      file,
      request,
      response,
    } as unknown as Asked<R>);
    if (isRefusal<R>(outcome)) return refuse(request, response, route, guard, outcome);
    if (route.status === 302) return response.redirect((outcome as { location: string }).location);
    response.status(route.status);
    if (route.file) return sendFile(response, outcome as SentFile);
    // Not validated again: the handler is typed by the same schema, and a test compares what is really sent with it.
    return void (route.answer ? sendJson(response, outcome) : response.end());
  };

/** As Express's own would, without what it looks for first: our answers have no etag, and are always text of one kind. */
function sendJson(response: Response, outcome: unknown): void {
  response.setHeader('content-type', 'application/json; charset=utf-8');
  response.end(JSON.stringify(outcome));
}

async function sendFile(response: Response, { type, name, chunks }: SentFile): Promise<void> {
  response.attachment(name);
  response.setHeader('content-type', type);
  // Whoever opens it in a browser gets a page that can do nothing.
  response.setHeader(
    'content-security-policy',
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; frame-ancestors 'none'",
  );
  try {
    await pipeline(Readable.from(chunks), response);
  } catch (err) {
    // Begun, it can only break off: whoever asked sees an unfinished file, or is the one who left.
    const hasLeft = (err as NodeJS.ErrnoException).code === 'ERR_STREAM_PREMATURE_CLOSE';
    if (!hasLeft) response.locals.log?.error({ err }, 'a file broke off');
    response.destroy();
  }
}

function read(route: Route, request: Request): { body: unknown; query: unknown; id: string } | { issue: string } {
  const id = String(request.params.id ?? '');
  if (route.path.includes('{id}') && !uuid.safeParse(id).success) return { issue: 'the id is not a UUID' };
  const body = route.body?.safeParse(request.body);
  if (body?.success === false) return { issue: issueOf(body.error) };
  const query = route.query?.safeParse(request.query);
  if (query?.success === false) return { issue: issueOf(query.error) };
  return { body: body?.data, query: query?.data, id: id.toLowerCase() };
}

/** Where and what, without what was sent: that may be anything. */
function issueOf({ issues }: z.ZodError): string {
  const [issue] = issues;
  return issue ? `${issue.path.join('.') || 'the body'}: ${issue.message}` : 'not as described';
}

/** A test sees to it that no answer has a `reason` of its own. */
const isRefusal = <R extends Route>(outcome: unknown): outcome is Refusal<R> =>
  typeof outcome === 'object' && outcome !== null && 'reason' in outcome;

function refuse<R extends Route>(
  request: Request,
  response: Response,
  route: R,
  guard: Guard,
  { reason, ...members }: Refusal<R>,
): Promise<void> {
  const known: Refusals = { ...sharedRefusals, ...route.refusals };
  const [status, title] = known[reason] ?? sharedRefusals.unavailable;
  const { session, staff } = askerOf(response);
  const who: Who = session
    ? { actor: 'player', actorId: session.player }
    : staff
      ? { actor: 'staff', actorId: staff.staff }
      : { actor: 'system' };
  return guard.refuse(request, response, [status, reason, title], { who, ...members });
}
