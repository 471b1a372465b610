import type { DepositWayBody } from '../../../contracts/http/deposits.ts';
import { isStars } from '../amounts.ts';
import { Icon } from '../parts/icon.tsx';
import { type Texts, useTexts } from '../texts.tsx';
import { feeWords } from './fee-words.ts';

type Props = {
  way: DepositWayBody;
  ways: readonly DepositWayBody[];
  onWay: (way: DepositWayBody) => void;
};

/** A rail may take several assets: each is a way of its own. */
export const keyOf = ({ rail, asset }: Pick<DepositWayBody, 'rail' | 'asset'>): string => `${rail}:${asset}`;

/** The ways to pay, one of them chosen, and what it is paid in where that is open. A single one is shown, and cannot be pressed. */
export function DepositWays({ way, ways, onWay }: Props) {
  const t = useTexts();
  const rails = ways.filter(({ rail }, n) => ways.findIndex((each) => each.rail === rail) === n);
  const currencies = ways.filter(({ rail }) => rail === way.rail);
  const ofRail = (each: DepositWayBody) => (each.rail === way.rail ? way : each);
  return (
    <>
      {rails.length === 1 ? (
        <div className="choice" data-chosen="true">
          <About way={way} />
        </div>
      ) : (
        <fieldset className="ways">
          <legend className="sr">{t('pay-with')}</legend>
          {rails.map((each) => (
            <label key={each.rail} className="choice" data-chosen={each.rail === way.rail || undefined}>
              <input
                type="radio"
                className="sr"
                name="way"
                checked={each.rail === way.rail}
                onChange={() => onWay(each)}
              />
              <About way={ofRail(each)} />
            </label>
          ))}
        </fieldset>
      )}
      {currencies.length > 1 && (
        <fieldset className="segments currencies">
          <legend className="sr">{t('pay-in')}</legend>
          {currencies.map((each) => (
            <button key={each.asset} type="button" aria-pressed={each.asset === way.asset} onClick={() => onWay(each)}>
              {each.asset.replace(/^PLAY-/, '')}
            </button>
          ))}
        </fieldset>
      )}
      {isStars(way.asset) && <p className="callout small stars-note">{t('stars-text')}</p>}
    </>
  );
}

const ICONS: Record<DepositWayBody['rail'], string> = {
  'telegram-invoice': 'plane',
  stripe: 'card',
  stars: 'star',
  adyen: 'card',
};

function About({ way }: { way: DepositWayBody }) {
  const t = useTexts();
  return (
    <>
      <span className="badge">
        <Icon name={ICONS[way.rail]} />
      </span>
      <span className="grow">
        <span className="strong name">{t(`rail-${way.rail}`)}</span>
        <span className="small muted">{way.market === null ? t('refused-no-rate') : feeLine(t, way)}</span>
      </span>
    </>
  );
}

function feeLine(t: Texts, way: DepositWayBody): string {
  const fee = feeWords(t, way);
  return fee === undefined ? t('fee-none') : t('fee-of', { fee });
}
