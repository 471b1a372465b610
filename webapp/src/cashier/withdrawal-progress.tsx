import { useEffect, useRef } from 'react';
import type { WithdrawalBody, WithdrawalWaysBody } from '../../../contracts/http/withdrawals.ts';
import { useKnown } from '../api/cache.ts';
import { useApp } from '../app-context.ts';
import { refreshHistory } from '../history-keys.ts';
import { Failed } from '../parts/failed.tsx';
import { Icon } from '../parts/icon.tsx';
import { Hero } from '../parts/money.tsx';
import { useOneAct } from '../parts/one-act.ts';
import { whyNot } from '../sign-in/refusals.ts';
import { useTexts } from '../texts.tsx';
import { blockerText } from './blockers.ts';
import { WaitsForForm } from './waits-for-form.tsx';
import { WithdrawalCode } from './withdrawal-code.tsx';
import { WithdrawalReceipt } from './withdrawal-receipt.tsx';
import { isEnded } from './withdrawal-stage.ts';
import { WithdrawalFacts, WithdrawalTimeline } from './withdrawal-timeline.tsx';

/** The live line tells at once; asking again is for the time when it is down. */
const ASK_AGAIN_MS = 2_000;

/** What becomes of one withdrawal: what the player must do first, then its way, and in the end its receipt. */
export function WithdrawalProgress({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useTexts();
  const { ask, cache } = useApp();
  const key = `withdrawal:${id}`;
  const { value: w, failed, retry } = useKnown<WithdrawalBody>(cache, key, () => ask('withdrawal', { id }));
  const isWaiting = w !== undefined && !isEnded(w);

  useEffect(() => {
    if (!isWaiting) return;
    const timer = setInterval(() => void cache.refresh(key), ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [cache, key, isWaiting]);
  useNews(w);

  if (!w) {
    if (failed?.problem.reason === 'unknown-withdrawal') return <NotThere onClose={onClose} />;
    return failed ? <Failed problem={failed} onRetry={retry} /> : <WaitsForForm />;
  }
  if (isEnded(w))
    return (
      <>
        <div className="body">
          <div role="status">
            <WithdrawalReceipt withdrawal={w} />
          </div>
        </div>
        <div className="dock">
          {w.status === 'rate-moved' && <AskAgain withdrawal={w} />}
          <button
            type="button"
            className={w.status === 'rate-moved' ? 'button quiet wide second-line' : 'button wide'}
            onClick={onClose}
          >
            {t('done')}
          </button>
        </div>
      </>
    );
  return w.status === 'awaiting-code' ? (
    <WithdrawalCode withdrawal={w}>
      <UnderWay withdrawal={w} />
      <TakeBack withdrawal={w} />
    </WithdrawalCode>
  ) : (
    <>
      <div className="body">
        <UnderWay withdrawal={w} />
        <TakeBack withdrawal={w} />
      </div>
      <div className="dock">
        <button type="button" className="button quiet wide" onClick={onClose}>
          {t('close')}
        </button>
      </div>
    </>
  );
}

/** Whenever it moves, what else is shown of it is asked for again; success is felt once. */
function useNews(w: WithdrawalBody | undefined): void {
  const { cache, telegram } = useApp();
  const before = useRef(w?.status);
  useEffect(() => {
    if (!w || before.current === w.status) return;
    if (before.current !== undefined) {
      if (w.status === 'paid') telegram?.success();
      void cache.refresh('balances');
      refreshHistory(cache);
    }
    before.current = w.status;
  }, [w, cache, telegram]);
}

/** The same once more at the rate of now: another withdrawal, with a code of its own. */
function AskAgain({ withdrawal: { rail, amount, destinationId } }: { withdrawal: WithdrawalBody }) {
  const t = useTexts();
  const { ask, cache, go } = useApp();
  const { busy, failed, act } = useOneAct();
  const key = useRef(crypto.randomUUID()); // one wish, however often it is pressed
  const again = () =>
    void act(async () => {
      const body = { rail, amount, ...(destinationId ? { destination: destinationId } : {}) };
      const asked = await ask('requestWithdrawal', { body, key: key.current });
      cache.put(`withdrawal:${asked.id}`, asked);
      go({ page: 'home', sheet: 'withdrawal', withdrawal: asked.id });
    });
  return (
    <>
      {failed && (
        <p className="small error" role="alert">
          {failed.problem.blockers?.map((blocker) => blockerText(t, blocker)).join(' ') ?? whyNot(t, failed)}
        </p>
      )}
      <button type="button" className="button wide" aria-busy={busy} onClick={again}>
        {t('ask-again')}
      </button>
      <p className="fine">{t('ask-again-text')}</p>
    </>
  );
}

function NotThere({ onClose }: { onClose: () => void }) {
  const t = useTexts();
  return (
    <>
      <div className="body waiting" role="status">
        <span className="badge big">
          <Icon name="question" />
        </span>
        <h3 className="title">{t('withdrawal-unknown')}</h3>
        <p className="muted">{t('withdrawal-unknown-text')}</p>
      </div>
      <div className="dock">
        <button type="button" className="button wide" onClick={onClose}>
          {t('close')}
        </button>
      </div>
    </>
  );
}

/** Set aside: it is the player's still, and cannot be staked. */
function UnderWay({ withdrawal }: { withdrawal: WithdrawalBody }) {
  const t = useTexts();
  return (
    <>
      <section className="purse" aria-label={t('set-aside')}>
        <div className="note">
          <p className="note-label">
            <Icon name="coin" size="s" /> {t('set-aside')}
          </p>
          <Hero amount={withdrawal.amount} />
          <p className="note-sub">{t('set-aside-text')}</p>
        </div>
      </section>
      <section className="card on-sheet" aria-label={t('progress')}>
        <WithdrawalTimeline withdrawal={withdrawal} />
      </section>
      <section className="card on-sheet facts" aria-label={t('details')}>
        <WithdrawalFacts withdrawal={withdrawal} />
      </section>
    </>
  );
}

/** Before it is confirmed always; afterwards where the operator allows it, until it is on its way. */
function TakeBack({ withdrawal: { id, status } }: { withdrawal: WithdrawalBody }) {
  const t = useTexts();
  const { ask, cache } = useApp();
  const ways = useKnown<WithdrawalWaysBody>(cache, 'ways-out', () => ask('withdrawalWays'));
  const { busy, failed, act } = useOneAct();
  const isAllowed = status === 'awaiting-code' || (status !== 'sending' && ways.value?.mayCancel === true);
  if (!isAllowed) return null;
  const takeBack = () =>
    void act(async () => {
      try {
        cache.put(`withdrawal:${id}`, await ask('cancelWithdrawal', { id }));
      } finally {
        void cache.refresh(`withdrawal:${id}`); // it may have been confirmed in the chat, or gone on
      }
    });
  return (
    <div>
      {failed && (
        <p className="small error" role="alert">
          {whyNot(t, failed)}
        </p>
      )}
      <button type="button" className="button text wide" aria-busy={busy} onClick={takeBack}>
        {t('take-back')}
      </button>
    </div>
  );
}
