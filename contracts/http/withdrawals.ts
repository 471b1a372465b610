import { z } from 'zod';
import { blockerReasons, refusalCauses, withdrawalStatuses } from '../../domain/withdrawals.ts';
import { payoutRailIds } from '../rails.ts';
import { amountBody, assetBody, momentBody, rateBody } from './amounts.ts';
import { feeFields } from './fees.ts';
import { route } from './route.ts';

const railBody = z.enum(payoutRailIds);

/** One thing that stands in the way, with the amounts it speaks of. */
export const blockerBody = z
  .object({
    reason: z.enum(blockerReasons),
    least: amountBody.optional(),
    most: amountBody.optional(),
    left: amountBody.optional(),
    available: amountBody.optional(),
    fee: amountBody.optional(),
    debt: amountBody.optional(),
    count: z.int().optional(),
    level: z.string().optional(),
    rail: railBody.optional(),
  })
  .meta({ id: 'Blocker' });
export type BlockerBody = z.infer<typeof blockerBody>;

/** A way for money to go out, its terms, and everything that stands in its way: nothing does when the list is empty. */
export const withdrawalWayBody = z
  .object({
    rail: railBody,
    asset: assetBody.meta({ description: 'what leaves the wallet; amounts, limits and fee are in it' }),
    sends: assetBody.nullable().meta({ description: 'what arrives, where that is another asset; null: the same' }),
    market: rateBody.nullable().meta({
      description:
        'what one of `sends` is worth in `asset` now; null where nothing is exchanged, or nobody knows (`no-rate`)',
    }),
    spreadBps: z.int().nonnegative().meta({ description: 'what the house keeps of the market' }),
    toleranceBps: z
      .int()
      .nonnegative()
      .meta({ description: 'how far less than shown may arrive; beyond that nothing is sent (`rate-moved`)' }),
    available: amountBody,
    least: amountBody,
    most: amountBody,
    ...feeFields,
    presets: z.array(amountBody).meta({ description: 'amounts to offer, the smallest first; the last is all of it' }),
    blockers: z.array(blockerBody),
    takesDestination: z.boolean().meta({ description: 'it may be paid to a saved destination' }),
    withoutDestination: amountBody
      .nullable()
      .meta({ description: 'so much goes back the way it came and needs none; null where it takes none' }),
  })
  .meta({ id: 'WithdrawalWay' });
export type WithdrawalWayBody = z.infer<typeof withdrawalWayBody>;

export const withdrawalWaysBody = z
  .object({
    ways: z.array(withdrawalWayBody).meta({ description: 'empty: nothing pays out here, and `blockers` says so' }),
    blockers: z.array(blockerBody),
    mayCancel: z.boolean().meta({ description: 'whether a confirmed withdrawal may be taken back until it is sent' }),
  })
  .meta({ id: 'WithdrawalWays' });
export type WithdrawalWaysBody = z.infer<typeof withdrawalWaysBody>;

export const requestWithdrawalBody = z.object({
  rail: railBody,
  amount: amountBody.meta({ description: 'what is to arrive; the fee comes on top' }),
  destination: z.uuid().optional().meta({ description: 'a confirmed destination, where the way takes one' }),
  givesUp: z
    .uuid()
    .optional()
    .meta({ description: 'the active bonus, which ends with this withdrawal; asked for by `bonus-would-be-lost`' }),
});

/**
 * What a withdrawal is sent as, where that is another asset than it is taken in. Until it is fixed, `amount` is an estimate;
 * from then on it is what is sent.
 */
export const arrivesBody = z
  .object({
    amount: amountBody,
    isFixed: z.boolean(),
    least: amountBody.meta({ description: 'less than this is not sent' }),
    rate: rateBody.meta({ description: 'what one of it costs in the withdrawal’s own asset, the spread in it' }),
    paid: amountBody.nullable().meta({ description: 'how much of it was paid in the end; null until it is over' }),
    transactions: z
      .array(
        z.object({
          hash: z.string().regex(/^[0-9a-f]{64}$/),
          explorer: z.url().nullable().meta({ description: 'a page about it; null in a list' }),
        }),
      )
      .meta({ description: 'of the chain, by which it was sent; empty until then' }),
  })
  .meta({ id: 'Arrives' });
export type ArrivesBody = z.infer<typeof arrivesBody>;

/** A withdrawal as it is now. `receipt` is the short code a player can quote to staff. */
export const withdrawalBody = z
  .object({
    id: z.uuid(),
    rail: railBody,
    status: z.enum(withdrawalStatuses),
    amount: amountBody,
    fee: amountBody,
    arrives: arrivesBody.nullable().meta({ description: 'null: what arrives is `amount` itself' }),
    destination: z.string(),
    destinationId: z.uuid().nullable().meta({ description: 'the saved destination it goes to; null: the way it came' }),
    paid: amountBody.nullable().meta({ description: 'what was paid in the end; null until it is over' }),
    returned: amountBody.nullable().meta({ description: 'what of it came back since, and is in the cash again' }),
    refusedBecause: z.enum(refusalCauses).nullable().meta({
      description:
        'why it was refused, where that is known: the address sends back what comes, is frozen, or it failed at ours',
    }),
    codeId: z.uuid().nullable().meta({ description: 'the code that confirms it, while it waits for one' }),
    requestedAt: momentBody,
    confirmBy: momentBody,
    approvals: z
      .object({ given: z.int().nonnegative(), needed: z.int().nonnegative() })
      .nullable()
      .meta({ description: 'how many of our staff have approved, of how many who must; null until that is known' }),
    confirmedAt: momentBody.nullable(),
    sendingAt: momentBody.nullable(),
    endedAt: momentBody.nullable(),
    receipt: z.string(),
  })
  .meta({ id: 'Withdrawal' });
export type WithdrawalBody = z.infer<typeof withdrawalBody>;

const theirs = { kind: 'withdrawal', missing: 'unknown-withdrawal' } as const;
const unknown = { 'unknown-withdrawal': [404, 'The player has no such withdrawal'] } as const;

export const withdrawalRoutes = {
  withdrawalWays: route({
    method: 'get',
    path: '/withdrawals/ways',
    about: 'The ways for money to go out, with limits, fee and the exact list of what stands in the way',
    who: 'player',
    answer: withdrawalWaysBody,
    status: 200,
    refusals: {},
  }),
  requestWithdrawal: route({
    method: 'post',
    path: '/withdrawals',
    about: 'Asks for money: it is set aside, and a code that confirms it is sent to the chat',
    who: 'player',
    limited: 'code',
    idempotent: true,
    body: requestWithdrawalBody,
    answer: withdrawalBody,
    status: 201,
    refusals: {
      blocked: [409, 'Something stands in the way: see `blockers`, which has all of it'],
      'bonus-would-be-lost': [
        409,
        'Cash may leave, but the active bonus is given up with it: see `cost`, and say `givesUp`',
      ],
      'rail-short': [503, 'This way out cannot pay so much at the moment'],
      'account-closed': [409, 'This account was joined with another one'],
      'no-chat': [409, 'The bot cannot write to this player'],
      'codes-locked': [429, 'Too many wrong codes; see `until`'],
      'too-many-codes': [429, 'Too many codes were asked for; see `until`'],
    },
  }),
  withdrawal: route({
    method: 'get',
    path: '/withdrawals/{id}',
    about: 'A withdrawal as it is now',
    who: 'player',
    object: theirs,
    answer: withdrawalBody,
    status: 200,
    refusals: unknown,
  }),
  resendWithdrawalCode: route({
    method: 'post',
    path: '/withdrawals/{id}/code',
    about:
      'Sends another code for a withdrawal that waits for one; the earlier is void. Its time to be confirmed stays',
    who: 'player',
    limited: 'code',
    object: theirs,
    answer: withdrawalBody,
    status: 200,
    refusals: {
      ...unknown,
      'too-late': [409, 'It does not wait for a code any more'],
      'no-chat': [409, 'The bot cannot write to this player'],
      'codes-locked': [429, 'Too many wrong codes; see `until`'],
      'too-many-codes': [429, 'Too many codes were asked for; see `until`'],
    },
  }),
  confirmWithdrawal: route({
    method: 'post',
    path: '/withdrawals/{id}/confirm',
    about: 'Confirms a withdrawal by the code from the chat',
    who: 'player',
    limited: 'code',
    object: theirs,
    body: z.object({ digits: z.string().regex(/^\d{6}$/) }),
    answer: withdrawalBody,
    status: 200,
    refusals: {
      ...unknown,
      'code-unknown': [404, 'There is no code for it'],
      'code-over': [409, 'The code was used, replaced or ran out'],
      'code-wrong': [409, 'The code is wrong; see `triesLeft`'],
      'act-changed': [409, 'The withdrawal is not to be confirmed any more'],
    },
  }),
  cancelWithdrawal: route({
    method: 'post',
    path: '/withdrawals/{id}/cancel',
    about: 'Takes a withdrawal back: before it is confirmed always, afterwards where `mayCancel` says so',
    who: 'player',
    object: theirs,
    answer: withdrawalBody,
    status: 200,
    refusals: {
      ...unknown,
      'not-to-cancel': [409, 'What is confirmed is not taken back here'],
      'too-late': [409, 'It is on its way, or over'],
    },
  }),
} as const;
