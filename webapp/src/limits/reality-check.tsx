import { useEffect, useRef, useState } from 'react';
import type { LimitsBody } from '../../../contracts/http/limits.ts';
import { useApp } from '../app-context.ts';
import { Dialog } from '../parts/dialog.tsx';
import { useTexts } from '../texts.tsx';
import { durationInWords } from './measures.ts';
import { sessionNet } from './net.ts';
import { untilReminder } from './reminding.ts';

/** Tells how long they have been here and what came of it, as often as they wish; it waits for an answer. */
export function RealityCheck({ limits }: { limits: LimitsBody }) {
  const t = useTexts();
  const { cache, go } = useApp();
  const { reminderMinutes, session } = limits;
  const [openedMs] = useState(() => Date.now());
  // Where nothing is played, a session has just begun, each time it is asked: then it counts since the app was opened.
  const began = useRef(openedMs);
  began.current = Math.min(began.current, Date.parse(session.beganAt));
  const [isDue, setDue] = useState(false);
  useEffect(() => {
    if (reminderMinutes === null || isDue) return;
    const timer = setTimeout(
      () => void cache.refresh('limits').then(() => setDue(true)),
      untilReminder(began.current, reminderMinutes, Date.now()),
    );
    return () => clearTimeout(timer);
  }, [cache, reminderMinutes, isDue]);
  if (!isDue || reminderMinutes === null) return null;
  const minutes = Math.max(reminderMinutes, Math.floor((Date.now() - began.current) / 60_000));
  const goOn = () => setDue(false);
  return (
    <Dialog title={t('reality-title')} look={{ title: 'title', dialog: 'dialog confirm' }} onNo={goOn}>
      <p className="muted">{t('reality-text')}</p>
      <dl className="terms">
        <div>
          <dt>{t('reality-time')}</dt>
          <dd>{durationInWords(minutes, t.language)}</dd>
        </div>
        <div>
          <dt>{t('session-net')}</dt>
          <dd>
            <bdi dir="ltr">{sessionNet(session, t.language)}</bdi>
          </dd>
        </div>
      </dl>
      <div className="actions">
        <button
          type="button"
          className="button quiet wide"
          onClick={() => {
            setDue(false);
            go({ page: 'limits' });
          }}
        >
          {t('reality-limits')}
        </button>
        <button type="button" className="button quiet wide" onClick={goOn}>
          {t('reality-on')}
        </button>
      </div>
    </Dialog>
  );
}
