import { z } from 'zod';
import { orderStatuses, owedReasons, owedStates } from '../../domain/checkout.ts';
import { takeBackStates } from '../../domain/take-backs.ts';
import { railIds } from '../rails.ts';
import { amountBody, assetBody, momentBody, rateBody } from './amounts.ts';
import { chainRoutes, depositChainBody } from './chain.ts';
import { feeFields } from './fees.ts';
import { withdrawalBody } from './withdrawals.ts';

const railBody = z.enum(railIds);

/** A way to pay in, and its terms for one payment. */
export const depositWayBody = z
  .object({
    rail: railBody,
    asset: assetBody.meta({ description: 'what is paid' }),
    credits: assetBody.meta({ description: 'what the wallet holds it as' }),
    market: rateBody.nullable().meta({
      description:
        'what one of it is worth in the wallet now; "1" where nothing is exchanged; null: nobody knows, and it cannot be paid',
    }),
    spreadBps: z
      .int()
      .nonnegative()
      .meta({ description: 'what the house keeps of the market, in hundredths of a percent' }),
    least: amountBody,
    most: amountBody,
    ...feeFields,
    presets: z.array(amountBody).meta({ description: 'amounts to offer, the smallest first' }),
    validForMs: z.int().positive().meta({ description: 'how long an opened deposit may be paid' }),
    paused: z.boolean().meta({ description: 'nothing can be paid in by it at this moment' }),
  })
  .meta({ id: 'DepositWay' });
export type DepositWayBody = z.infer<typeof depositWayBody>;

export const depositWaysBody = z.object({ ways: z.array(depositWayBody) }).meta({ id: 'DepositWays' });
export type DepositWaysBody = z.infer<typeof depositWaysBody>;

export const openDepositBody = z.object({ rail: railBody, amount: amountBody });

/** Money that was paid but not credited: it goes back to whoever paid it. */
export const owedBody = z

  .object({ reason: z.enum(owedReasons), state: z.enum(owedStates), amount: amountBody, at: momentBody })
  .meta({ id: 'Owed' });

/** Money of this deposit that its provider gave back to the payer, or that came again since. */
export const takenBackBody = z
  .object({ state: z.enum(takeBackStates), amount: amountBody, at: momentBody })
  .meta({ id: 'TakenBack' });

/** A payment as it was credited: of what came, which may be less or more than was asked for, by the rate it was credited at. */
export const creditedBody = z
  .object({ paid: amountBody, fee: amountBody, amount: amountBody, rate: rateBody })
  .meta({ id: 'Credited' });

/**
 * A deposit as it is now. The client's own idea of a payment is a hint: this is the truth.
 * `receipt` is the short code a player can quote to staff.
 */
export const depositBody = z
  .object({
    id: z.uuid(),
    rail: railBody,
    status: z.enum(orderStatuses),
    pay: amountBody,
    fee: amountBody,
    credit: amountBody,
    rate: rateBody.meta({
      description: 'what one of `pay` becomes of `credit` after the fee; it holds until `expiresAt`',
    }),
    credited: creditedBody.nullable().meta({ description: 'what came, and what it became; null until it is credited' }),
    late: z.boolean().meta({ description: 'credited although its invoice had run out' }),
    invoiceLink: z.string().nullable().meta({ description: 'to hand to openInvoice; null until it is made' }),
    openedAt: momentBody,
    expiresAt: momentBody,
    closedAt: momentBody
      .nullable()
      .meta({ description: 'when our staff closed it before its time; null: they did not' }),
    settledAt: momentBody.nullable(),
    cashAfter: amountBody.nullable().meta({ description: 'the cash once this was credited; null until then' }),
    receipt: z.string(),
    owed: z.array(owedBody),
    takenBack: z.array(takenBackBody),
    chain: depositChainBody
      .nullable()
      .meta({ description: 'where it is paid, by a chain, and what has come; null: by something else, or in a list' }),
  })
  .meta({ id: 'Deposit' });
export type DepositBody = z.infer<typeof depositBody>;

/** One line of a player's history. */
export const historyItemBody = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('deposit'), deposit: depositBody }),
  z.object({ kind: z.literal('withdrawal'), withdrawal: withdrawalBody }),
]);
export type HistoryItemBody = z.infer<typeof historyItemBody>;

export const historyBody = z
  .object({
    asOf: momentBody,
    items: z.array(historyItemBody).meta({ description: 'the newest first' }),
    next: z.string().nullable().meta({ description: 'the cursor of the page after this one; null: there is none' }),
  })
  .meta({ id: 'History' });
export type HistoryBody = z.infer<typeof historyBody>;

export const historyQuery = z.object({
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  kind: z.enum(['deposit', 'withdrawal']).optional().meta({ description: 'only money in, or only money out' }),
});

/** What is asked of a deposit that is paid on a chain. */
export const depositChainRoutes = chainRoutes(depositBody);
