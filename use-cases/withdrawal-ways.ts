import type { PlayerId } from '../contracts/ids.ts';
import { type PayoutRailId, payoutRailIds } from '../contracts/rails.ts';
import { type Asset, isAsset } from '../domain/assets.ts';
import { type Money, money } from '../domain/money.ts';
import type { AssetTerms } from '../domain/terms.ts';
import {
  type Blocker,
  blockersOf,
  mostWithdrawable,
  offeredWithdrawals,
  type WithdrawalFacts,
} from '../domain/withdrawals.ts';
import type { Tx } from '../prisma/tx.ts';
import type { PayoutPlan, PayoutRail, PlanBasis } from '../rails/payout-rail.ts';
import type { PayoutRails } from '../rails/registry.ts';
import { telegramOf } from '../records/identity/reads.ts';
import { cashOf } from '../records/ledger/reads.ts';
import { isPaused } from '../records/payments/pause-reads.ts';
import { countUnderWay, refundableOf } from '../records/payments/withdrawal-reads.ts';
import type { WithdrawalSeams } from './withdrawal-seams.ts';

export type WaysDeps = { readonly rails: PayoutRails; readonly seams: WithdrawalSeams };

/** A way money can go out to this player now, or what keeps it from that. */
export type WithdrawalWay = {
  readonly rail: PayoutRailId;
  readonly available: Money;
  readonly terms: AssetTerms;
  /** What is offered to press; the last is all of it. */
  readonly presets: readonly Money[];
  readonly blockers: readonly Blocker[];
};

/**
 * The ways out for a player, each with everything that stands in its way. Empty: no rail pays out at all, and the blockers of
 * `nowhere` say so together with what else there is.
 */
export type WithdrawalWays = { readonly ways: readonly WithdrawalWay[]; readonly nowhere: readonly Blocker[] };

export const withdrawalWays =
  (deps: WaysDeps) =>
  async (tx: Tx, player: PlayerId): Promise<WithdrawalWays> => {
    const cash = await cashOf(tx, player);
    const ways: WithdrawalWay[] = [];
    for (const id of payoutRailIds) {
      const rail = deps.rails[id];
      for (const available of rail ? paidBy(rail, cash) : []) {
        const terms = rail?.terms[available.asset];
        if (!rail || !terms) continue;
        const wanted = mostWithdrawable(available, terms) ?? money(available.asset, terms.least);
        const { facts } = await look(deps, tx, player, rail, available, wanted);
        const bound = facts.coverable;
        ways.push({
          rail: id,
          available,
          terms,
          presets: offeredWithdrawals(available, terms).filter(({ minor }) => !bound || minor <= bound.minor),
          blockers: blockersOf(facts),
        });
      }
    }
    if (ways.length > 0) return { ways, nowhere: [] };
    const facts = await factsOf(deps, tx, player, cash[0] ?? money('EUR', 0n), undefined);
    return { ways, nowhere: blockersOf(facts) };
  };

/** What the player holds of what this rail pays out; where they hold none of it, nothing of the first. */
function paidBy({ terms }: PayoutRail, cash: readonly Money[]): Money[] {
  const held = cash.filter(({ asset }) => terms[asset] !== undefined);
  const [first] = Object.keys(terms).filter(isAsset);
  return held.length > 0 || first === undefined ? held : [money(first, 0n)];
}

export type Looked = { readonly facts: WithdrawalFacts; readonly plan: PayoutPlan | undefined };

/** Everything a wish is judged by, and how it would be sent. */
export async function look(
  deps: WaysDeps,
  tx: Tx,
  player: PlayerId,
  rail: PayoutRail,
  available: Money,
  amount: Money,
): Promise<Looked> {
  const basis: PlanBasis = { refundable: await refundableOf(tx, player, rail.id, amount.asset) };
  const plan = amount.minor > 0n ? rail.plan({ ...basis, amount }) : undefined;
  const facts = await factsOf(deps, tx, player, available, rail);
  if (!plan || 'parts' in plan) return { facts, plan };
  return { facts: { ...facts, coverable: plan.most }, plan: undefined };
}

async function factsOf(
  { seams }: WaysDeps,
  tx: Tx,
  player: PlayerId,
  available: Money,
  rail: PayoutRail | undefined,
): Promise<WithdrawalFacts> {
  const { unconfirmed, underWay } = await countUnderWay(tx, player);
  return {
    available,
    terms: rail?.terms[available.asset],
    railPaused: rail !== undefined && (await isPaused(tx, rail.id, 'out')),
    coverable: undefined,
    canReceiveCode: (await telegramOf(tx, player)) !== undefined,
    unconfirmed,
    underWay,
    hasOpenDispute: await seams.hasOpenDispute(tx, player),
    missingVerification: await seams.missingVerification(tx, player),
    leftToWager: await seams.leftToWager(tx, player, available.asset),
    restrictions: await seams.restrictionsOf(tx, player),
  };
}

/** What this player has of an asset that is theirs to use. */
export async function availableOf(tx: Tx, player: PlayerId, asset: Asset): Promise<Money> {
  return (await cashOf(tx, player)).find((held) => held.asset === asset) ?? money(asset, 0n);
}
