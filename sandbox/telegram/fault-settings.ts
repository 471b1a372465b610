import { z } from 'zod';
import type { FaultSettings } from './faults.ts';

const often = { next: z.number().int().min(0).optional(), chance: z.number().min(0).max(1).optional() };

const body = z.strictObject({
  duplicates: z.number().int().min(0).max(100),
  reorderWithinMs: z.number().int().min(0).max(60_000),
  delayMs: z.number().int().min(0).max(60_000),
  lostUpdates: z.strictObject(often).nullable(),
  lostAcknowledgements: z.strictObject(often).nullable(),
  slowMs: z.number().int().min(0).max(120_000),
  calls: z.array(
    z.strictObject({
      ...often,
      methods: z.array(z.string()).optional(),
      executed: z.boolean().optional(),
      answer: z.union([
        z.literal(429),
        z.literal(500),
        z.literal(502),
        z.literal(503),
        z.literal(504),
        z.literal('silence'),
      ]),
      retryAfter: z.number().int().min(1).max(3_600).optional(),
    }),
  ),
});

/** What the faults page sends; undefined when it is not understood. */
export function readFaultSettings(sent: unknown): Partial<FaultSettings> | undefined {
  const read = body.partial().safeParse(sent);
  return read.success ? (JSON.parse(JSON.stringify(read.data)) as Partial<FaultSettings>) : undefined;
}
