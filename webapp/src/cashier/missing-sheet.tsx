import { type FormEvent, useCallback, useEffect, useState } from 'react';
import type { ClaimsBody } from '../../../contracts/http/arrivals.ts';
import { useAct } from '../account/use-act.ts';
import { useApp } from '../app-context.ts';
import { Field } from '../parts/field.tsx';
import { Icon } from '../parts/icon.tsx';
import { dayOf } from '../parts/moments.ts';
import { Money } from '../parts/money.tsx';
import { Sheet } from '../parts/sheet.tsx';
import type { Page } from '../places.ts';
import { whyNot } from '../sign-in/refusals.ts';
import { type Texts, useTexts } from '../texts.tsx';
import { type Pasted, pastedHash } from './transaction-hash.ts';
import '../styles/ton.css';

/** A transfer over the chain that was credited to nobody is claimed by its transaction. */
export function MissingSheet({ page }: { page: Page }) {
  const t = useTexts();
  const { go } = useApp();
  const [found, setFound] = useState<Found>();
  const close = useCallback(() => go({ page }), [go, page]);
  return (
    <Sheet title={t('missing')} onClose={close}>
      {found ? <Outcome found={found} onAnother={() => setFound(undefined)} /> : <Claim onFound={setFound} />}
    </Sheet>
  );
}

type Found = 'released' | 'noted';

function Claim({ onFound }: { onFound: (found: Found) => void }) {
  const t = useTexts();
  const { ask } = useApp();
  const [text, setText] = useState('');
  const [isAsked, setAsked] = useState(false);
  const pasted = pastedHash(text);
  const claiming = useAct(async () => {
    if (pasted.hash) onFound((await ask('claimArrival', { body: { hash: pasted.hash } })).state);
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (pasted.hash) claiming.act();
  };
  return (
    <form className="form-rows" onSubmit={submit} noValidate>
      <div className="body">
        <p className="muted">{t('missing-why')}</p>
        <Field
          label={t('missing-hash')}
          hint={t('missing-hash-hint')}
          problem={isAsked ? wrong(t, pasted) : undefined}
          value={text}
          onChange={(next) => {
            setText(next);
            setAsked(false);
          }}
          kind="exact"
        />
        <p className="callout small">
          <Icon name="info" size="s" />
          <span>{t('missing-which')}</span>
        </p>
        <WhatThen />
        <Claims />
      </div>
      <div className="dock">
        {claiming.refused && isAsked && pasted.hash && (
          <p className="callout warn small why" role="alert">
            <Icon name="alert" size="s" />
            <span>{whyNot(t, claiming.refused)}</span>
          </p>
        )}
        <button type="submit" className="button wide" aria-busy={claiming.busy}>
          {t('missing-ask')}
        </button>
        <ProveKey />
      </div>
    </form>
  );
}

function wrong(t: Texts, pasted: Pasted): string | undefined {
  if (pasted.hash !== undefined) return undefined;
  return t(pasted.is === 'address' ? 'missing-hash-address' : 'missing-hash-none');
}

/** What becomes of it depends on where it was sent from. */
function WhatThen() {
  const t = useTexts();
  return (
    <dl className="what-then small">
      {(['proved', 'elsewhere'] as const).map((from) => (
        <div key={from}>
          <dt className="strong">{t(`missing-${from}`)}</dt>
          <dd className="muted">{t(`missing-${from}-text`)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What was claimed before, and what became of it. Nothing, where it cannot be loaded: whoever asks anew is told the same. */
function Claims() {
  const t = useTexts();
  const { ask } = useApp();
  const [claims, setClaims] = useState<ClaimsBody['claims']>([]);
  useEffect(() => {
    ask('claims').then(
      (body) => setClaims(body.claims),
      () => undefined,
    );
  }, [ask]);
  if (claims.length === 0) return null;
  return (
    <section>
      <h3 className="strong small">{t('missing-claims')}</h3>
      <dl className="what-then small">
        {claims.map(({ hash, amount, at, state }) => (
          <div key={hash}>
            <dt className="strong">
              <Money amount={amount} />
            </dt>
            <dd className="muted">
              {t(`missing-claim-${state}`)} · <time dateTime={at}>{dayOf(at, t.language)}</time>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

const ICONS: Record<Found, string> = { released: 'check', noted: 'clock' };

function Outcome({ found, onAnother }: { found: Found; onAnother: () => void }) {
  const t = useTexts();
  const { go } = useApp();
  return (
    <>
      <div className="body waiting">
        <span className="badge big">
          <Icon name={ICONS[found]} />
        </span>
        <div role="status">
          <h3 className="title">{t(`missing-${found}`)}</h3>
          <p className="muted">{t(`missing-${found}-text`)}</p>
        </div>
        {found === 'noted' && (
          <p className="callout small">
            <Icon name="key" size="s" />
            <span>{t('missing-noted-faster')}</span>
          </p>
        )}
      </div>
      <div className="dock">
        <button type="button" className="button wide" onClick={() => go({ page: 'history' })}>
          {t('missing-history')}
        </button>
        {found === 'noted' && <ProveKey />}
        <button type="button" className="button text wide" onClick={onAnother}>
          {t('missing-another')}
        </button>
      </div>
    </>
  );
}

function ProveKey() {
  const t = useTexts();
  const { go } = useApp();
  return (
    <button
      type="button"
      className="button quiet wide second-line"
      onClick={() => go({ page: 'settings', sheet: 'wallet' })}
    >
      {t('missing-prove')}
    </button>
  );
}
