import { type FormEvent, useRef, useState } from 'react';
import type { DepositWayBody, DepositWaysBody } from '../../../contracts/http/deposits.ts';
import { formatMoney, formatPercent, moneyParts } from '../../../contracts/texts/format.ts';
import { type Money as Amount, parseAmount, toDecimal } from '../../../domain/money.ts';
import { quoteDeposit } from '../../../domain/quotes.ts';
import { amountOf, moneyOf, zero } from '../amounts.ts';
import { useKnown } from '../api/cache.ts';
import { Refused } from '../api/client.ts';
import { useApp } from '../app-context.ts';
import { Failed } from '../parts/failed.tsx';
import { Icon } from '../parts/icon.tsx';
import { Money } from '../parts/money.tsx';
import { type Texts, useTexts } from '../texts.tsx';
import { CannotPay } from './cannot-pay.tsx';
import { refusalText } from './refusals.ts';

/** How much, by which way, and what it costs, before anything is asked for. */
export function ChooseAmount({ onOpened }: { onOpened: (deposit: string) => void }) {
  const t = useTexts();
  const { ask, cache } = useApp();
  const [by, setBy] = useState<DepositWayBody['rail']>();
  const { value, failed, retry } = useKnown<DepositWaysBody>(cache, 'ways', () => ask('depositWays'));
  if (failed && !value) return <Failed problem={failed} onRetry={retry} />;
  if (!value) return <AmountSkeleton />;
  const { ways } = value;
  const way = ways.find(({ rail }) => rail === by) ?? ways[0];
  if (!way)
    return (
      <div className="body">
        <div className="empty">
          <Icon name="pause" />
          <p>{t('deposits-closed')}</p>
        </div>
      </div>
    );
  return <AmountForm way={way} ways={ways} onWay={setBy} onOpened={onOpened} />;
}

type FormProps = {
  way: DepositWayBody;
  ways: readonly DepositWayBody[];
  onWay: (rail: DepositWayBody['rail']) => void;
  onOpened: (deposit: string) => void;
};

function AmountForm({ way, ways, onWay, onOpened }: FormProps) {
  const t = useTexts();
  const { me, ask, cache, telegram } = useApp();
  const [text, setText] = useState(() => typed(moneyOf(way.presets[1] ?? way.least)));
  const [refused, setRefused] = useState<Refused>();
  const [busy, setBusy] = useState(false);
  const wish = useRef<{ what: string; key: string }>(undefined);
  const amount = parseAmount(text, way.asset);
  const problem = refused ? refusalText(t, refused) : whyNot(t, text, amount, way);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    const mayTryAgain = refused?.problem.reason === 'unavailable' || refused?.problem.reason === 'offline';
    if (!amount || busy || (problem && !mayTryAgain)) return;
    setRefused(undefined);
    const body = amountOf(amount);
    // One key for each wish: when the answer is lost, the same wish is made again and opens nothing twice.
    const what = `${way.rail}:${body.minor}`;
    if (wish.current?.what !== what) wish.current = { what, key: crypto.randomUUID() };
    setBusy(true);
    telegram?.press();
    try {
      const deposit = await ask('openDeposit', { body: { rail: way.rail, amount: body }, key: wish.current.key });
      wish.current = undefined;
      cache.put(`deposit:${deposit.id}`, deposit);
      onOpened(deposit.id);
    } catch (error) {
      setRefused(error instanceof Refused ? error : new Refused({ reason: 'unavailable' }));
    } finally {
      setBusy(false);
    }
  }

  const change = (next: string) => {
    setText(next);
    setRefused(undefined);
  };
  // An account that only a browser opens is lost with it, and may hold no money: told before an amount is chosen.
  if (!me.telegram || refused?.problem.reason === 'no-telegram') return <CannotPay reason="no-telegram" />;
  if (refused?.problem.reason === 'account-closed') return <CannotPay reason="account-closed" />;
  const unit = moneyParts(moneyOf(way.least), t.language).find(({ type }) => type === 'symbol')?.text ?? way.asset;
  return (
    <form className="form-rows" onSubmit={(event) => void submit(event)} noValidate>
      <div className="body">
        <div className="amount-box">
          <label className="amount-line" dir="ltr">
            <span className="sr">{t('amount-in', { unit })}</span>
            <span className="unit" aria-hidden="true">
              {unit}
            </span>
            <input
              inputMode="decimal"
              autoComplete="off"
              enterKeyHint="done"
              maxLength={16}
              value={text}
              aria-invalid={problem !== undefined}
              aria-describedby="amount-note"
              onChange={(event) => change(event.target.value)}
            />
          </label>
          <fieldset className="presets">
            <legend className="sr">{t('amounts')}</legend>
            {way.presets.map((preset) => (
              <button
                key={preset.minor}
                type="button"
                className="preset"
                aria-pressed={amount?.minor === BigInt(preset.minor)}
                onClick={() => change(typed(moneyOf(preset)))}
              >
                <bdi>{roundly(moneyOf(preset), t.language)}</bdi>
              </button>
            ))}
          </fieldset>
          <p id="amount-note" className={problem ? 'hint error' : 'hint'} role={problem ? 'alert' : undefined}>
            {problem ?? t('amount-limits', { least: inWords(t, way.least), most: inWords(t, way.most) })}
          </p>
        </div>
        <section aria-labelledby="pay-with">
          <h3 className="heading" id="pay-with">
            {t('pay-with')}
          </h3>
          <Ways way={way} ways={ways} onWay={onWay} />
        </section>
      </div>
      <Summary way={way} amount={problem && !refused ? undefined : amount} busy={busy} />
    </form>
  );
}

const ICONS: Record<DepositWayBody['rail'], string> = { 'telegram-invoice': 'plane', stripe: 'card', adyen: 'card' };

/** The ways to pay, one of them chosen. A single one is shown, and cannot be pressed. */
function Ways({ way, ways, onWay }: Omit<FormProps, 'onOpened'>) {
  const t = useTexts();
  const about = (each: DepositWayBody) => (
    <>
      <span className="badge">
        <Icon name={ICONS[each.rail]} />
      </span>
      <span className="grow">
        <span className="strong name">{t(`rail-${each.rail}`)}</span>
        <span className="small muted">{feeLine(t, each)}</span>
      </span>
    </>
  );
  if (ways.length === 1)
    return (
      <div className="choice" data-chosen="true">
        {about(way)}
      </div>
    );
  return (
    <fieldset className="ways">
      <legend className="sr">{t('pay-with')}</legend>
      {ways.map((each) => (
        <label key={each.rail} className="choice" data-chosen={each.rail === way.rail || undefined}>
          <input
            type="radio"
            className="sr"
            name="way"
            checked={each.rail === way.rail}
            onChange={() => onWay(each.rail)}
          />
          {about(each)}
        </label>
      ))}
    </fieldset>
  );
}

/** Fee and total beside the one button, which says what it does. */
function Summary({ way, amount, busy }: { way: DepositWayBody; amount: Amount | undefined; busy: boolean }) {
  const t = useTexts();
  const quote = amount && quoteDeposit(amount, termsOf(way), 0);
  const isGood = quote !== undefined && !('reason' in quote);
  return (
    <div className="dock">
      <dl className="terms small summary">
        <div>
          <dt>{t('fee')}</dt>
          <dd>
            <Money amount={isGood ? amountOf(quote.fee) : zero(way.asset)} />
          </dd>
        </div>
        <div className="total">
          <dt>{t('added-to-cash')}</dt>
          <dd>
            <Money amount={isGood ? amountOf(quote.credit) : zero(way.asset)} />
          </dd>
        </div>
      </dl>
      <button className="button wide" type="submit" aria-disabled={!isGood} aria-busy={busy}>
        {busy && <i className="rosette-spin" />}
        {isGood ? t('pay-by', { by: way.rail, amount: formatMoney(quote.pay, t.language) }) : t('choose-amount')}
      </button>
      <p className="fine">{t('nothing-charged-yet', { by: way.rail })}</p>
    </div>
  );
}

function AmountSkeleton() {
  const t = useTexts();
  return (
    <div className="body" aria-busy="true" aria-label={t('loading')} role="status">
      <div className="skeleton tall" />
      <div className="skeleton" />
    </div>
  );
}

const termsOf = (way: DepositWayBody) => ({
  feeBps: BigInt(way.feeBps),
  least: moneyOf(way.least),
  most: moneyOf(way.most),
  validForMs: way.validForMs,
});

function whyNot(t: Texts, text: string, amount: Amount | undefined, way: DepositWayBody): string | undefined {
  if (text.trim() === '') return undefined;
  if (!amount) return t('amount-unclear');
  const quote = quoteDeposit(amount, termsOf(way), 0);
  return 'reason' in quote
    ? refusalText(t, new Refused({ reason: quote.reason, least: way.least, most: way.most }))
    : undefined;
}

const inWords = (t: Texts, amount: DepositWayBody['least']): string => formatMoney(moneyOf(amount), t.language);
const feeLine = (t: Texts, { feeBps }: DepositWayBody): string =>
  feeBps === 0 ? t('fee-none') : t('fee-of', { fee: formatPercent(feeBps, t.language) });

/** As a person would type it. */
const typed = (amount: Amount): string => toDecimal(amount);
/** Without the cents it has not. */
const roundly = (amount: Amount, language: string): string =>
  moneyParts(amount, language)
    .filter(({ type, text }) => !(type === 'point' || (type === 'fraction' && /^0+$/.test(text))))
    .map(({ text }) => text)
    .join('');
