import { type ReactNode, useState } from 'react';
import type { SessionBody, TicketBody } from '../../../contracts/http/sign-in.ts';
import { type Language, languageNames, languages } from '../../../contracts/languages.ts';
import { type Ask, asRefused, Refused } from '../api/client.ts';
import { Icon, Mark } from '../parts/icon.tsx';
import { Preview } from '../parts/preview.tsx';
import type { OutsideReason } from '../places.ts';
import { ChatDoor } from '../sign-in/chat-door.tsx';
import { overWhenUnknown, whyNot } from '../sign-in/refusals.ts';
import { useWatch } from '../sign-in/use-watch.ts';
import { useTexts } from '../texts.tsx';

type Props = {
  reason: OutsideReason;
  ask: Ask;
  speak: (language: Language) => Promise<void>;
  enter: (handed: SessionBody) => Promise<void>;
  /** What this device remembers of whoever was here. */
  kept: ReactNode;
};

/** A browser nobody is signed in to: what this is, and the ways in. */
export function Welcome({ reason, ask, speak, enter, kept }: Props) {
  const [ticket, setTicket] = useState<TicketBody>();
  const askChat = async () => setTicket(await ask('askChat'));
  return (
    <div className="front">
      <TopLine speak={speak} />
      <main className="say">
        {ticket ? (
          <Waiting key={ticket.id} {...{ ticket, ask, enter, askChat }} onBack={() => setTicket(undefined)} />
        ) : (
          <div className="mid">
            <Headline reason={reason} hasPreview={!kept} />
            <WaysIn {...{ ask, enter, askChat }} />
            {kept}
          </div>
        )}
        <Adults />
      </main>
      {isGoodbye(reason) ? <div className="preview beside" aria-hidden="true" /> : <Preview className="beside" />}
    </div>
  );
}

/** Who just was somebody here is shown no amounts: they might be taken for their own. */
const isGoodbye = (reason: OutsideReason): boolean => reason === 'signed-out' || reason === 'ended';

function TopLine({ speak }: Pick<Props, 'speak'>) {
  const t = useTexts();
  return (
    <header className="topline">
      <span className="brand grow">
        <Mark size={28} />
        {t('product')}
      </span>
      <label className="language">
        <Icon name="globe" size="s" />
        <span className="sr">{t('language')}</span>
        <select
          value={t.language}
          onChange={(event) => void speak(event.target.value as Language).catch(() => undefined)}
        >
          {languages.map((language) => (
            <option key={language} value={language} lang={language}>
              {languageNames[language]}
            </option>
          ))}
        </select>
      </label>
    </header>
  );
}

const PROMISES: readonly { id: 'cash' | 'receipt' | 'games' | 'password'; icon: string }[] = [
  { id: 'cash', icon: 'coin' },
  { id: 'receipt', icon: 'doc' },
  { id: 'games', icon: 'games' },
  { id: 'password', icon: 'shield' },
];

/** What this is; to those who were here, what happened. */
function Headline({ reason, hasPreview }: { reason: OutsideReason; hasPreview: boolean }) {
  const t = useTexts();
  if (isGoodbye(reason))
    return (
      <div className="goodbye" role="status">
        <h1 className="headline">{t(`outside-${reason}-title`)}</h1>
        <p className="muted">{t(`outside-${reason}-text`)}</p>
      </div>
    );
  return (
    <>
      <h1 className="headline">{t('welcome-headline')}</h1>
      {reason.startsWith('login-') && (
        <p className="callout warn" role="alert">
          <Icon name="alert" />
          <span>{t(`outside-${reason}-text`)}</span>
        </p>
      )}
      {hasPreview && <Preview className="in-flow" />}
      <ul className="promises">
        {PROMISES.map(({ id, icon }) => (
          <li key={id}>
            <Icon name={icon} />
            <span>
              <b>{t(`welcome-${id}`)}</b> {t(`welcome-${id}-text`)}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

type Way = 'chat' | 'login' | 'guest';
const LOGIN = '/auth/telegram/oidc';

function WaysIn({ ask, enter, askChat }: Pick<Props, 'ask' | 'enter'> & { askChat: () => Promise<void> }) {
  const t = useTexts();
  const [busy, setBusy] = useState<Way>();
  const [refused, setRefused] = useState<Refused | 'login-off'>();
  const take = async (way: Way, act: () => Promise<void>): Promise<void> => {
    if (busy) return;
    setBusy(way);
    setRefused(undefined);
    await act().catch((error) => setRefused(asRefused(error)));
    setBusy(undefined);
  };
  const logIn = async () => {
    // Where it is not set up, whoever goes there would be left with an answer for programs.
    const answer = await fetch(LOGIN, { redirect: 'manual' });
    if (answer.type === 'opaqueredirect') location.assign(LOGIN);
    else if (answer.status === 404) setRefused('login-off');
    else throw new Refused(await answer.json());
  };
  const guest = async () => enter(await ask('beginAsGuest', { body: { language: t.language } }));
  return (
    <div className="enter">
      <button
        type="button"
        className="button wide"
        aria-busy={busy === 'chat'}
        onClick={() => void take('chat', askChat)}
      >
        {busy === 'chat' ? <i className="rosette-spin" /> : <Icon name="plane" size="s" />}
        {t('continue-in-telegram')}
      </button>
      <button
        type="button"
        className="button quiet wide"
        aria-busy={busy === 'login'}
        onClick={() => void take('login', logIn)}
      >
        {busy === 'login' && <i className="rosette-spin" />}
        {t('log-in-with-telegram')}
      </button>
      {refused && (
        <p className="small error" role="alert">
          {refused === 'login-off' ? t('login-off') : whyNot(t, refused)}
        </p>
      )}
      <div className="without">
        <button
          type="button"
          className="button text small"
          aria-busy={busy === 'guest'}
          aria-describedby="without-text"
          onClick={() => void take('guest', guest)}
        >
          {t('start-without')}
        </button>
        <p className="small muted" id="without-text">
          {t('start-without-text')}
        </p>
      </div>
    </div>
  );
}

type WaitingProps = Pick<Props, 'ask' | 'enter'> & {
  ticket: TicketBody;
  askChat: () => Promise<void>;
  onBack: () => void;
};

/** The chat was asked. Whoever agreed there is in, even when they look away meanwhile. */
function Waiting({ ticket, ask, enter, askChat, onBack }: WaitingProps) {
  const t = useTexts();
  const [refused, setRefused] = useState<Refused>();
  const { answer, failed } = useWatch(
    async () => {
      const wish = { id: ticket.id, body: { secret: ticket.secret } };
      const collected = await ask('collectTicket', wish).catch(overWhenUnknown);
      if ('status' in collected) return collected.status;
      await enter(collected);
      return 'in' as const;
    },
    (status) => status !== 'waiting' && status !== 'seen',
  );
  const status = answer === undefined ? 'waiting' : answer;
  return (
    <div className="mid">
      <div>
        <button type="button" className="link" onClick={onBack}>
          <Icon name="back" size="s" />
          {t('back')}
        </button>
        <h1 className="headline small-headline">{t('continue-in-telegram')}</h1>
      </div>
      {status === 'in' ? (
        <p role="status">{t('ticket-in')}</p>
      ) : (
        <ChatDoor
          {...{ ticket, status }}
          failed={refused ?? failed}
          onAgain={() => void askChat().catch((error) => setRefused(asRefused(error)))}
        />
      )}
    </div>
  );
}

function Adults() {
  const t = useTexts();
  return (
    <footer className="adults small muted">
      <span className="age" aria-hidden="true">
        <bdi>18+</bdi>
      </span>
      <span>{t('adults')}</span>
    </footer>
  );
}
