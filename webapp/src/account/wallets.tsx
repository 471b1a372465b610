import { useState } from 'react';
import type { WalletBody, WalletsBody } from '../../../contracts/http/wallets.ts';
import { useKnown } from '../api/cache.ts';
import { useApp } from '../app-context.ts';
import { useDestinations } from '../cashier/destinations.tsx';
import { Confirm } from '../parts/confirm.tsx';
import { Failed } from '../parts/failed.tsx';
import { Icon } from '../parts/icon.tsx';
import { dateOf } from '../parts/moments.ts';
import { useOneAct } from '../parts/one-act.ts';
import { whyNot } from '../sign-in/refusals.ts';
import { useTexts } from '../texts.tsx';

/** The wallets a player proved to be theirs. */
export function useWallets() {
  const { ask, cache } = useApp();
  return useKnown<WalletsBody>(cache, 'wallets', () => ask('wallets'));
}

/** The player's wallets on the chain: what is linked, another one, one less. */
export function Wallets() {
  const t = useTexts();
  const { go } = useApp();
  const { value, failed, retry } = useWallets();
  const mayLink = useDestinations().value?.kinds.includes('ton-wallet') ?? false;
  const [leaving, setLeaving] = useState<WalletBody>();
  if (!mayLink && !value?.wallets.length) return null; // nothing here pays to one
  return (
    <section className="card pad wallets" aria-labelledby="wallets">
      <h2 className="heading" id="wallets">
        {t('wallets')}
      </h2>
      {!value ? (
        failed ? (
          <Failed problem={failed} onRetry={retry} />
        ) : (
          <div className="skeleton" />
        )
      ) : (
        <>
          {value.wallets.length === 0 && <p className="muted">{t('wallets-none')}</p>}
          <ul className="wallet-list">
            {value.wallets.map((wallet) => (
              <li key={wallet.id}>
                <span className="badge">
                  <Icon name="wallet" />
                </span>
                <span className="grow">
                  <bdi className="strong code name">{wallet.label}</bdi>
                  <span className="small muted sub">
                    {t('wallet-since', {
                      app: wallet.app ?? t('wallet-app-unknown'),
                      date: dateOf(wallet.linkedAt, t.language),
                    })}
                  </span>
                </span>
                <button
                  type="button"
                  className="icon-button"
                  aria-label={t('wallet-remove', { label: wallet.label })}
                  onClick={() => setLeaving(wallet)}
                >
                  <Icon name="close" size="s" />
                </button>
              </li>
            ))}
          </ul>
          {!mayLink ? null : value.wallets.length < value.most ? (
            <button type="button" className="button quiet" onClick={() => go({ page: 'settings', sheet: 'wallet' })}>
              <Icon name="plus" size="s" />
              {t('wallet-add')}
            </button>
          ) : (
            <p className="small muted">{t('wallets-most', { count: value.most })}</p>
          )}
          <p className="small muted">{t('wallet-bot-writes')}</p>
        </>
      )}
      {leaving && <Remove wallet={leaving} onDone={() => setLeaving(undefined)} />}
    </section>
  );
}

function Remove({ wallet: { id, label }, onDone }: { wallet: WalletBody; onDone: () => void }) {
  const t = useTexts();
  const { ask, cache } = useApp();
  const { busy, failed, act } = useOneAct();
  const remove = () =>
    void act(async () => {
      await ask('removeWallet', { id });
      void cache.refresh('destinations');
      await cache.refresh('wallets');
      onDone();
    });
  return (
    <Confirm
      title={t('wallet-remove', { label })}
      safe={t('destination-keep')}
      act={t('destination-remove-now')}
      busy={busy}
      onSafe={onDone}
      onAct={remove}
    >
      <p className="muted">{t('wallet-remove-text')}</p>
      {failed && (
        <p className="small error" role="alert">
          {whyNot(t, failed)}
        </p>
      )}
    </Confirm>
  );
}
