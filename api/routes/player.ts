import type { Router } from 'express';
import type { MeBody } from '../../contracts/http/account.ts';
import { amountOf } from '../../contracts/http/amounts.ts';
import { routes } from '../../contracts/http/routes.ts';
import type { PlayerId } from '../../contracts/ids.ts';
import { languages, nearestLanguage } from '../../contracts/languages.ts';
import type { Asset } from '../../domain/assets.ts';
import { shortCode } from '../../domain/ids.ts';
import type { Money } from '../../domain/money.ts';
import { writeStartPayload } from '../../domain/start-payload.ts';
import type { Profile } from '../../records/identity/reads.ts';
import type { Preferences } from '../../use-cases/choose-preferences.ts';
import type { Guard } from '../guard.ts';
import { createRouter } from '../router.ts';
import { mount } from '../routing.ts';

export type PlayerDeps = {
  readonly guard: Guard;
  /** How players reach the bot; undefined while no bot answered. */
  readonly bot: () => { username: string; link: string } | undefined;
  readonly meOf: (player: PlayerId) => Promise<MeBody>;
  readonly choosePreferences: (player: PlayerId, preferences: Preferences) => Promise<Profile>;
  readonly fundsOf: (
    player: PlayerId,
  ) => Promise<{ readonly wallet: Asset; readonly cash: readonly Money[]; readonly stars: Money | undefined }>;
  readonly now: () => number;
};

/** Who is here, and what they have. */
export function player(deps: PlayerDeps): Router {
  const router = createRouter();
  const { guard } = deps;

  mount(router, routes.balances, guard, async ({ session }) => {
    const asOf = new Date(deps.now()).toISOString();
    const { cash, wallet, stars } = await deps.fundsOf(session.player);
    return { asOf, wallet, cash: cash.map(amountOf), stars: stars ? amountOf(stars) : null };
  });

  mount(router, routes.about, guard, async () => ({
    name: 'Cage',
    bot: deps.bot() ?? null,
    languages: [...languages],
  }));

  mount(router, routes.me, guard, ({ session }) => deps.meOf(session.player));

  mount(router, routes.choosePreferences, guard, async ({ session, body }) => {
    await deps.choosePreferences(session.player, body);
    return deps.meOf(session.player);
  });
  return router;
}

/** A player as they are shown to themselves; `botLink` is where their invitation leads. */
export const meBodyOf = (profile: Profile, botLink: string | undefined): MeBody => ({
  id: profile.id,
  language: nearestLanguage(profile.language),
  languageIsChosen: profile.languageIsChosen,
  wallet: profile.wallet,
  code: `P-${shortCode(profile.id)}`,
  telegram: profile.hasTelegram,
  invitation:
    botLink === undefined
      ? null
      : `${botLink}?start=${writeStartPayload({ kind: 'referral', value: profile.inviteCode })}`,
  joinedAt: profile.joinedAt.toISOString(),
});
