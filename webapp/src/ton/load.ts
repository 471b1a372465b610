import { launchOf } from '../telegram.ts';
import { prepare } from './prepare.ts';

/** All that knows TON Connect comes by here, and only when it is wanted: it is larger than the rest of the app. */
export const loadPayByWallet = () => {
  prepare(launchOf());
  return import('./pay-by-wallet.tsx').then((file) => ({ default: file.PayByWallet }));
};

export const loadProveWallet = () => {
  prepare(launchOf());
  return import('./prove-wallet.tsx').then((file) => ({ default: file.ProveWallet }));
};
