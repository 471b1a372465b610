import { type FormEvent, useCallback, useState } from 'react';
import type { CodeAskedBody } from '../../../contracts/http/devices.ts';
import { asRefused, type Refused } from '../api/client.ts';
import { useApp } from '../app-context.ts';
import { Icon } from '../parts/icon.tsx';
import { timeOf } from '../parts/moments.ts';
import { Sheet } from '../parts/sheet.tsx';
import { whyNot } from '../sign-in/refusals.ts';
import { useTexts } from '../texts.tsx';
import { LENGTH } from './digits.ts';
import { OneTimeCode } from './one-time-code.tsx';
import { useAct } from './use-act.ts';
import '../styles/account.css';

/** Takes the Telegram account off: what ends and what remains first, then the code from the chat. */
export function UnlinkSheet() {
  const t = useTexts();
  const { me, ask, go } = useApp();
  const [asked, setAsked] = useState<CodeAskedBody>();
  const [wasLinked] = useState(me.telegram);
  const close = useCallback(() => go({ page: 'settings' }), [go]);
  const askForCode = async () => setAsked(await ask('unlink'));
  return (
    <Sheet title={t('unlink')} onClose={close}>
      {!me.telegram ? (
        <Unlinked isNews={wasLinked} onClose={close} />
      ) : asked ? (
        <TypeCode asked={asked} askForCode={askForCode} />
      ) : (
        <Before askForCode={askForCode} onClose={close} />
      )}
    </Sheet>
  );
}

function Before({ askForCode, onClose }: { askForCode: () => Promise<void>; onClose: () => void }) {
  const t = useTexts();
  const { busy, refused, act } = useAct(askForCode);
  return (
    <>
      <div className="body">
        <section className="side" aria-labelledby="ends">
          <h3 className="strong" id="ends">
            {t('unlink-ends')}
          </h3>
          <ul className="points">
            <li>
              <Icon name="close" size="s" />
              {t('unlink-ends-receipts')}
            </li>
            <li>
              <Icon name="close" size="s" />
              {t('unlink-ends-codes')}
            </li>
            <li>
              <Icon name="close" size="s" />
              {t('unlink-ends-app')}
            </li>
          </ul>
        </section>
        <section className="side" aria-labelledby="remains">
          <h3 className="strong" id="remains">
            {t('unlink-remains')}
          </h3>
          <ul className="points">
            <li>
              <Icon name="check" size="s" />
              {t('unlink-remains-account')}
            </li>
            <li>
              <Icon name="check" size="s" />
              {t('unlink-remains-browsers')}
            </li>
          </ul>
        </section>
        <p className="callout warn">
          <Icon name="alert" />
          <span>{t('unlink-warning')}</span>
        </p>
      </div>
      <div className="dock">
        {refused && (
          <p className="small error" role="alert">
            {whyNot(t, refused)}
          </p>
        )}
        <button type="button" className="button quiet wide" onClick={onClose}>
          {t('unlink-keep')}
        </button>
        <button type="button" className="button outline wide second-line" aria-busy={busy} onClick={act}>
          {t('unlink-ask')}
        </button>
      </div>
    </>
  );
}

/** The account lives on without this code: nothing else can be done with it. */
const DEAD: readonly string[] = ['code-over', 'code-unknown', 'act-changed'];

function TypeCode({ asked, askForCode }: { asked: CodeAskedBody; askForCode: () => Promise<void> }) {
  const t = useTexts();
  const { ask, lookAgain } = useApp();
  const [digits, setDigits] = useState('');
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused>();
  const again = useAct(async () => {
    await askForCode();
    setDigits('');
    setRefused(undefined);
  });
  const isDead = refused !== undefined && DEAD.includes(refused.problem.reason);
  const isWhole = digits.length === LENGTH;
  async function confirm(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!isWhole || busy || isDead) return;
    setBusy(true);
    setRefused(undefined);
    try {
      await ask('confirmUnlink', { body: { codeId: asked.codeId, digits } });
      await lookAgain();
    } catch (error) {
      setRefused(asRefused(error));
      setDigits('');
      void lookAgain().catch(() => undefined); // the key in the chat may have done it
    } finally {
      setBusy(false);
    }
  }
  const problem = again.refused ?? refused;
  return (
    <form className="form-rows" onSubmit={(event) => void confirm(event)} noValidate>
      <div className="body">
        <p>{t('code-sent', { time: timeOf(asked.expiresAt, t.language) })}</p>
        <OneTimeCode
          value={digits}
          problem={problem && whyNot(t, problem)}
          onChange={(next) => {
            setDigits(next);
            if (!isDead) setRefused(undefined);
          }}
        />
        <p className="small muted">{t('code-key')}</p>
        <button type="button" className="link" aria-busy={again.busy} onClick={again.act}>
          <Icon name="refresh" size="s" />
          {t('code-again')}
        </button>
      </div>
      <div className="dock">
        <button type="submit" className="button danger wide" aria-disabled={!isWhole || isDead} aria-busy={busy}>
          {t('unlink')}
        </button>
      </div>
    </form>
  );
}

function Unlinked({ isNews, onClose }: { isNews: boolean; onClose: () => void }) {
  const t = useTexts();
  const { me } = useApp();
  return (
    <>
      <div className="body waiting" role="status">
        <span className="badge big">
          <Icon name="check" />
        </span>
        <h3 className="title">{t(isNews ? 'unlinked-title' : 'telegram-not-joined')}</h3>
        <p className="muted">{t('unlinked-text', { code: me.code })}</p>
      </div>
      <div className="dock">
        <button type="button" className="button wide" onClick={onClose}>
          {t('done')}
        </button>
      </div>
    </>
  );
}
