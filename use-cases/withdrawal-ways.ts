import type { DestinationId, PlayerId } from '../contracts/ids.ts';
import { type PayoutRailId, payoutRailIds } from '../contracts/rails.ts';
import { type Asset, isAsset } from '../domain/assets.ts';
import { paidAs } from '../domain/destinations.ts';
import { type ExchangeRate, pairOf } from '../domain/exchange-rates.ts';
import { add, isMoreThan, type Money, money } from '../domain/money.ts';
import type { AssetTerms } from '../domain/terms.ts';
import {
  type Blocker,
  beyondPayments,
  blockersOf,
  mostWithdrawable,
  offeredWithdrawals,
  type WithdrawalFacts,
} from '../domain/withdrawals.ts';
import type { Tx } from '../prisma/tx.ts';
import type { PayoutPlan, PayoutRail, PlanBasis } from '../rails/payout-rail.ts';
import type { PayoutRails } from '../rails/registry.ts';
import { telegramOf } from '../records/identity/reads.ts';
import { cashOf, debtsOf } from '../records/ledger/reads.ts';
import { readDestinations } from '../records/payments/destinations.ts';
import { isPaused } from '../records/payments/pause-reads.ts';
import { goodRate } from '../records/payments/rates.ts';
import { refundableOf } from '../records/payments/refundable.ts';
import { countUnderWay } from '../records/payments/withdrawal-reads.ts';
import type { WithdrawalSeams } from './withdrawal-seams.ts';

export type WaysDeps = {
  readonly rails: PayoutRails;
  readonly seams: WithdrawalSeams;
  readonly now: () => number;
};

/** A way money can go out to this player now, or what keeps it from that. */
export type WithdrawalWay = {
  readonly rail: PayoutRailId;
  readonly available: Money;
  readonly terms: AssetTerms;
  /** What one of the asset that arrives is worth, where that is another; undefined where it is not, or nobody knows. */
  readonly market: ExchangeRate | undefined;
  /** What is offered to press; the last is all of it. */
  readonly presets: readonly Money[];
  readonly blockers: readonly Blocker[];
  /** So much goes back the way it came, and needs no destination; undefined where the way takes none. */
  readonly withoutDestination: Money | undefined;
};

/**
 * The ways out for a player, each with everything that stands in its way. Empty: no rail pays out at all, and the blockers of
 * `nowhere` say so together with what else there is.
 */
export type WithdrawalWays = { readonly ways: readonly WithdrawalWay[]; readonly nowhere: readonly Blocker[] };

export const withdrawalWays =
  (deps: WaysDeps) =>
  async (tx: Tx, player: PlayerId): Promise<WithdrawalWays> => {
    const cash = await withdrawableOf(tx, player);
    const ways: WithdrawalWay[] = [];
    for (const id of payoutRailIds) {
      const rail = deps.rails[id];
      for (const available of rail ? paidBy(rail, cash) : []) {
        const terms = rail?.terms[available.asset];
        if (!rail || !terms) continue;
        const wanted = mostWithdrawable(available, terms) ?? money(available.asset, terms.least);
        const least = money(available.asset, terms.least);
        const { facts, closedLoop, market } = await look(deps, tx, player, rail, available, wanted, undefined, least);
        const bound = facts.coverable;
        ways.push({
          rail: id,
          available,
          terms,
          market,
          presets: offeredWithdrawals(available, terms).filter(({ minor }) => !bound || minor <= bound.minor),
          withoutDestination: rail.takes ? closedLoop : undefined,
          blockers: blockersOf(facts),
        });
      }
    }
    if (ways.length > 0) return { ways, nowhere: [] };
    const nothing = cash[0] ?? money('EUR', 0n);
    const facts = await factsOf(deps, tx, player, nothing, undefined, money(nothing.asset, 0n));
    return { ways, nowhere: blockersOf(facts) };
  };

/** What the player holds of what this rail pays out; where they hold none of it, nothing of the first. */
function paidBy({ terms }: PayoutRail, cash: readonly Money[]): Money[] {
  const held = cash.filter(({ asset }) => terms[asset] !== undefined);
  const [first] = Object.keys(terms).filter(isAsset);
  return held.length > 0 || first === undefined ? held : [money(first, 0n)];
}

export type Looked = {
  readonly facts: WithdrawalFacts;
  readonly plan: PayoutPlan | undefined;
  /** What of the player's payments by this rail can still go back. */
  readonly closedLoop: Money;
  readonly market: ExchangeRate | undefined;
};

/**
 * Everything a wish is judged by, and how it would be sent.
 * @param verifiedFor what verification is asked for: of a wish its amount, of all wishes the least there is
 */
export async function look(
  deps: WaysDeps,
  tx: Tx,
  player: PlayerId,
  rail: PayoutRail,
  available: Money,
  amount: Money,
  destinationId?: DestinationId,
  verifiedFor = amount,
): Promise<Looked> {
  const refundable = await refundableOf(tx, player, rail.id, amount.asset);
  const closedLoop = sumOf(refundable, amount.asset);
  const elsewhere = rail.takes ? await goesBackElsewhere(deps, tx, player, rail, amount.asset) : undefined;
  const beyond = rail.takes
    ? beyondPayments(available, closedLoop, elsewhere?.left ?? money(amount.asset, 0n))
    : money(amount.asset, 0n);
  const destination = destinationId && (await openDestinationOf(tx, player, rail, destinationId));
  const basis: PlanBasis = { refundable, beyond, ...(destination ? { destination } : {}) };
  const most = add(closedLoop, beyond);
  // Here, too, and not by the rails alone: one that forgets what must go back elsewhere would pay card money out.
  const isTooMuch = rail.takes !== undefined && isMoreThan(amount, most);
  const plan = isTooMuch
    ? ({ reason: 'not-coverable', most } as const)
    : amount.minor > 0n
      ? rail.plan({ ...basis, amount })
      : undefined;
  const sends = rail.terms[amount.asset]?.sends;
  const market = sends && (await marketOf(deps, tx, sends));
  const facts: WithdrawalFacts = {
    ...(await factsOf(deps, tx, player, available, rail, verifiedFor)),
    lacksRate: sends !== undefined && market === undefined,
    goesBackFirst: elsewhere,
    ...(destinationId ? { isDestinationOpen: destination !== undefined } : {}),
  };
  if (!plan || 'parts' in plan) return { facts, plan, closedLoop, market };
  return plan.reason === 'not-coverable'
    ? { facts: { ...facts, coverable: plan.most }, plan: undefined, closedLoop, market }
    : { facts: { ...facts, withoutDestination: plan.most }, plan: undefined, closedLoop, market };
}

/** What one of an asset is worth in the wallet now; undefined while nobody knows. */
async function marketOf({ now }: WaysDeps, tx: Tx, asset: Asset): Promise<ExchangeRate | undefined> {
  const pair = pairOf(asset);
  return pair && (await goodRate(tx, pair, now()))?.rate;
}

const sumOf = (charges: readonly { readonly left: Money }[], asset: Asset): Money =>
  charges.reduce((sum, { left }) => add(sum, left), money(asset, 0n));

/** What must go back by other rails that are on before any of it leaves by another way; undefined where nothing must. */
async function goesBackElsewhere(
  { rails }: WaysDeps,
  tx: Tx,
  player: PlayerId,
  { id: here }: PayoutRail,
  asset: Asset,
): Promise<{ rail: PayoutRailId; left: Money } | undefined> {
  let first: PayoutRailId | undefined;
  let left = money(asset, 0n);
  for (const id of payoutRailIds) {
    if (id === here || !rails[id]) continue;
    const there = sumOf(await refundableOf(tx, player, id, asset), asset);
    if (there.minor > 0n) first ??= id;
    left = add(left, there);
  }
  return first && { rail: first, left };
}

/** A destination of this player's that money may go to by this rail. */
async function openDestinationOf(tx: Tx, player: PlayerId, { takes }: PayoutRail, id: DestinationId) {
  const found = (await readDestinations(tx, player)).find((each) => each.id === id);
  const isTaken = found !== undefined && takes !== undefined && paidAs[found.kind] === takes;
  return isTaken && found.confirmedAt ? { id, label: found.label } : undefined;
}

async function factsOf(
  { seams }: WaysDeps,
  tx: Tx,
  player: PlayerId,
  available: Money,
  rail: PayoutRail | undefined,
  verifiedFor: Money,
): Promise<WithdrawalFacts> {
  const { unconfirmed, underWay } = await countUnderWay(tx, player);
  return {
    available,
    terms: rail?.terms[available.asset],
    railPaused: rail !== undefined && (await isPaused(tx, rail.id, 'out')),
    coverable: undefined,
    debt: (await debtsOf(tx, player)).find(({ asset }) => asset === available.asset),
    canReceiveCode: (await telegramOf(tx, player)) !== undefined,
    unconfirmed,
    underWay,
    hasOpenDispute: await seams.hasOpenDispute(tx, player),
    missingVerification: await seams.missingVerification(tx, player, verifiedFor),
    leftToWager: await seams.leftToWager(tx, player, available.asset),
    restrictions: await seams.restrictionsOf(tx, player),
  };
}

/** What of an asset this player may take out. */
export async function availableOf(tx: Tx, player: PlayerId, asset: Asset): Promise<Money> {
  return (await withdrawableOf(tx, player)).find((held) => held.asset === asset) ?? money(asset, 0n);
}

/** Free cash, less what the player owes of the same asset: whoever took a payment back does not take it out besides. */
async function withdrawableOf(tx: Tx, player: PlayerId): Promise<Money[]> {
  const debts = await debtsOf(tx, player);
  return (await cashOf(tx, player)).map(({ asset, minor }) => {
    const owed = debts.find((debt) => debt.asset === asset)?.minor ?? 0n;
    return money(asset, minor > owed ? minor - owed : 0n);
  });
}
