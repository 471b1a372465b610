import { lazy, type ReactNode, useCallback, useEffect, useState } from 'react';
import type { AboutBody } from '../../../contracts/http/account.ts';
import type { SessionBody } from '../../../contracts/http/sign-in.ts';
import type { Language } from '../../../contracts/languages.ts';
import type { Ask } from '../api/client.ts';
import { cardHint } from '../cashier/deposit-stage.ts';
import { HistoryList } from '../cashier/history-list.tsx';
import { Note } from '../cashier/note.tsx';
import { type Kept, readKept } from '../kept.ts';
import { Icon, Mark } from '../parts/icon.tsx';
import { dayOf, timeOf } from '../parts/moments.ts';
import type { OutsideReason, Place } from '../places.ts';
import type { Telegram } from '../telegram-host.ts';
import { useTexts } from '../texts.tsx';
import { CardReturn } from './card-return.tsx';
import { Welcome } from './welcome.tsx';
import '../styles/outside.css';

const WithoutSession = lazy(() =>
  import('../fairness/without-session.tsx').then((file) => ({ default: file.WithoutSession })),
);

type Props = {
  reason: OutsideReason;
  place: Place;
  go: (place: Place) => void;
  ask: Ask;
  telegram: Telegram | undefined;
  speak: (language: Language) => Promise<void>;
  enter: (handed: SessionBody) => Promise<void>;
  onRetry: () => void;
};

/** Nobody is signed in: why, the ways in, and what this device remembers, marked with its time. */
export function Outside({ reason, place, go, ask, telegram, speak, enter, onRetry }: Props) {
  const remembered = readKept();
  // Two people may share a device: money is shown to whom it belongs.
  const isTheirs = telegram === undefined || telegram.userId === remembered?.telegramId;
  const kept = remembered?.balances && isTheirs ? <KeptMoney {...remembered} balances={remembered.balances} /> : null;
  if (place.page === 'fairness')
    return <WithoutSession remembered={(isTheirs && remembered?.rounds) || []} onLeave={() => go({ page: 'home' })} />;
  if (reason === 'browser' && !telegram && cardHint(location.search) !== 'none') return <CardReturn />;
  if (reason !== 'unreachable' && !telegram) return <Welcome {...{ reason, ask, speak, enter, kept }} />;
  return <AppShut {...{ reason, ask, telegram, onRetry, kept }} onCheck={() => go({ page: 'fairness' })} />;
}

type Shut = Pick<Props, 'reason' | 'ask' | 'telegram' | 'onRetry'> & {
  kept: ReactNode;
  onCheck: () => void;
};

/** The app cannot go on here: in Telegram one tap opens it anew, with launch data of its own. */
function AppShut({ reason, ask, telegram, onRetry, kept, onCheck }: Shut) {
  const t = useTexts();
  const [about, setAbout] = useState<AboutBody>();
  const [unreached, setUnreached] = useState(false);
  const isAway = reason === 'unreachable';
  const look = useCallback(() => {
    setUnreached(false);
    ask('about').then(setAbout, () => setUnreached(true));
  }, [ask]);
  useEffect(() => {
    if (!isAway) return look();
    addEventListener('online', onRetry);
    return () => removeEventListener('online', onRetry);
  }, [isAway, look, onRetry]);
  const anew = about?.bot && `${about.bot.link}?startapp`;
  return (
    <main className="outside">
      <header className="brand">
        <Mark size={28} />
        {t('product')}
      </header>
      <section className="card pad shut">
        <h1 className="title">{t(`outside-${reason}-title`)}</h1>
        <p className="muted">{t(`outside-${reason}-text`)}</p>
        {isAway || unreached || about?.bot === null ? (
          <button type="button" className="button wide" onClick={isAway ? onRetry : look}>
            <Icon name="refresh" size="s" />
            {t('retry')}
          </button>
        ) : anew ? (
          <a
            className="button wide"
            href={anew}
            onClick={(event) => {
              event.preventDefault();
              telegram?.openLink(anew);
            }}
          >
            <Icon name="plane" size="s" />
            {t('open-anew')}
          </a>
        ) : (
          <div className="skeleton action" />
        )}
      </section>
      {kept}
      <button type="button" className="link check-outside" onClick={onCheck}>
        <Icon name="shield" size="s" />
        {t('check-without-session')}
      </button>
    </main>
  );
}

/** The last that was shown here, for a reader without a connection. */
function KeptMoney({ balances, history }: Kept & { balances: NonNullable<Kept['balances']> }) {
  const t = useTexts();
  return (
    <section aria-label={t('kept-title')} className="kept">
      <p className="banner">
        <Icon name="offline" size="s" />
        {t('kept-from', { day: dayOf(balances.asOf, t.language), time: timeOf(balances.asOf, t.language) })}
      </p>
      <Note balances={balances} readOnly />
      {history && history.items.length > 0 && <HistoryList items={history.items.slice(0, 10)} readOnly />}
    </section>
  );
}
