import type { Router } from 'express';
import { amountOf } from '../../contracts/http/amounts.ts';
import type {
  ArrivalBody,
  ChainRailId,
  DepositAddressBody,
  DepositChainBody,
  TransferBody,
} from '../../contracts/http/chain.ts';
import type { DepositBody } from '../../contracts/http/deposits.ts';
import { routes } from '../../contracts/http/routes.ts';
import type { OrderId, PlayerId } from '../../contracts/ids.ts';
import { assert } from '../../domain/assert.ts';
import { rateText } from '../../domain/exchange-rates.ts';
import { money } from '../../domain/money.ts';
import type { DepositView } from '../../records/payments/reads.ts';
import type { AddressRefusal, DepositAddress } from '../../use-cases/deposit-address.ts';
import type { DepositChain } from '../../use-cases/deposit-chain.ts';
import type { PlannedTransfer, PlanRefusal, SentRefusal, TransferWish } from '../../use-cases/plan-transfer.ts';
import type { Guard } from '../guard.ts';
import { mount } from '../routing.ts';

/** Money that comes over a chain. */
export type DepositChainDeps = {
  readonly guard: Guard;
  readonly readDeposit: (player: PlayerId, id: OrderId) => Promise<DepositView | undefined>;
  /** Where an order is paid on its chain; undefined for one that is paid otherwise. */
  readonly chainOf: (order: DepositView['order']) => Promise<DepositChain | undefined>;
  readonly depositAddress: (
    player: PlayerId,
    rail: ChainRailId,
    bot: string | undefined,
  ) => Promise<DepositAddress | AddressRefusal>;
  readonly planTransfer: (
    player: PlayerId,
    order: OrderId,
    wish: TransferWish,
  ) => Promise<PlannedTransfer | PlanRefusal>;
  readonly sawSent: (
    player: PlayerId,
    order: OrderId,
    boc: string,
  ) => Promise<{ readonly orderId: OrderId } | SentRefusal>;
};

/** @param wholeOf a deposit as it is answered */
export function mountChain(
  router: Router,
  { guard, depositAddress, planTransfer, sawSent, readDeposit }: DepositChainDeps,
  wholeOf: (deposit: DepositView) => Promise<DepositBody>,
): void {
  mount(router, routes.depositAddress, guard, async ({ session, query: { rail } }) => {
    const found = await depositAddress(session.player, rail, session.bot);
    if (!('reason' in found)) return addressBodyOf(rail, found);
    return found.reason === 'excluded' ? { ...found, until: found.until?.toISOString() } : found;
  });

  mount(router, routes.planTransfer, guard, async ({ session, id, body }) => {
    const planned = await planTransfer(session.player, id as OrderId, body);
    if (!('reason' in planned)) return planned as TransferBody;
    return 'needs' in planned
      ? { ...planned, needs: amountOf(planned.needs), has: amountOf(planned.has) }
      : { ...planned };
  });

  mount(router, routes.sawSent, guard, async ({ session, id, body }) => {
    const noted = await sawSent(session.player, id as OrderId, body.boc);
    if ('reason' in noted) return noted;
    const deposit = await readDeposit(session.player, noted.orderId);
    assert(deposit, 'a deposit that a wallet paid is there');
    return wholeOf(deposit);
  });
}

const addressBodyOf = (
  rail: ChainRailId,
  { way, rate, finalBlocks, network, address, memo, link }: DepositAddress,
): DepositAddressBody => ({
  network,
  address,
  memo,
  link,
  rail,
  asset: way.asset,
  credits: way.credits,
  least: amountOf(money(way.asset, way.terms.least)),
  most: amountOf(money(way.asset, way.terms.most)),
  rate: rate === undefined ? null : rateText(rate),
  finalAfterBlocks: finalBlocks,
});

/** Where a deposit is paid, and what came; what a wallet says is shown while nothing did. */
export const chainBodyOf = ({
  network,
  address,
  memo,
  link,
  arrivals,
  sent,
  finalBlocks: needed,
  explorer,
}: DepositChain): DepositChainBody => ({
  network,
  address,
  memo,
  link,
  arrivals: [
    ...sent.map(
      ({ hash, at }): ArrivalBody => ({
        state: 'sent',
        hash,
        explorer: null,
        at: at.toISOString(),
        amount: null,
        blocks: { passed: 0, needed },
      }),
    ),
    ...arrivals.flatMap(({ state, hash, at, amount, blocksPassed }): ArrivalBody[] =>
      state === 'unmatched' || state === 'below-minimum'
        ? []
        : [
            {
              state,
              hash,
              explorer: explorer + hash,
              at: at.toISOString(),
              amount: amountOf(amount),
              blocks: { passed: state === 'final' ? needed : Math.min(blocksPassed, needed), needed },
            },
          ],
    ),
  ],
});
