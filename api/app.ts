import { randomUUID } from 'node:crypto';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { sharedRefusals } from '../contracts/http/routes.ts';
import type { Logger } from '../runtime/logger.ts';
import type { ApiDeps } from './deps.ts';
import { answerProblem } from './middleware/problems.ts';
import { describeApi } from './openapi.ts';
import { codec } from './routes/codec.ts';
import { deposits } from './routes/deposits.ts';
import { events } from './routes/events.ts';
import { operations } from './routes/operations.ts';
import { player } from './routes/player.ts';
import { statement } from './routes/statement.ts';
import { vitals } from './routes/vitals.ts';
import { webApp } from './webapp.ts';
import { telegramWebhook } from './webhooks/telegram.ts';

/** The gateway as a function of its dependencies. `close` ends the lines that would stay open for ever. */
export function createApi(deps: ApiDeps): { app: Express; close(): void } {
  const app = express();
  const live = events({ ...deps.player, onHint: deps.onHint, metrics: deps.metrics });
  const description = describeApi();
  app.disable('x-powered-by');
  app.disable('etag');
  app.enable('case sensitive routing');
  app.use((_request, response, next) => {
    response.setHeader('x-content-type-options', 'nosniff');
    next();
  });
  app.use(observe(deps));
  app.use(operations(deps));
  app.use('/webhooks/telegram', telegramWebhook(deps));
  app.use('/codec', codec(deps.codec));
  app.use(player(deps.player), deposits(deps.deposits), statement(deps.statement), vitals(deps), live.router);
  app.get('/openapi.json', (_request, response) => void response.json(description));
  app.use('/app', webApp(deps.webApp));
  app.get('/', (_request, response) => response.redirect('/app/'));
  app.use((_request, response) => answerProblem(response, 404, 'not-found', 'There is nothing here'));
  app.use(lastResort(deps.log));
  return { app, close: live.close };
}

/** A request's id goes with it into every line about it; its path is logged as the route, which holds nobody's ids. */
const observe =
  ({ log, metrics }: ApiDeps): RequestHandler =>
  (request, response, next) => {
    const id = randomUUID();
    const startedAt = performance.now();
    response.setHeader('x-request-id', id);
    response.locals.log = log.child({ requestId: id });
    response.on('finish', () => {
      // As we wrote it: routing is case-sensitive, or each spelling of a caller would be a series of its own.
      const route = request.route ? `${request.baseUrl}${request.route.path}` : 'unknown';
      metrics.requestSeconds.observe({ route, status: response.statusCode }, (performance.now() - startedAt) / 1_000);
    });
    next();
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
