import type { Router } from 'express';
import { routes } from '../../contracts/http/routes.ts';
import { type LinkWalletBody, MOST_WALLETS, type WalletBody } from '../../contracts/http/wallets.ts';
import type { PlayerId, WalletId } from '../../contracts/ids.ts';
import { assert } from '../../domain/assert.ts';
import type { SessionView } from '../../records/identity/reads.ts';
import type { AskedIn, LinkRefusal, WalletShown } from '../../use-cases/wallets.ts';
import type { Guard } from '../guard.ts';
import { createRouter } from '../router.ts';
import { mount } from '../routing.ts';

export type WalletsDeps = {
  readonly guard: Guard;
  /** The bot that writes to somebody who came by no chat. */
  readonly botOf: (session: SessionView) => string;
  readonly shown: (player: PlayerId) => Promise<WalletShown[]>;
  readonly ask: (asker: AskedIn) => Promise<{ readonly payload: string; readonly expiresAt: Date }>;
  readonly link: (
    asker: AskedIn,
    wish: LinkWalletBody,
    bot: string,
  ) => Promise<{ readonly walletId: WalletId } | LinkRefusal>;
  readonly remove: (player: PlayerId, id: WalletId) => Promise<'removed' | 'in-use' | 'gone'>;
};

/** Wallets that players proved to be theirs. */
export function wallets({ guard, botOf, ...deps }: WalletsDeps): Router {
  const router = createRouter();

  mount(router, routes.wallets, guard, async ({ session }) => ({
    wallets: (await deps.shown(session.player)).map(bodyOf),
    most: MOST_WALLETS,
  }));

  mount(router, routes.walletNonce, guard, async ({ session }) => {
    const { payload, expiresAt } = await deps.ask(session);
    return { payload, expiresAt: expiresAt.toISOString() };
  });

  mount(router, routes.linkWallet, guard, async ({ session, body }) => {
    const outcome = await deps.link(session, body, botOf(session));
    if ('reason' in outcome)
      return outcome.reason === 'too-many-wallets' ? { ...outcome, most: MOST_WALLETS } : outcome;
    const linked = (await deps.shown(session.player)).find(({ id }) => id === outcome.walletId);
    assert(linked, 'a wallet that was linked is there');
    return bodyOf(linked);
  });

  mount(router, routes.removeWallet, guard, async ({ session, id }) => {
    const outcome = await deps.remove(session.player, id as WalletId);
    if (outcome === 'removed') return undefined;
    return { reason: outcome === 'gone' ? 'unknown-wallet' : outcome };
  });
  return router;
}

const bodyOf = ({ id, address, label, app, linkedAt, destinationId }: WalletShown): WalletBody => ({
  id,
  address,
  label,
  app: app ?? null,
  linkedAt: linkedAt.toISOString(),
  destinationId: destinationId ?? null,
});
