import type { Router } from 'express';
import { amountOf } from '../../contracts/http/amounts.ts';
import { routes } from '../../contracts/http/routes.ts';
import type { SignerBody, WalletStandingBody } from '../../contracts/http/staff-wallets.ts';
import { differenceOf, expectedOf } from '../../domain/hot-wallet.ts';
import { money } from '../../domain/money.ts';
import type { SigningStand, WalletStanding, walletStandings } from '../../use-cases/wallet-standings.ts';
import type { Guard } from '../guard.ts';
import { createRouter } from '../router.ts';
import { mount } from '../routing.ts';

export type StaffWalletsDeps = { readonly guard: Guard; readonly standings: ReturnType<typeof walletStandings> };

/** The hot wallet, for whoever watches over the house's money. */
export function staffWallets({ guard, standings }: StaffWalletsDeps): Router {
  const router = createRouter();
  mount(router, routes.hotWallets, guard, async () => {
    const { wallets, signing } = await standings();
    return { wallets: wallets.map(bodyOf), signer: signing ? signerOf(signing) : null };
  });
  return router;
}

function bodyOf({ sums, ...wallet }: WalletStanding): WalletStandingBody {
  const amount = (minor: bigint) => amountOf(money(wallet.asset, minor));
  const bound = (minor: bigint | undefined) => (minor === undefined ? null : amount(minor));
  const difference = differenceOf(sums);
  return {
    rail: wallet.rail,
    address: wallet.address,
    holds: amount(sums.final),
    books: amount(expectedOf(sums)),
    difference:
      difference === 0n
        ? null
        : { isMissing: difference < 0n, amount: amount(difference < 0n ? -difference : difference) },
    promised: amount(wallet.promised),
    free: amount(sums.final > wallet.promised ? sums.final - wallet.promised : 0n),
    floor: bound(wallet.floor),
    ceiling: bound(wallet.ceiling),
    daily: { sent: amount(wallet.sentToday), most: bound(wallet.daily) },
    lastBlockAt: wallet.headAt?.toISOString() ?? null,
    calls: [...wallet.calls],
  };
}

const signerOf = ({ address, explorer, transactions, ...signing }: SigningStand): SignerBody => ({
  address,
  explorer,
  reserve: amountOf(money('TON', signing.reserve)),
  stopped: signing.stopped ? { why: signing.stopped.why, since: signing.stopped.since.toISOString() } : null,
  lookedAt: signing.lookedAt?.toISOString() ?? null,
  underWay: signing.underWay
    ? {
        ...signing.underWay,
        signedAt: signing.underWay.signedAt.toISOString(),
        validUntil: signing.underWay.validUntil.toISOString(),
      }
    : null,
  waiting: signing.waiting,
  queue: signing.queue.map(({ reference, withdrawal, arrival, rail, amount, state, answer, askedAt, sentBy }) => ({
    reference,
    withdrawalId: withdrawal ?? null,
    arrivalId: arrival ?? null,
    rail,
    amount: amountOf(amount),
    state,
    answer: answer ?? null,
    askedAt: askedAt.toISOString(),
    transaction: sentBy === undefined ? null : { hash: sentBy, explorer: transactions + sentBy },
  })),
});
