import type { WithdrawalWayBody } from '../../../contracts/http/withdrawals.ts';
import { useApp } from '../app-context.ts';
import { Icon } from '../parts/icon.tsx';
import { Money } from '../parts/money.tsx';
import { type Texts, useTexts } from '../texts.tsx';
import { feeWords } from './fee-words.ts';

/** A rail may pay out several assets. */
export const keyOf = ({ rail, asset }: Pick<WithdrawalWayBody, 'rail' | 'asset'>): string => `${rail}:${asset}`;

const ICONS: Record<WithdrawalWayBody['rail'], string> = { stripe: 'card', adyen: 'bank', ton: 'ton', usdt: 'usdt' };

type Props = {
  way: WithdrawalWayBody;
  ways: readonly WithdrawalWayBody[];
  onWay: (key: string) => void;
};

/** The ways out, one of them chosen. A single one is shown, and cannot be pressed. */
export function WaysOut({ way, ways, onWay }: Props) {
  const t = useTexts();
  const about = (each: WithdrawalWayBody) => (
    <>
      <span className="badge">
        <Icon name={ICONS[each.rail]} />
      </span>
      <span className="grow">
        <span className="strong name">{t(`way-out-${each.rail}`)}</span>
        <span className="small muted">{feeLine(t, each)}</span>
      </span>
      {ways.some(({ asset }) => asset !== each.asset) && (
        <span className="sum">
          <Money amount={each.available} />
        </span>
      )}
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
      <legend className="sr">{t('withdraw-to')}</legend>
      {ways.map((each) => (
        <label key={keyOf(each)} className="choice" data-chosen={each === way || undefined}>
          <input
            type="radio"
            className="sr"
            name="way-out"
            checked={each === way}
            onChange={() => onWay(keyOf(each))}
          />
          {about(each)}
        </label>
      ))}
    </fieldset>
  );
}

export function WhyNotOthers() {
  const t = useTexts();
  const { go } = useApp();
  return (
    <button type="button" className="link" onClick={() => go({ page: 'home', sheet: 'why-not' })}>
      <Icon name="question" size="s" />
      {t('why-not-others')}
    </button>
  );
}

function feeLine(t: Texts, way: WithdrawalWayBody): string {
  const fee = feeWords(t, way);
  return fee === undefined ? t('withdraw-fee-none') : t('withdraw-fee', { fee });
}
