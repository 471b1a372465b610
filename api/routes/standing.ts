import type { Router } from 'express';
import { amountOf } from '../../contracts/http/amounts.ts';
import { routes } from '../../contracts/http/routes.ts';
import type { LeaderboardBody, NoticesBody, VipBody } from '../../contracts/http/standing.ts';
import type { PlayerId } from '../../contracts/ids.ts';
import type { NoticeChoice } from '../../domain/notices.ts';
import type { NoticesRefusal, NoticesShown } from '../../use-cases/own-notices.ts';
import type { Leaderboard } from '../../use-cases/read-leaderboard.ts';
import type { VipShown } from '../../use-cases/show-vip.ts';
import type { Guard } from '../guard.ts';
import { createRouter } from '../router.ts';
import { mount } from '../routing.ts';

export type StandingDeps = {
  readonly guard: Guard;
  readonly vip: (player: PlayerId) => Promise<VipShown>;
  readonly leaderboard: (player: PlayerId) => Promise<Leaderboard>;
  readonly notices: (player: PlayerId) => Promise<NoticesShown>;
  readonly chooseNotices: (player: PlayerId, choice: NoticeChoice) => Promise<NoticesShown | NoticesRefusal>;
};

/** What a player has come to by playing, where that is among others, and what the bot tells them of it. */
export function standing({ guard, ...deps }: StandingDeps): Router {
  const router = createRouter();
  mount(router, routes.vip, guard, async ({ session }) => vipBodyOf(await deps.vip(session.player)));
  mount(router, routes.leaderboard, guard, async ({ session }) => boardBodyOf(await deps.leaderboard(session.player)));
  mount(router, routes.notices, guard, async ({ session }) => noticesBodyOf(await deps.notices(session.player)));
  mount(router, routes.chooseNotices, guard, async ({ session, body }) => {
    const outcome = await deps.chooseNotices(session.player, { ...body, quiet: body.quiet ?? undefined });
    return 'reason' in outcome ? outcome : noticesBodyOf(outcome);
  });
  return router;
}

const vipBodyOf = ({ level, levels, points, perPoint }: VipShown): VipBody => ({
  level,
  levels: levels.map((each) => ({ level: each.level, from: Number(each.from), name: each.name })),
  points: Number(points),
  perPoint: amountOf(perPoint),
});

const boardBodyOf = ({ week, endsAt, asOf, rows, you }: Leaderboard): LeaderboardBody => ({
  week,
  endsAt: endsAt.toISOString(),
  asOf: asOf.toISOString(),
  rows: rows.map((row) => ({ ...row, points: Number(row.points) })),
  you: you ? { rank: you.rank, points: Number(you.points) } : null,
});

const noticesBodyOf = ({ promotions, wagering, vip, quiet, zone, isListed }: NoticesShown): NoticesBody => ({
  promotions,
  wagering,
  vip,
  quiet: quiet ?? null,
  zone,
  isListed,
});
