import type { GrantId, OrderId, PlayerId, TransferId } from '../contracts/ids.ts';
import { normalCode } from '../domain/bonus-terms.ts';
import type { BonusTerms } from '../domain/bonuses.ts';
import type { Money } from '../domain/money.ts';
import { worthOf } from '../domain/wagering.ts';
import type { Transaction, Tx } from '../prisma/tx.ts';
import { readProfile } from '../records/identity/reads.ts';
import { type GrantView, readGrants, wantsPromotions } from '../records/play/grant-reads.ts';
import { isFirstDeposit, type Offered, offerGrant } from '../records/play/grants.ts';
import { termsInForce, termsOfCode } from '../records/play/terms.ts';
import { childId, newId } from '../runtime/ids.ts';
import { type TellBonusDeps, tellBonus } from './tell-bonus.ts';

export type OfferDeps = TellBonusDeps & { readonly now: () => number };

export type CreditedDeposit = {
  readonly order: OrderId;
  readonly player: PlayerId;
  /** The transfer that credited it. */
  readonly transfer: TransferId;
  readonly credit: Money;
};

/**
 * A player was credited. If it is the first deposit of the person it is, they are offered what there is for it, each bonus once in their
 * life; nobody is who takes a break or excluded themselves. Safe to repeat: offers are named after the transfer that credited, so that a crash
 * between credit and offer costs nothing but a moment.
 */
export async function offerForDeposit(deps: OfferDeps, tx: Tx, deposit: CreditedDeposit): Promise<void> {
  if (!(await isFirstDeposit(tx, deposit.player, deposit.order))) return;
  for (const terms of await termsInForce(tx, deposit.credit.asset)) {
    if (terms.kind === 'code') continue;
    const worth = worthOf(terms, deposit.credit.minor);
    if (worth === undefined || (worth === 0n && !terms.spins)) continue;
    await offer(deps, tx, deposit.player, terms, {
      id: childId(deposit.transfer, `bonus:${terms.id}`) as GrantId,
      worth,
      deposit: { id: deposit.transfer, amount: deposit.credit },
    });
  }
}

export type CodeRefusal =
  | { readonly reason: 'no-such-code' | 'excluded' | 'wrong-wallet' }
  /** `grant`: what it became; null, where that is of another account of the same person. */
  | { readonly reason: 'code-used'; readonly grant: GrantId | null };

/**
 * A promo code becomes an offer. Typed again while that stands it is the same offer. Who guesses is told of a code that is over just what
 * they are told of one that never was.
 */
export const enterCode =
  (deps: OfferDeps & { readonly transaction: Transaction }) =>
  (player: PlayerId, typed: string): Promise<{ readonly offer: GrantId } | CodeRefusal> =>
    deps.transaction(async (tx) => {
      const terms = await termsOfCode(tx, normalCode(typed));
      if (!terms) return { reason: 'no-such-code' };
      const wallet = (await readProfile(tx, player))?.wallet;
      if (terms.asset.replace('PLAY-', '') !== wallet) return { reason: 'wrong-wallet' };
      const { active, offers, ended } = await readGrants(tx, player, new Date(deps.now()));
      const ofCode = (each: GrantView | undefined): boolean => each?.terms.id === terms.id;
      const standing = offers.find(ofCode);
      if (standing) return { offer: standing.id };
      const id = newId(deps.now()) as GrantId;
      const outcome = await offer(deps, tx, player, terms, { id, worth: worthOf(terms) ?? 0n });
      if (outcome === 'had') return { reason: 'code-used', grant: [active, ...ended].find(ofCode)?.id ?? null };
      if (outcome === 'offered') return { offer: id };
      return { reason: outcome === 'excluded' ? 'excluded' : 'no-such-code' };
    });

type Made = { readonly id: GrantId; readonly worth: bigint; readonly deposit?: { id: TransferId; amount: Money } };

async function offer(deps: OfferDeps, tx: Tx, player: PlayerId, terms: BonusTerms, made: Made): Promise<Offered> {
  const outcome = await offerGrant(tx, { ...made, player, terms, at: new Date(deps.now()) });
  if (outcome !== 'offered') return outcome;
  // Who wishes for no promotions finds the offer in the app, and is not written to.
  if (await wantsPromotions(tx, player)) await tellBonus(deps, tx, { player, grant: made.id }, 'offered');
  else tx.afterCommit(() => deps.hint(player, { what: 'bonuses' }));
  return outcome;
}
