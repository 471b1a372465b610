import type { GrantId, PlayerId } from '../contracts/ids.ts';
import type { Transaction, Tx } from '../prisma/tx.ts';
import type { Enqueue } from '../records/delivery/outbox.ts';
import { claimGrant, declineGrant, type EndedOffer, expireOffers } from '../records/play/grants.ts';
import { type TellBonusDeps, tellBonus } from './tell-bonus.ts';

export type AnswerDeps = TellBonusDeps & {
  readonly transaction: Transaction;
  readonly enqueue: Pick<Enqueue, 'showInChat' | 'wake'>;
  readonly now: () => number;
};

export type ClaimRefusal = Exclude<Awaited<ReturnType<typeof claimGrant>>, string>;

/** A player takes an offer of theirs: bonus, workflow, trail and letter, or nothing. Safe to repeat. */
export const claimBonus =
  (deps: AnswerDeps) =>
  (player: PlayerId, grant: GrantId): Promise<'claimed' | ClaimRefusal> =>
    deps.transaction(async (tx) => {
      const outcome = await claimGrant(tx, grant, new Date(deps.now()));
      if (typeof outcome === 'object') return outcome;
      if (outcome === 'claimed') {
        await tellBonus(deps, tx, { player, grant }, 'active');
        deps.enqueue.wake(tx, 'outbox-workflow');
      }
      return 'claimed';
    });

/** A player refuses an offer of theirs. Safe to repeat. */
export const declineBonus =
  (deps: AnswerDeps) =>
  (player: PlayerId, grant: GrantId): Promise<'declined' | { readonly reason: 'offer-over' }> =>
    deps.transaction(async (tx) => {
      const outcome = await declineGrant(tx, grant, new Date(deps.now()));
      if (outcome === 'offer-over') return { reason: outcome };
      if (outcome === 'declined') await tellBonus(deps, tx, { player, grant }, 'declined');
      return 'declined';
    });

/** Offers that ended unanswered: wherever they are shown they say so. */
export async function tellOffersOver(deps: TellBonusDeps, tx: Tx, ended: readonly EndedOffer[]): Promise<void> {
  for (const each of ended) await tellBonus(deps, tx, each, 'expired');
}

/** Ends offers whose time is over; answers how many. Safe to repeat. */
export const endOldOffers =
  (deps: TellBonusDeps & { readonly transaction: Transaction; readonly now: () => number }) =>
  (atMost: number): Promise<number> =>
    deps.transaction(async (tx) => {
      const ended = await expireOffers(tx, new Date(deps.now()), atMost);
      await tellOffersOver(deps, tx, ended);
      return ended.length;
    });
