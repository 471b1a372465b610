import { z } from 'zod';
import { amountBody, momentBody } from './amounts.ts';
import { route } from './route.ts';

/** What a player has come to by playing. Points are counted, never bought, and take nothing away again. */
export const vipBody = z
  .object({
    level: z.int().min(0),
    levels: z.array(
      z.object({ level: z.int(), from: z.int(), name: z.string().meta({ description: 'an id of a text' }) }),
    ),
    points: z.int(),
    perPoint: amountBody.meta({ description: 'so much cash staked is a point' }),
  })
  .meta({ id: 'Vip' });
export type VipBody = z.infer<typeof vipBody>;

export const leaderboardBody = z
  .object({
    week: z.string().meta({ description: 'ISO week: 2026-W47' }),
    endsAt: momentBody,
    asOf: momentBody.meta({ description: 'points of the last seconds may still be missing' }),
    rows: z.array(z.object({ rank: z.int(), name: z.string(), points: z.int(), isYou: z.boolean() })),
    you: z.object({ rank: z.int(), points: z.int() }).nullable(),
  })
  .meta({ id: 'Leaderboard' });
export type LeaderboardBody = z.infer<typeof leaderboardBody>;

/** What the bot may write of its own accord, and when it is quiet. Money, codes and verification are always told. */
export const noticesBody = z
  .object({
    promotions: z.boolean(),
    wagering: z.boolean(),
    vip: z.boolean(),
    quiet: z
      .object({ from: z.int().min(0).max(1439), until: z.int().min(0).max(1439) })
      .nullable()
      .meta({ description: 'minutes after midnight in `zone`; what comes meanwhile is told when it ends' }),
    zone: z.string().max(64).meta({ description: 'an IANA time zone' }),
    isListed: z.boolean().meta({
      description: 'whether others see the end of your code on the leaderboard, or only that somebody is there',
    }),
  })
  .meta({ id: 'Notices' });
export type NoticesBody = z.infer<typeof noticesBody>;

export const standingRoutes = {
  vip: route({
    method: 'get',
    path: '/vip',
    about: 'The level reached, and the points to the next',
    who: 'player',
    answer: vipBody,
    status: 200,
    refusals: {},
  }),
  leaderboard: route({
    method: 'get',
    path: '/leaderboards/week',
    about: 'Points of this week, the first fifty and the player',
    who: 'player',
    answer: leaderboardBody,
    status: 200,
    refusals: {},
  }),
  notices: route({
    method: 'get',
    path: '/preferences/notices',
    about: 'What the bot may write of its own accord',
    who: 'player',
    answer: noticesBody,
    status: 200,
    refusals: {},
  }),
  chooseNotices: route({
    method: 'post',
    path: '/preferences/notices',
    about: 'Chooses what the bot may write, and its quiet hours',
    who: 'player',
    body: noticesBody,
    answer: noticesBody,
    status: 200,
    refusals: { 'no-such-zone': [409, 'There is no such time zone'] },
  }),
} as const;
