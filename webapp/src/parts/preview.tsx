import { formatMoney, moneyParts } from '../../../contracts/texts/format.ts';
import { moneyOf } from '../amounts.ts';
import { useTexts } from '../texts.tsx';
import { Icon, Mark } from './icon.tsx';

const CASH = moneyOf({ asset: 'EUR', minor: '12840' });
const PAYMENTS = ['5000', '2500', '7500'].map((minor) => moneyOf({ asset: 'EUR', minor }));

/** A picture of the app as it is, with amounts of nobody. */
export function Preview({ className }: { className: string }) {
  const t = useTexts();
  const of = (type: string): boolean => type === 'point' || type === 'fraction';
  return (
    <div className={`preview ${className}`} aria-hidden="true">
      <div className="device-frame">
        <span className="brand">
          <Mark />
          {t('product')}
        </span>
        <div className="purse">
          <div className="note">
            <p className="note-label">
              <Icon name="coin" size="s" /> {t('cash')}
            </p>
            <bdi className="money-hero">
              {moneyParts(CASH, t.language).map(({ type, text }) => (
                <span key={type + text} className={type === 'symbol' ? 'unit' : of(type) ? 'minor' : undefined}>
                  {text}
                </span>
              ))}
            </bdi>
            <div className="note-actions one">
              <span className="pill">
                <Icon name="deposit" size="s" />
                {t('deposit')}
              </span>
            </div>
          </div>
        </div>
        <p className="heading">{t('recent')}</p>
        <div className="card list">
          {PAYMENTS.map((amount) => (
            <div className="row" key={amount.minor.toString()}>
              <span className="badge">
                <Icon name="deposit" />
              </span>
              <span className="grow">
                <span className="name">{t('rail-telegram-invoice')}</span>
                <span className="sub">{`${t('today')} · ${t('status-credited')}`}</span>
              </span>
              <bdi className="sum">{`+${formatMoney(amount, t.language)}`}</bdi>
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}
