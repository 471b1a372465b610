import type { ArrivesBody, WithdrawalBody } from '../../../contracts/http/withdrawals.ts';
import { formatRate } from '../../../contracts/texts/format.ts';
import { add } from '../../../domain/money.ts';
import { amountOf, moneyOf } from '../amounts.ts';
import { CopyLine } from '../parts/copy-line.tsx';
import { Icon } from '../parts/icon.tsx';
import { nearMoment } from '../parts/moments.ts';
import { Money } from '../parts/money.tsx';
import { useTexts } from '../texts.tsx';
import { destinationOf } from './destination-name.ts';
import { Transaction } from './explorer.tsx';
import { type Step, stepsOf } from './withdrawal-stage.ts';

const MARKS: Record<Step['state'], { look: string; icon: string | undefined }> = {
  done: { look: 'mark done', icon: 'check' },
  now: { look: 'mark now', icon: 'clock' },
  next: { look: 'mark', icon: undefined },
  stopped: { look: 'mark attention', icon: 'close' },
};

/** The way of a withdrawal: what happened and when, what it waits for and who is asked, what comes. */
export function WithdrawalTimeline({ withdrawal }: { withdrawal: WithdrawalBody }) {
  const t = useTexts();
  return (
    <ol className="timeline">
      {stepsOf(withdrawal).map(({ name, state, at }) => (
        <li key={name} className={state} aria-current={state === 'now' ? 'step' : undefined}>
          <span className={MARKS[state].look}>{MARKS[state].icon && <Icon name={MARKS[state].icon} size="xs" />}</span>
          <span className="what">{state === 'now' ? t(`step-now-${name}`) : t(`step-out-${name}`)}</span>
          <span className="when">{at && state !== 'next' && state !== 'now' && nearMoment(t, at)}</span>
          {state === 'now' && <Meanwhile withdrawal={withdrawal} />}
        </li>
      ))}
    </ol>
  );
}

/** What happens now, who is asked, and what the player must do: mostly nothing. */
function Meanwhile({ withdrawal }: { withdrawal: WithdrawalBody }) {
  const t = useTexts();
  const { status, approvals } = withdrawal;
  const asked = status === 'awaiting-approval' ? approvals : null;
  const waitsToSend = status === 'sending' && withdrawal.arrives?.isFixed === false;
  return (
    <div className="say wait" role="status">
      {asked && asked.needed > 0 && (
        <p className="approvals">
          <span className="pips" aria-hidden="true">
            {Array.from({ length: asked.needed }, (_, n) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
              <span key={n} className={n < asked.given ? 'pip yes' : 'pip'}>
                <Icon name={n < asked.given ? 'check' : 'user'} size="xs" />
              </span>
            ))}
          </span>
          {t('approvals', { given: asked.given, needed: asked.needed })}
        </p>
      )}
      <p>{t(waitsToSend ? 'waits-to-send' : `meanwhile-${status}`)}</p>
    </div>
  );
}

/** What it costs and where it goes. */
export function WithdrawalFacts({ withdrawal }: { withdrawal: WithdrawalBody }) {
  const t = useTexts();
  const { amount, fee, receipt } = withdrawal;
  return (
    <>
      <dl className="terms small">
        <div>
          <dt>{t('goes-to')}</dt>
          <dd>
            <bdi>{destinationOf(t, withdrawal)}</bdi>
          </dd>
        </div>
        {withdrawal.arrives ? (
          <Arrives arrives={withdrawal.arrives} asset={amount.asset} />
        ) : (
          <div>
            <dt>{t('you-receive')}</dt>
            <dd>
              <Money amount={amount} />
            </dd>
          </div>
        )}
        <div>
          <dt>{t('fee')}</dt>
          <dd>
            <Money amount={fee} />
          </dd>
        </div>
        <div className="total">
          <dt>{t('leaves-cash')}</dt>
          <dd>
            <Money amount={amountOf(add(moneyOf(amount), moneyOf(fee)))} />
          </dd>
        </div>
      </dl>
      <CopyLine label={t('number')} value={receipt} />
    </>
  );
}

/** What is sent in another asset: about so much until it is fixed, exactly so much from then on. */
export function Arrives({ arrives, asset }: { arrives: ArrivesBody; asset: WithdrawalBody['amount']['asset'] }) {
  const t = useTexts();
  const { amount, isFixed, least, rate, paid, transactions } = arrives;
  return (
    <>
      <div>
        <dt>{t(paid ? 'arrived' : isFixed ? 'arrives' : 'arrives-about')}</dt>
        <dd>
          <Money amount={paid ?? amount} />
        </dd>
      </div>
      {!isFixed && (
        <div>
          <dt>{t('arrives-least')}</dt>
          <dd>
            <Money amount={least} />
          </dd>
        </div>
      )}
      <div>
        <dt>{t(isFixed ? 'arrives-rate-fixed' : 'arrives-rate')}</dt>
        <dd>
          <bdi>{formatRate(rate, amount.asset, asset, t.language)}</bdi>
        </dd>
      </div>
      {transactions.map((each) => (
        <Transaction {...each} key={each.hash} />
      ))}
    </>
  );
}
