import { z } from 'zod';
import {
  againReasons,
  askedBecause,
  askedStates,
  checkKinds,
  checkOutcomes,
  documentKinds,
  refusedReasons,
  verificationLevels,
  verificationStatuses,
} from '../../domain/verification.ts';
import { momentBody } from './amounts.ts';
import { factsBody } from './kyc.ts';
import { route } from './route.ts';

/** A player whose verification waits for a person, the longest waiting first. */
export const kycCasesBody = z
  .object({
    cases: z.array(
      z.object({
        player: z.uuid(),
        code: z.string(),
        status: z.enum(verificationStatuses),
        aims: z.enum(verificationLevels),
        because: z.enum(askedBecause).nullable(),
        submittedAt: momentBody.nullable(),
        promisedBy: momentBody.nullable().meta({ description: 'by when a person promised to have looked' }),
        isLate: z.boolean(),
        looks: z.int().meta({ description: 'how many of the checks a person must look at' }),
      }),
    ),
    more: z.boolean(),
  })
  .meta({ id: 'KycCases' });
export type KycCasesBody = z.infer<typeof kycCasesBody>;

/** One case, without what is personal: that is asked for on its own, and recorded. */
export const kycCaseBody = z
  .object({
    player: z.uuid(),
    code: z.string(),
    workflowId: z.string(),
    workflow: z.url().nullable(),
    status: z.enum(verificationStatuses),
    level: z.enum(verificationLevels),
    levelUntil: z.string().nullable(),
    aims: z.enum(verificationLevels),
    because: z.enum(askedBecause).nullable(),
    revision: z.int(),
    submittedAt: momentBody.nullable(),
    promisedBy: momentBody.nullable(),
    isOwn: z.boolean().meta({ description: 'the reviewer is the player: they may neither look nor decide' }),
    approvalsNeeded: z.int().min(1).max(2),
    approvedBy: z.array(z.string()).meta({ description: 'who has approved this submission already' }),
    refusedWhy: z.enum(refusedReasons).nullable(),
    asked: z.array(
      z.object({ kind: z.enum(documentKinds), state: z.enum(askedStates), why: z.enum(againReasons).nullable() }),
    ),
    checks: z.array(
      z.object({
        kind: z.enum(checkKinds),
        outcome: z.enum(checkOutcomes),
        found: z.array(z.string()),
        at: momentBody,
      }),
    ),
    documents: z.array(
      z.object({
        id: z.uuid(),
        kind: z.enum(documentKinds),
        state: z.enum(['held', 'kept']),
        pages: z.int(),
        bytes: z.int(),
        sentAt: momentBody,
        revision: z.int().meta({ description: 'of the submission it was sent with' }),
      }),
    ),
    decisions: z.array(
      z.object({ at: momentBody, by: z.string(), outcome: z.string(), decision: z.record(z.string(), z.string()) }),
    ),
  })
  .meta({ id: 'KycCase' });
export type KycCaseBody = z.infer<typeof kycCaseBody>;

/** What the player says of themselves, and what is similar to it. Each look is in the trail. */
export const kycFactsBody = z
  .object({
    facts: factsBody.nullable(),
    matches: z
      .array(z.object({ list: z.string(), entry: z.string(), name: z.string(), score: z.int().min(0).max(100) }))
      .meta({ description: 'of the sanctions lists' }),
  })
  .meta({ id: 'KycFacts' });
export type KycFactsBody = z.infer<typeof kycFactsBody>;

const unknownPlayer = { 'unknown-player': [404, 'There is no such player'] } as const;
const aPlayer = { kind: 'player', missing: 'unknown-player' } as const;

export const staffKycRoutes = {
  kycCases: route({
    method: 'get',
    path: '/staff/kyc',
    about: 'Verifications that wait for a person, the longest waiting first',
    who: ['compliance'],
    answer: kycCasesBody,
    status: 200,
    refusals: {},
  }),
  kycCase: route({
    method: 'get',
    path: '/staff/kyc/{id}',
    about: 'One verification, by its player: what is asked, what was found, what was decided',
    who: ['compliance'],
    object: aPlayer,
    answer: kycCaseBody,
    status: 200,
    refusals: { ...unknownPlayer, 'unknown-case': [404, 'Nobody ever asked to verify this player'] },
  }),
  showKycFacts: route({
    method: 'post',
    path: '/staff/kyc/{id}/facts',
    about: 'Shows what the player says of themselves. Recorded',
    who: ['compliance'],
    object: aPlayer,
    answer: kycFactsBody,
    status: 200,
    refusals: {
      ...unknownPlayer,
      'unknown-case': [404, 'Nobody ever asked to verify this player'],
      'own-case': [403, 'You are this player: another member of staff looks at it'],
    },
  }),
} as const;
