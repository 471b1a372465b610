import { useEffect, useState } from 'react';
import type { LimitsBody } from '../../../contracts/http/limits.ts';
import { timeOf } from '../parts/moments.ts';
import { useTexts } from '../texts.tsx';
import { netInWords, sessionNet } from './net.ts';
import { clockOf } from './reminding.ts';

/** How long they have played, and what came of it: always in sight, never in gold or red. */
export function SessionCard({ session }: { session: LimitsBody['session'] }) {
  const t = useTexts();
  const elapsedMs = useElapsed(session);
  return (
    <section className="card" aria-label={t('session-this')}>
      <dl className="session-now">
        <div>
          <dt>{t('session-this')}</dt>
          <dd>
            <bdi dir="ltr" role="timer">
              {clockOf(elapsedMs)}
            </bdi>
          </dd>
          <dd className="sub">
            {session.isRunning ? t('session-began', { time: timeOf(session.beganAt, t.language) }) : t('session-none')}
          </dd>
        </div>
        <div>
          <dt>{t('session-net')}</dt>
          <dd>
            <bdi dir="ltr">{sessionNet(session, t.language)}</bdi>
          </dd>
          <dd className="sub">
            {t('session-week', { net: netInWords(session.weekNet, session.isWeekLoss, t.language) })}
          </dd>
        </div>
      </dl>
    </section>
  );
}

/** It stands still where nothing is played: no clock runs on a page that is only looked at. */
export function useElapsed({ beganAt, isRunning }: LimitsBody['session']): number {
  const [nowMs, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [isRunning]);
  return isRunning ? Math.max(0, nowMs - Date.parse(beganAt)) : 0;
}
