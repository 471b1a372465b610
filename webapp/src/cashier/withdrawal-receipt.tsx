import type { WithdrawalBody } from '../../../contracts/http/withdrawals.ts';
import { formatMoney } from '../../../contracts/texts/format.ts';
import { add } from '../../../domain/money.ts';
import { feeForPart } from '../../../domain/withdrawals.ts';
import { amountOf, moneyOf, zero } from '../amounts.ts';
import { Icon } from '../parts/icon.tsx';
import { dayOf, timeOf } from '../parts/moments.ts';
import { Money } from '../parts/money.tsx';
import { useTexts } from '../texts.tsx';
import { destinationOf } from './destination-name.ts';
import { Transaction } from './explorer.tsx';
import { Line, ReceiptActions, ReceiptNumber } from './receipt-parts.tsx';
import { Arrives, WithdrawalTimeline } from './withdrawal-timeline.tsx';

/** Paper, torn at the foot: what went out, what it cost, where to, and the way it took. */
export function WithdrawalReceipt({ withdrawal }: { withdrawal: WithdrawalBody }) {
  const t = useTexts();
  const { amount, fee, status, receipt } = withdrawal;
  const paid = withdrawal.paid && withdrawal.paid.minor !== '0' ? withdrawal.paid : undefined;
  const cost = paid && feeForPart(moneyOf(fee), moneyOf(paid), moneyOf(amount));
  const moment = withdrawal.endedAt ?? withdrawal.requestedAt;
  return (
    <>
      <section className="receipt" aria-label={t('receipt')}>
        <div className="paper">
          <div className="top">
            <span className={status === 'paid' ? 'badge good' : 'badge'}>
              <Icon name={paid ? 'check' : withdrawal.endedAt ? 'close' : 'clock'} />
            </span>
            <p className="muted">{t('withdrawal-to', { where: destinationOf(t, withdrawal) })}</p>
            <p className="big">
              <Money amount={paid ?? amount} sign={paid ? '−' : ''} />
            </p>
            <p className="small muted">{`${dayOf(moment, t.language)}, ${timeOf(moment, t.language)}`}</p>
          </div>
          <dl className="terms small">
            <ReceiptNumber code={receipt} />
            <Line label={t('state')}>{t(`payout-${status}`)}</Line>
            {paid && paid.minor !== amount.minor && (
              <Line label={t('you-asked-for')}>
                <Money amount={amount} />
              </Line>
            )}
            {withdrawal.arrives && paid ? (
              <Arrives arrives={withdrawal.arrives} asset={amount.asset} />
            ) : (
              <Line label={t('you-received')}>
                <Money amount={paid ?? zero(amount.asset)} />
              </Line>
            )}
            {!paid && withdrawal.arrives?.transactions.map((each) => <Transaction {...each} key={each.hash} />)}
            <Line label={t('fee')}>
              <Money amount={cost ? amountOf(cost) : zero(fee.asset)} />
            </Line>
            <div className="total">
              <dt>{t('left-cash')}</dt>
              <dd>
                <Money amount={paid && cost ? amountOf(add(moneyOf(paid), cost)) : zero(amount.asset)} />
              </dd>
            </div>
          </dl>
          {withdrawal.endedAt && status !== 'paid' && (
            <p className="callout small">{t(`ended-${status}`, { because: withdrawal.refusedBecause ?? 'unknown' })}</p>
          )}
          {withdrawal.returned && (
            <p className="callout small">
              {t('came-back', { amount: formatMoney(moneyOf(withdrawal.returned), t.language) })}
            </p>
          )}
          <p className="sect">{t('its-way')}</p>
          <WithdrawalTimeline withdrawal={withdrawal} />
        </div>
      </section>
      <ReceiptActions code={receipt} state={t(`payout-${status}`)} amount={paid ?? amount} moment={moment} />
    </>
  );
}
