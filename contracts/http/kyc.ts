import { z } from 'zod';
import {
  againReasons,
  askedBecause,
  askedStates,
  documentKinds,
  MOST_FILES_OF_A_KIND,
  MOST_UPLOAD_BYTES,
  verificationLevels,
  verificationStatuses,
} from '../../domain/verification.ts';
import { amountBody, momentBody } from './amounts.ts';
import { route } from './route.ts';

/** A calendar day, without a time: birth, expiry. */
export const dayBody = z.iso.date();

/** One file of a player's, as they see it. */
export const sentDocumentBody = z
  .object({
    id: z.uuid(),
    kind: z.enum(documentKinds),
    bytes: z.int(),
    sentAt: momentBody,
    state: z
      .enum(['held', 'kept'])
      .meta({ description: '`held`: it waits until it can be looked through for viruses' }),
  })
  .meta({ id: 'SentDocument' });
export type SentDocumentBody = z.infer<typeof sentDocumentBody>;

/** Where the player's verification stands. */
export const kycBody = z
  .object({
    status: z.enum(verificationStatuses),
    level: z.enum(verificationLevels),
    levelUntil: dayBody.nullable(),
    aims: z.enum(verificationLevels).meta({ description: 'the level that is being asked for' }),
    because: z.enum(askedBecause).nullable(),
    total: z
      .object({ so: amountBody, of: amountBody, days: z.int() })
      .nullable()
      .meta({ description: 'with `deposits-in-total` and `withdrawal`: so much of so much within so many days' }),
    answerBy: momentBody.nullable(),
    reviewWithinHours: z.int().meta({ description: 'how long a person takes at most, as the house promises' }),
    leastAge: z.int(),
    asked: z.array(
      z.object({
        kind: z.enum(documentKinds),
        state: z.enum(askedStates),
        why: z.enum(againReasons).nullable(),
        files: z.array(sentDocumentBody),
      }),
    ),
    needsFacts: z.boolean().meta({ description: 'the player must say who they are: see POST /kyc/submission' }),
    mayAsk: z
      .enum(verificationLevels)
      .nullable()
      .meta({ description: 'the level the player may ask to be verified to now; null: none' }),
    uploads: z.object({ mostBytes: z.literal(MOST_UPLOAD_BYTES), mostFiles: z.literal(MOST_FILES_OF_A_KIND) }),
  })
  .meta({ id: 'Kyc' });
export type KycBody = z.infer<typeof kycBody>;

const name = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .regex(/^[\p{L}\p{M}'’. -]+$/u, 'must be letters, as in the document');

/** What a player says of themselves, as it is written in their document. */
export const factsBody = z
  .object({
    givenNames: name,
    familyName: name,
    bornOn: dayBody,
    country: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .meta({ description: 'who issued the document, ISO 3166-1 alpha-2' }),
    documentNumber: z
      .string()
      .trim()
      .regex(/^[A-Z0-9 -]{4,24}$/i),
    expiresOn: dayBody.nullable().meta({ description: 'null: the document says none' }),
  })
  .meta({ id: 'Facts' });
export type FactsBody = z.infer<typeof factsBody>;

export const uploadQuery = z.object({ kind: z.enum(documentKinds) });

export const kycRoutes = {
  kyc: route({
    method: 'get',
    path: '/kyc',
    about: 'How far the player is verified, and what is asked of them now',
    who: 'player',
    answer: kycBody,
    status: 200,
    refusals: {},
  }),
  askKyc: route({
    method: 'post',
    path: '/kyc',
    about: 'The player wishes to be verified, to the next level; what is asked already stays as it is',
    who: 'player',
    answer: kycBody,
    status: 200,
    refusals: {
      'kyc-refused': [409, 'The verification of this account was refused'],
      'kyc-nothing-to-ask': [409, 'The player is verified as far as it goes'],
      'account-closed': [409, 'This account was joined with another one'],
    },
  }),
  /** The files themselves: POST /kyc/documents?kind=…, DELETE /kyc/documents/{id}: see documentRoutes. */
  submitKyc: route({
    method: 'post',
    path: '/kyc/submission',
    about:
      'All that was asked for is sent: the checks begin. The body says who the player is where `needsFacts` is true, and may be empty otherwise. Safe to repeat',
    who: 'player',
    body: factsBody.or(z.strictObject({})),
    answer: kycBody,
    status: 200,
    refusals: {
      'kyc-not-asked': [409, 'Nothing is asked of the player now'],
      'kyc-incomplete': [409, 'Not everything that is asked for was sent'],
      'kyc-held': [409, 'A file still waits to be looked through'],
    },
  }),
} as const;
