import { z } from 'zod';
import { assignReasons, giveBackReasons } from '../operations.ts';
import { railIds } from '../rails.ts';
import { amountBody, momentBody } from './amounts.ts';
import { route } from './route.ts';

/** A transaction's hash as explorers write it: hex, or base64 in either alphabet. */
const transactionHash = z
  .string()
  .trim()
  .regex(/^([0-9a-fA-F]{64}|[A-Za-z0-9+/_-]{43}=?)$/);

export const claimBody = z.object({
  hash: transactionHash.meta({
    description:
      'of the transaction at our address or at the sender’s, or of the message the wallet signed: hex or base64',
  }),
});

/** `released`: it is credited in a moment. `noted`: staff look at it. */
const claimedBody = z.object({ state: z.enum(['released', 'noted']) }).meta({ id: 'Claimed' });

const notThere = { 'unknown-arrival': [404, 'Nothing that waits for somebody came by this transaction'] } as const;
const tooLittle = {
  'arrival-too-little': [409, 'It is worth too little for anything to be credited or sent'],
} as const;

export const claimsBody = z
  .object({
    claims: z.array(
      z.object({
        hash: z.string(),
        amount: amountBody,
        at: momentBody.meta({ description: 'when it was claimed' }),
        state: z.enum(['noted', 'yours', 'not-yours', 'went-back']).meta({
          description: '`noted`: staff look at it still; what was decided is shown for thirty days',
        }),
      }),
    ),
  })
  .meta({ id: 'Claims' });
export type ClaimsBody = z.infer<typeof claimsBody>;

export const arrivalRoutes = {
  claims: route({
    method: 'get',
    path: '/arrivals/claims',
    about: 'What the player claimed, the newest first, and what became of it',
    who: 'player',
    answer: claimsBody,
    status: 200,
    refusals: {},
  }),
  claimArrival: route({
    method: 'post',
    path: '/arrivals/claims',
    about:
      'Says that money which came over the chain without a memo, or was too little, is the player’s. From a wallet they proved it is credited at once; else staff decide',
    who: 'player',
    limited: 'wallet',
    body: claimBody,
    answer: claimedBody,
    status: 200,
    refusals: {
      ...notThere,
      ...tooLittle,
      'arrival-not-final': [409, 'It came and is not final yet: ask again in a moment'],
      'arrival-credited': [409, 'It has its account: it is credited, or is about to be'],
      'arrival-goes-back': [409, 'It could not be credited, and goes back to where it came from'],
      'too-many-claims': [
        409,
        'So many of the player’s claims wait for staff, or were given today, that no more are taken',
      ],
    },
  }),
} as const;

const whose = z.object({ id: z.uuid(), code: z.string() });

export const arrivalCaseBody = z
  .object({
    id: z.uuid(),
    rail: z.enum(railIds),
    amount: amountBody,
    hash: z.string(),
    explorer: z.url().nullable(),
    sender: z.string().nullable(),
    comment: z.string().nullable().meta({ description: 'as it was written, on one line' }),
    state: z.string(),
    why: z.string().nullable().meta({ description: 'why nobody was credited for it' }),
    player: whose.nullable().meta({ description: 'whose it is, where that is known' }),
    at: momentBody,
    claims: z.array(z.object({ player: whose, at: momentBody })),
    assignments: z.array(z.object({ by: z.string(), player: whose, reason: z.string() })),
    goesBack: amountBody.nullable().meta({ description: 'what its sender would get back; null: it cannot go back' }),
    givesBack: z
      .array(z.object({ by: z.string(), reason: z.string() }))
      .meta({ description: 'who says that it should' }),
    back: z
      .object({ state: z.enum(['approved', 'sending', 'paid', 'refused']), sent: amountBody })
      .nullable()
      .meta({ description: 'the newest try to give it back' }),
  })
  .meta({ id: 'ArrivalCase' });
export type ArrivalCaseBody = z.infer<typeof arrivalCaseBody>;

const anArrival = { kind: 'arrival', missing: 'unknown-arrival' } as const;

/** Money that came without a name, for staff. Looking is recorded. */
export const staffArrivalRoutes = {
  arrivalCase: route({
    method: 'get',
    path: '/staff/arrivals/{id}',
    about: 'Money that came over the chain and was credited to nobody; recorded',
    who: ['ops', 'compliance'],
    object: anArrival,
    answer: arrivalCaseBody,
    status: 200,
    refusals: notThere,
  }),
  assignArrival: route({
    method: 'post',
    path: '/staff/arrivals/{id}/assign',
    about: 'Says whose it is. It is credited when two members of staff have said the same; recorded',
    who: ['ops', 'compliance'],
    object: anArrival,
    body: z.object({ player: z.uuid(), reason: z.enum(assignReasons) }),
    answer: claimedBody,
    status: 200,
    refusals: {
      ...notThere,
      ...tooLittle,
      'not-waiting': [409, 'It was given to somebody already'],
      'unknown-player': [409, 'There is no such player'],
    },
  }),
  giveArrivalBack: route({
    method: 'post',
    path: '/staff/arrivals/{id}/give-back',
    about:
      'Says that it is to go back to the address it came from, less what sending it costs. It is sent when two members of staff have said so; recorded',
    who: ['ops', 'compliance'],
    object: anArrival,
    body: z.object({ reason: z.enum(giveBackReasons) }),
    answer: z.object({ state: z.enum(['begun', 'noted']) }).meta({ id: 'GivesBack' }),
    status: 200,
    refusals: {
      ...notThere,
      ...tooLittle,
      'not-waiting': [409, 'It was given to somebody, or goes back already'],
      'no-sender': [409, 'Nobody is named that it could go back to'],
      'rail-short': [409, 'What is held there is promised to others; try later'],
    },
  }),
} as const;
