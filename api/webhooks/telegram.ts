import { timingSafeEqual } from 'node:crypto';
import express, { type RequestHandler, Router } from 'express';
import type { ApiDeps } from '../deps.ts';
import { answerProblem } from '../middleware/problems.ts';

/**
 * Telegram's updates: who is it, store it once, say yes. Working on it comes later. Anything but a 2xx makes Telegram send
 * again (Bot API, setWebhook), so an outage answers 503 and nothing is lost; what can never be read is answered once.
 */
export function telegramWebhook({ bots, webhookSecret, receive, onStored, metrics, guard }: ApiDeps): Router {
  const router = Router();
  router.post(
    '/:botId',
    guard.unguarded, // by a session; by its secret it is
    onlyTelegram(webhookSecret),
    express.json({ limit: '1mb', strict: true }),
    async (request, response) => {
      const telegram = bots.get(String(request.params.botId));
      if (!telegram) return answerProblem(response, 404, 'unknown-bot', 'This bot is not ours');
      const outcome = await receive(telegram, request.body);
      if (outcome === 'stored') onStored();
      response.json({ outcome });
    },
  );
  router.use(((err, _request, response, next) => {
    if ((err as { type?: string }).type?.startsWith('entity.') !== true) return next(err);
    metrics.updates.inc({ kind: 'other', outcome: 'malformed' });
    const { status } = err as { status: number };
    if (status === 413) return answerProblem(response, status, 'too-large', 'An update is never this large');
    answerProblem(response, status, 'malformed', 'This is not JSON');
  }) as express.ErrorRequestHandler);
  return router;
}

/** Checked before a byte of the body is parsed. */
const onlyTelegram = (secret: string): RequestHandler => {
  const wanted = Buffer.from(secret);
  return (request, response, next) => {
    const given = Buffer.from(request.get('x-telegram-bot-api-secret-token') ?? '');
    if (given.length === wanted.length && timingSafeEqual(given, wanted)) return next();
    return answerProblem(response, 401, 'wrong-secret', 'The webhook secret is missing or wrong');
  };
};
