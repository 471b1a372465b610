import { lazy, Suspense, useEffect, useState, useSyncExternalStore } from 'react';
import type { TicketBody } from '../../../contracts/http/sign-in.ts';
import type { Refused } from '../api/client.ts';
import { Icon } from '../parts/icon.tsx';
import { useTexts } from '../texts.tsx';
import { whyNot } from './refusals.ts';
import '../styles/chat-door.css';

const Qr = lazy(() => import('./qr.tsx').then((file) => ({ default: file.Qr })));

type Props = {
  ticket: TicketBody;
  status: 'waiting' | 'seen' | 'refused' | 'over';
  /** Why the last question was not answered; what is shown may be old. */
  failed: Refused | undefined;
  onAgain: () => void;
};

/** The browser waits for the chat: the number that the chat asks for, and the ways there. */
export function ChatDoor({ ticket, status, failed, onAgain }: Props) {
  const t = useTexts();
  if (status === 'refused' || status === 'over')
    return (
      <div className="chat-door">
        <div role="alert" className="ending">
          <span className="badge big">
            <Icon name={status === 'over' ? 'clock' : 'alert'} />
          </span>
          <p className="title">{t(`ticket-${status}-title`)}</p>
          <p className="muted">{t(`ticket-${status}-text`)}</p>
        </div>
        <Unanswered failed={failed} />
        <button type="button" className="button wide" onClick={onAgain}>
          <Icon name="refresh" size="s" />
          {t('ticket-again')}
        </button>
      </div>
    );
  return (
    <div className="chat-door">
      <div className="number-card">
        <p className="strong">{t('ticket-number')}</p>
        <bdi className="number">{ticket.number}</bdi>
        <p className="state small" role="status">
          <i className="rosette-spin small-spin" aria-hidden="true" />
          {t(status === 'seen' ? 'ticket-seen' : 'ticket-waiting')}
        </p>
      </div>
      <WaysToTheChat ticket={ticket} isSeen={status === 'seen'} />
      <p className="small muted ending-soon">
        <TimeLeft until={ticket.expiresAt} />
        {t('ticket-once')}
      </p>
      <Unanswered failed={failed} />
    </div>
  );
}

function Unanswered({ failed }: Pick<Props, 'failed'>) {
  const t = useTexts();
  if (!failed) return null;
  return (
    <p className="small error" role="alert">
      {whyNot(t, failed)}
    </p>
  );
}

/** On a phone its own Telegram; on a desk the phone's camera. Whichever it is, the plain link does it, too. */
function WaysToTheChat({ ticket, isSeen }: { ticket: TicketBody; isSeen: boolean }) {
  const t = useTexts();
  if (useIsWide())
    return (
      <div className="door-ways">
        <Suspense fallback={<span className="qr skeleton" />}>
          <Qr text={ticket.link} label={t('ticket-qr')} />
        </Suspense>
        <div className="door-say">
          <p className="strong">{t('ticket-camera')}</p>
          <p className="small muted">{t('ticket-camera-text')}</p>
          <a className="link" href={ticket.link} target="_blank" rel="noopener">
            {t('ticket-here')}
          </a>
        </div>
      </div>
    );
  const opensApp = ticket.appLink !== ticket.link;
  return (
    <div className="door-phone">
      <a
        className={`button wide${isSeen ? ' quiet' : ''}`}
        href={ticket.appLink}
        target={opensApp ? undefined : '_blank'}
        rel="noopener"
      >
        <Icon name="plane" size="s" />
        {t('ticket-open')}
      </a>
      {opensApp && (
        <a className="link small" href={ticket.link} target="_blank" rel="noopener">
          {t('ticket-link')}
        </a>
      )}
    </div>
  );
}

const WIDE = '(min-width: 700px)';
const useIsWide = (): boolean =>
  useSyncExternalStore(
    (changed) => {
      const wide = matchMedia(WIDE);
      wide.addEventListener('change', changed);
      return () => wide.removeEventListener('change', changed);
    },
    () => matchMedia(WIDE).matches,
  );

/** No ticket lasts longer. Where the device's clock goes wrong, we say nothing rather than a wrong time. */
const LONGEST_S = 300;

function TimeLeft({ until }: { until: string }) {
  const t = useTexts();
  const leftS = useSecondsUntil(until);
  if (leftS <= 0 || leftS > LONGEST_S + 5) return null;
  const time = `${Math.floor(leftS / 60)}:${String(leftS % 60).padStart(2, '0')}`;
  return (
    <span role="timer" className="time-left">
      {t('ticket-left', { time })}{' '}
    </span>
  );
}

function useSecondsUntil(until: string): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return Math.ceil((Date.parse(until) - now) / 1_000);
}
