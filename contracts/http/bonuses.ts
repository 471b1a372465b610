import { z } from 'zod';
import { bonusKinds, grantStates } from '../../domain/bonuses.ts';
import { amountBody, momentBody } from './amounts.ts';
import { gameIdBody } from './games.ts';
import { route } from './route.ts';

export const termsBody = z
  .object({
    id: z.string(),
    version: z.int(),
    kind: z.enum(bonusKinds),
    match: z.object({ bps: z.int(), most: amountBody, leastDeposit: amountBody }).nullable(),
    amount: amountBody.nullable(),
    spins: z.object({ many: z.int(), game: gameIdBody, stake: amountBody }).nullable(),
    wagerTimes: z.number(),
    counts: z.enum(['all', 'cash', 'bonus']),
    sticky: z.enum(['sticky', 'non-sticky']),
    order: z.enum(['cash-first', 'bonus-first']),
    contributionBps: z.partialRecord(gameIdBody, z.int()),
    mostStake: amountBody,
    mostConverted: amountBody.nullable(),
    offerHours: z.int(),
    playHours: z.int(),
  })
  .meta({ id: 'BonusTerms' });
export type TermsBody = z.infer<typeof termsBody>;

/** One bonus of this player. */
export const grantBody = z
  .object({
    id: z.uuid(),
    state: z.enum(grantStates),
    terms: termsBody.meta({ description: 'as they were when the grant was made; they do not change' }),
    deposit: amountBody.nullable().meta({ description: 'the deposit it came with' }),
    worth: amountBody.meta({ description: 'the bonus itself, as offered or given' }),
    balance: amountBody.meta({ description: 'what is left of it and of what it won' }),
    wager: z.object({ done: amountBody, needed: amountBody }),
    spinsLeft: z.int(),
    offerUntil: momentBody,
    playUntil: momentBody.nullable(),
    endedAt: momentBody.nullable(),
    converted: amountBody.nullable().meta({ description: 'what became cash, when it was completed' }),
    forfeited: amountBody.nullable().meta({ description: 'what was given up or taken back at its end' }),
  })
  .meta({ id: 'Grant' });
export type GrantBody = z.infer<typeof grantBody>;

/** What giving a bonus up costs, to the last minor unit, as of now. */
export const costBody = z
  .object({
    grant: z.uuid(),
    keeps: z.object({ cash: amountBody }),
    loses: z.object({
      bonus: amountBody,
      spins: z.int(),
      openRounds: z
        .int()
        .meta({ description: 'open rounds with bonus in their stake: that part of their win is lost too' }),
    }),
    asOf: momentBody,
  })
  .meta({ id: 'BonusCost' });
export type CostBody = z.infer<typeof costBody>;

export const bonusesBody = z
  .object({
    active: grantBody.nullable(),
    offers: z.array(grantBody),
    ended: z.array(grantBody).meta({ description: 'the newest first, twenty at most' }),
    promotions: z
      .array(termsBody)
      .meta({ description: 'what the player may still come to without a code; empty where they are offered nothing' }),
    withdrawable: z
      .object({
        cash: amountBody.meta({ description: 'what can be taken out now' }),
        locked: amountBody.meta({ description: 'cash that a sticky bonus keeps until it is done or given up' }),
        givesUp: z.uuid().nullable().meta({ description: 'the grant that taking cash out gives up' }),
      })
      .meta({ description: '"What can I withdraw?"' }),
  })
  .meta({ id: 'Bonuses' });
export type BonusesBody = z.infer<typeof bonusesBody>;

/** All of it, and what the code became. */
const enteredBody = bonusesBody
  .extend({ entered: z.uuid().meta({ description: 'the offer of the code' }) })
  .meta({ id: 'EnteredCode' });

const grant = { kind: 'grant', missing: 'no-such-grant' } as const;

export const bonusRoutes = {
  bonuses: route({
    method: 'get',
    path: '/bonuses',
    about: 'The active bonus, offers, ended ones, promotions, and what can be withdrawn',
    who: 'player',
    answer: bonusesBody,
    status: 200,
    refusals: {},
  }),
  claimBonus: route({
    method: 'post',
    path: '/bonuses/{id}/claim',
    about: 'Takes an offer, by its terms as they are shown with it. Safe to repeat',
    who: 'player',
    object: grant,
    answer: bonusesBody,
    status: 200,
    refusals: {
      'offer-over': [409, 'The offer has ended'],
      'bonus-active': [409, 'Another bonus is active: it ends first'],
      excluded: [409, 'The player takes a break, or excluded themselves'],
      'deposit-gone': [409, 'The deposit it came with was taken back, or taken out'],
    },
  }),
  declineBonus: route({
    method: 'post',
    path: '/bonuses/{id}/decline',
    about: 'Refuses an offer. Safe to repeat',
    who: 'player',
    object: grant,
    answer: bonusesBody,
    status: 200,
    refusals: { 'offer-over': [409, 'The offer has ended'] },
  }),
  bonusCost: route({
    method: 'get',
    path: '/bonuses/{id}/cost',
    about: 'What giving the bonus up costs now',
    who: 'player',
    object: grant,
    answer: costBody,
    status: 200,
    refusals: { 'bonus-over': [409, 'It has ended'] },
  }),
  cancelBonus: route({
    method: 'post',
    path: '/bonuses/{id}/cancel',
    about: 'Gives the bonus up, at the cost that was shown; if that has changed, nothing is done',
    who: 'player',
    object: grant,
    body: z.object({ loses: amountBody, spins: z.int() }),
    answer: bonusesBody,
    status: 200,
    refusals: {
      'bonus-over': [409, 'It has ended'],
      'cost-changed': [409, 'It costs something else now: read it again'],
    },
  }),
  enterCode: route({
    method: 'post',
    path: '/bonuses/codes',
    about: 'A promo code becomes an offer. Safe to repeat',
    who: 'player',
    limited: 'promo',
    body: z.object({ code: z.string().trim().min(3).max(32) }),
    answer: enteredBody,
    status: 200,
    refusals: {
      'no-such-code': [409, 'There is no such code, or it is over'],
      'code-used': [409, 'It was used by this player'],
      excluded: [409, 'The player takes a break, or excluded themselves'],
      'wrong-wallet': [409, 'The code is of another currency than the wallet'],
    },
  }),
} as const;
