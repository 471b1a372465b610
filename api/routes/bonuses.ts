import type { Router } from 'express';
import { amountOf, moneyOf } from '../../contracts/http/amounts.ts';
import type { BonusesBody, CostBody, GrantBody, TermsBody } from '../../contracts/http/bonuses.ts';
import { routes } from '../../contracts/http/routes.ts';
import type { GrantId, PlayerId } from '../../contracts/ids.ts';
import type { BonusTerms } from '../../domain/bonuses.ts';
import { type Money, money } from '../../domain/money.ts';
import type { GrantView } from '../../records/play/grant-reads.ts';
import type { ClaimRefusal } from '../../use-cases/answer-offer.ts';
import type { CancelBonusRefusal, ShownCost } from '../../use-cases/give-up-bonus.ts';
import type { CodeRefusal } from '../../use-cases/offer-bonus.ts';
import type { BonusesShown } from '../../use-cases/show-bonuses.ts';
import type { BonusCost } from '../../use-cases/withdrawal-bonus.ts';
import type { Guard } from '../guard.ts';
import { createRouter } from '../router.ts';
import { mount } from '../routing.ts';

export type BonusesDeps = {
  readonly guard: Guard;
  readonly shown: (player: PlayerId) => Promise<BonusesShown>;
  readonly claim: (player: PlayerId, grant: GrantId) => Promise<'claimed' | ClaimRefusal>;
  readonly decline: (player: PlayerId, grant: GrantId) => Promise<'declined' | { readonly reason: 'offer-over' }>;
  readonly cost: (player: PlayerId, grant: GrantId) => Promise<BonusCost | undefined>;
  readonly cancel: (player: PlayerId, grant: GrantId, shown: ShownCost) => Promise<'cancelled' | CancelBonusRefusal>;
  readonly enterCode: (player: PlayerId, typed: string) => Promise<{ readonly offer: GrantId } | CodeRefusal>;
};

/** What a player is offered, plays with and had: every answer to an act is all of it, as it is then. */
export function bonuses({ guard, ...deps }: BonusesDeps): Router {
  const router = createRouter();
  const all = async (player: PlayerId): Promise<BonusesBody> => bodyOf(await deps.shown(player));

  mount(router, routes.bonuses, guard, ({ session }) => all(session.player));

  mount(router, routes.claimBonus, guard, async ({ session: { player }, id }) => {
    const outcome = await deps.claim(player, id as GrantId);
    return typeof outcome === 'object' ? outcome : all(player);
  });

  mount(router, routes.declineBonus, guard, async ({ session: { player }, id }) => {
    const outcome = await deps.decline(player, id as GrantId);
    return typeof outcome === 'object' ? outcome : all(player);
  });

  mount(router, routes.bonusCost, guard, async ({ session, id }) => {
    const cost = await deps.cost(session.player, id as GrantId);
    return cost ? costBodyOf(cost) : { reason: 'bonus-over' };
  });

  mount(router, routes.cancelBonus, guard, async ({ session: { player }, id, body }) => {
    const shown = { loses: moneyOf(body.loses), spins: body.spins };
    const outcome = await deps.cancel(player, id as GrantId, shown);
    return typeof outcome === 'object' ? outcome : all(player);
  });

  mount(router, routes.enterCode, guard, async ({ session: { player }, body }) => {
    const outcome = await deps.enterCode(player, body.code);
    return 'reason' in outcome ? outcome : { ...(await all(player)), entered: outcome.offer };
  });
  return router;
}

const bodyOf = ({ active, offers, ended, promotions, withdrawable }: BonusesShown): BonusesBody => ({
  active: active ? grantBodyOf(active) : null,
  offers: offers.map(grantBodyOf),
  ended: ended.map(grantBodyOf),
  promotions: promotions.map(termsBodyOf),
  withdrawable: {
    cash: amountOf(withdrawable.cash),
    locked: amountOf(withdrawable.locked),
    givesUp: withdrawable.givesUp ?? null,
  },
});

const some = (amount: Money | undefined) => (amount ? amountOf(amount) : null);
const at = (moment: Date | undefined): string | null => moment?.toISOString() ?? null;

const grantBodyOf = (grant: GrantView): GrantBody => ({
  id: grant.id,
  state: grant.state,
  terms: termsBodyOf(grant.terms),
  deposit: some(grant.deposit),
  worth: amountOf(grant.worth),
  balance: amountOf(grant.balance),
  wager: { done: amountOf(grant.done), needed: amountOf(grant.needed) },
  spinsLeft: grant.spinsLeft,
  offerUntil: grant.offerUntil.toISOString(),
  playUntil: at(grant.playUntil),
  endedAt: at(grant.endedAt),
  converted: some(grant.converted),
  forfeited: some(grant.forfeited),
});

/** A code is for whom it was given to: it is not among what is shown. */
function termsBodyOf({
  code: _,
  asset,
  match,
  amount,
  spins,
  mostStake,
  mostConverted,
  ...rest
}: BonusTerms): TermsBody {
  const of = (minor: bigint) => amountOf(money(asset, minor));
  return {
    ...rest,
    match: match ? { bps: match.bps, most: of(match.most), leastDeposit: of(match.leastDeposit) } : null,
    amount: amount === undefined ? null : of(amount),
    spins: spins ? { ...spins, stake: of(spins.stake) } : null,
    mostStake: of(mostStake),
    mostConverted: mostConverted === null ? null : of(mostConverted),
  };
}

export const costBodyOf = ({ grant, keeps, bonus, spins, openRounds, asOf }: BonusCost): CostBody => ({
  grant,
  keeps: { cash: amountOf(keeps) },
  loses: { bonus: amountOf(bonus), spins, openRounds },
  asOf: asOf.toISOString(),
});
