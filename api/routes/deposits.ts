import type { Router } from 'express';
import { amountOf, moneyOf } from '../../contracts/http/amounts.ts';
import type { DepositBody, HistoryItemBody } from '../../contracts/http/deposits.ts';
import { feeFieldsOf } from '../../contracts/http/fees.ts';
import { routes } from '../../contracts/http/routes.ts';
import type { OrderId, PlayerId } from '../../contracts/ids.ts';
import { assert } from '../../domain/assert.ts';
import type { Asset } from '../../domain/assets.ts';
import { type ExchangeRate, rateText } from '../../domain/exchange-rates.ts';
import { shortCode } from '../../domain/ids.ts';
import { money } from '../../domain/money.ts';
import { offeredAmounts } from '../../domain/quotes.ts';
import type { Transaction } from '../../prisma/tx.ts';
import type { HistoryItem } from '../../records/payments/history-reads.ts';
import type { DepositView } from '../../records/payments/reads.ts';
import type { DepositWay } from '../../use-cases/deposit-ways.ts';
import type { once } from '../../use-cases/once.ts';
import type { DepositRefusal, DepositWish, OpenedDeposit } from '../../use-cases/open-deposit.ts';
import { createRouter } from '../router.ts';
import { mount } from '../routing.ts';
import { chainBodyOf, type DepositChainDeps, mountChain } from './deposit-chain.ts';
import { withdrawalBodyOf } from './withdrawals.ts';

export type DepositsDeps = DepositChainDeps & {
  /** The ways that are on, with their terms. */
  readonly ways: readonly DepositWay[];
  /** What one of an asset is worth in the wallet now; undefined while nobody knows. */
  readonly marketOf: (asset: Asset) => Promise<ExchangeRate | undefined>;
  /** Those by which nothing comes in at this moment. */
  readonly pausedRails: () => Promise<ReadonlySet<string>>;
  readonly once: ReturnType<typeof once>;
  readonly openDeposit: (within: {
    transaction: Transaction;
  }) => (player: PlayerId, wish: DepositWish) => Promise<OpenedDeposit | DepositRefusal>;
  readonly readHistory: (
    player: PlayerId,
    page: { after: string | undefined; atMost: number; only: HistoryItem['kind'] | undefined },
  ) => Promise<readonly HistoryItem[]>;
  /** Where a link that Telegram made is followed. */
  readonly linkOf: (made: string) => string;
  readonly now: () => number;
};

/** Money in, as the app asks for it. What the app believes of a payment is a hint; these answers are the truth. */
export function deposits(deps: DepositsDeps): Router {
  const router = createRouter();
  const { guard } = deps;
  const depositOf = bodyOf(deps.linkOf);
  const wholeOf = async (deposit: DepositView): Promise<DepositBody> => {
    const chain = await deps.chainOf(deposit.order);
    return { ...depositOf(deposit), chain: chain ? chainBodyOf(chain) : null };
  };
  const itemOf = (item: HistoryItem): HistoryItemBody =>
    item.kind === 'deposit'
      ? { kind: item.kind, deposit: depositOf(item.deposit) }
      : { kind: item.kind, withdrawal: withdrawalBodyOf({ withdrawal: item.withdrawal, codeId: undefined }) };

  mount(router, routes.depositWays, guard, async () => {
    const paused = await deps.pausedRails();
    const bodies = deps.ways.map(async (way) => ({
      ...wayOf(way, await deps.marketOf(way.asset)),
      paused: paused.has(way.rail),
    }));
    return { ways: await Promise.all(bodies) };
  });

  mount(router, routes.openDeposit, guard, async ({ session, key, body }) => {
    const wish: DepositWish = {
      rail: body.rail,
      amount: moneyOf(body.amount),
      shownIn:
        session.chat === undefined || session.bot === undefined
          ? undefined
          : { bot: session.bot, chat: session.chat, yet: 'nothing' },
    };
    const request = { player: session.player, key, route: routes.openDeposit.path, body };
    const outcome = await deps.once<OpenedDeposit, DepositRefusal>(request, (transaction) =>
      deps.openDeposit({ transaction })(session.player, wish),
    );
    if ('reason' in outcome) return { ...outcome, ...limitsOf(outcome) };
    const deposit = await deps.readDeposit(session.player, outcome.orderId);
    assert(deposit, 'a deposit that was opened is there');
    return wholeOf(deposit);
  });

  mount(router, routes.deposit, guard, async ({ session, id }) => {
    const deposit = await deps.readDeposit(session.player, id as OrderId);
    return deposit ? wholeOf(deposit) : { reason: 'unknown-deposit' };
  });

  mountChain(router, deps, wholeOf);

  mount(router, routes.history, guard, async ({ session, query: { cursor, limit, kind } }) => {
    const asOf = new Date(deps.now()).toISOString();
    const found = await deps.readHistory(session.player, { after: cursor, atMost: limit + 1, only: kind });
    const shown = found.slice(0, limit);
    const next = found.length > limit ? (shown.at(-1)?.id ?? null) : null;
    return { asOf, items: shown.map(itemOf), next };
  });
  return router;
}

const wayOf = ({ rail, asset, terms, validForMs, credits }: DepositWay, market: ExchangeRate | undefined) => ({
  rail,
  asset,
  credits,
  market: market === undefined ? null : rateText(market),
  spreadBps: Number(terms.spreadBps ?? 0n),
  least: amountOf(money(asset, terms.least)),
  most: amountOf(money(asset, terms.most)),
  ...feeFieldsOf(asset, terms.fee),
  presets: offeredAmounts(asset, terms).map(amountOf),
  validForMs,
});

/** The limit a refusal speaks of, as it goes over the wire. */
function limitsOf(refusal: DepositRefusal | { reason: 'key-reused' }): Record<string, unknown> {
  switch (refusal.reason) {
    case 'below-minimum':
    case 'wrong-asset':
      return { least: amountOf(refusal.least) };
    case 'above-maximum':
      return { most: amountOf(refusal.most) };
    case 'over-limit':
      return { window: refusal.window, left: amountOf(refusal.left) };
    case 'excluded':
      return { until: refusal.until?.toISOString() ?? undefined };
    case 'verification-needed':
      return { level: refusal.level };
    default:
      return {};
  }
}

const bodyOf =
  (linkOf: DepositsDeps['linkOf']) =>
  ({ order, owed, takenBack, cashAfter }: DepositView): DepositBody => ({
    id: order.id,
    rail: order.rail,
    status: order.status,
    pay: amountOf(order.pay),
    fee: amountOf(order.fee),
    credit: amountOf(order.credit),
    rate: order.rate,
    credited: order.credited
      ? {
          paid: amountOf(order.credited.paid),
          fee: amountOf(order.credited.fee),
          amount: amountOf(order.credited.amount),
          rate: order.credited.rate,
        }
      : null,
    late: order.late,
    invoiceLink: order.status === 'awaiting-payment' && order.invoiceLink ? linkOf(order.invoiceLink) : null,
    openedAt: order.openedAt.toISOString(),
    expiresAt: order.expiresAt.toISOString(),
    closedAt: order.closedAt?.toISOString() ?? null,
    settledAt: order.settledAt?.toISOString() ?? null,
    cashAfter: cashAfter ? amountOf(cashAfter) : null,
    receipt: `D-${shortCode(order.id)}`,
    chain: null,
    takenBack: takenBack.map(({ state, amount, at }) => ({ state, amount: amountOf(amount), at: at.toISOString() })),
    owed: owed.map(({ reason, state, amount, at }) => ({
      reason,
      state,
      amount: amountOf(amount),
      at: at.toISOString(),
    })),
  });
