import { randomUUID } from 'node:crypto';
import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type RequestHandler,
  type Response,
} from 'express';
import helmet from 'helmet';
import { documentRoutes } from '../contracts/http/documents.ts';
import { sharedRefusals } from '../contracts/http/route.ts';
import { assert } from '../domain/assert.ts';
import type { Logger } from '../runtime/logger.ts';
import type { ApiDeps } from './deps.ts';
import { isRule } from './guard.ts';
import { shareWith } from './middleware/cors.ts';
import { hurry } from './middleware/hurry.ts';
import { answerProblem } from './middleware/problems.ts';
import { shed } from './middleware/shed.ts';
import { describeApi } from './openapi.ts';
import { arrivals } from './routes/arrivals.ts';
import { auth } from './routes/auth.ts';
import { bonuses } from './routes/bonuses.ts';
import { codec } from './routes/codec.ts';
import { deposits } from './routes/deposits.ts';
import { destinations } from './routes/destinations.ts';
import { devices } from './routes/devices.ts';
import { documents } from './routes/documents.ts';
import { events } from './routes/events.ts';
import { games } from './routes/games.ts';
import { kyc } from './routes/kyc.ts';
import { legal } from './routes/legal.ts';
import { limits } from './routes/limits.ts';
import { logins } from './routes/logins.ts';
import { operations } from './routes/operations.ts';
import { player } from './routes/player.ts';
import { staff } from './routes/staff.ts';
import { staffKyc } from './routes/staff-kyc.ts';
import { staffQueues } from './routes/staff-queues.ts';
import { staffWallets } from './routes/staff-wallets.ts';
import { standing } from './routes/standing.ts';
import { statement } from './routes/statement.ts';
import { vitals } from './routes/vitals.ts';
import { wallets } from './routes/wallets.ts';
import { withdrawals } from './routes/withdrawals.ts';
import { walletAppsList } from './wallet-apps.ts';
import { pages } from './webapp.ts';
import { providerWebhooks } from './webhooks/providers.ts';
import { telegramWebhook } from './webhooks/telegram.ts';

/** So long a body may take that is no file. */
const BODY_MS = 15_000;

/** The gateway as a function of its dependencies. `close` ends the lines that would stay open for ever. */
export function createApi(deps: ApiDeps): { app: Express; close(): void } {
  const app = express();
  const live = events({
    guard: deps.guard,
    onHint: deps.onHint,
    onEnded: deps.onEnded,
    metrics: deps.metrics,
    now: deps.now,
  });
  const description = describeApi();
  app.disable('x-powered-by');
  app.disable('etag');
  app.enable('case sensitive routing');
  // So many of the last entries of X-Forwarded-For were written by proxies of ours; what stands before them anybody can write.
  app.set('trust proxy', deps.trustedProxies);
  app.use(guarded(deps), observe(deps), hurry(BODY_MS, documentRoutes.sendDocument.path), shed(deps));
  if (deps.corsOrigins.length > 0) app.use(shareWith(deps.corsOrigins));
  // What is asked most comes first: routes are tried one after another.
  app.use(
    player(deps.player),
    games(deps.games),
    deposits(deps.deposits),
    withdrawals(deps.withdrawals),
    destinations(deps.destinations),
    wallets(deps.wallets),
    live.router,
    auth(deps.auth),
    logins(deps.logins),
  );
  app.use(operations(deps));
  app.use('/webhooks/telegram', telegramWebhook(deps));
  app.use('/webhooks', providerWebhooks(deps));
  app.use('/codec', codec(deps.codec));
  app.use(devices(deps.devices), limits(deps.ownLimits), bonuses(deps.bonuses), standing(deps.standing));
  app.use(statement(deps.statement), vitals(deps));
  app.use(legal(deps.legal), walletAppsList(deps), pages(deps));
  app.use(staff(deps.staff), staffQueues(deps.staffQueues), staffWallets(deps.staffWallets));
  app.use(arrivals(deps.arrivals), documents(deps.documents));
  app.use(kyc(deps.kyc), staffKyc(deps.staffKyc));
  app.get('/openapi.json', deps.guard.unguarded, (_request, response) => void response.json(description));
  app.get('/', deps.guard.unguarded, (_request, response) => response.redirect('/app/'));
  app.use((_request, response) => answerProblem(response, 404, 'not-found', 'There is nothing here'));
  app.use(lastResort(deps.log));
  assertEveryRouteHasARule(app);
  return { app, close: live.close };
}

/**
 * What every answer says to a browser: believe the type, show it in no frame, run nothing of it, and come by https. It is the
 * same each time, so helmet is asked once.
 */
function guarded({ isHttps }: ApiDeps): RequestHandler {
  const headers: [string, string][] = [];
  const listening = {
    setHeader: (name: string, value: string) => headers.push([name, value]),
    removeHeader: () => undefined,
  };
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"], formAction: ["'none'"] },
    },
    frameguard: false, // frame-ancestors says it
    strictTransportSecurity: isHttps ? { maxAge: 63_072_000, includeSubDomains: true } : false,
    // What follows is for documents, or for browsers of long ago: an answer of the API is neither.
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  })({} as Request, listening as unknown as Response, () => undefined);
  assert(headers.length >= 4, 'helmet says what it always says');
  return (_request, response, next) => {
    for (const [name, value] of headers) response.setHeader(name, value);
    next();
  };
}

type Layer = {
  readonly route?: { readonly path: string; readonly stack: readonly { handle: RequestHandler }[] };
  readonly handle?: { readonly stack?: readonly Layer[] };
};

/** A route that somebody hung up beside the guard is open to everybody. */
function assertEveryRouteHasARule(app: Express): void {
  const look = (layers: readonly Layer[]): void => {
    for (const { route, handle } of layers) {
      const [first] = route?.stack ?? [];
      assert(!route || (first && isRule(first.handle)), `${route?.path} has no rule: who may ask?`);
      if (handle?.stack) look(handle.stack);
    }
  };
  const { stack } = (app as unknown as { router: { stack: readonly Layer[] } }).router;
  assert(stack.length > 0, 'the routes of the application are found');
  look(stack);
}

/** Its log is made when somebody writes: most requests have nothing to say. */
class Locals {
  readonly #log: Logger;
  readonly #requestId: string;
  #own: Logger | undefined;
  constructor(log: Logger, requestId: string) {
    this.#log = log;
    this.#requestId = requestId;
  }
  get log(): Logger {
    this.#own ??= this.#log.child({ requestId: this.#requestId });
    return this.#own;
  }
}

/** A request's id goes with it into every line about it; its path is logged as the route, which holds nobody's ids. */
const observe = ({ log, metrics }: ApiDeps): RequestHandler => {
  type Series = ReturnType<typeof metrics.requestSeconds.labels>;
  const known = new Map<string, Series>();
  const seriesOf = (route: string, status: number): Series => {
    const name = `${status} ${route}`;
    const series = known.get(name) ?? metrics.requestSeconds.labels({ route, status });
    known.set(name, series);
    return series;
  };
  return (request, response, next) => {
    const id = randomUUID();
    const startedAt = performance.now();
    response.setHeader('x-request-id', id);
    response.locals = new Locals(log, id);
    response.on('finish', () => {
      // As we wrote it: routing is case-sensitive, or each spelling of a caller would be a series of its own.
      const route = request.route ? `${request.baseUrl}${request.route.path}` : 'unknown';
      seriesOf(route, response.statusCode).observe((performance.now() - startedAt) / 1_000);
    });
    next();
  };
};

const lastResort =
  (log: Logger): ErrorRequestHandler =>
  (err, _request, response, next) => {
    if (response.headersSent) return next(err);
    const status = Number((err as { status?: unknown }).status);
    if (status >= 400 && status < 500)
      return answerProblem(response, status, status === 413 ? 'too-large' : 'malformed', 'The request cannot be read');
    const requestLog = (response.locals.log as Logger | undefined) ?? log;
    requestLog.error({ err }, 'a request failed');
    response.setHeader('retry-after', '2');
    return answerProblem(response, 503, 'unavailable', sharedRefusals.unavailable[1]);
  };
