import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { DestinationBody } from '../../../contracts/http/destinations.ts';
import { paidAs } from '../../../domain/destinations.ts';
import { LENGTH } from '../account/digits.ts';
import { useAct } from '../account/use-act.ts';
import { useApp } from '../app-context.ts';
import { BackLink } from '../parts/back-link.tsx';
import { Field } from '../parts/field.tsx';
import { whyNot } from '../sign-in/refusals.ts';
import { useTexts } from '../texts.tsx';
import { CodeBox, isDeadCode } from './code-box.tsx';
import { useDestinations } from './destinations.tsx';

type Account = { readonly iban: string; readonly holder: string };

type Props = {
  /** One that is saved, and waits for its code. */
  unconfirmed: DestinationBody | undefined;
  /** Confirmed, and to be chosen. */
  onDone: (destination: DestinationBody) => void;
  onBack: () => void;
};

/** A bank account to send money to: typed once, confirmed by the code from the chat, masked ever after. */
export function AddDestination({ unconfirmed, onDone, onBack }: Props) {
  const { ask, cache } = useApp();
  const [account, setAccount] = useState<Account>();
  const [waiting, setWaiting] = useState(unconfirmed);
  const add = async (typed: Account) => {
    const asked = await ask('addDestination', { body: { kind: 'iban', ...typed } });
    setAccount(typed);
    setWaiting(asked);
    void cache.refresh('destinations');
  };
  // What was typed is nowhere but here: without it another code can be asked for only by typing it again.
  const again = () => (account ? add(account) : Promise.resolve(setWaiting(undefined)));
  return waiting ? (
    <ConfirmDestination destination={waiting} again={again} onDone={onDone} onBack={onBack} key={waiting.codeId} />
  ) : (
    <AccountForm add={add} onBack={onBack} />
  );
}

const IBAN_LENGTH = { least: 15, most: 34 } as const;

function AccountForm({ add, onBack }: { add: (account: Account) => Promise<void>; onBack: () => void }) {
  const t = useTexts();
  const [iban, setIban] = useState('');
  const [holder, setHolder] = useState('');
  const [isAsked, setAsked] = useState(false);
  const adding = useAct(() => add({ iban, holder: holder.trim() }));
  const reason = adding.refused?.problem.reason;
  const ofIban = reason === 'iban-invalid' || reason === 'already-saved';
  const wrong = {
    iban:
      ofIban && adding.refused ? whyNot(t, adding.refused) : isAsked && !isLikeIban(iban) ? t('iban-shape') : undefined,
    holder: isAsked && holder.trim().length < 2 ? t('holder-missing') : undefined,
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (isLikeIban(iban) && holder.trim().length >= 2) adding.act();
  };
  return (
    <form className="form-rows" onSubmit={submit} noValidate>
      <div className="body">
        <BackLink onBack={onBack} label={t('back-to-amount')} />
        <Field
          label={t('iban')}
          hint={t('iban-hint')}
          problem={wrong.iban}
          value={iban}
          onChange={setIban}
          kind="code"
        />
        <Field label={t('holder')} hint={t('holder-hint')} problem={wrong.holder} value={holder} onChange={setHolder} />
        <p className="small muted">{t('destination-why-code')}</p>
      </div>
      <div className="dock">
        {adding.refused && !ofIban && (
          <p className="small error" role="alert">
            {whyNot(t, adding.refused)}
          </p>
        )}
        <button type="submit" className="button wide" aria-busy={adding.busy}>
          {t('destination-save')}
        </button>
      </div>
    </form>
  );
}

/** Enough to say that something else was typed; whether its digits agree is looked at by whoever is asked. */
const isLikeIban = (text: string): boolean => {
  const plain = text.replace(/[\s-]/g, '');
  return (
    /^[a-z]{2}\d{2}[a-z\d]+$/i.test(plain) && plain.length >= IBAN_LENGTH.least && plain.length <= IBAN_LENGTH.most
  );
};

type ConfirmProps = {
  destination: DestinationBody;
  again: () => Promise<void>;
  onDone: (destination: DestinationBody) => void;
  onBack: () => void;
};

export function ConfirmDestination({ destination: { id, label, kind }, again, onDone, onBack }: ConfirmProps) {
  const t = useTexts();
  const { ask, cache } = useApp();
  const [digits, setDigits] = useState('');
  const resending = useAct(again);
  const confirming = useAct(async () => {
    try {
      const confirmed = await ask('confirmDestination', { id, body: { digits } });
      await cache.refresh('destinations');
      onDone(confirmed);
    } catch (error) {
      setDigits('');
      void cache.refresh('destinations'); // the key in the chat may have done it
      throw error;
    }
  });
  useConfirmedInChat(id, onDone);
  const isPlace = paidAs[kind] === 'ton';
  const refused = resending.refused ?? confirming.refused;
  const isReady = digits.length === LENGTH && !isDeadCode(confirming.refused?.problem.reason);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady) confirming.act();
  };
  return (
    <form className="form-rows" onSubmit={submit} noValidate>
      <div className="body">
        <BackLink onBack={onBack} label={t('back-to-amount')} />
        <CodeBox
          sent={t('destination-code-sent', { label })}
          digits={digits}
          problem={refused && whyNot(t, refused)}
          onDigits={setDigits}
          again={{ busy: resending.busy, isDone: false, act: resending.act }}
        />
      </div>
      <div className="dock">
        <button type="submit" className="button wide" aria-disabled={!isReady} aria-busy={confirming.busy}>
          {t(isPlace ? 'destination-confirm-place' : 'destination-confirm')}
        </button>
        <p className="fine">{t(isPlace ? 'destination-new-place' : 'destination-new-text')}</p>
      </div>
    </form>
  );
}

const ASK_AGAIN_MS = 2_000;

/** The key in the chat confirms it as well. */
function useConfirmedInChat(id: string, onDone: (destination: DestinationBody) => void): void {
  const { cache } = useApp();
  const confirmed = useDestinations().value?.destinations.find((each) => each.id === id && each.status === 'confirmed');
  const done = useRef(onDone);
  done.current = onDone;
  useEffect(() => {
    if (confirmed) return done.current(confirmed);
    const timer = setInterval(() => void cache.refresh('destinations'), ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [cache, confirmed]);
}
