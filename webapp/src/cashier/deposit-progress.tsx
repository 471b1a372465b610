import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import type { DepositBody } from '../../../contracts/http/deposits.ts';
import { formatMoney } from '../../../contracts/texts/format.ts';
import { moneyOf } from '../amounts.ts';
import { useKnown } from '../api/cache.ts';
import { useApp } from '../app-context.ts';
import { Failed } from '../parts/failed.tsx';
import { Icon } from '../parts/icon.tsx';
import { timeOf } from '../parts/moments.ts';
import { tabStore } from '../store.ts';
import { useTexts } from '../texts.tsx';
import { cardHint, type Hint, isOver, paysOnChain, paysOnPage, stageOf } from './deposit-stage.ts';
import { Receipt } from './receipt.tsx';
import { WaitsForForm } from './waits-for-form.tsx';

const ChainDeposit = lazy(() => import('./chain-deposit.tsx').then((file) => ({ default: file.ChainDeposit })));

/** The live line tells at once; asking again is for the time when it is down. */
const ASK_AGAIN_MS = 2_000;

/** What becomes of one deposit, from its invoice to its receipt. */
export function DepositProgress({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useTexts();
  const { ask, cache, telegram } = useApp();
  const { value: deposit, failed, retry } = useKnown<DepositBody>(cache, `deposit:${id}`, () => ask('deposit', { id }));
  const [hint, setHint] = useState<Hint>(() => cardHint(location.search));
  const stage = deposit && stageOf(deposit, hint);
  const onChain = deposit !== undefined && paysOnChain(deposit.rail);
  // What is sent to an address comes when it comes, also after its time.
  const isWaiting = stage !== undefined && (!isOver(stage) || (onChain && stage === 'expired'));

  useEffect(() => {
    if (!isWaiting) return;
    const timer = setInterval(() => void cache.refresh(`deposit:${id}`), ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [cache, id, isWaiting]);

  const celebrated = useRef(stage === 'credited');
  useEffect(() => {
    if (stage !== 'credited' || celebrated.current) return;
    celebrated.current = true;
    telegram?.success();
    void cache.refresh('balances');
    void cache.refresh('history');
  }, [stage, telegram, cache]);

  async function pay(link: string): Promise<void> {
    telegram?.press();
    if (deposit && paysOnPage(deposit.rail)) {
      tabStore.set(`cage:paying:${id}`, 'yes');
      if (telegram) telegram.openPage(link);
      else location.assign(link);
      return;
    }
    if (!telegram) return;
    setHint('open');
    try {
      setHint(await telegram.openInvoice(link));
    } catch {
      open(link, '_blank', 'noopener'); // no client that could show it here
      setHint('none');
    }
    void cache.refresh(`deposit:${id}`);
  }

  // Whoever asked to pay is shown the invoice as soon as it is there.
  // Once: whoever comes back from the card page without having paid is not sent there again.
  const shown = useRef(tabStore.get(`cage:paying:${id}`) !== undefined);
  const link = deposit?.invoiceLink;
  useEffect(() => {
    if (!link || onChain || shown.current || stage !== 'ready') return;
    shown.current = true;
    void pay(link);
  });

  if (!deposit || !stage)
    return failed ? <Failed problem={failed} onRetry={retry} /> : <Preparing by={deposit?.rail} />;
  if (onChain)
    return (
      <Suspense fallback={<WaitsForForm />}>
        <ChainDeposit deposit={deposit} onClose={onClose} />
      </Suspense>
    );
  switch (stage) {
    case 'preparing':
      return <Preparing by={deposit.rail} />;
    case 'paying':
    case 'ready':
    case 'declined':
      return <Payable deposit={deposit} declined={stage === 'declined'} paying={stage === 'paying'} onPay={pay} />;
    case 'verifying':
      return <Verifying deposit={deposit} onClose={onClose} />;
    case 'expired':
      return (
        <Ended
          icon="clock"
          title={deposit.closedAt ? t('closed-title') : t('expired-title', { by: deposit.rail })}
          text={t(deposit.closedAt ? 'closed-text' : 'expired-text', {
            time: timeOf(deposit.closedAt ?? deposit.expiresAt, t.language),
          })}
          onClose={onClose}
        />
      );
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

function Preparing({ by = 'telegram-invoice' }: { by?: DepositBody['rail'] | undefined }) {
  const t = useTexts();
  return (
    <div className="body waiting" role="status">
      <i className="rosette-spin large" aria-hidden="true" />
      <h3 className="title">{t('preparing-title', { by })}</h3>
      <p className="muted">{t('preparing-text')}</p>
    </div>
  );
}

type PayableProps = {
  deposit: DepositBody;
  declined: boolean;
  paying: boolean;
  onPay: (link: string) => Promise<void>;
};

function Payable({ deposit, declined, paying, onPay }: PayableProps) {
  const t = useTexts();
  const { telegram } = useApp();
  const amount = formatMoney(moneyOf(deposit.pay), t.language);
  const link = deposit.invoiceLink ?? '';
  return (
    <>
      <div className="body waiting">
        <span className="badge big">
          <Icon name={declined ? 'alert' : paysOnPage(deposit.rail) ? 'card' : 'plane'} />
        </span>
        <div role={declined ? 'alert' : 'status'}>
          <h3 className="title">{declined ? t('declined-title') : t('open-title', { by: deposit.rail, amount })}</h3>
          <p className="muted">
            {declined
              ? t('declined-text')
              : t('open-text', { by: deposit.rail, time: timeOf(deposit.expiresAt, t.language) })}
          </p>
        </div>
      </div>
      <div className="dock">
        {paysOnPage(deposit.rail) ? (
          <button type="button" className="button wide" onClick={() => void onPay(link)}>
            {t('pay-on-page')}
          </button>
        ) : telegram ? (
          <button type="button" className="button wide" aria-busy={paying} onClick={() => void onPay(link)}>
            {t(declined ? 'pay-again' : 'pay-now', { amount })}
          </button>
        ) : (
          <a className="button wide" href={link} target="_blank" rel="noopener">
            {t('pay-in-telegram')}
          </a>
        )}
        <p className="fine">{t('nothing-charged-yet', { by: deposit.rail })}</p>
      </div>
    </>
  );
}

/** Telegram says that it went through; only who was paid knows. */
function Verifying({ deposit, onClose }: { deposit: DepositBody; onClose: () => void }) {
  const t = useTexts();
  const amount = formatMoney(moneyOf(deposit.credit), t.language);
  return (
    <>
      <div className="verify" aria-live="polite">
        <div className="seal" aria-hidden="true">
          <i className="rosette" />
          <span className="core">
            <Icon name="clock" />
          </span>
        </div>
        <h3 className="title">{t('verifying-title')}</h3>
        <p className="muted">{t('verifying-text', { by: deposit.rail, amount })}</p>
        <ol className="timeline">
          <li className="done">
            <span className="mark done">
              <Icon name="check" size="xs" />
            </span>
            <span className="what">{t('step-paid', { by: deposit.rail })}</span>
          </li>
          <li className="now">
            <span className="mark now">
              <i className="rosette-spin small-spin" />
            </span>
            <span className="what">{t('step-provider')}</span>
          </li>
          <li className="next">
            <span className="mark" />
            <span className="what">{t('step-credited', { by: deposit.rail, amount })}</span>
          </li>
        </ol>
        <p className="small muted">{t('verifying-safe', { by: deposit.rail, code: deposit.receipt })}</p>
      </div>
      <div className="dock">
        <button type="button" className="button quiet wide" onClick={onClose}>
          {t('close')}
        </button>
      </div>
    </>
  );
}

function Ended({ icon, title, text, onClose }: { icon: string; title: string; text: string; onClose: () => void }) {
  const t = useTexts();
  const { go } = useApp();
  return (
    <>
      <div className="body waiting" role="status">
        <span className="badge big">
          <Icon name={icon} />
        </span>
        <h3 className="title">{title}</h3>
        <p className="muted">{text}</p>
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
