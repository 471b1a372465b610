import { Router } from 'express';
import type { MeBody } from '../../contracts/http/account.ts';
import { amountOf } from '../../contracts/http/amounts.ts';
import { routes } from '../../contracts/http/routes.ts';
import type { PlayerId } from '../../contracts/ids.ts';
import { languages, nearestLanguage } from '../../contracts/languages.ts';
import type { Money } from '../../domain/money.ts';
import type { Profile } from '../../records/identity/reads.ts';
import type { LaunchRefusal } from '../../runtime/telegram/launch-data.ts';
import type { Preferences } from '../../use-cases/choose-preferences.ts';
import type { OpenedSession } from '../../use-cases/sign-in.ts';
import type { FindSession } from '../middleware/session.ts';
import { mount } from '../routing.ts';

export type PlayerDeps = {
  readonly findSession: FindSession;
  /** How players reach the bot; undefined while no bot answered. */
  readonly bot: () => { username: string; link: string } | undefined;
  readonly signInFromMiniApp: (initData: string) => Promise<OpenedSession | LaunchRefusal>;
  readonly profileOf: (player: PlayerId) => Promise<Profile>;
  readonly choosePreferences: (player: PlayerId, preferences: Preferences) => Promise<Profile>;
  readonly cashOf: (player: PlayerId) => Promise<readonly Money[]>;
  readonly now: () => number;
};

/** Who is here, and what they have. */
export function player(deps: PlayerDeps): Router {
  const router = Router();
  const find = deps.findSession;

  mount(router, routes.about, find, async () => ({
    name: 'Cage',
    bot: deps.bot() ?? null,
    languages: [...languages],
  }));

  mount(router, routes.signInFromMiniApp, find, async ({ body }) => {
    const outcome = await deps.signInFromMiniApp(body.initData);
    if ('reason' in outcome) return outcome;
    const { token, session } = outcome;
    return { token, expiresAt: session.expiresAt.toISOString(), me: meOf(await deps.profileOf(session.player)) };
  });

  mount(router, routes.me, find, async ({ session }) => meOf(await deps.profileOf(session.player)));

  mount(router, routes.choosePreferences, find, async ({ session, body }) =>
    meOf(await deps.choosePreferences(session.player, body)),
  );

  mount(router, routes.balances, find, async ({ session }) => {
    const asOf = new Date(deps.now()).toISOString();
    const [cash, { wallet }] = await Promise.all([deps.cashOf(session.player), deps.profileOf(session.player)]);
    return { asOf, wallet, cash: cash.map(amountOf) };
  });
  return router;
}

const meOf = ({ id, language, languageIsChosen, wallet }: Profile): MeBody => ({
  id,
  language: nearestLanguage(language),
  languageIsChosen,
  wallet,
});
