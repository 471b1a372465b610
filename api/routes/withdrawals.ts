import type { Router } from 'express';
import { amountOf, moneyOf } from '../../contracts/http/amounts.ts';
import { feeFieldsOf } from '../../contracts/http/fees.ts';
import { routes } from '../../contracts/http/routes.ts';
import type { ArrivesBody, BlockerBody, WithdrawalBody } from '../../contracts/http/withdrawals.ts';
import type { DestinationId, GrantId, PlayerId, WithdrawalId } from '../../contracts/ids.ts';
import { assert } from '../../domain/assert.ts';
import { rateText } from '../../domain/exchange-rates.ts';
import { shortCode } from '../../domain/ids.ts';
import { type Money, money } from '../../domain/money.ts';
import { sentTerms } from '../../domain/sent-assets.ts';
import type { Blocker } from '../../domain/withdrawals.ts';
import type { Transaction } from '../../prisma/tx.ts';
import type { SessionView } from '../../records/identity/reads.ts';
import { type Arrives, destinationIdOf, transactionsOf } from '../../records/payments/withdrawal-reads.ts';
import type { AskedCode } from '../../use-cases/ask-for-code.ts';
import type { Confirmed, ConfirmRefusal } from '../../use-cases/confirm-code.ts';
import type { CancelRefusal, WithdrawalShown } from '../../use-cases/confirm-withdrawal.ts';
import type { once } from '../../use-cases/once.ts';
import type { RequestedWithdrawal, WithdrawalRefusal, WithdrawalWish } from '../../use-cases/request-withdrawal.ts';
import type { ResendRefusal } from '../../use-cases/resend-withdrawal-code.ts';
import type { WithdrawalWay, WithdrawalWays } from '../../use-cases/withdrawal-ways.ts';
import type { Guard } from '../guard.ts';
import { createRouter } from '../router.ts';
import { mount } from '../routing.ts';
import { costBodyOf } from './bonuses.ts';

export type WithdrawalsDeps = {
  readonly guard: Guard;
  readonly once: ReturnType<typeof once>;
  /** The bot that writes codes to somebody who came by no chat. */
  readonly botOf: (session: SessionView) => string;
  readonly mayCancel: boolean;
  /** A page about a transaction, but for its hash; undefined where nothing is sent over a chain. */
  readonly explorer: string | undefined;
  readonly waysOf: (player: PlayerId) => Promise<WithdrawalWays>;
  readonly requestWithdrawal: (within: {
    transaction: Transaction;
  }) => (player: PlayerId, wish: WithdrawalWish) => Promise<RequestedWithdrawal | WithdrawalRefusal>;
  readonly readWithdrawal: (player: PlayerId, id: WithdrawalId) => Promise<WithdrawalShown | undefined>;
  readonly resendCode: (player: PlayerId, id: WithdrawalId, bot: string) => Promise<AskedCode | ResendRefusal>;
  readonly confirmWithdrawal: (
    player: PlayerId,
    shown: WithdrawalShown,
    digits: string,
  ) => Promise<Confirmed | ConfirmRefusal>;
  readonly cancelWithdrawal: (
    player: PlayerId,
    id: WithdrawalId,
  ) => Promise<{ readonly cancelled: WithdrawalId } | CancelRefusal>;
};

/** Money out, as the app asks for it. What stands in the way is answered all at once. */
export function withdrawals(deps: WithdrawalsDeps): Router {
  const router = createRouter();
  const { guard } = deps;
  const shown = async (player: PlayerId, id: string): Promise<WithdrawalBody | { reason: 'unknown-withdrawal' }> => {
    const found = await deps.readWithdrawal(player, id as WithdrawalId);
    return found ? withdrawalBodyOf(found, deps.explorer) : { reason: 'unknown-withdrawal' };
  };

  mount(router, routes.withdrawalWays, guard, async ({ session }) => {
    const { ways, nowhere } = await deps.waysOf(session.player);
    return { ways: ways.map(wayOf), blockers: nowhere.map(blockerOf), mayCancel: deps.mayCancel };
  });

  mount(router, routes.requestWithdrawal, guard, async ({ session, key, body }) => {
    const wish: WithdrawalWish = {
      rail: body.rail,
      amount: moneyOf(body.amount),
      destination: body.destination as DestinationId | undefined,
      givesUp: body.givesUp as GrantId | undefined,
      bot: deps.botOf(session),
      shownIn:
        session.chat === undefined || session.bot === undefined
          ? undefined
          : { bot: session.bot, chat: session.chat, yet: 'nothing' },
    };
    const request = { player: session.player, key, route: routes.requestWithdrawal.path, body };
    const outcome = await deps.once<RequestedWithdrawal, WithdrawalRefusal>(request, (transaction) =>
      deps.requestWithdrawal({ transaction })(session.player, wish),
    );
    if ('reason' in outcome) return { reason: outcome.reason, ...membersOf(outcome) };
    const found = await deps.readWithdrawal(session.player, outcome.withdrawalId);
    assert(found, 'a withdrawal that was requested is there');
    return withdrawalBodyOf(found, deps.explorer);
  });

  mount(router, routes.withdrawal, guard, async ({ session, id }) => shown(session.player, id));

  mount(router, routes.resendWithdrawalCode, guard, async ({ session, id }) => {
    const asked = await deps.resendCode(session.player, id as WithdrawalId, deps.botOf(session));
    if (!('reason' in asked)) return shown(session.player, id);
    return { reason: asked.reason, ...('until' in asked ? { until: asked.until.toISOString() } : {}) };
  });

  mount(router, routes.confirmWithdrawal, guard, async ({ session, id, body }) => {
    const found = await deps.readWithdrawal(session.player, id as WithdrawalId);
    if (!found) return { reason: 'unknown-withdrawal' };
    const outcome = await deps.confirmWithdrawal(session.player, found, body.digits);
    if ('confirmed' in outcome) return shown(session.player, id);
    switch (outcome.reason) {
      case 'act-refused':
        return { reason: 'act-changed' };
      case 'code-wrong':
        return { reason: outcome.reason, triesLeft: outcome.triesLeft };
      default:
        return outcome;
    }
  });

  mount(router, routes.cancelWithdrawal, guard, async ({ session, id }) => {
    const outcome = await deps.cancelWithdrawal(session.player, id as WithdrawalId);
    return 'reason' in outcome ? outcome : shown(session.player, id);
  });
  return router;
}

const wayOf = ({ rail, available, terms, market, presets, blockers, withoutDestination }: WithdrawalWay) => {
  const of = (minor: bigint) => amountOf(money(available.asset, minor));
  const sent = sentTerms(terms);
  return {
    rail,
    asset: available.asset,
    sends: sent?.sends ?? null,
    market: market === undefined ? null : rateText(market),
    spreadBps: Number(sent?.spreadBps ?? 0n),
    toleranceBps: Number(sent?.toleranceBps ?? 0n),
    available: amountOf(available),
    least: of(terms.least),
    most: of(terms.most),
    ...feeFieldsOf(available.asset, terms.fee),
    presets: presets.map(amountOf),
    blockers: blockers.map(blockerOf),
    takesDestination: withoutDestination !== undefined,
    withoutDestination: withoutDestination ? amountOf(withoutDestination) : null,
  };
};

const blockerOf = (blocker: Blocker): BlockerBody =>
  Object.fromEntries(
    Object.entries(blocker).map(([name, value]) => [
      name,
      typeof value === 'object' ? amountOf(value as Money) : value,
    ]),
  ) as BlockerBody;

/** What a refusal speaks of, as it goes over the wire. */
function membersOf(refusal: WithdrawalRefusal | { reason: 'key-reused' }): Record<string, unknown> {
  if ('until' in refusal) return { until: refusal.until.toISOString() };
  if ('cost' in refusal) return { cost: costBodyOf(refusal.cost) };
  return refusal.reason === 'blocked' ? { blockers: refusal.blockers.map(blockerOf) } : {};
}

const at = (moment: Date | undefined): string | null => moment?.toISOString() ?? null;

const arrivesOf = (
  { about, least, fixed, price }: Arrives,
  transactions: readonly string[],
  explorer: string | undefined,
): ArrivesBody => ({
  amount: amountOf(fixed?.amount ?? about),
  isFixed: fixed !== undefined,
  least: amountOf(least),
  rate: rateText(price),
  paid: fixed?.paid ? amountOf(fixed.paid) : null,
  transactions: transactions.map((hash) => ({ hash, explorer: explorer === undefined ? null : explorer + hash })),
});

export const withdrawalBodyOf = (
  { withdrawal: w, codeId }: WithdrawalShown,
  explorer?: string | undefined,
): WithdrawalBody => ({
  id: w.id,
  rail: w.rail,
  status: w.status,
  amount: amountOf(w.amount),
  fee: amountOf(w.fee),
  arrives: w.arrives ? arrivesOf(w.arrives, transactionsOf(w), explorer) : null,
  destination: w.destination,
  destinationId: destinationIdOf(w) ?? null,
  paid: w.paid ? amountOf(w.paid) : null,
  returned: w.returned ? amountOf(w.returned) : null,
  refusedBecause: w.refusedBecause ?? null,
  codeId: codeId ?? null,
  requestedAt: w.requestedAt.toISOString(),
  confirmBy: w.confirmBy.toISOString(),
  approvals: w.approvalsNeeded === undefined ? null : { given: w.approvals, needed: w.approvalsNeeded },
  confirmedAt: at(w.confirmedAt),
  sendingAt: at(w.sendingAt),
  endedAt: at(w.endedAt),
  receipt: `W-${shortCode(w.id)}`,
});
