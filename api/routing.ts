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
} from '../contracts/http/routes.ts';
import type { SessionView } from '../records/identity/reads.ts';
import { answerProblem } from './middleware/problems.ts';
import { type FindSession, sessionOf } from './middleware/session.ts';

/** What a handler is given: all of it checked, and typed by the route's own schemas. */
export type Asked<R extends Route> = {
  readonly body: BodyOf<R>;
  readonly query: QueryOf<R>;
  /** What stands for `{id}` in the path; a UUID. */
  readonly id: string;
} & (R['who'] extends 'player' ? { readonly session: SessionView } : unknown) &
  (R extends { idempotent: true } ? { readonly key: string } : unknown);

/** A refusal names one of the route's reasons; what else it holds goes along in the answer. */
export type Refusal<R extends Route> = {
  readonly reason: ReasonOf<R> | Extract<keyof typeof sharedRefusals, 'key-reused'>;
} & Readonly<Record<string, unknown>>;

export type Handler<R extends Route> = (
  asked: Asked<R>,
) => Promise<(R extends { file: object } ? SentFile : AnswerOf<R>) | Refusal<R>>;

/** Sent as it is written: a file may be longer than we want to hold. */
export type SentFile = { readonly type: string; readonly name: string; readonly chunks: AsyncIterable<string> };

const MOST_BODY = '64kb';
const uuid = z.uuid();

/** Hangs a route of the contract into the gateway: what is malformed or nobody's never reaches its handler. */
export function mount<R extends Route>(router: Router, route: R, find: FindSession, handle: Handler<R>): void {
  const path = route.path.replaceAll(/\{(\w+)\}/g, ':$1');
  // A beacon can only send text; JSON it is all the same.
  const readBody = route.body ? [express.json({ limit: MOST_BODY, type: ['application/json', 'text/plain'] })] : [];
  router[route.method](path, ...readBody, serve(route, find, handle));
}

const serve =
  <R extends Route>(route: R, find: FindSession, handle: Handler<R>): RequestHandler =>
  async (request, response) => {
    response.setHeader('cache-control', 'no-store');
    const session = route.who === 'player' ? await sessionOf(request, find) : undefined;
    if (route.who === 'player' && !session) return refuse(response, 'session-ended');

    const key = request.get('idempotency-key');
    if (route.idempotent && !uuid.safeParse(key).success) return refuse(response, 'key-missing');

    const asked = read(route, request);
    if ('issue' in asked) return refuse(response, 'malformed', { detail: asked.issue });

    const outcome = await handle({ ...asked, session, key } as unknown as Asked<R>);
    if (isRefusal<R>(outcome)) return answerRefusal(response, route, outcome);
    response.status(route.status);
    if (route.file) return sendFile(response, outcome as SentFile);
    // Not validated again: the handler is typed by the same schema, and a test compares what is really sent with it.
    return void (route.answer ? response.json(outcome) : response.end());
  };

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

const isRefusal = <R extends Route>(outcome: unknown): outcome is Refusal<R> =>
  typeof outcome === 'object' && outcome !== null && 'reason' in outcome;

function refuse(response: Response, reason: keyof typeof sharedRefusals, members = {}): void {
  const [status, title] = sharedRefusals[reason];
  answerProblem(response, status, reason, title, members);
}

function answerRefusal<R extends Route>(response: Response, route: R, { reason, ...members }: Refusal<R>): void {
  const known: Refusals = { ...sharedRefusals, ...route.refusals };
  const [status, title] = known[reason] ?? sharedRefusals.unavailable;
  answerProblem(response, status, reason, title, members);
}
