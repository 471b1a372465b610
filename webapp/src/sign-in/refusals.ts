import type { ReasonOf, Route } from '../../../contracts/http/route.ts';
import type { PlayerRoutes } from '../../../contracts/http/routes.ts';
import { Refused } from '../api/client.ts';
import { timeOf } from '../parts/moments.ts';
import type { Texts } from '../texts.tsx';

type Asked =
  | 'askChat'
  | 'collectTicket'
  | 'link'
  | 'linkState'
  | 'join'
  | 'unlink'
  | 'confirmUnlink'
  | 'endDevice'
  | 'requestWithdrawal'
  | 'resendWithdrawalCode'
  | 'confirmWithdrawal'
  | 'cancelWithdrawal'
  | 'addDestination'
  | 'confirmDestination'
  | 'removeDestination'
  | 'walletNonce'
  | 'linkWallet'
  | 'removeWallet'
  | 'claimArrival';
type Each<R> = R extends Route ? ReasonOf<R> : never;
type Reason = Each<PlayerRoutes[Asked]>;

/** A reason that is forgotten here does not compile; a text that is forgotten is missed by the catalogue's test. */
const SAID = {
  'bot-unknown': true,
  'unknown-ticket': true,
  'ticket-over': true,
  'both-hold-money': true,
  'has-other-telegram': true,
  'no-telegram': true,
  'only-way-in': true,
  'holds-money': true,
  'no-chat': true,
  'codes-locked': true,
  'too-many-codes': true,
  'code-unknown': true,
  'code-over': true,
  'code-wrong': true,
  'act-changed': true,
  'unknown-session': true,
  blocked: true,
  'bonus-would-be-lost': true,
  'rail-short': true,
  'account-closed': true,
  'unknown-withdrawal': true,
  'not-to-cancel': true,
  'too-late': true,
  'iban-invalid': true,
  'already-saved': true,
  'too-many-destinations': true,
  'rail-off': true,
  'unknown-destination': true,
  'in-use': true,
  'unknown-wallet': true,
  'address-invalid': true,
  'address-other-network': true,
  'address-other-workchain': true,
  'address-ours': true,
  'address-token': true,
  'memo-too-long': true,
  'memo-invalid': true,
  'proof-payload': true,
  'wallet-address': true,
  'wallet-network': true,
  'proof-state-init': true,
  'wallet-unknown': true,
  'proof-key': true,
  'proof-domain': true,
  'proof-time': true,
  'proof-signature': true,
  'wallet-taken': true,
  'too-many-wallets': true,
  'unknown-arrival': true,
  'arrival-not-final': true,
  'arrival-credited': true,
  'arrival-goes-back': true,
  'arrival-too-little': true,
  'too-many-claims': true,
} satisfies Record<Reason, true>;

/** Why an act on the account was refused, and the way on, in the player's words. */
export function whyNot(t: Texts, { problem }: Refused): string {
  const { reason, until, triesLeft } = problem;
  if (Object.hasOwn(SAID, reason))
    return t(`why-${reason}`, { time: until ? timeOf(until, t.language) : '', count: triesLeft ?? 0 });
  if (reason === 'too-fast') return t('why-too-fast');
  return t(reason === 'offline' ? 'refused-offline' : 'refused-unavailable');
}

/** A ticket that nobody remembers is over; whatever else went wrong says nothing of the ticket. */
export function overWhenUnknown(error: unknown): { readonly status: 'over' } {
  if (error instanceof Refused && error.problem.reason === 'unknown-ticket') return { status: 'over' };
  throw error;
}
