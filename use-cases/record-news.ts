import { depositWorkflowId, type PlayerId, type TransferId } from '../contracts/ids.ts';
import { playTwin } from '../domain/assets.ts';
import type { Transaction, Tx } from '../prisma/tx.ts';
import { TELEGRAM } from '../rails/telegram-payments.ts';
import type { PayoutNews, RailNews, RefundNews, TakeBackNews, WarningNews } from '../rails/told-rail.ts';
import { append } from '../records/audit/append.ts';
import { orderOfCharge, orderOfReference, recordTakeBack } from '../records/payments/take-backs.ts';
import { withdrawalsToSendOf } from '../records/payments/withdrawal-reads.ts';
import { lockActiveGrant } from '../records/play/grants.ts';
import { childId } from '../runtime/ids.ts';
import type { Hint } from '../runtime/pokes.ts';
import { type CallDeps, noteDispute } from './call-staff.ts';
import { endBonusOfOrder } from './give-up-bonus.ts';
import { recordPayment } from './record-payment.ts';
import { tellWithdrawal } from './tell-withdrawal.ts';

type Deps = Parameters<typeof recordPayment>[0] &
  CallDeps & {
    readonly hint: Hint;
    /** Tells the withdrawal that one of its payouts moved. */
    readonly payoutMoved: (tx: Tx, moved: PayoutNews) => Promise<void>;
    /** Tells a refund of what was owed that it moved, or that its charge went back without it. */
    readonly refundMoved: (
      tx: Tx,
      moved: RefundNews | { readonly provider: string; readonly chargeId: string },
    ) => Promise<void>;
  };

/**
 * Writes down what a provider says of its objects, in the order given. Safe to repeat. Throws where news is about a charge
 * that is not settled yet: the inbox comes again in a moment.
 */
export const recordNews =
  (deps: Deps) =>
  (news: readonly RailNews[]): Promise<void> =>
    deps.transaction(async (tx) => {
      const within: Transaction = (fn) => fn(tx);
      for (const each of news) {
        if (each.kind === 'paid') await recordPayment({ ...deps, transaction: within })(each);
        else if (each.kind === 'taken-back') await takeBack(deps, tx, each);
        else if (each.kind === 'payout-moved') await deps.payoutMoved(tx, each);
        else if (each.kind === 'refund-moved') await deps.refundMoved(tx, each);
        else await noteWarning(tx, each);
      }
    });

/** News of a charge whose settling is still under way, as while Temporal is away: it comes again. */
export class NotSettledYet extends Error {
  override readonly name = 'NotSettledYet';
}

/**
 * The charge that news is about. A payment that its provider has no order of ours with may be one that Telegram took through that
 * account: its number is our charge's reference. Undefined: it is nobody's we know, as when a shop of yours has the same account.
 */
async function chargeOf(tx: Tx, { provider, chargeId, unnamed }: TakeBackNews | WarningNews) {
  const of = await orderOfCharge(tx, provider, chargeId);
  if (of) return of;
  if (!unnamed) throw new NotSettledYet(`charge ${chargeId} is not known yet`);
  return orderOfReference(tx, TELEGRAM, unnamed);
}

async function takeBack(deps: Deps, tx: Tx, told: TakeBackNews): Promise<void> {
  const of = await chargeOf(tx, told);
  if (!of) return;
  const { by } = told;
  // An account knows currencies; which of its payments are in play money is the business of who took them.
  const asset = of.asset === playTwin(told.asset) ? of.asset : told.asset;
  const news = { ...told, provider: of.provider, chargeId: of.chargeId, asset };
  const step = `${by}:${news.provider}:${news.id}`;
  await lockActiveGrant(tx, of.player); // before the ledger's accounts, as a bet holds it
  const did = await recordTakeBack(
    tx,
    { ...news, kind: by },
    childId(of.order, step) as TransferId,
    childId(of.order, `${step}:undone`) as TransferId,
  );
  if (did === 'unsettled')
    throw new NotSettledYet(`charge ${news.chargeId} is not settled yet, or a refund of it is under way`);
  if (did === 'booked') {
    await deps.refundMoved(tx, news);
    await endBonusOfOrder({ ...deps, bot: undefined }, tx, of.player, of.order);
  }
  if (by === 'dispute' && (news.state !== 'open' || did !== 'repeated'))
    await noteDispute(deps, tx, depositWorkflowId(of.order), news.state === 'open');
  if (by === 'dispute' && news.state !== 'open') await letGo(deps, tx, of.player, step);
  const { hint } = deps;
  tx.afterCommit(() => {
    hint(of.player, { what: 'deposit', id: of.order });
    hint(of.player, { what: 'balances' });
  });
}

/** Nothing moved: it is in the trail for whoever looks at the player next. */
async function noteWarning(tx: Tx, news: WarningNews): Promise<void> {
  const of = await chargeOf(tx, news);
  if (!of) return;
  await append(tx, {
    actor: 'provider',
    actorId: news.provider,
    action: 'payment.fraud-warned',
    subject: of.order,
    detail: { charge: of.chargeId, warning: news.id, reason: news.reason },
  });
}

/** What waited for the bank to decide goes on, as far as nothing else holds it. */
async function letGo({ enqueue }: Deps, tx: Tx, player: PlayerId, step: string): Promise<void> {
  for (const id of await withdrawalsToSendOf(tx, player))
    await tellWithdrawal(enqueue, tx, id, { signal: 'payoutMoved', key: `decided:${step}`, input: { reference: '' } });
}
