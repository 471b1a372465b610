/** Every workflow by the name it is started under. */
export { deposit } from './deposit.ts';
export { kyc } from './kyc.ts';
export { refund } from './refund.ts';
export { wager } from './wager.ts';
export { withdrawal } from './withdrawal.ts';
