import type { Payload } from '@temporalio/common';
import express, { type RequestHandler, type Router } from 'express';
import { z } from 'zod';
import type { StaffId } from '../../contracts/ids.ts';
import { assert } from '../../domain/assert.ts';
import { payloadReaders, type readPayloads } from '../../use-cases/read-payloads.ts';
import type { Jar } from '../cookies.ts';
import { askerOf, type Guard } from '../guard.ts';
import { answerProblem } from '../middleware/problems.ts';
import { shared } from '../refusals.ts';
import { createRouter } from '../router.ts';

export type CodecDeps = {
  readonly guard: Guard;
  /** By which the desk lets a browser read. */
  readonly jar: Jar;
  readonly encode: (payloads: Payload[]) => Promise<Payload[]>;
  readonly decode: ReturnType<typeof readPayloads>;
  /** Origins of Temporal Web UIs that may ask; with none the codec is closed. */
  readonly origins: readonly string[];
};

/** Payloads as the Web UI sends them: bytes in base64 (Temporal, codec server protocol). */
const body = z.object({
  payloads: z
    .array(z.object({ metadata: z.record(z.string(), z.base64()).default({}), data: z.base64().default('') }))
    .max(1_000),
});

/**
 * Lets the Temporal Web UI read and write payloads, for staff who are signed in at the desk and decide there. Who they are comes
 * with a cookie, so the origin is held to the listed ones, and the body to a type that no form can send.
 */
export function codec({ guard, jar, encode, decode, origins }: CodecDeps): Router {
  const router = createRouter();
  router.use(onlyFrom(origins));
  const open = (path: `/${string}`, handle: (payloads: Payload[], staff: StaffId) => ReturnType<CodecDeps['decode']>) =>
    router.post(
      path,
      guard.admitByCookie(jar, payloadReaders),
      (request, response, next) =>
        request.is('application/json') ? next() : void guard.refuse(request, response, shared('not-json')),
      express.json({ limit: '8mb' }),
      async (request, response) => {
        const { staff } = askerOf(response);
        assert(staff, 'the guard knows who asks');
        const parsed = body.safeParse(request.body);
        if (!parsed.success) return answerProblem(response, 400, 'malformed', 'Payloads are expected');
        const answer = await handle(parsed.data.payloads.map(fromJson), staff.staff);
        if (!('reason' in answer)) return void response.json({ payloads: answer.map(toJson) });
        const { reason, missingKey } = answer;
        if (missingKey === undefined) return answerProblem(response, 422, reason, 'A payload was altered or cut short');
        response.locals.log.warn({ missingKey }, 'a payload was written under a key that is not among PAYLOAD_KEYS');
        const title = `A payload was written under the key ${missingKey}, which is not among PAYLOAD_KEYS`;
        return answerProblem(response, 422, reason, title);
      },
    );
  open('/encode', encode);
  open('/decode', (payloads, staff) => decode(staff, payloads));
  return router;
}

const onlyFrom =
  (origins: readonly string[]): RequestHandler =>
  (request, response, next) => {
    const origin = request.get('origin');
    if (origin === undefined || !origins.includes(origin))
      return answerProblem(response, 403, 'wrong-origin', 'The codec answers the Temporal Web UI only');
    response.setHeader('access-control-allow-origin', origin);
    response.setHeader('access-control-allow-credentials', 'true');
    response.setHeader('access-control-allow-methods', 'POST, OPTIONS');
    response.setHeader('access-control-allow-headers', 'content-type, x-namespace');
    response.setHeader('access-control-max-age', '600');
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
