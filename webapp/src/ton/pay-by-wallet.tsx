import { isWalletInfoRemote, type TonConnectUI, toUserFriendlyAddress, useTonConnectUI } from '@tonconnect/ui-react';
import { useEffect, useState } from 'react';
import type { DepositBody } from '../../../contracts/http/deposits.ts';
import { formatMoney, shortened } from '../../../contracts/texts/format.ts';
import { moneyOf } from '../amounts.ts';
import { useApp } from '../app-context.ts';
import { PayFrom, type Source } from '../cashier/pay-from.tsx';
import { Icon } from '../parts/icon.tsx';
import { timeOf } from '../parts/moments.ts';
import { useTexts } from '../texts.tsx';
import { askedUntil } from './asked.ts';
import { Connection } from './connection.tsx';
import { InWallet } from './in-wallet.tsx';
import { usePayment } from './payment.ts';
import { type Told, toldBy, troubleText } from './trouble.ts';

type Props = {
  deposit: DepositBody;
  source: Source;
  onSource: (source: Source) => void;
  onByHand: () => void;
};

/** Pays a deposit from a wallet through TON Connect; by hand is one of its choices. */
export function PayByWallet(props: Props) {
  return (
    <Connection back={`deposit_${props.deposit.id}`}>
      <Pay {...props} />
    </Connection>
  );
}

/** The wallet inside of Telegram, by its name in the list of wallets. */
const IN_TELEGRAM = 'telegram-wallet';

function Pay({ deposit, source, onSource, onByHand }: Props) {
  const payment = usePayment(deposit);
  const { wallet, phase } = payment;
  const sources = useSources(payment.line, wallet !== null);
  if (phase.at === 'signing')
    return <InWallet deposit={deposit} name={nameOf(wallet)} phase={phase} onStop={payment.stop} />;
  const chosen = sources.includes(source) ? source : 'wallet';
  return (
    <PayFrom
      deposit={deposit}
      source={chosen}
      sources={sources}
      onSource={(next) => {
        payment.forget();
        onSource(next);
      }}
      connected={wallet ? { name: nameOf(wallet), address: shownAddress(wallet.account) } : undefined}
    >
      <Dock deposit={deposit} source={chosen} payment={payment} onByHand={onByHand} />
    </PayFrom>
  );
}

type DockProps = {
  deposit: DepositBody;
  source: Source;
  payment: ReturnType<typeof usePayment>;
  onByHand: () => void;
};

function Dock({ deposit, source, payment, onByHand }: DockProps) {
  const t = useTexts();
  const { wallet, phase, told, pay } = payment;
  const connecting = useConnecting(deposit.chain?.network);
  const amount = formatMoney(moneyOf(deposit.pay), t.language);
  const why = told ?? connecting.told;
  const busy = phase.at === 'planning' || phase.at === 'told';
  return (
    <>
      {why ? <Why told={why} /> : <AskedBefore deposit={deposit} />}
      {source === 'hand' ? (
        <button type="button" className="button wide" onClick={onByHand}>
          {t('ton-show-address')}
        </button>
      ) : wallet && source === 'wallet' ? (
        <>
          <button type="button" className="button wide" aria-busy={busy} onClick={busy ? undefined : pay}>
            {busy && <i className="rosette-spin" />}
            {t('ton-pay', { amount })}
          </button>
          <button type="button" className="button text wide" onClick={() => connecting.another(source)}>
            {t('ton-another-wallet')}
          </button>
        </>
      ) : (
        <button type="button" className="button wide" onClick={() => connecting.open(source)}>
          {t('ton-connect-to-pay', { amount })}
        </button>
      )}
      <p className="fine">{source === 'hand' ? t('ton-hand-fine') : t(wallet ? 'ton-pay-fine' : 'ton-connect-fine')}</p>
    </>
  );
}

export function Why({ told }: { told: Told }) {
  const t = useTexts();
  return (
    <p className={told.trouble === 'already-sent' ? 'callout small why' : 'callout warn small why'} role="alert">
      <Icon name="alert" size="s" />
      <span>{troubleText(t, told)}</span>
    </p>
  );
}

/** The page was left while the wallet had the request: it may have been confirmed there. */
function AskedBefore({ deposit }: { deposit: DepositBody }) {
  const t = useTexts();
  const untilMs = askedUntil(deposit.id, Date.now());
  if (untilMs === undefined) return null;
  return (
    <p className="callout small why" role="status">
      <Icon name="clock" size="s" />
      <span>{t('ton-asked-before', { time: timeOf(new Date(untilMs).toISOString(), t.language) })}</span>
    </p>
  );
}

/** Opens the choice of wallets, and says why none came of it. */
function useConnecting(network: string | undefined) {
  const [line] = useTonConnectUI();
  const { telegram } = useApp();
  const [told, setTold] = useState<Told>();
  useEffect(
    () =>
      line.onStatusChange(
        (wallet) => wallet && setTold(undefined),
        (error) => setTold(toldBy(error)),
      ),
    [line],
  );
  const open = async (source: Source): Promise<void> => {
    setTold(undefined);
    telegram?.press();
    try {
      if (line.connected) await line.disconnect();
      line.setConnectRequestParameters(null);
      line.setConnectionNetwork(network);
      await (source === 'telegram' ? line.openSingleWalletModal(IN_TELEGRAM) : line.openModal());
    } catch (error) {
      setTold(toldBy(error));
    }
  };
  return { told, open: (source: Source) => void open(source), another: (source: Source) => void open(source) };
}

/** The wallet inside of Telegram is offered where the list of wallets has it. */
function useSources(line: TonConnectUI, isConnected: boolean): readonly Source[] {
  const [hasTelegram, setHas] = useState(false);
  useEffect(() => {
    line.getWallets().then(
      (wallets) => setHas(wallets.some((each) => isWalletInfoRemote(each) && each.appName === IN_TELEGRAM)),
      () => undefined,
    );
  }, [line]);
  return [...(hasTelegram && !isConnected ? (['telegram'] as const) : []), 'wallet', 'hand'];
}

type Connected = ReturnType<typeof usePayment>['wallet'];

export const nameOf = (wallet: Connected): string =>
  (wallet && 'name' in wallet ? wallet.name : undefined) ?? wallet?.device.appName ?? 'TON';

/** As wallets show it, shortened so that a look-alike costs more than it brings. */
export const shownAddress = ({ address, chain }: { address: string; chain: string }): string =>
  shortened(toUserFriendlyAddress(address, chain === TESTNET), 6);
const TESTNET = '-3';
