import { lazy, Suspense, useState } from 'react';
import type { DepositBody } from '../../../contracts/http/deposits.ts';
import { useApp } from '../app-context.ts';
import { Icon } from '../parts/icon.tsx';
import { timeOf } from '../parts/moments.ts';
import { useTexts } from '../texts.tsx';
import { loadPayByWallet } from '../ton/load.ts';
import { ChainProgress } from './chain-progress.tsx';
import { chainStageOf } from './chain-stage.ts';
import { MissingLink } from './missing-link.tsx';
import { PayFrom, type Source } from './pay-from.tsx';
import { Receipt } from './receipt.tsx';
import { SendByHand } from './send-by-hand.tsx';
import { WaitsForForm } from './waits-for-form.tsx';
import '../styles/ton.css';

const PayByWallet = lazy(loadPayByWallet);

type Props = { deposit: DepositBody; onClose: () => void };

/** A deposit that is paid over the chain: from a wallet or by hand, then its way until it is cash. */
export function ChainDeposit({ deposit, onClose }: Props) {
  const t = useTexts();
  const [source, setSource] = useState<Source>('wallet');
  const [shown, setShown] = useState<'choice' | 'by-hand' | 'waiting'>('choice');
  switch (chainStageOf(deposit)) {
    case 'preparing':
      return <WaitsForForm />;
    case 'open':
      if (shown === 'waiting')
        return <ChainProgress deposit={deposit} onClose={onClose} onBack={() => setShown('by-hand')} />;
      if (shown === 'by-hand')
        return (
          <SendByHand
            place={deposit.chain}
            deposit={deposit}
            onBack={() => setShown('choice')}
            onSent={() => setShown('waiting')}
          />
        );
      return (
        <Suspense fallback={<PayFrom deposit={deposit} source={source} onSource={setSource} />}>
          <PayByWallet deposit={deposit} source={source} onSource={setSource} onByHand={() => setShown('by-hand')} />
        </Suspense>
      );
    case 'under-way':
      return <ChainProgress deposit={deposit} onClose={onClose} />;
    case 'ran-out':
      return <RanOut deposit={deposit} onClose={onClose} />;
    case 'credited':
    case 'owed':
      return (
        <div className="body">
          <div role="status">
            <Receipt deposit={deposit} />
          </div>
          <button type="button" className="button wide" onClick={onClose}>
            {t('done')}
          </button>
        </div>
      );
  }
}

/** Nothing came while the rate was held. The address and the memo are good for ever, so what is on its way is not lost. */
function RanOut({ deposit, onClose }: Props) {
  const t = useTexts();
  const { go } = useApp();
  return (
    <>
      <div className="body waiting" role="status">
        <span className="badge big">
          <Icon name="clock" />
        </span>
        <h3 className="title">{t('ton-ran-out-title')}</h3>
        <p className="muted">
          {t(deposit.closedAt ? 'ton-closed-text' : 'ton-ran-out-text', {
            time: timeOf(deposit.closedAt ?? deposit.expiresAt, t.language),
          })}
        </p>
        <MissingLink page="home" />
      </div>
      <div className="dock">
        <button type="button" className="button wide" onClick={() => go({ page: 'home', sheet: 'deposit' })}>
          {t('deposit-again')}
        </button>
        <button type="button" className="button quiet wide second-line" onClick={onClose}>
          {t('close')}
        </button>
      </div>
    </>
  );
}
