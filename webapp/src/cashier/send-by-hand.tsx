import type { DepositAddressBody, DepositChainBody } from '../../../contracts/http/chain.ts';
import type { DepositBody } from '../../../contracts/http/deposits.ts';
import { formatMoney, formatRate } from '../../../contracts/texts/format.ts';
import { moneyOf } from '../amounts.ts';
import { BackLink } from '../parts/back-link.tsx';
import { CopyLine } from '../parts/copy-line.tsx';
import { Icon } from '../parts/icon.tsx';
import { timeOf } from '../parts/moments.ts';
import { Money } from '../parts/money.tsx';
import { Qr } from '../sign-in/qr.tsx';
import { useTexts } from '../texts.tsx';
import { asTyped } from './amount-field.tsx';
import { MissingLink } from './missing-link.tsx';

type Props = {
  place: DepositChainBody | DepositAddressBody | null;
  /** What was asked for; without it any amount may come, at the rate of its minute. */
  deposit?: DepositBody;
  onBack: () => void;
  onSent?: () => void;
};

/** Where to send and with which memo, for a hand or a camera: also from an exchange. */
export function SendByHand({ place, deposit, onBack, onSent }: Props) {
  const t = useTexts();
  if (!place) return null;
  const amount = deposit && formatMoney(moneyOf(deposit.pay), t.language);
  const coin = deposit ? deposit.rail : 'rail' in place ? place.rail : 'ton';
  return (
    <div className="two-sides by-hand">
      <div className="half">
        <BackLink onBack={onBack} />
        <figure className="qr-plate">
          <Qr text={place.link} label={t(amount ? 'ton-qr-amount' : 'ton-qr')} />
          <figcaption className="small muted">{t(amount ? 'ton-qr-amount-text' : 'ton-qr-text')}</figcaption>
        </figure>
        <Terms place={place} deposit={deposit} />
      </div>
      <div className="half">
        <div className="stackline">
          {deposit && amount && (
            <CopyLine label={t('ton-send-exactly')} value={asTyped(moneyOf(deposit.pay))} shown={amount} look="sum" />
          )}
          <CopyLine label={t('ton-to-address')} value={place.address} look="address" />
          <CopyLine label={t('ton-with-memo')} value={place.memo} look="memo" />
        </div>
        <p className="callout warn">
          <Icon name="alert" />
          <span>
            <b>{t('ton-memo-needed')}</b> {t('ton-memo-text')}
          </span>
        </p>
        <MissingLink page="home" />
        <div className="dock">
          {onSent && (
            <button type="button" className="button wide" onClick={onSent}>
              {t('ton-have-sent')}
            </button>
          )}
          <p className="fine">
            {t('ton-network-only', { coin: t(`rail-${coin}`) })}
            {deposit && ` ${t('ton-held-until', { time: timeOf(deposit.expiresAt, t.language) })}`}
          </p>
        </div>
      </div>
    </div>
  );
}

/** What one becomes: a rate that is held for what was asked for, else that of the minute in which it comes. */
function Terms({ place, deposit }: { place: DepositChainBody | DepositAddressBody; deposit: DepositBody | undefined }) {
  const t = useTexts();
  if (deposit)
    return (
      <dl className="terms small facts-of-hand">
        <div>
          <dt>{t('ton-rate-until', { time: timeOf(deposit.expiresAt, t.language) })}</dt>
          <dd>
            <bdi>{formatRate(deposit.rate, deposit.pay.asset, deposit.credit.asset, t.language)}</bdi>
          </dd>
        </div>
        <div className="total">
          <dt>{t('added-to-cash')}</dt>
          <dd>
            <Money amount={deposit.credit} />
          </dd>
        </div>
      </dl>
    );
  if (!('least' in place)) return null;
  return (
    <dl className="terms small">
      <div>
        <dt>{t('ton-least')}</dt>
        <dd>
          <Money amount={place.least} />
        </dd>
      </div>
      {place.rate !== null && (
        <div>
          <dt>{t('ton-rate-now')}</dt>
          <dd>
            <bdi>{formatRate(place.rate, place.asset, place.credits, t.language)}</bdi>
          </dd>
        </div>
      )}
    </dl>
  );
}
