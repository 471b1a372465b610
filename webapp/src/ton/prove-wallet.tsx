import { useTonConnectUI, useTonWallet, type Wallet } from '@tonconnect/ui-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { LinkWalletBody, WalletBody } from '../../../contracts/http/wallets.ts';
import { Refused } from '../api/client.ts';
import { useApp } from '../app-context.ts';
import { BackLink } from '../parts/back-link.tsx';
import { Icon } from '../parts/icon.tsx';
import { nearMoment, timeOf } from '../parts/moments.ts';
import { whyNot } from '../sign-in/refusals.ts';
import { useTexts } from '../texts.tsx';
import { Connection } from './connection.tsx';
import { nameOf } from './pay-by-wallet.tsx';
import { type Told, toldBy, troubleText } from './trouble.ts';

type Props = {
  /** The place a wallet inside of Telegram goes back to. */
  back: string;
  onBack?: (() => void) | undefined;
  onDone: (wallet: WalletBody) => void;
};

/** One signature shows whose a wallet is: the code is ours, the wallet signs it, and we look at the signature. */
export function ProveWallet(props: Props) {
  return (
    <Connection back={props.back}>
      <Prove {...props} />
    </Connection>
  );
}

function Prove({ onBack, onDone }: Props) {
  const t = useTexts();
  const proving = useProof();
  const { linked, busy, until, problem } = proving;
  return (
    <>
      <div className="body">
        {onBack && <BackLink onBack={onBack} />}
        <p className="muted">{t('wallet-why')}</p>
        {linked && (
          <div className="proofcard">
            <span className="badge">
              <Icon name="wallet" />
            </span>
            <span className="grow">
              <bdi className="strong code name">{linked.label}</bdi>
              <span className="small muted sub">{linked.app ?? t('wallet-app-unknown')}</span>
            </span>
          </div>
        )}
        <ol className="timeline box">
          <Step
            state={linked ? 'done' : 'now'}
            icon={linked ? 'check' : 'key'}
            what={t(linked ? 'wallet-signed' : 'wallet-sign')}
          >
            <span className="when">{!linked && until && t('until', { time: timeOf(until, t.language) })}</span>
            {!linked && (
              <div className="say">
                <div className="quote">
                  <p className="caption muted">{t('wallet-shows')}</p>
                  <p className="code" dir="ltr">
                    {location.host}
                  </p>
                  <p className="small">{t('wallet-no-payment')}</p>
                </div>
              </div>
            )}
          </Step>
          <Step state={linked ? 'done' : 'next'} icon={linked ? 'check' : undefined} what={t('wallet-linked')}>
            <span className="when">{linked && nearMoment(t, linked.linkedAt)}</span>
          </Step>
        </ol>
        <p className="small muted">{t('wallet-bot-writes')}</p>
        {problem && (
          <p className="callout warn small why" role="alert">
            <Icon name="alert" size="s" />
            <span>{problem instanceof Refused ? whyNot(t, problem) : troubleText(t, problem)}</span>
          </p>
        )}
      </div>
      <div className="dock">
        {linked ? (
          <button type="button" className="button wide" onClick={() => onDone(linked)}>
            {t('wallet-go-on')}
          </button>
        ) : (
          <>
            <button type="button" className="button wide" aria-busy={busy} onClick={busy ? undefined : proving.sign}>
              {busy && <i className="rosette-spin" />}
              {proving.known ? t('wallet-sign-with', { name: proving.known }) : t('wallet-connect')}
            </button>
            {proving.known && (
              <button type="button" className="button text wide" onClick={busy ? undefined : proving.signByAnother}>
                {t('ton-another-wallet')}
              </button>
            )}
          </>
        )}
        <p className="fine">{t('wallet-no-words')}</p>
      </div>
    </>
  );
}

type StepProps = { state: string; icon: string | undefined; what: string; children?: ReactNode };

const Step = ({ state, icon, what, children }: StepProps) => (
  <li className={state} aria-current={state === 'now' ? 'step' : undefined}>
    <span className={state === 'next' ? 'mark' : `mark ${state}`}>{icon && <Icon name={icon} size="xs" />}</span>
    <span className="what">{what}</span>
    {children}
  </li>
);

/** Asks for a code, has it signed while the wallet connects, and sends what came back to whoever knows how to look at it. */
function useProof() {
  const [line] = useTonConnectUI();
  const wallet = useTonWallet();
  const { ask, cache, telegram } = useApp();
  const [busy, setBusy] = useState(false);
  const [until, setUntil] = useState<string>();
  const [problem, setProblem] = useState<Refused | Told>();
  const [linked, setLinked] = useState<WalletBody>();
  const sent = useRef<string>(undefined);
  const isAsked = useRef(false); // a wallet that was connected before was asked for nothing

  const send = async (signed: LinkWalletBody): Promise<void> => {
    if (sent.current === signed.proof.signature) return;
    sent.current = signed.proof.signature;
    setBusy(true);
    setProblem(undefined);
    try {
      setLinked(await ask('linkWallet', { body: signed }));
      telegram?.success();
      void cache.refresh('wallets');
    } catch (error) {
      setProblem(error instanceof Refused ? error : toldBy(error));
    } finally {
      setUntil(undefined);
      setBusy(false);
    }
  };
  const proof = wallet && signedBy(wallet);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each signature once
  useEffect(() => {
    if (proof) void send(proof);
  }, [proof?.proof.signature]);
  useEffect(
    () =>
      line.onStatusChange(
        (now) => {
          if (isAsked.current && now && !signedBy(now)) setProblem({ trouble: 'no-proof' });
          if (now) isAsked.current = false;
        },
        (error) => setProblem(toldBy(error)),
      ),
    [line],
  );

  const sign = async (by: 'this' | 'another'): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    telegram?.press();
    try {
      const known = by === 'this' ? appOf(wallet) : undefined;
      if (line.connected) await line.disconnect(); // a proof is given while connecting, and only then
      line.setConnectionNetwork(undefined);
      const { payload, expiresAt } = await ask('walletNonce');
      setUntil(expiresAt);
      line.setConnectRequestParameters({ state: 'ready', value: { tonProof: payload } });
      isAsked.current = true;
      await (known ? line.openSingleWalletModal(known) : line.openModal());
    } catch (error) {
      setProblem(error instanceof Refused ? error : toldBy(error));
    } finally {
      setBusy(false);
    }
  };
  return {
    linked,
    busy,
    until,
    problem,
    known: wallet ? nameOf(wallet) : undefined,
    sign: () => void sign('this'),
    signByAnother: () => void sign('another'),
  };
}

type Connected = ReturnType<typeof useTonWallet>;
const appOf = (wallet: Connected): string | undefined =>
  wallet && 'appName' in wallet && typeof wallet.appName === 'string' ? wallet.appName : undefined;

/** What the wallet signed while it connected; undefined when it was not asked to, or would not. */
function signedBy(wallet: Wallet): LinkWalletBody | undefined {
  const item = wallet.connectItems?.tonProof;
  if (!item || !('proof' in item)) return undefined;
  const { address, chain, publicKey, walletStateInit } = wallet.account;
  const { timestamp, domain, payload, signature } = item.proof;
  const name = nameOf(wallet);
  return {
    account: { address, chain, ...(publicKey ? { publicKey } : {}), walletStateInit },
    proof: { timestamp, domain, payload, signature },
    app: name.slice(0, 60),
  };
}
