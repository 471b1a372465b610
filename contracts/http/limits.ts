import { z } from 'zod';
import { breakLengths, exclusionLengths, limitKinds, limitWindows } from '../../domain/limits.ts';
import { amountBody, momentBody } from './amounts.ts';
import { route } from './route.ts';

/** Of money: in minor units of the wallet currency. Of time: in minutes. */
const measure = z.object({
  kind: z.enum(limitKinds),
  window: z.enum(limitWindows),
});

const valueBody = z.union([amountBody, z.object({ minutes: z.int().min(0).max(1_440) })]);

export const limitBody = measure
  .extend({
    value: valueBody.nullable().meta({ description: 'null: the player set none' }),
    used: valueBody.nullable(),
    left: valueBody.nullable(),
    resetsAt: momentBody.nullable().meta({ description: 'when what was used counts no more, for a calendar window' }),
    wish: z
      .object({ value: valueBody.nullable(), from: momentBody, isRipe: z.boolean() })
      .nullable()
      .meta({ description: 'a looser one that was asked for; from then on it takes a second yes' }),
  })
  .meta({ id: 'Limit' });
export type LimitBody = z.infer<typeof limitBody>;

export { breakLengths, exclusionLengths };

export const limitsBody = z
  .object({
    limits: z.array(limitBody),
    house: z
      .array(z.object({ kind: z.enum(['deposit', 'withdrawal']), days: z.int(), used: amountBody, most: amountBody }))
      .meta({
        description: 'what the house asks at the present level of verification; reached, documents are asked for',
      }),
    session: z
      .object({
        beganAt: momentBody,
        isRunning: z.boolean(),
        net: amountBody,
        isLoss: z.boolean(),
        weekNet: amountBody,
        isWeekLoss: z.boolean(),
      })
      .meta({
        description:
          'what came of play since `beganAt`, and since Monday: an amount, and whether it was lost. A stake that is still on the table is lost until it is won. Where nothing was played for a quarter of an hour no session is running: then `beganAt` is this moment',
      }),
    reminderMinutes: z.int().nullable(),
    pause: z
      .object({ kind: z.enum(['break', 'exclusion']), since: momentBody, until: momentBody.nullable() })
      .nullable()
      .meta({ description: 'no play and no deposits; withdrawals go on' }),
  })
  .meta({ id: 'Limits' });
export type LimitsBody = z.infer<typeof limitsBody>;

export const setLimitBody = measure.extend({ value: valueBody.nullable() });

export const limitRoutes = {
  limits: route({
    method: 'get',
    path: '/limits',
    about: "The player's own limits, what the house asks, and whether play is paused",
    who: 'player',
    answer: limitsBody,
    status: 200,
    refusals: {},
  }),
  setLimit: route({
    method: 'post',
    path: '/limits',
    about: 'Sets a limit. A tighter one works at once; a looser one waits 24 hours, and for a second yes',
    who: 'player',
    body: setLimitBody,
    answer: limitsBody,
    status: 200,
    refusals: {
      'limit-out-of-range': [409, 'Such a limit cannot be'],
      'limit-value-kind': [409, 'Money is limited by an amount of the wallet currency, time by minutes'],
    },
  }),
  confirmLimit: route({
    method: 'post',
    path: '/limits/confirmation',
    about: 'The second yes to a looser limit, after 24 hours',
    who: 'player',
    body: measure,
    answer: limitsBody,
    status: 200,
    refusals: {
      'no-wish': [409, 'No looser limit was asked for'],
      'too-early': [409, 'It can be confirmed after 24 hours'],
    },
  }),
  dropLimitWish: route({
    method: 'post',
    path: '/limits/keep',
    about: 'Keeps the limit as it is: a looser one that was asked for is forgotten',
    who: 'player',
    body: measure,
    answer: limitsBody,
    status: 200,
    refusals: {},
  }),
  remindMe: route({
    method: 'post',
    path: '/limits/reminder',
    about: 'How often the player is told how long they have played, and what came of it',
    who: 'player',
    body: z.object({ minutes: z.union([z.literal(15), z.literal(30), z.literal(60)]).nullable() }),
    answer: limitsBody,
    status: 200,
    refusals: {},
  }),
  takeBreak: route({
    method: 'post',
    path: '/limits/break',
    about: 'No play and no deposits from now on, everywhere. It cannot be cut short',
    who: 'player',
    body: z.object({ length: z.enum(breakLengths) }),
    answer: limitsBody,
    status: 200,
    refusals: {},
  }),
  excludeMyself: route({
    method: 'post',
    path: '/limits/exclusion',
    about: 'Self-exclusion, from now on, everywhere. It cannot be taken back',
    who: 'player',
    body: z.object({ length: z.enum(exclusionLengths) }),
    answer: limitsBody,
    status: 200,
    refusals: {},
  }),
} as const;
