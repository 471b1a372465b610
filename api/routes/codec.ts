import type { Payload, PayloadCodec } from '@temporalio/common';
import express, { type RequestHandler, Router } from 'express';
import { z } from 'zod';
import type { Guard } from '../guard.ts';
import { answerProblem } from '../middleware/problems.ts';

export type CodecDeps = {
  readonly codec: PayloadCodec;
  /** Origins of Temporal Web UIs that may ask; with none the codec is closed. */
  readonly origins: readonly string[];
};

/** Payloads as the Web UI sends them: bytes in base64 (Temporal, codec server protocol). */
const body = z.object({
  payloads: z
    .array(z.object({ metadata: z.record(z.string(), z.base64()).default({}), data: z.base64().default('') }))
    .max(1_000),
});

/** Lets the Temporal Web UI read and write payloads. Browsers are held to the listed origins, and others have no business here. */
export function codec({ codec: payloads, origins }: CodecDeps, guard: Guard): Router {
  const router = Router();
  router.use(onlyFrom(origins));
  for (const direction of ['encode', 'decode'] as const) {
    router.post(`/${direction}`, guard.unguarded, express.json({ limit: '8mb' }), async (request, response) => {
      const parsed = body.safeParse(request.body);
      if (!parsed.success) return answerProblem(response, 400, 'malformed', 'Payloads are expected');
      try {
        const answer = await payloads[direction](parsed.data.payloads.map(fromJson));
        response.json({ payloads: answer.map(toJson) });
      } catch {
        answerProblem(
          response,
          422,
          'unreadable',
          'A payload was written under a key that is not here, or was altered',
        );
      }
    });
  }
  return router;
}

const onlyFrom =
  (origins: readonly string[]): RequestHandler =>
  (request, response, next) => {
    const origin = request.get('origin');
    if (origin === undefined || !origins.includes(origin))
      return answerProblem(response, 403, 'wrong-origin', 'The codec answers the Temporal Web UI only');
    response.setHeader('access-control-allow-origin', origin);
    response.setHeader('access-control-allow-methods', 'POST, OPTIONS');
    response.setHeader('access-control-allow-headers', 'content-type, x-namespace, authorization');
    response.setHeader('vary', 'origin');
    return request.method === 'OPTIONS' ? void response.status(204).end() : next();
  };

type JsonPayload = z.infer<typeof body>['payloads'][number];

const fromJson = ({ metadata, data }: JsonPayload): Payload => ({
  metadata: Object.fromEntries(Object.entries(metadata).map(([name, value]) => [name, Buffer.from(value, 'base64')])),
  data: Buffer.from(data, 'base64'),
});

const toJson = (payload: Payload): JsonPayload => ({
  metadata: Object.fromEntries(
    Object.entries(payload.metadata ?? {}).map(([name, value]) => [name, Buffer.from(value).toString('base64')]),
  ),
  data: Buffer.from(payload.data ?? []).toString('base64'),
});
