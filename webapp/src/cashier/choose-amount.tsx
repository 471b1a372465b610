import { type FormEvent, useRef, useState } from 'react';
import type { DepositWayBody, DepositWaysBody } from '../../../contracts/http/deposits.ts';
import { scheduleOf } from '../../../contracts/http/fees.ts';
import type { LimitsBody } from '../../../contracts/http/limits.ts';
import { formatMoney, formatRate } from '../../../contracts/texts/format.ts';
import { parseRate } from '../../../domain/exchange-rates.ts';
import { type Money as Amount, parseAmount } from '../../../domain/money.ts';
import { quoteDeposit } from '../../../domain/quotes.ts';
import type { AssetTerms } from '../../../domain/terms.ts';
import { amountOf, isStars, moneyOf, zero } from '../amounts.ts';
import { useKnown } from '../api/cache.ts';
import { Refused } from '../api/client.ts';
import { useApp } from '../app-context.ts';
import { Failed } from '../parts/failed.tsx';
import { Icon } from '../parts/icon.tsx';
import { Money } from '../parts/money.tsx';
import { type Texts, useTexts } from '../texts.tsx';
import { AmountField, asTyped } from './amount-field.tsx';
import { CannotPay } from './cannot-pay.tsx';
import { paysOnChain } from './deposit-stage.ts';
import { DepositWays, keyOf } from './deposit-ways.tsx';
import { refusalText } from './refusals.ts';
import { WaitsForForm } from './waits-for-form.tsx';

/** How much, by which way, and what it costs, before anything is asked for. */
export function ChooseAmount({ onOpened }: { onOpened: (deposit: string) => void }) {
  const t = useTexts();
  const { ask, cache } = useApp();
  const [by, setBy] = useState<string>();
  const { value, failed, retry } = useKnown<DepositWaysBody>(cache, 'ways', () => ask('depositWays'));
  const pause = cache.get<LimitsBody>('limits').value?.pause;
  if (pause) return <CannotPay reason="excluded" until={pause.until} />;
  if (failed && !value) return <Failed problem={failed} onRetry={retry} />;
  if (!value) return <WaitsForForm />;
  const ways = value.ways.filter(({ paused }) => !paused);
  const way = ways.find((each) => keyOf(each) === by) ?? ways[0];
  if (!way)
    return (
      <div className="body">
        <div className="empty">
          <Icon name="pause" />
          <p>{t(value.ways.length > 0 ? 'refused-rail-paused' : 'deposits-closed')}</p>
        </div>
      </div>
    );
  return <AmountForm way={way} ways={ways} onWay={setBy} onOpened={onOpened} />;
}

type FormProps = {
  way: DepositWayBody;
  ways: readonly DepositWayBody[];
  onWay: (key: string) => void;
  onOpened: (deposit: string) => void;
};

function AmountForm({ way, ways, onWay, onOpened }: FormProps) {
  const t = useTexts();
  const { me, ask, cache, telegram } = useApp();
  const [text, setText] = useState(() => asTyped(moneyOf(way.presets[1] ?? way.least)));
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
    const what = `${keyOf(way)}:${body.minor}`;
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
  const changeWay = (to: DepositWayBody) => {
    onWay(keyOf(to));
    if (to.asset !== way.asset) change(asTyped(moneyOf(to.presets[1] ?? to.least))); // another asset, another sum
  };
  // An account that only a browser opens is lost with it, and may hold no money: told before an amount is chosen.
  if (!me.telegram || refused?.problem.reason === 'no-telegram') return <CannotPay reason="no-telegram" />;
  if (refused?.problem.reason === 'account-closed') return <CannotPay reason="account-closed" />;
  if (refused?.problem.reason === 'verification-needed') return <CannotPay reason="verification-needed" />;
  if (refused?.problem.reason === 'kyc-refused') return <CannotPay reason="kyc-refused" />;
  if (refused?.problem.reason === 'excluded') return <CannotPay reason="excluded" until={refused.problem.until} />;
  return (
    <form className="form-rows" onSubmit={(event) => void submit(event)} noValidate>
      <div className="body">
        <AmountField
          asset={way.asset}
          text={text}
          amount={amount}
          presets={way.presets.map((preset) => ({ amount: preset }))}
          problem={problem}
          hint={t('amount-limits', { least: inWords(t, way.least), most: inWords(t, way.most) })}
          onChange={change}
        />
        {refused?.problem.reason === 'over-limit' && <SeeLimits />}
        <section aria-labelledby="pay-with">
          <h3 className="heading" id="pay-with">
            {t('pay-with')}
          </h3>
          <DepositWays way={way} ways={ways} onWay={changeWay}>
            {paysOnChain(way.rail) && <WithoutAmount rail={way.rail} />}
          </DepositWays>
        </section>
      </div>
      <Summary way={way} amount={problem && !refused ? undefined : amount} busy={busy} />
    </form>
  );
}

/** To an address that is theirs for ever no amount needs to be named. */
function WithoutAmount({ rail }: { rail: DepositWayBody['rail'] }) {
  const t = useTexts();
  const { go } = useApp();
  return (
    <button
      type="button"
      className="link without-amount"
      onClick={() => go({ page: 'home', sheet: rail === 'usdt' ? 'usdt-address' : 'ton-address' })}
    >
      <Icon name="copy" size="s" />
      {t('ton-without-amount')}
    </button>
  );
}

/** It was a limit of the player's own: where it is. */
function SeeLimits() {
  const t = useTexts();
  const { go } = useApp();
  return (
    <button type="button" className="link" onClick={() => go({ page: 'limits' })}>
      <Icon name="sliders" size="s" />
      {t('see-limits')}
    </button>
  );
}

/** Fee and total beside the one button, which says what it does. */
function Summary({ way, amount, busy }: { way: DepositWayBody; amount: Amount | undefined; busy: boolean }) {
  const t = useTexts();
  const quote = amount && quoteOf(way, amount);
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
        {isGood && quote.pay.asset !== quote.credit.asset && (
          <div>
            <dt>{t('rate')}</dt>
            <dd>
              <bdi>{formatRate(quote.rate, quote.pay.asset, quote.credit.asset, t.language)}</bdi>
            </dd>
          </div>
        )}
        <div className="total">
          <dt>{t(isStars(way.credits) ? 'added-to-stars' : 'added-to-cash')}</dt>
          <dd>
            <Money amount={isGood ? amountOf(quote.credit) : zero(way.credits)} />
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

/** What is charged is computed as it is here: by the same rule from the same terms. */
function quoteOf(way: DepositWayBody, amount: Amount) {
  const terms: AssetTerms = {
    least: BigInt(way.least.minor),
    most: BigInt(way.most.minor),
    fee: scheduleOf(way),
    spreadBps: BigInt(way.spreadBps),
  };
  const market = way.market === null ? undefined : parseRate(way.market);
  return quoteDeposit(amount, { assets: { [way.asset]: terms }, validForMs: way.validForMs }, 0, market);
}

function whyNot(t: Texts, text: string, amount: Amount | undefined, way: DepositWayBody): string | undefined {
  if (text.trim() === '') return undefined;
  if (!amount) return t('amount-unclear');
  const quote = quoteOf(way, amount);
  return 'reason' in quote
    ? refusalText(t, new Refused({ reason: quote.reason, least: way.least, most: way.most }))
    : undefined;
}

const inWords = (t: Texts, amount: DepositWayBody['least']): string => formatMoney(moneyOf(amount), t.language);
