import type { KycBody } from '../../../contracts/http/kyc.ts';
import type { VerificationLevel } from '../../../domain/verification.ts';
import { useApp } from '../app-context.ts';
import { Icon } from '../parts/icon.tsx';
import { dateOf } from '../parts/moments.ts';
import { useOneAct } from '../parts/one-act.ts';
import { useTexts } from '../texts.tsx';
import { Drawing } from './drawings.tsx';
import { kycRefusal } from './refusals.ts';

/** Nothing is asked: what it would bring, and the way to begin. */
export function Idle({ kyc }: { kyc: KycBody }) {
  const t = useTexts();
  return (
    <section className="card pad kyc-rest" aria-labelledby="kyc-now">
      <span className="pic" aria-hidden="true">
        <Drawing kind="identity" />
      </span>
      <h2 className="title" id="kyc-now">
        {t('kyc-idle-title')}
      </h2>
      <p className="muted">{t('kyc-idle-text')}</p>
      <ul className="points">
        <li>
          <Icon name="check" size="s" />
          <span>{t('kyc-gain-deposits')}</span>
        </li>
        <li>
          <Icon name="check" size="s" />
          <span>{t('kyc-gain-withdrawals')}</span>
        </li>
        <li>
          <Icon name="check" size="s" />
          <span>{t('kyc-gain-safety')}</span>
        </li>
      </ul>
      {kyc.mayAsk && <Begin to={kyc.mayAsk} />}
      <p className="small muted">{t('kyc-idle-once', { age: kyc.leastAge })}</p>
    </section>
  );
}

/** Asks for the next level; what it takes is answered all at once. */
function Begin({ to, isQuiet = false }: { to: VerificationLevel; isQuiet?: boolean }) {
  const t = useTexts();
  const { ask, cache } = useApp();
  const { busy, failed, act } = useOneAct();
  return (
    <>
      <button
        type="button"
        className={isQuiet ? 'button quiet wide' : 'button wide'}
        aria-busy={busy}
        onClick={() => void act(async () => cache.put('kyc', await ask('askKyc')))}
      >
        {t(to === 'full' ? 'kyc-begin-full' : 'kyc-begin')}
      </button>
      {failed && (
        <p className="small error" role="alert">
          {kycRefusal(t, failed)}
        </p>
      )}
    </>
  );
}

/** All is there: the machines look, then a person. */
export function Waiting({ kyc: { status, reviewWithinHours, asked } }: { kyc: KycBody }) {
  const t = useTexts();
  const isInReview = status === 'in-review';
  return (
    <section className="card pad kyc-rest" aria-labelledby="kyc-now">
      <h2 className="title" id="kyc-now">
        {t(isInReview ? 'kyc-review-title' : 'kyc-checking-title')}
      </h2>
      <p className="muted">
        {isInReview ? t('kyc-review-text', { hours: reviewWithinHours }) : t('kyc-checking-text')}
      </p>
      <ol className="timeline">
        <li className="done">
          <span className="mark">
            <Icon name="check" size="xs" />
          </span>
          <span className="what">{t('kyc-step-sent', { count: asked.length })}</span>
        </li>
        <li className={isInReview ? 'done' : 'now'}>
          <span className="mark">
            <Icon name={isInReview ? 'check' : 'clock'} size="xs" />
          </span>
          <span className="what">{t('kyc-step-checked')}</span>
        </li>
        <li className={isInReview ? 'now' : 'next'}>
          <span className="mark">
            <Icon name="user" size="xs" />
          </span>
          <span className="what">{t('kyc-step-person')}</span>
          <p className="say small muted">{t('kyc-step-person-text')}</p>
        </li>
      </ol>
    </section>
  );
}

export function Approved({ kyc: { level, levelUntil, mayAsk } }: { kyc: KycBody }) {
  const t = useTexts();
  return (
    <section className="card pad kyc-rest" aria-labelledby="kyc-now">
      <span className="badge big good">
        <Icon name="shield" />
      </span>
      <h2 className="title" id="kyc-now">
        {t('kyc-approved-title')}
      </h2>
      <p className="muted">{t('kyc-approved-text')}</p>
      <dl className="terms">
        <div>
          <dt>{t('kyc-level')}</dt>
          <dd>{t(`kyc-level-${level}`)}</dd>
        </div>
        {levelUntil && (
          <div>
            <dt>{t('kyc-until')}</dt>
            <dd>
              <bdi>{dateOf(`${levelUntil}T12:00:00`, t.language)}</bdi>
            </dd>
          </div>
        )}
      </dl>
      {levelUntil && <p className="small muted">{t('kyc-until-text')}</p>}
      {mayAsk && <Begin to={mayAsk} isQuiet />}
    </section>
  );
}

/** No, for good: said kindly, without the reason where the law forbids it, and with what becomes of the money. */
export function Refused() {
  const t = useTexts();
  const { go } = useApp();
  return (
    <section className="card pad kyc-rest" aria-labelledby="kyc-now">
      <h2 className="title" id="kyc-now">
        {t('kyc-refused-heading')}
      </h2>
      <p>{t('kyc-refused-text')}</p>
      <ul className="points">
        <li>
          <Icon name="coin" size="s" />
          <span>{t('kyc-refused-money')}</span>
        </li>
        <li>
          <Icon name="chat" size="s" />
          <span>{t('kyc-refused-support')}</span>
        </li>
      </ul>
      <button type="button" className="button wide" onClick={() => go({ page: 'home', sheet: 'withdraw' })}>
        {t('withdraw')}
      </button>
    </section>
  );
}
