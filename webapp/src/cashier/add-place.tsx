import { type FormEvent, lazy, Suspense, useState } from 'react';
import type { AddDestinationBody, DestinationBody } from '../../../contracts/http/destinations.ts';
import type { WalletBody } from '../../../contracts/http/wallets.ts';
import { useAct } from '../account/use-act.ts';
import { useWallets } from '../account/wallets.tsx';
import { useApp } from '../app-context.ts';
import { BackLink } from '../parts/back-link.tsx';
import { Failed } from '../parts/failed.tsx';
import { Field } from '../parts/field.tsx';
import { Icon } from '../parts/icon.tsx';
import { whyNot } from '../sign-in/refusals.ts';
import { useTexts } from '../texts.tsx';
import { loadProveWallet } from '../ton/load.ts';
import { ConfirmDestination } from './add-destination.tsx';
import { WaitsForForm } from './waits-for-form.tsx';
import '../styles/ton.css';

const ProveWallet = lazy(loadProveWallet);

type Props = {
  /** One that is saved, and waits for its code. */
  unconfirmed: DestinationBody | undefined;
  /** Confirmed, and to be chosen. */
  onDone: (destination: DestinationBody) => void;
  onBack: () => void;
};

/** A place on the chain to send money to: a wallet that is proved to be the player's, or an address; confirmed by a code. */
export function AddPlace({ unconfirmed, onDone, onBack }: Props) {
  const { ask, cache } = useApp();
  const [shown, setShown] = useState<'choice' | 'prove' | 'address'>('choice');
  const [wish, setWish] = useState<AddDestinationBody>();
  const [waiting, setWaiting] = useState(unconfirmed);
  const add = async (body: AddDestinationBody): Promise<void> => {
    const asked = await ask('addDestination', { body });
    setWish(body);
    void cache.refresh('destinations');
    if (asked.status === 'confirmed') onDone(asked);
    else setWaiting(asked);
  };
  // Which it was is nowhere but here: without it another code can be asked for only by choosing it again.
  const again = () => (wish ? add(wish) : Promise.resolve(setWaiting(undefined)));
  const toChoice = () => setShown('choice');
  if (waiting)
    return (
      <ConfirmDestination destination={waiting} again={again} onDone={onDone} onBack={onBack} key={waiting.codeId} />
    );
  if (shown === 'prove')
    return (
      <Suspense fallback={<WaitsForForm />}>
        <ProveWallet back="wallet" onBack={toChoice} onDone={toChoice} />
      </Suspense>
    );
  if (shown === 'address') return <AddressForm add={add} onBack={toChoice} />;
  return <Choice add={add} onBack={onBack} onProve={() => setShown('prove')} onAddress={() => setShown('address')} />;
}

type ChoiceProps = {
  add: (body: AddDestinationBody) => Promise<void>;
  onBack: () => void;
  onProve: () => void;
  onAddress: () => void;
};

/** The player's wallets, another one, or an address. */
function Choice({ add, onBack, onProve, onAddress }: ChoiceProps) {
  const t = useTexts();
  const { value, failed, retry } = useWallets();
  const [chosen, setChosen] = useState<string>();
  const free = value?.wallets.filter(({ destinationId }) => destinationId === null) ?? [];
  const [only, ...others] = free;
  const wallet = free.find(({ id }) => id === chosen) ?? (others.length === 0 ? only : undefined);
  const adding = useAct(async () => {
    if (wallet) await add({ kind: 'ton-wallet', walletId: wallet.id });
  });
  if (!value) return failed ? <Failed problem={failed} onRetry={retry} /> : <WaitsForForm />;
  return (
    <>
      <div className="body">
        <BackLink onBack={onBack} />
        {free.length > 0 && (
          <fieldset className="ways pay-from">
            <legend className="heading">{t('destination-choose-wallet')}</legend>
            {free.map((each) => (
              <WalletChoice wallet={each} isChosen={each === wallet} onChoose={setChosen} key={each.id} />
            ))}
          </fieldset>
        )}
        <div className="ways other-places">
          <button type="button" className="choice" onClick={onProve}>
            <span className="badge">
              <Icon name="key" />
            </span>
            <span className="grow">
              <span className="strong name">{t('destination-add-wallet')}</span>
              <span className="small muted sub">{t('destination-add-wallet-text')}</span>
            </span>
            <Icon name="chevron" size="xs" />
          </button>
          <button type="button" className="choice" onClick={onAddress}>
            <span className="badge">
              <Icon name="ton" />
            </span>
            <span className="grow">
              <span className="strong name">{t('destination-add-address')}</span>
              <span className="small muted sub">{t('destination-add-address-text')}</span>
            </span>
            <Icon name="chevron" size="xs" />
          </button>
        </div>
      </div>
      <div className="dock">
        {adding.refused && (
          <p className="small error" role="alert">
            {whyNot(t, adding.refused)}
          </p>
        )}
        {free.length > 0 ? (
          <button
            type="button"
            className="button wide"
            aria-disabled={!wallet}
            aria-busy={adding.busy}
            onClick={adding.act}
          >
            {t('destination-use')}
          </button>
        ) : (
          <button type="button" className="button wide" onClick={onProve}>
            {t('destination-add-wallet')}
          </button>
        )}
        <p className="fine">{t('destination-new-place')}</p>
      </div>
    </>
  );
}

type WalletChoiceProps = { wallet: WalletBody; isChosen: boolean; onChoose: (id: string) => void };

function WalletChoice({ wallet, isChosen, onChoose }: WalletChoiceProps) {
  const t = useTexts();
  return (
    <label className="choice" data-chosen={isChosen || undefined}>
      <input type="radio" className="sr" name="wallet" checked={isChosen} onChange={() => onChoose(wallet.id)} />
      <span className="badge">
        <Icon name="wallet" />
      </span>
      <span className="grow">
        <bdi className="strong code name">{wallet.label}</bdi>
        <span className="small muted sub">{wallet.app ?? t('wallet-app-unknown')}</span>
      </span>
      <span className="dot" aria-hidden="true" />
    </label>
  );
}

/** As wallets show it, or raw. Whether its characters agree is looked at by whoever is asked. */
const LIKE_ADDRESS = /^([A-Za-z0-9_+/-]{48}|-?\d+:[0-9a-fA-F]{64})$/;

const OF_ADDRESS: readonly string[] = [
  'address-invalid',
  'address-other-network',
  'address-other-workchain',
  'address-ours',
  'address-token',
  'already-saved',
];
const OF_MEMO: readonly string[] = ['memo-too-long', 'memo-invalid'];

function AddressForm({ add, onBack }: Pick<ChoiceProps, 'add' | 'onBack'>) {
  const t = useTexts();
  const [address, setAddress] = useState('');
  const [memo, setMemo] = useState('');
  const [isAsked, setAsked] = useState(false);
  const plain = address.trim();
  const isLike = LIKE_ADDRESS.test(plain);
  const adding = useAct(() => add({ kind: 'ton-address', address: plain, ...(memo === '' ? {} : { memo }) }));
  const refused = adding.refused;
  const reason = refused?.problem.reason ?? '';
  const problemOf = (reasons: readonly string[]) =>
    refused && reasons.includes(reason) ? whyNot(t, refused) : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (isLike) adding.act();
  };
  return (
    <form className="form-rows" onSubmit={submit} noValidate>
      <div className="body">
        <BackLink onBack={onBack} />
        <Field
          label={t('address')}
          hint={t('address-hint')}
          problem={isAsked && !isLike ? t('address-shape') : problemOf(OF_ADDRESS)}
          value={address}
          onChange={setAddress}
          kind="exact"
        />
        <Field
          label={t('memo')}
          hint={t('memo-hint')}
          problem={problemOf(OF_MEMO)}
          value={memo}
          onChange={setMemo}
          kind="exact"
        />
        <p className="callout warn small">
          <Icon name="alert" size="s" />
          <span>{t('memo-lost')}</span>
        </p>
      </div>
      <div className="dock">
        {refused && !OF_ADDRESS.includes(reason) && !OF_MEMO.includes(reason) && (
          <p className="small error" role="alert">
            {whyNot(t, refused)}
          </p>
        )}
        <button type="submit" className="button wide" aria-busy={adding.busy}>
          {t('destination-save')}
        </button>
        <p className="fine">{t('destination-new-place')}</p>
      </div>
    </form>
  );
}
