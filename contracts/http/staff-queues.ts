import { z } from 'zod';
import { allPauseReasons, directions, pauseReasons, queueNames } from '../operations.ts';
import { payoutRailIds, railIds } from '../rails.ts';
import { amountBody, momentBody } from './amounts.ts';
import { route } from './route.ts';

/** Something that waits for somebody; whose it is by the account's code alone. */
const waitingBody = z.object({
  workflowId: z.string(),
  why: z.string().meta({ description: 'An `Attention`, the next step of the player, or why money is owed' }),
  since: momentBody,
  rail: z.string().nullable(),
  amount: amountBody.nullable(),
  sends: amountBody.nullable().meta({
    description: 'What a withdrawal is sent as, where that is another asset: about so much, until it is fixed',
  }),
  player: z.object({ id: z.uuid(), code: z.string() }).nullable(),
  arrival: z.uuid().nullable().meta({ description: 'by what it came over a chain, of money that is owed' }),
  approvals: z.int().nullable().meta({ description: 'How many have approved it; null where nobody needs to' }),
});
export type WaitingBody = z.infer<typeof waitingBody>;

export const queuesBody = z
  .object({
    queues: z.array(
      z.object({
        name: z.enum(queueNames),
        count: z.int().nonnegative(),
        since: momentBody.nullable().meta({ description: 'since when the oldest waits; null: nothing does' }),
      }),
    ),
    pausedRails: z.int().nonnegative().meta({ description: 'how many switches are off' }),
  })
  .meta({ id: 'Queues' });
export type QueuesBody = z.infer<typeof queuesBody>;

export const queueQuery = z.object({
  name: z.enum(queueNames),
  after: z
    .string()
    .max(120)
    .regex(/^\d{1,15}_[a-z0-9-]+$/)
    .optional()
    .meta({ description: 'the `next` of the page before' }),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export const queueBody = z
  .object({
    items: z.array(waitingBody).meta({ description: 'the oldest first' }),
    next: z.string().nullable(),
  })
  .meta({ id: 'Queue' });
export type QueueBody = z.infer<typeof queueBody>;

const pauseBody = z.object({
  since: momentBody,
  by: z.string().nullable().meta({ description: 'who pressed, as their provider calls them; null: from a terminal' }),
  reason: z.enum(allPauseReasons),
});
export const switchesBody = z
  .object({
    switches: z.array(
      z.object({
        rail: z.enum(railIds),
        direction: z.enum(directions),
        paused: pauseBody.nullable(),
        waiting: z.int().nonnegative().meta({ description: 'how many withdrawals wait for it to go on' }),
      }),
    ),
  })
  .meta({ id: 'Switches' });
export type SwitchesBody = z.infer<typeof switchesBody>;

const aSwitch = z
  .object({ rail: z.enum(railIds), direction: z.enum(directions) })
  .refine(({ rail, direction }) => direction === 'in' || (payoutRailIds as readonly string[]).includes(rail), {
    error: 'nothing goes out by this rail',
  });
export const pauseWishBody = aSwitch.and(z.object({ reason: z.enum(pauseReasons) }));

const watchers = ['ops', 'compliance'] as const;

/** What waits for people, and the switches of the rails. Looking is not recorded: nothing of it is personal. */
export const staffQueueRoutes = {
  queues: route({
    method: 'get',
    path: '/staff/queues',
    about: 'How many wait in each queue, and since when',
    who: watchers,
    answer: queuesBody,
    status: 200,
    refusals: {},
  }),
  queue: route({
    method: 'get',
    path: '/staff/queue',
    about: 'What waits in one queue, the oldest first, by pages',
    who: watchers,
    query: queueQuery,
    answer: queueBody,
    status: 200,
    refusals: {},
  }),
  switches: route({
    method: 'get',
    path: '/staff/switches',
    about: 'Which rails take money in and pay it out at this moment',
    who: watchers,
    answer: switchesBody,
    status: 200,
    refusals: {},
  }),
  pauseRail: route({
    method: 'post',
    path: '/staff/switches/pause',
    about: 'Pauses a rail in one direction, at once; recorded',
    who: ['ops'],
    body: pauseWishBody,
    status: 204,
    refusals: { 'paused-already': [409, 'Somebody has paused it already'] },
  }),
  resumeRail: route({
    method: 'post',
    path: '/staff/switches/resume',
    about: 'Lets a paused rail go on; recorded',
    who: ['ops'],
    body: aSwitch,
    status: 204,
    refusals: { 'not-paused': [409, 'It is not paused'] },
  }),
} as const;
