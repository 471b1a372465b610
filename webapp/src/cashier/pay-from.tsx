import type { ReactNode } from 'react';
import type { DepositBody } from '../../../contracts/http/deposits.ts';
import { formatMoney, formatRate } from '../../../contracts/texts/format.ts';
import { money } from '../../../domain/money.ts';
import { Icon } from '../parts/icon.tsx';
import { timeOf } from '../parts/moments.ts';
import { Money } from '../parts/money.tsx';
import { useTexts } from '../texts.tsx';

/** From where it is paid. `telegram`: the wallet inside of Telegram; `wallet`: any that TON Connect knows. */
export type Source = 'telegram' | 'wallet' | 'hand';

const ICONS: Record<Source, string> = { telegram: 'plane', wallet: 'wallet', hand: 'copy' };

type Props = {
  deposit: DepositBody;
  source: Source;
  onSource: (source: Source) => void;
  /** What there is to choose from. */
  sources?: readonly Source[];
  /** The wallet that is connected, by its address as players know it. */
  connected?: { readonly name: string; readonly address: string } | undefined;
  /** What happened last, and the one button. */
  children?: ReactNode;
};

/** What is paid from, and what it comes to: the amount, the rate and until when it holds, every fee, and what is added. */
export function PayFrom({ deposit, source, onSource, sources = ['wallet', 'hand'], connected, children }: Props) {
  const t = useTexts();
  return (
    <div className="two-sides">
      <div className="half">
        <fieldset className="ways pay-from">
          <legend className="heading">{t('ton-pay-from')}</legend>
          {sources.map((each) => (
            <label className="choice" key={each} data-chosen={each === source || undefined}>
              <input
                type="radio"
                className="sr"
                name="pay-from"
                checked={each === source}
                onChange={() => onSource(each)}
              />
              <span className="badge">
                <Icon name={ICONS[each]} />
              </span>
              <span className="grow">
                <span className="strong name">
                  {each === 'wallet' && connected ? connected.name : t(`ton-from-${each}`)}
                </span>
                <span className="small muted sub">
                  {each === 'wallet' && connected ? (
                    <bdi className="code">{connected.address}</bdi>
                  ) : (
                    t(`ton-from-${each}-text`)
                  )}
                </span>
              </span>
              <span className="dot" aria-hidden="true" />
            </label>
          ))}
        </fieldset>
      </div>
      <div className="half">
        <SumBox deposit={deposit} />
        <p className="hold">
          <Icon name="clock" size="s" />
          <span>{t('ton-held-until', { time: timeOf(deposit.expiresAt, t.language) })}</span>
        </p>
        <div className="dock">
          {children ?? (
            <button type="button" className="button wide" aria-disabled="true" aria-busy="true">
              <i className="rosette-spin" />
              {t('loading')}
            </button>
          )}
        </div>
      </div>
    </div>
  );
}

/**
 * What the network takes of the sender, about: a transfer costs less than a hundredth; one of USDT takes 0.05 along, of which most
 * comes back.
 */
const NETWORK_FEE = { ton: money('TON', 10_000_000n), usdt: money('TON', 50_000_000n) } as const;

function SumBox({ deposit }: { deposit: DepositBody }) {
  const t = useTexts();
  const { pay, fee, credit, rate, rail, expiresAt } = deposit;
  const network = NETWORK_FEE[rail === 'usdt' ? 'usdt' : 'ton'];
  return (
    <section className="sum-box" aria-label={t('ton-you-send')}>
      <p className="pay">
        <span className="strong">{t('ton-you-send')}</span>
        <span className="money-amount">
          <Money amount={pay} />
        </span>
      </p>
      <dl className="terms small">
        <div>
          <dt>{t('ton-rate-until', { time: timeOf(expiresAt, t.language) })}</dt>
          <dd>
            <bdi>{formatRate(rate, pay.asset, credit.asset, t.language)}</bdi>
          </dd>
        </div>
        <div>
          <dt>{t('ton-our-fee')}</dt>
          <dd>
            <Money amount={fee} />
          </dd>
        </div>
        <div>
          <dt>{t(rail === 'usdt' ? 'ton-network-fee-back' : 'ton-network-fee')}</dt>
          <dd>
            <bdi>{t('about', { amount: formatMoney(network, t.language) })}</bdi>
          </dd>
        </div>
        <div className="total">
          <dt>{t('added-to-cash')}</dt>
          <dd>
            <Money amount={credit} />
          </dd>
        </div>
      </dl>
    </section>
  );
}
