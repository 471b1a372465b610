import { useCallback, useState } from 'react';
import type { LinkBody, TicketBody } from '../../../contracts/http/sign-in.ts';
import { useKnown } from '../api/cache.ts';
import type { Refused } from '../api/client.ts';
import { useApp } from '../app-context.ts';
import { Icon } from '../parts/icon.tsx';
import { Sheet } from '../parts/sheet.tsx';
import type { Page } from '../places.ts';
import { ChatDoor } from '../sign-in/chat-door.tsx';
import { overWhenUnknown, whyNot } from '../sign-in/refusals.ts';
import { useWatch } from '../sign-in/use-watch.ts';
import { useTexts } from '../texts.tsx';
import { BothAccounts } from './both-accounts.tsx';
import { useAct } from './use-act.ts';
import '../styles/account.css';

/** Joins an account that began in a browser with a Telegram account: asked here, agreed to in the chat, and here again. */
export function JoinSheet({ page }: { page: Page }) {
  const t = useTexts();
  const { me, ask, go } = useApp();
  const [ticket, setTicket] = useState<TicketBody>();
  const close = useCallback(() => go({ page }), [go, page]);
  const begin = async () => setTicket(await ask('link'));
  return (
    <Sheet title={t('join-with-telegram')} onClose={close}>
      {me.telegram ? (
        <Joined onClose={close} />
      ) : ticket ? (
        <Joining key={ticket.id} ticket={ticket} begin={begin} onClose={close} />
      ) : (
        <Before begin={begin} />
      )}
    </Sheet>
  );
}

function Before({ begin }: { begin: () => Promise<void> }) {
  const t = useTexts();
  const { busy, refused, act } = useAct(begin);
  return (
    <>
      <div className="body">
        <p>{t('join-why')}</p>
        <ul className="points">
          <li>
            <Icon name="check" size="s" />
            {t('join-gain-anywhere')}
          </li>
          <li>
            <Icon name="check" size="s" />
            {t('join-gain-deposits')}
          </li>
          <li>
            <Icon name="check" size="s" />
            {t('join-gain-receipts')}
          </li>
        </ul>
        <p className="muted">{t('join-shown-first')}</p>
      </div>
      <div className="dock">
        <Refusal refused={refused} />
        <button type="button" className="button wide" aria-busy={busy} onClick={act}>
          <Icon name="plane" size="s" />
          {t('continue-in-telegram')}
        </button>
      </div>
    </>
  );
}

type JoiningProps = { ticket: TicketBody; begin: () => Promise<void>; onClose: () => void };
type Standing = LinkBody | { readonly status: 'over' };

function Joining({ ticket, begin, onClose }: JoiningProps) {
  const { ask, cache, lookAgain } = useApp();
  const again = useAct(begin);
  const key = `link:${ticket.id}`;
  // The live line tells at once; asking again is for the time when it is down.
  const hinted = useKnown<Standing>(cache, key, () => ask('linkState', { id: ticket.id }).catch(overWhenUnknown));
  const { failed } = useWatch(
    async () => {
      await cache.refresh(key);
      const { value, failed: why } = cache.get<Standing>(key);
      if (why) throw why;
      if (value?.status === 'done') await lookAgain(); // joined from another page of this browser
      return value?.status ?? 'waiting';
    },
    (status) => status !== 'waiting' && status !== 'seen',
  );
  const link = hinted.value;
  if (link && 'refused' in link && link.refused) return <CannotJoin why={link.refused} onClose={onClose} />;
  if (link && 'browser' in link && link.status === 'agreed')
    return <Agree {...{ ticket, link, onClose }} onAgain={again.act} />;
  const status = link?.status ?? 'waiting';
  return (
    <div className="body">
      <ChatDoor
        ticket={ticket}
        status={status === 'agreed' || status === 'done' ? 'seen' : status}
        failed={again.refused ?? failed}
        onAgain={again.act}
      />
    </div>
  );
}

type AgreeProps = { ticket: TicketBody; link: LinkBody; onClose: () => void; onAgain: () => void };

/** The chat agreed; what is joined is shown once more, and decided here. */
function Agree({ ticket, link, onClose, onAgain }: AgreeProps) {
  const t = useTexts();
  const { ask, enter } = useApp();
  const { busy, refused, act } = useAct(async () => enter(await ask('join', { id: ticket.id })));
  const isOver = refused?.problem.reason === 'ticket-over' || refused?.problem.reason === 'unknown-ticket';
  return (
    <>
      <div className="body">
        <BothAccounts link={link} />
      </div>
      <div className="dock">
        <Refusal refused={refused} />
        {isOver ? (
          <button type="button" className="button wide" onClick={onAgain}>
            {t('ticket-again')}
          </button>
        ) : (
          <button type="button" className="button wide" aria-busy={busy} onClick={act}>
            {t('join')}
          </button>
        )}
        <button type="button" className="button quiet wide second-line" onClick={onClose}>
          {t('not-now')}
        </button>
      </div>
    </>
  );
}

/** Neither account is touched; what the player can do. */
function CannotJoin({ why, onClose }: { why: NonNullable<LinkBody['refused']>; onClose: () => void }) {
  const t = useTexts();
  const { go } = useApp();
  return (
    <>
      <div className="body waiting" role="alert">
        <span className="badge big">
          <Icon name="alert" />
        </span>
        <h3 className="title">{t('cannot-join-title')}</h3>
        <p className="muted">{t(`why-${why}`)}</p>
        <p className="muted">{t('cannot-join-meanwhile')}</p>
      </div>
      <div className="dock">
        {why === 'has-other-telegram' ? (
          <button type="button" className="button wide" onClick={() => go({ page: 'settings' })}>
            {t('settings')}
          </button>
        ) : (
          <button type="button" className="button wide" onClick={onClose}>
            {t('close')}
          </button>
        )}
      </div>
    </>
  );
}

function Joined({ onClose }: { onClose: () => void }) {
  const t = useTexts();
  const { me } = useApp();
  return (
    <>
      <div className="body waiting" role="status">
        <span className="badge big good">
          <Icon name="check" />
        </span>
        <h3 className="title">{t('joined-title')}</h3>
        <p className="muted">{t('joined-text', { code: me.code })}</p>
      </div>
      <div className="dock">
        <button type="button" className="button wide" onClick={onClose}>
          {t('done')}
        </button>
      </div>
    </>
  );
}

function Refusal({ refused }: { refused: Refused | undefined }) {
  const t = useTexts();
  if (!refused) return null;
  return (
    <p className="small error" role="alert">
      {whyNot(t, refused)}
    </p>
  );
}
