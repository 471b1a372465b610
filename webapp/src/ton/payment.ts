import { type SendTransactionRequest, useTonConnectUI, useTonWallet } from '@tonconnect/ui-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { DepositBody } from '../../../contracts/http/deposits.ts';
import { useApp } from '../app-context.ts';
import { createPayment } from './payment-run.ts';

/** The payment of one deposit by the wallet that is connected, for as long as its page is there. */
export function usePayment({ id }: DepositBody) {
  const [line] = useTonConnectUI();
  const wallet = useTonWallet();
  const { ask, cache, telegram } = useApp();
  const [payment] = useState(() => {
    const lookAgain = () => void cache.refresh(`deposit:${id}`);
    return createPayment({
      deposit: id,
      account: () => line.account,
      plan: (body) => ask('planTransfer', { id, body }),
      send: (plan, onRequestSent) => line.sendTransaction(plan as SendTransactionRequest, { onRequestSent }),
      tell: (boc) =>
        void ask('sawSent', { id, body: { boc } }).then((deposit) => cache.put(`deposit:${id}`, deposit), lookAgain),
      lookAgain,
      over,
      now: Date.now,
    });
  });
  const { phase, told } = useSyncExternalStore(payment.subscribe, payment.state);
  const account = wallet?.account.address;
  useEffect(() => payment.sees(account), [payment, account]);
  const pay = () => {
    telegram?.press();
    void payment.pay();
  };
  return { line, wallet, phase, told, pay, stop: payment.stop, forget: payment.forget };
}

/** When the wallet may not sign it any more. A clock that is a little off takes nothing from it. */
const over = (untilMs: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.max(0, untilMs - Date.now()) + 2_000));
