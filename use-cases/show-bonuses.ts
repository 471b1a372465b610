import type { GrantId, PlayerId } from '../contracts/ids.ts';
import { assert } from '../domain/assert.ts';
import type { BonusTerms } from '../domain/bonuses.ts';
import { type Money, money } from '../domain/money.ts';
import type { Tx } from '../prisma/tx.ts';
import { mayPromote } from '../records/compliance/exclusions.ts';
import { readProfile } from '../records/identity/reads.ts';
import { type GrantView, readGrants, stillOffered } from '../records/play/grant-reads.ts';
import { termsToComeTo } from '../records/play/terms.ts';
import { type BonusCost, bonusAtStake, costOf } from './withdrawal-bonus.ts';
import { availableOf } from './withdrawal-ways.ts';

export type BonusesShown = {
  readonly active: GrantView | undefined;
  /** What can be taken, now or when the active one is over. */
  readonly offers: readonly GrantView[];
  readonly ended: readonly GrantView[];
  /** What this player may still come to without a code; nothing where nothing may be promoted to them. */
  readonly promotions: readonly BonusTerms[];
  /** "What can I withdraw?" */
  readonly withdrawable: {
    readonly cash: Money;
    /** Cash that a sticky bonus keeps until it is done or given up. */
    readonly locked: Money;
    /** The bonus that taking cash out gives up. */
    readonly givesUp: GrantId | undefined;
  };
};

export type ShowBonusesDeps = { readonly now: () => number };

/** Everything a player has of bonuses, and what of their cash may leave, at one moment. */
export const showBonuses =
  ({ now }: ShowBonusesDeps) =>
  async (tx: Tx, player: PlayerId): Promise<BonusesShown> => {
    const at = new Date(now());
    const wallet = (await readProfile(tx, player))?.wallet;
    assert(wallet, `no player ${player}`);
    const { active, offers, ended } = await readGrants(tx, player, at);
    const isPromoted = await mayPromote(tx, player);
    const asset = active?.terms.asset ?? wallet;
    const cash = await availableOf(tx, player, asset);
    const atStake = await bonusAtStake(tx, player, asset, at);
    const isLocked = atStake?.way === 'locks';
    return {
      active,
      offers: isPromoted ? await stillOffered(tx, offers) : [],
      ended,
      promotions: isPromoted ? await termsToComeTo(tx, player, wallet) : [],
      withdrawable: {
        cash: isLocked ? money(asset, 0n) : cash,
        locked: isLocked ? cash : money(asset, 0n),
        givesUp: isLocked ? undefined : atStake?.grant.id,
      },
    };
  };

/** What giving this bonus up costs now; undefined: it is not active. */
export const bonusCost =
  ({ now }: ShowBonusesDeps) =>
  async (tx: Tx, player: PlayerId, grant: GrantId): Promise<BonusCost | undefined> => {
    const at = new Date(now());
    const { active } = await readGrants(tx, player, at);
    return active?.id === grant ? costOf(active, await availableOf(tx, player, active.terms.asset), at) : undefined;
  };
