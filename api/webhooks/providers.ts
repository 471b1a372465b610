import express, { type Router } from 'express';
import type { ApiDeps } from '../deps.ts';
import { answerProblem } from '../middleware/problems.ts';
import { createRouter } from '../router.ts';

/**
 * Events of payment providers: is it from them, store it once, say yes. The bytes are kept as they came, because they are
 * what is signed. Anything but a 2xx makes a provider send again, so an outage answers 503 and nothing is lost.
 */
export function providerWebhooks({ told, receiveEvent, onEvent, guard }: ApiDeps): Router {
  const router = createRouter();
  router.post(
    '/:provider',
    guard.unguarded, // by a session; by its signature it is
    express.raw({ type: () => true, limit: '1mb' }),
    async (request, response) => {
      const rail = Object.values(told).find((each) => each?.id === request.params.provider);
      if (!rail) return answerProblem(response, 404, 'not-found', 'There is nothing here');
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const outcome = await receiveEvent(rail, body, (name) => request.get(name));
      if (outcome === 'forged')
        return answerProblem(response, 401, 'wrong-signature', 'The signature is missing, wrong or too old');
      if (outcome === 'stored') onEvent();
      if (rail.receipt !== undefined) return void response.type('text/plain').send(rail.receipt);
      response.json({ outcome });
    },
  );
  return router;
}
