import { useId } from 'react';
import type { WithdrawalWayBody } from '../../../contracts/http/withdrawals.ts';
import { formatMoney, formatPercent, formatRate } from '../../../contracts/texts/format.ts';
import { parseRate, rateText } from '../../../domain/exchange-rates.ts';
import { type Money as Amount, add } from '../../../domain/money.ts';
import { estimateSent, sentPrice } from '../../../domain/sent-assets.ts';
import type { AssetTerms } from '../../../domain/terms.ts';
import { withdrawalFee } from '../../../domain/withdrawals.ts';
import { amountOf, zero } from '../amounts.ts';
import type { Refused } from '../api/client.ts';
import { Money } from '../parts/money.tsx';
import { whyNot } from '../sign-in/refusals.ts';
import { useTexts } from '../texts.tsx';

type Props = {
  way: WithdrawalWayBody;
  terms: AssetTerms;
  amount: Amount | undefined;
  isReady: boolean;
  busy: boolean;
  refused: Refused | undefined;
};

/** What arrives, what it costs and what leaves the cash, beside the one button, which says what it does. */
export function Summary({ way, terms, amount, isReady, busy, refused }: Props) {
  const t = useTexts();
  const noteId = useId();
  const fee = amount && withdrawalFee(amount, terms);
  return (
    <div className="dock">
      <dl className="terms small summary">
        {way.sends === null ? (
          <div>
            <dt>{t('you-receive')}</dt>
            <dd>
              <Money amount={amount ? amountOf(amount) : zero(way.asset)} />
            </dd>
          </div>
        ) : (
          <Arrives way={way} sends={way.sends} amount={amount} />
        )}
        <div>
          <dt>{t('fee')}</dt>
          <dd>
            <Money amount={fee ? amountOf(fee) : zero(way.asset)} />
          </dd>
        </div>
        <div className="total">
          <dt>{t('leaves-cash')}</dt>
          <dd>
            <Money amount={amount && fee ? amountOf(add(amount, fee)) : zero(way.asset)} />
          </dd>
        </div>
      </dl>
      {refused && !refused.problem.blockers && (
        <p className="small error" role="alert">
          {whyNot(t, refused)}
        </p>
      )}
      <button className="button wide" type="submit" aria-disabled={!isReady} aria-busy={busy} aria-describedby={noteId}>
        {busy && <i className="rosette-spin" />}
        {!amount
          ? t('choose-amount')
          : t(isReady ? 'withdraw-sum' : 'choose-destination', { amount: formatMoney(amount, t.language) })}
      </button>
      <p className="fine" id={noteId}>
        {way.sends !== null && `${t('arrives-rule', { percent: formatPercent(way.toleranceBps, t.language) })} `}
        {t('nothing-leaves-yet')}
      </p>
    </div>
  );
}

type ArrivesProps = {
  way: WithdrawalWayBody;
  sends: NonNullable<WithdrawalWayBody['sends']>;
  amount: Amount | undefined;
};

/** What arrives in the other asset, about and at least; it is fixed when it is sent. Computed by the rule that fixes it. */
function Arrives({ way, sends, amount }: ArrivesProps) {
  const t = useTexts();
  const market = way.market === null ? undefined : parseRate(way.market);
  const terms = { sends, spreadBps: BigInt(way.spreadBps), toleranceBps: BigInt(way.toleranceBps) };
  const estimate = amount && market && estimateSent([amount], terms, market);
  return (
    <>
      {market && (
        <div>
          <dt>{t('arrives-rate')}</dt>
          <dd>
            <bdi>{formatRate(rateText(sentPrice(market, terms.spreadBps)), sends, way.asset, t.language)}</bdi>
          </dd>
        </div>
      )}
      <div>
        <dt>{t('arrives-about')}</dt>
        <dd>
          <Money amount={estimate ? amountOf(estimate.about) : zero(sends)} />
        </dd>
      </div>
      {estimate && (
        <div>
          <dt>{t('arrives-least')}</dt>
          <dd>
            <Money amount={amountOf(estimate.least)} />
          </dd>
        </div>
      )}
    </>
  );
}
