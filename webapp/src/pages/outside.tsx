import { useCallback, useEffect, useState } from 'react';
import type { AboutBody } from '../../../contracts/http/account.ts';
import type { SessionBody } from '../../../contracts/http/sign-in.ts';
import type { Ask } from '../api/client.ts';
import { HistoryList } from '../cashier/history-list.tsx';
import { Note } from '../cashier/note.tsx';
import { readKept } from '../kept.ts';
import { Icon, Mark } from '../parts/icon.tsx';
import { dayOf, timeOf } from '../parts/moments.ts';
import type { OutsideReason } from '../places.ts';
import type { Telegram } from '../telegram-host.ts';
import { useTexts } from '../texts.tsx';

/** Nobody is signed in: the way to the chat, and what this device remembers, marked with its time. */
type Props = {
  reason: OutsideReason;
  ask: Ask;
  telegram: Telegram | undefined;
  onRetry: () => void;
  onEnter: (handed: SessionBody) => Promise<void>;
};

export function Outside({ reason, ask, telegram, onRetry }: Props) {
  const t = useTexts();
  const viewer = telegram?.userId;
  const [about, setAbout] = useState<AboutBody>();
  const [unreached, setUnreached] = useState(false);
  const remembered = readKept();
  // Two people may share a device: money is shown to whom it belongs.
  const kept = viewer === undefined || viewer === remembered?.telegramId ? remembered : undefined;
  const look = useCallback(() => {
    setUnreached(false);
    ask('about').then(setAbout, () => setUnreached(true));
  }, [ask]);
  useEffect(look, [look]);
  return (
    <main className="outside">
      <header className="brand">
        <Mark size={28} />
        {t('product')}
      </header>
      <section className="card pad welcome">
        <h1 className="title">{t(`outside-${reason}-title`)}</h1>
        <p className="muted">{t(`outside-${reason}-text`)}</p>
        {reason === 'unreachable' || unreached ? (
          <button type="button" className="button wide" onClick={reason === 'unreachable' ? onRetry : look}>
            <Icon name="refresh" size="s" />
            {t('retry')}
          </button>
        ) : about?.bot ? (
          <a className="button wide" href={about.bot.link}>
            <Icon name="chat" />
            {t('open-chat')}
          </a>
        ) : (
          <div className="skeleton action" />
        )}
      </section>
      {kept?.balances && (
        <section aria-label={t('kept-title')} className="kept">
          <p className="banner">
            <Icon name="offline" size="s" />
            {t('kept-from', {
              day: dayOf(kept.balances.asOf, t.language),
              time: timeOf(kept.balances.asOf, t.language),
            })}
          </p>
          <Note balances={kept.balances} readOnly />
          {kept.history && kept.history.items.length > 0 && <KeptHistory items={kept.history.items.slice(0, 10)} />}
        </section>
      )}
    </main>
  );
}

/** Without anybody signed in there is nothing behind a row. */
function KeptHistory({ items }: { items: Parameters<typeof HistoryList>[0]['items'] }) {
  return (
    <div inert>
      <HistoryList items={items} />
    </div>
  );
}
