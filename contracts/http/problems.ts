import { z } from 'zod';
import { limitWindows } from '../../domain/limits.ts';
import { verificationLevels } from '../../domain/verification.ts';
import { amountBody } from './amounts.ts';
import { costBody } from './bonuses.ts';
import { blockerBody } from './withdrawals.ts';

/** RFC 9457 problem details. `reason` is stable and for programs; `title` is for whoever reads the log. */
export const problemBody = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    reason: z.string(),
    detail: z.string().optional(),
    least: amountBody.optional().meta({ description: 'with `below-minimum`' }),
    most: amountBody.optional().meta({ description: 'with `above-maximum`' }),
    needs: amountBody.optional().meta({ description: 'with `too-little-balance` and `too-little-gas`' }),
    has: amountBody.optional().meta({ description: 'with `too-little-balance` and `too-little-gas`' }),
    network: z.string().optional().meta({ description: 'with `wrong-network`: the one we are on' }),
    triesLeft: z.int().optional().meta({ description: 'with `code-wrong`' }),
    until: z.iso
      .datetime()
      .optional()
      .meta({ description: 'with `codes-locked`, `too-many-codes` and `excluded`; with that, missing: for ever' }),
    window: z.enum(limitWindows).optional().meta({ description: 'with `over-limit`: by which of their limits' }),
    left: amountBody.optional().meta({ description: 'with `over-limit`: how much still fits' }),
    level: z.enum(verificationLevels).optional().meta({ description: 'with `verification-needed`' }),
    count: z.int().optional().meta({ description: 'with `too-many-open`' }),
    cost: costBody.optional().meta({ description: 'with `bonus-would-be-lost`: what the withdrawal gives up' }),
    grant: z
      .uuid()
      .nullable()
      .optional()
      .meta({ description: 'with `code-used`: the bonus it became; null, where that is of another account of theirs' }),
    blockers: z
      .array(blockerBody)
      .optional()
      .meta({ description: 'with `blocked`: everything that stands in the way' }),
  })
  .meta({ id: 'Problem' });
export type ProblemBody = z.infer<typeof problemBody>;
