import { Router } from 'express';
import { routes } from '../../contracts/http/routes.ts';
import type { PlayerId } from '../../contracts/ids.ts';
import type { Texts } from '../../runtime/texts.ts';
import type { Statement } from '../../use-cases/yearly-statement.ts';
import type { Guard } from '../guard.ts';
import { mount } from '../routing.ts';

export type StatementDeps = {
  readonly guard: Guard;
  readonly yearlyStatement: (player: PlayerId, year: number) => Promise<Statement>;
  readonly now: () => number;
  readonly textsFor: (player: PlayerId) => Promise<Texts>;
};

/** The year on paper, for the player alone. */
export function statement({ guard, yearlyStatement, textsFor, now }: StatementDeps): Router {
  const router = Router();
  mount(router, routes.statement, guard, async ({ session, query: { year, form } }) => {
    if (year > new Date(now()).getUTCFullYear()) return { reason: 'year-ahead' };
    const made = await yearlyStatement(session.player, year);
    const type = routes.statement.file[form];
    return form === 'csv'
      ? { type, name: `${made.name}.csv`, chunks: made.csv() }
      : { type, name: `${made.name}.html`, chunks: made.page(await textsFor(session.player)) };
  });
  return router;
}
