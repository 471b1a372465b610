import {
  BadRequestError,
  TonConnectError,
  UserRejectsError,
  WalletMissingRequiredFeaturesError,
  WalletNotConnectedError,
  WalletNotSupportFeatureError,
  WalletWrongNetworkError,
} from '@tonconnect/ui-react';
import type { AmountBody } from '../../../contracts/http/amounts.ts';
import { formatMoney } from '../../../contracts/texts/format.ts';
import { moneyOf } from '../amounts.ts';
import { Refused } from '../api/client.ts';
import type { Texts } from '../texts.tsx';

/** Why a wallet and we did not come together. Each has a text of its own: what happened, and the way on. */
export type Trouble =
  | 'declined'
  | 'request-over'
  | 'request-refused'
  | 'switched'
  | 'disconnected'
  | 'wrong-network'
  | 'too-little-gas'
  | 'too-little-balance'
  | 'not-payable'
  | 'already-sent'
  | 'address-invalid'
  | 'chain-away'
  | 'paused'
  | 'no-proof'
  | 'wallet-unable'
  | 'offline'
  | 'failed';

export type Told = { readonly trouble: Trouble; readonly needs?: AmountBody; readonly has?: AmountBody };

const OF_REFUSAL: Readonly<Record<string, Trouble>> = {
  'wrong-network': 'wrong-network',
  'too-little-gas': 'too-little-gas',
  'too-little-balance': 'too-little-balance',
  'not-payable': 'not-payable',
  'already-sent': 'already-sent',
  'address-invalid': 'address-invalid',
  'chain-away': 'chain-away',
  'rail-off': 'paused',
  'rail-paused': 'paused',
  offline: 'offline',
};

/** What went wrong, by our own answer or by the wallet's. */
export function toldBy(error: unknown): Told {
  if (error instanceof Refused) {
    const { reason, needs, has } = error.problem;
    return { trouble: OF_REFUSAL[reason] ?? 'failed', ...(needs ? { needs } : {}), ...(has ? { has } : {}) };
  }
  if (error instanceof UserRejectsError) return { trouble: 'declined' };
  if (error instanceof WalletWrongNetworkError) return { trouble: 'wrong-network' };
  if (error instanceof WalletNotConnectedError) return { trouble: 'disconnected' };
  if (error instanceof WalletNotSupportFeatureError || error instanceof WalletMissingRequiredFeaturesError)
    return { trouble: 'wallet-unable' };
  if (error instanceof BadRequestError)
    return { trouble: /expire|valid_?until|time/i.test(error.message) ? 'request-over' : 'request-refused' };
  return { trouble: error instanceof TonConnectError ? 'request-refused' : 'failed' };
}

export const troubleText = (t: Texts, { trouble, needs, has }: Told): string =>
  t(`trouble-${trouble}`, {
    needs: needs ? formatMoney(moneyOf(needs), t.language) : '',
    has: has ? formatMoney(moneyOf(has), t.language) : '',
  });
