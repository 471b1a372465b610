import { useState } from 'react';
import type { PlayerCardBody } from '../../../contracts/http/staff.ts';
import { Icon } from '../../src/parts/icon.tsx';
import { useOneAct } from '../../src/parts/one-act.ts';
import { useDesk } from '../desk-context.ts';
import { kycWords, levelWords, statusWords } from '../kyc-texts.ts';
import { dayText, timeText } from '../moments.ts';
import { Confirm } from '../parts/confirm.tsx';
import { Deposits } from '../parts/deposits.tsx';
import { Failed, Money, PageHead, Refusal, Skeletons, TemporalLink, Term, When } from '../parts/pieces.tsx';
import { PlaceLink } from '../parts/place-link.tsx';
import { actionIcon, actionText, doors, cardWords as w, words } from '../texts.ts';
import { useAsked } from '../use-asked.ts';

const languages = new Intl.DisplayNames('en', { type: 'language' });

/** What staff may see of a player. That they looked is recorded by whoever answers. */
export function PlayerCard({ id }: { id: string }) {
  const { ask, go, me } = useDesk();
  const { value: card, failed, again, change } = useAsked(id, () => ask('playerCard', { id }));
  return (
    <>
      <main className="centre">
        <PageHead
          title={
            <>
              {w.title} {card && <span className="code">{card.code}</span>}
            </>
          }
          onBack={() => go({ page: 'players' })}
        >
          {me.workflows !== null && (
            <TemporalLink className="link small" href={`${me.workflows}?${listOf(id)}`}>
              {words.inTemporal}
            </TemporalLink>
          )}
        </PageHead>
        {failed && <Failed problem={failed} onRetry={again} />}
        {!card && !failed && <Skeletons heights={['low', 'high', 'high']} />}
        {card && (
          <div className="stack">
            <Who card={card} />
            <Verification card={card} />
            <div className="grid2">
              <Funds card={card} />
              <Devices card={card} onSignedOut={() => change((known) => ({ ...known, devices: [] }))} />
            </div>
            <Deposits deposits={card.deposits} />
          </div>
        )}
      </main>
      <Timeline events={card?.timeline} />
    </>
  );
}

const listOf = (player: string) => new URLSearchParams({ query: `PlayerId = "${player}"` });

function Who({ card }: { card: PlayerCardBody }) {
  return (
    <section className="card pad">
      <div className="who-card">
        <span className="avatar large" aria-hidden="true">
          <Icon name="user" size="s" />
        </span>
        <span className="grow">
          <span className="strong name">{w.since(dayText(card.joinedAt))}</span>
          <span className="small muted">{w.speaks(languages.of(card.language) ?? card.language, card.wallet)}</span>
        </span>
        {card.joinedInto !== null && (
          <span className="chip warn">
            <Icon name="swap" size="xs" />
            {w.joinedInto(card.joinedInto)}
          </span>
        )}
      </div>
      {card.joinedInto !== null && <p className="small muted">{w.joinedText}</p>}
      <dl className="terms flat">
        <div>
          <dt>{w.account}</dt>
          <dd className="code long">{card.id}</dd>
        </div>
      </dl>
      <TelegramNumber card={card} />
    </section>
  );
}

/** Personal: dots until it is shown, and shown for as long as this page is looked at. */
function TelegramNumber({ card: { id, telegram } }: { card: PlayerCardBody }) {
  const { ask, may } = useDesk();
  const [shown, setShown] = useState<string | null>();
  const { busy, failed, act } = useOneAct();
  const isShown = shown !== undefined;
  const toggle = () =>
    isShown ? setShown(undefined) : act(async () => setShown((await ask('showPlayer', { id })).telegram));
  const notes =
    telegram && [w.linked(dayText(telegram.linkedAt)), ...(telegram.blocked ? [w.blocked] : [])].join(' · ');
  return (
    <>
      <dl className="terms flat">
        <div>
          <dt>{w.telegram}</dt>
          <dd className={telegram ? 'masked' : undefined} data-shown={isShown || undefined}>
            {telegram ? (isShown ? (shown ?? w.noTelegram) : telegram.masked) : w.noTelegram}
          </dd>
        </div>
      </dl>
      {notes && <p className="small muted end">{notes}</p>}
      {telegram && (
        <div className="show-line">
          {may('showPlayer') && (
            <button type="button" className="button quiet small" aria-busy={busy} onClick={() => void toggle()}>
              <Icon name="eye" size="s" />
              {isShown ? w.hide : w.show}
            </button>
          )}
          <p className="small muted grow" role="status">
            {may('showPlayer') ? (isShown ? w.shownRecorded : w.showRecorded) : w.masked}
          </p>
        </div>
      )}
      <Refusal problem={failed} />
    </>
  );
}

/** How far they are verified; the case itself is for those who decide about it. */
function Verification({ card: { id, verification } }: { card: PlayerCardBody }) {
  const { may } = useDesk();
  const { level, status } = verification;
  return (
    <section className="card pad">
      <div className="card-head">
        <h2 className="heading">{kycWords.case}</h2>
        {may('kycCases') && status !== null && (
          <PlaceLink className="link small" to={{ page: 'kyc-case', id }}>
            {kycWords.toCase}
          </PlaceLink>
        )}
      </div>
      <dl className="terms flat">
        <Term name={kycWords.has}>{levelWords[level]}</Term>
        {status !== null && <Term name={kycWords.status}>{statusWords[status]}</Term>}
      </dl>
    </section>
  );
}

function Funds({ card: { cash, onHold } }: { card: PlayerCardBody }) {
  const lines = [
    ...cash.map((amount) => ({ amount, isHeld: false })),
    ...onHold.map((amount) => ({ amount, isHeld: true })),
  ];
  return (
    <section className="card pad">
      <h2 className="heading card-head">{w.money}</h2>
      {lines.length === 0 && <p className="small muted">{w.noMoney}</p>}
      <dl className="terms flat">
        {lines.map(({ amount, isHeld }) => (
          <div key={`${amount.asset} ${isHeld}`}>
            <dt>
              {isHeld ? (
                w.onHold
              ) : (
                <span className="tag-cash">
                  <Icon name="coin" size="xs" />
                  {w.cash}
                </span>
              )}
            </dt>
            <dd>
              <Money amount={amount} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Devices({ card, onSignedOut }: { card: PlayerCardBody; onSignedOut: () => void }) {
  const { ask, may } = useDesk();
  const [asked, setAsked] = useState(false);
  const [endedAt, setEndedAt] = useState<string>();
  const { busy, failed, act, forget } = useOneAct();
  const close = () => {
    setAsked(false);
    forget();
  };
  const signOut = () =>
    act(async () => {
      await ask('signPlayerOut', { id: card.id });
      setEndedAt(new Date().toISOString());
      onSignedOut();
      setAsked(false);
    });
  return (
    <section className="card pad">
      <h2 className="heading card-head">{w.devices}</h2>
      <ul className="devices">
        {card.devices.map(({ id, device, door, seenAt }) => (
          <li key={id}>
            <span className="strong">{device || w.unknownDevice}</span>
            <span className="small muted">
              {`${doors[door] ?? door}, ${w.seen} `}
              <When iso={seenAt} />
            </span>
          </li>
        ))}
      </ul>
      {card.devices.length === 0 && !endedAt && <p className="small muted">{w.noDevices}</p>}
      <p className="small good" role="status">
        {endedAt && w.signedOut(timeText(endedAt))}
      </p>
      {may('signPlayerOut') && card.devices.length > 0 && (
        <button type="button" className="button quiet small" onClick={() => setAsked(true)}>
          <Icon name="away" size="s" />
          {w.signOut}
        </button>
      )}
      {asked && (
        <Confirm
          title={w.signOutTitle(card.code)}
          no={w.stay}
          yes={w.signOut}
          busy={busy}
          failed={failed}
          onNo={close}
          onYes={() => void signOut()}
        >
          <p className="muted">{card.telegram ? w.signOutText : w.signOutForGood}</p>
          <p className="small muted">{w.signOutRecorded}</p>
        </Confirm>
      )}
    </section>
  );
}

function Timeline({ events }: { events: PlayerCardBody['timeline'] | undefined }) {
  return (
    <aside className="case" aria-label={w.timeline}>
      <div className="case-head">
        <h2 className="heading grow">{w.timeline}</h2>
      </div>
      <div className="in">
        <p className="small muted">{w.timelineText}</p>
        {events?.length === 0 && <p className="small muted">{w.noTimeline}</p>}
        <ol className="timeline">
          {events?.map(({ at, action }, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: entries have no name here, and never change places
            <li key={n}>
              <span className="mark todo">
                <Icon name={actionIcon(action)} size="xs" />
              </span>
              <span className="what">{actionText(action)}</span>
              <span className="when">
                <When iso={at} />
              </span>
            </li>
          ))}
        </ol>
      </div>
    </aside>
  );
}
