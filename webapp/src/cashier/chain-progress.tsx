import type { ArrivalBody } from '../../../contracts/http/chain.ts';
import type { DepositBody } from '../../../contracts/http/deposits.ts';
import { formatMoney } from '../../../contracts/texts/format.ts';
import { moneyOf } from '../amounts.ts';
import { BackLink } from '../parts/back-link.tsx';
import { Icon } from '../parts/icon.tsx';
import { secondOf, timeOf } from '../parts/moments.ts';
import { Money } from '../parts/money.tsx';
import { useTexts } from '../texts.tsx';
import { type ChainStep, oddityOf, stepsOf } from './chain-stage.ts';
import { Transaction } from './explorer.tsx';

type Props = {
  deposit: DepositBody;
  onClose: () => void;
  /** While nothing has come yet. */
  onBack?: () => void;
};

const MARKS: Record<ChainStep['state'], string> = {
  done: 'mark done',
  now: 'mark now',
  next: 'mark',
  stopped: 'mark attention',
};

/** The way of a transfer: sent, seen, final, in the cash. Only the chain moves it. */
export function ChainProgress({ deposit, onClose, onBack }: Props) {
  const t = useTexts();
  const arrivals = deposit.chain?.arrivals ?? [];
  const arrival = arrivals.at(-1);
  const oddities = oddityOf(arrival, deposit);
  const becomes = formatMoney(moneyOf(deposit.credit), t.language);
  return (
    <>
      <div className="chain-way" aria-live="polite">
        {onBack && <BackLink onBack={onBack} />}
        <div className="chain">
          <div className="seal" aria-hidden="true">
            <i className="rosette" />
            <span className="core">
              <Icon name={deposit.rail === 'usdt' ? 'usdt' : 'ton'} />
            </span>
          </div>
          <p className="amount">
            <Money amount={arrival?.amount ?? deposit.pay} />
          </p>
          <p className="muted">{oddities.length > 0 ? t('ton-becomes-rate') : t('ton-becomes', { amount: becomes })}</p>
        </div>
        {oddities.map((oddity) => (
          <p className="callout warn small" key={oddity}>
            <Icon name="clock" size="s" />
            <span>
              {t(`ton-oddity-${oddity}`, {
                asked: formatMoney(moneyOf(deposit.pay), t.language),
                time: timeOf(deposit.expiresAt, t.language),
              })}
            </span>
          </p>
        ))}
        <ol className="timeline box">
          {stepsOf(arrival).map((step) => (
            <Step step={step} arrival={arrival} credit={oddities.length > 0 ? undefined : becomes} key={step.name} />
          ))}
        </ol>
        {arrivals.length > 1 && <p className="small muted">{t('ton-several', { count: arrivals.length })}</p>}
        {arrival && arrival.state !== 'sent' && (
          <dl className="terms small transaction">
            <Transaction {...arrival} />
          </dl>
        )}
      </div>
      <div className="dock">
        <button type="button" className="button quiet wide" onClick={onClose}>
          {t('ton-close-and-play')}
        </button>
        <p className="fine">{t('ton-bot-writes')}</p>
      </div>
    </>
  );
}

type StepProps = { step: ChainStep; arrival: ArrivalBody | undefined; credit: string | undefined };

function Step({ step: { name, state, at }, arrival, credit }: StepProps) {
  const t = useTexts();
  return (
    <li className={state} aria-current={state === 'now' ? 'step' : undefined}>
      <span className={MARKS[state]}>
        {state === 'done' && <Icon name="check" size="xs" />}
        {state === 'now' && <i className="rosette-spin small-spin" />}
        {state === 'stopped' && <Icon name="alert" size="xs" />}
      </span>
      <span className="what">
        {name === 'credited'
          ? credit
            ? t('step-credited', { by: 'ton', amount: credit })
            : t('ton-step-credited')
          : t(`ton-step-${state === 'done' ? 'was' : 'is'}-${name}`)}
      </span>
      <span className="when">{at && <bdi>{secondOf(at, t.language)}</bdi>}</span>
      {name === 'sent' && state === 'now' && <p className="say small muted">{t('ton-waiting-text')}</p>}
      {state === 'stopped' && <p className="say small">{t('ton-vanished')}</p>}
      {name === 'final' && state === 'now' && arrival && <Blocks {...arrival.blocks} />}
    </li>
  );
}

function Blocks({ passed, needed }: ArrivalBody['blocks']) {
  const t = useTexts();
  const done = Math.min(passed, needed);
  return (
    <div className="say">
      <div
        className="blocks"
        role="progressbar"
        aria-label={t('ton-blocks')}
        aria-valuemin={0}
        aria-valuenow={done}
        aria-valuemax={needed}
      >
        {Array.from({ length: needed }, (_, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
          <i key={n} className={n < done ? 'on' : undefined} />
        ))}
      </div>
      <p className="small muted">{t('ton-blocks-text', { passed: done, needed })}</p>
    </div>
  );
}
