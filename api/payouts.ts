import { confirmByDigits } from '../use-cases/confirm-code.ts';
import { cancelWithdrawal, shownWithdrawal } from '../use-cases/confirm-withdrawal.ts';
import {
  addDestination,
  type DestinationDeps,
  destinationAct,
  destinationKindsOf,
  removeDestination,
  shownDestinations,
} from '../use-cases/destinations.ts';
import { once } from '../use-cases/once.ts';
import type { WithdrawalPatience } from '../use-cases/patience.ts';
import { createPerformers } from '../use-cases/performers.ts';
import type { Protection } from '../use-cases/protection.ts';
import { requestWithdrawal, withdrawalAct } from '../use-cases/request-withdrawal.ts';
import { resendWithdrawalCode } from '../use-cases/resend-withdrawal-code.ts';
import { askForProof, linkWallet, removeWallet, shownWallets, type WalletRules } from '../use-cases/wallets.ts';
import type { WithdrawalRules } from '../use-cases/withdrawal-seams.ts';
import { type WaysDeps, withdrawalWays } from '../use-cases/withdrawal-ways.ts';
import type { ApiDeps } from './deps.ts';
import type { Guard } from './guard.ts';

/** The rails that pay out, what is asked about a withdrawal, and what the operator decides about them. */
export type Payouts = Omit<WaysDeps, 'now'> &
  Pick<DestinationDeps, 'dataKeys' | 'places'> & {
    readonly rules: Pick<WithdrawalRules, 'mayCancel'>;
    readonly patience: WithdrawalPatience;
    /** By what a wallet is known to be a player's; undefined: nothing here has to do with the chain. */
    readonly wallets: WalletRules | undefined;
  };

type Parts = Pick<Parameters<typeof requestWithdrawal>[0], 'transaction' | 'enqueue' | 'hint' | 'now'> &
  Parameters<typeof createPerformers>[0] & {
    readonly protection: Protection;
    readonly payouts: Payouts;
    readonly query: Parameters<typeof shownWithdrawal>[0]['query'];
    readonly pepper: Buffer;
    readonly bots: readonly { readonly botId: string }[];
    readonly ton: { readonly explorer: string } | undefined;
  };

/** Money out, as the gateway does it for players. */
export function serveWithdrawals(parts: Parts, guard: Guard): ApiDeps['withdrawals'] {
  const { transaction, payouts, enqueue, hint } = parts;
  const reader = { query: parts.query };
  const confirm = confirmByDigits({ ...parts, performers: createPerformers(parts) });
  const ways = withdrawalWays({ ...payouts, now: parts.now });
  return {
    guard,
    once: once({ transaction }),
    botOf: ({ bot }) => bot ?? parts.bots[0]?.botId ?? '',
    mayCancel: payouts.rules.mayCancel,
    explorer: parts.ton?.explorer,
    waysOf: (player) => transaction((tx) => ways(tx, player)),
    requestWithdrawal: (within) =>
      requestWithdrawal({
        ...payouts,
        enqueue,
        hint,
        now: parts.now,
        requestVerification: parts.protection.requestVerification,
        ...within,
      }),
    readWithdrawal: shownWithdrawal(reader),
    resendCode: resendWithdrawalCode({ transaction, enqueue, now: parts.now }),
    confirmWithdrawal: async (player, { withdrawal, codeId }, digits) =>
      codeId === undefined ? { reason: 'code-over' } : confirm(player, codeId, withdrawalAct(withdrawal), digits),
    cancelWithdrawal: cancelWithdrawal({ transaction, enqueue, hint, rules: payouts.rules }),
  };
}

/** Where money goes that does not go back the way it came, as the gateway does it for players. */
export function serveDestinations(parts: Parts, guard: Guard): ApiDeps['destinations'] {
  const { transaction, payouts, enqueue } = parts;
  const confirm = confirmByDigits({ ...parts, performers: createPerformers(parts) });
  return {
    guard,
    botOf: ({ bot }) => bot ?? parts.bots[0]?.botId ?? '',
    kinds: destinationKindsOf(payouts),
    now: parts.now,
    shown: shownDestinations({ query: parts.query }),
    add: addDestination({ ...payouts, transaction, enqueue, now: parts.now }),
    confirm: async (player, { destination, codeId }, digits) =>
      codeId === undefined
        ? { reason: destination.confirmedAt ? 'code-over' : 'code-unknown' }
        : confirm(player, codeId, destinationAct(destination), digits),
    remove: removeDestination({ transaction, enqueue }),
  };
}

/** The wallets that players proved to be theirs, as the gateway does it for them. */
export function serveWallets(parts: Parts, guard: Guard): ApiDeps['wallets'] {
  const { transaction, enqueue, now, payouts } = parts;
  return {
    guard,
    botOf: ({ bot }) => bot ?? parts.bots[0]?.botId ?? '',
    shown: shownWallets({ query: parts.query }, payouts.places.network),
    ask: askForProof({ transaction, now }),
    link: linkWallet({ transaction, enqueue, wallets: payouts.wallets, now }),
    remove: removeWallet({ transaction }),
  };
}
