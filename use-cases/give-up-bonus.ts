import type { GrantId, OrderId, PlayerId } from '../contracts/ids.ts';
import type { GrantState } from '../domain/bonuses.ts';
import type { Money } from '../domain/money.ts';
import type { Tx } from '../prisma/tx.ts';
import { activeGrantOf, activeGrantOfOrder } from '../records/play/grant-reads.ts';
import { dropOffers, endGrant, lockActiveGrant } from '../records/play/grants.ts';
import { type AnswerDeps, tellOffersOver } from './answer-offer.ts';
import { tellBonus } from './tell-bonus.ts';

export type EndDeps = Pick<AnswerDeps, 'enqueue' | 'hint' | 'bot' | 'now'>;

/** What the player was shown that it costs. */
export type ShownCost = { readonly loses: Money; readonly spins: number };
export type CancelBonusRefusal = { readonly reason: 'bonus-over' | 'cost-changed' };

/**
 * A player gives their bonus up, at the cost that they were shown: where that is another one by now, nothing is done. Repeated, it is over.
 */
export const cancelBonus =
  (deps: AnswerDeps) =>
  (player: PlayerId, grant: GrantId, shown: ShownCost): Promise<'cancelled' | CancelBonusRefusal> =>
    deps.transaction(async (tx) => {
      // Held before it is read: no bet changes the cost between the look and the end.
      if ((await lockActiveGrant(tx, player)) !== grant) return { reason: 'bonus-over' };
      const active = await activeGrantOf(tx, player);
      if (active?.id !== grant) return { reason: 'bonus-over' };
      const { balance, spinsLeft } = active;
      if (balance.minor !== shown.loses.minor || balance.asset !== shown.loses.asset || spinsLeft !== shown.spins)
        return { reason: 'cost-changed' };
      // Where all of it is wagered it is completed instead, though nobody had looked yet.
      return (await endBonus(deps, tx, player, grant, 'cancelled')) === 'cancelled'
        ? 'cancelled'
        : { reason: 'bonus-over' };
    });

/**
 * Ends an active bonus and tells its player; answers how it ended, for what is due to end by itself ends so. The caller holds the grant.
 */
export async function endBonus(
  deps: EndDeps,
  tx: Tx,
  player: PlayerId,
  grant: GrantId,
  end: 'cancelled' | 'withdrawn',
): Promise<GrantState> {
  const state = await endGrant(tx, grant, end, new Date(deps.now()));
  await tellBonus(deps, tx, { player, grant }, state);
  deps.enqueue.wake(tx, 'outbox-workflow');
  return state;
}

/**
 * Nothing is promoted to this player any more: they excluded themselves, or their account was joined with another one. Offers end, and so does the
 * bonus they play with, completed where all of it is wagered; cash, and what the bonus won as cash, is theirs and stays.
 */
export async function endBonusesOf(deps: EndDeps, tx: Tx, player: PlayerId): Promise<void> {
  await tellOffersOver(deps, tx, await dropOffers(tx, player, new Date(deps.now())));
  const active = await lockActiveGrant(tx, player);
  if (active !== undefined) await endBonus(deps, tx, player, active, 'cancelled');
}

/** The deposit that a bonus came with went back to its payer: the bonus ends. The caller held the grant before any account of the ledger. */
export async function endBonusOfOrder(deps: EndDeps, tx: Tx, player: PlayerId, order: OrderId): Promise<void> {
  const grant = await activeGrantOfOrder(tx, player, order);
  if (grant !== undefined) await endBonus(deps, tx, player, grant, 'cancelled');
}
