/** What staff see and switch at the desk, besides single players. */

/** Which way money goes by a rail: to us, or from us. */
export const directions = ['in', 'out'] as const;
export type Direction = (typeof directions)[number];

/** Why a rail is paused. Names to choose from and no free text: they are in the trail, for ever. */
export const pauseReasons = ['provider-in-trouble', 'suspected-fraud', 'maintenance', 'settings-in-doubt'] as const;

/** Why a rail paused itself. `chain-lags` ends by itself; `chain-differs` by staff, who have seen why. */
export const ownPauseReasons = ['chain-lags', 'chain-differs'] as const;
export const allPauseReasons = [...pauseReasons, ...ownPauseReasons] as const;
export type PauseReason = (typeof allPauseReasons)[number];

/** What staff are called for about money that lies on a chain: no workflow waits with it. */
export const walletCalls = [
  'chain-lags',
  'chain-differs',
  'top-up-needed',
  'sweep-needed',
  'daily-limit',
  'nobody-signs',
] as const;
export type WalletCall = (typeof walletCalls)[number];

/** What whoever signs calls staff for. All but the stops go away by themselves. */
export const signerCalls = [
  'waiting-for-funds',
  'seqno-conflict',
  'strange-messages',
  'wallet-not-deployed',
  'payout-fails',
] as const;
export type SignerCall = (typeof signerCalls)[number];

/** What waits for somebody, by whom it waits for. payments.waiting says what is in each. */
export const queueNames = ['stuck', 'approval', 'player', 'disputed', 'owed', 'unmatched', 'too-little'] as const;
export type QueueName = (typeof queueNames)[number];

/** By what staff know whose money came over a chain without a name. Names to choose from: they are in the trail, for ever. */
export const assignReasons = ['receipt-of-the-exchange', 'wallet-known-from-before', 'amount-and-time-agree'] as const;
export type AssignReason = (typeof assignReasons)[number];

/** Why money that nobody was credited for goes back to its sender. */
export const giveBackReasons = [
  'sender-asked',
  'nobody-can-be-credited',
  'account-is-closed',
  'not-to-be-kept',
] as const;
export type GiveBackReason = (typeof giveBackReasons)[number];
