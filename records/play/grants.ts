import type { GrantId, OrderId, PlayerId, TransferId } from '../../contracts/ids.ts';
import type { BonusTerms, GrantState } from '../../domain/bonuses.ts';
import type { Money } from '../../domain/money.ts';
import { sql, type Tx } from '../../prisma/tx.ts';

export type NewOffer = {
  readonly id: GrantId;
  readonly player: PlayerId;
  readonly terms: BonusTerms;
  /** What it came with: the transfer by which a deposit was credited. */
  readonly deposit?: { readonly id: TransferId; readonly amount: Money } | undefined;
  /** In minor units. */
  readonly worth: bigint;
  readonly at: Date;
};

/** `had`: offered to this person before; `over`: in force no more; `no-deposit`: its deposit went back to its payer. */
export type Offered = 'offered' | 'had' | 'over' | 'excluded' | 'no-deposit';

/** Offers a bonus, once in a person's life. Safe to repeat: the second is `had`. */
export async function offerGrant(tx: Tx, { id, player, terms, deposit, worth, at }: NewOffer): Promise<Offered> {
  const until = new Date(at.getTime() + terms.offerHours * HOUR_MS);
  const [row] = await tx.query<{ answer: Offered }>(sql`
    select play.offer_grant(${id}, ${player}, ${terms.id}, ${terms.version}, ${deposit?.id ?? null}, ${deposit?.amount.minor ?? null}::bigint,
      ${worth}, ${at}, ${until}) as answer`);
  return answerOf(row);
}
const HOUR_MS = 3_600_000;

type ClaimRefusal = { readonly reason: 'offer-over' | 'bonus-active' | 'excluded' | 'deposit-gone' };

/** Takes an offer: the bonus is booked and its workflow written down. Safe to repeat. */
export async function claimGrant(tx: Tx, id: GrantId, at: Date): Promise<'claimed' | 'repeated' | ClaimRefusal> {
  const [row] = await tx.query<{ answer: 'claimed' | 'repeated' | ClaimRefusal['reason'] }>(
    sql`select play.claim_grant(${id}, ${at}) as answer`,
  );
  const answer = answerOf(row);
  return answer === 'claimed' || answer === 'repeated' ? answer : { reason: answer };
}

/** Refuses an offer. Safe to repeat. */
export async function declineGrant(tx: Tx, id: GrantId, at: Date): Promise<'declined' | 'repeated' | 'offer-over'> {
  const [row] = await tx.query<{ answer: 'declined' | 'repeated' | 'offer-over' }>(
    sql`select play.decline_grant(${id}, ${at}) as answer`,
  );
  return answerOf(row);
}

/** Ends an active grant at its player's wish, and tells its workflow; answers how it stands, whoever ended it. Safe to repeat. */
export async function endGrant(tx: Tx, id: GrantId, end: 'cancelled' | 'withdrawn', at: Date): Promise<GrantState> {
  const [row] = await tx.query<{ answer: GrantState }>(sql`select play.end_grant(${id}, ${end}, ${at}) as answer`);
  return answerOf(row);
}

/** Ends an active grant if it is due to: completed, lost, or out of time; answers how it stands, whoever ended it. Safe to repeat. */
export async function judgeGrant(tx: Tx, id: GrantId, at: Date): Promise<GrantState> {
  const [row] = await tx.query<{ answer: GrantState }>(sql`select play.judge_grant(${id}, ${at}) as answer`);
  return answerOf(row);
}

/**
 * The grant that this player plays with, held until the transaction ends. For whoever ends it later in the transaction and locks accounts of
 * the ledger before that: bets come by the grant to the accounts, and who came the other way would wait for them in a circle.
 */
export async function lockActiveGrant(tx: Tx, player: PlayerId): Promise<GrantId | undefined> {
  const [row] = await tx.query<{ id: GrantId | null }>(sql`select play.lock_active_grant(${player}) as id`);
  return row?.id ?? undefined;
}

/** Wakes the workflows of grants that are active though their time was over before this; answers how many there are. Safe to repeat. */
export async function wakeOverdue(tx: Tx, before: Date, atMost: number): Promise<number> {
  const [row] = await tx.query<{ many: number }>(sql`select play.wake_overdue(${before}, ${atMost}) as many`);
  return row?.many ?? 0;
}

export type EndedOffer = { readonly grant: GrantId; readonly player: PlayerId };

/** Ends offers whose time is over; answers which. */
export const expireOffers = (tx: Tx, at: Date, atMost: number): Promise<EndedOffer[]> =>
  tx.query<EndedOffer>(sql`
    select grant_id as "grant", player_id as player from play.expire_offers(${at}, ${atMost})`);

/** Ends every offer of this player, for nothing is offered to them any more; answers which. */
export const dropOffers = (tx: Tx, player: PlayerId, at: Date): Promise<EndedOffer[]> =>
  tx.query<EndedOffer>(sql`
    select grant_id as "grant", player_id as player from play.expire_offers(${at}, 1000, ${player})`);

/** Whether it is the first deposit that this person was credited with, and did not go back to its payer. */
export async function isFirstDeposit(tx: Tx, player: PlayerId, order: OrderId): Promise<boolean> {
  const [row] = await tx.query<{ is: boolean }>(sql`select play.is_first_deposit(${player}, ${order}) as is`);
  return row?.is === true;
}

function answerOf<T>(row: { readonly answer: T } | undefined): T {
  if (!row) throw new Error('a function of play answers one row');
  return row.answer;
}
