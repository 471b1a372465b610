import { type ReactNode, useLayoutEffect, useRef } from 'react';
import type { DepositWayBody } from '../../../contracts/http/deposits.ts';
import { isStars } from '../amounts.ts';
import { Icon } from '../parts/icon.tsx';
import { type Texts, useTexts } from '../texts.tsx';
import { paysOnChain } from './deposit-stage.ts';
import { feeWords } from './fee-words.ts';

type Props = {
  way: DepositWayBody;
  ways: readonly DepositWayBody[];
  onWay: (way: DepositWayBody) => void;
  /** What else the chosen way offers. */
  children?: ReactNode;
};

/** A rail may take several assets: each is a way of its own. */
export const keyOf = ({ rail, asset }: Pick<DepositWayBody, 'rail' | 'asset'>): string => `${rail}:${asset}`;

/** The ways to pay, one of them chosen, and what it is paid in where that is open. A single one is shown, and cannot be pressed. */
export function DepositWays({ way, ways, onWay, children }: Props) {
  const t = useTexts();
  const rails = ways.filter(({ rail }, n) => ways.findIndex((each) => kindOf(each.rail) === kindOf(rail)) === n);
  const currencies = ways.filter(({ rail }) => kindOf(rail) === kindOf(way.rail));
  const ofRail = (each: DepositWayBody) => (kindOf(each.rail) === kindOf(way.rail) ? way : each);
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
            <label key={each.rail} className="choice" data-chosen={ofRail(each) === way || undefined}>
              <input
                type="radio"
                className="sr"
                name="way"
                checked={ofRail(each) === way}
                onChange={() => onWay(each)}
              />
              <About way={ofRail(each)} />
            </label>
          ))}
        </fieldset>
      )}
      <OfChosen kind={kindOf(way.rail)}>
        {currencies.length > 1 && (
          <fieldset className="segments currencies">
            <legend className="sr">{t('pay-in')}</legend>
            {currencies.map((each) => (
              <button key={keyOf(each)} type="button" aria-pressed={each === way} onClick={() => onWay(each)}>
                {paysOnChain(each.rail) && <Icon name={ICONS[each.rail]} size="s" />}
                {each.asset.replace(/^PLAY-/, '')}
              </button>
            ))}
          </fieldset>
        )}
        {isStars(way.asset) && <p className="callout small stars-note">{t('stars-text')}</p>}
        {children}
      </OfChosen>
    </>
  );
}

/** What the chosen way leaves open. Whoever chooses a way is shown it: it would lie below what floats at the foot. */
function OfChosen({ kind, children }: { kind: string; children: ReactNode }) {
  const here = useRef<HTMLDivElement>(null);
  const shown = useRef(kind);
  useLayoutEffect(() => {
    if (shown.current === kind || !here.current) return;
    shown.current = kind;
    const foot = here.current.closest('form')?.querySelector<HTMLElement>('.dock')?.offsetHeight ?? 0;
    here.current.style.scrollMarginBlockEnd = `${foot + 8}px`;
    here.current.scrollIntoView({ block: 'nearest' });
  }, [kind]);
  return (
    <div className="of-chosen" ref={here}>
      {children}
    </div>
  );
}

/** The coins of one chain are one way, and a choice in it. */
const kindOf = (rail: DepositWayBody['rail']): string => (paysOnChain(rail) ? 'chain' : rail);

const ICONS: Record<DepositWayBody['rail'], string> = {
  'telegram-invoice': 'plane',
  stripe: 'card',
  stars: 'star',
  adyen: 'card',
  ton: 'ton',
  usdt: 'usdt',
};

function About({ way }: { way: DepositWayBody }) {
  const t = useTexts();
  return (
    <>
      <span className="badge">
        <Icon name={ICONS[way.rail]} />
      </span>
      <span className="grow">
        <span className="strong name">{t(paysOnChain(way.rail) ? 'ton-way' : `rail-${way.rail}`)}</span>
        <span className="small muted">{way.market === null ? t('refused-no-rate') : feeLine(t, way)}</span>
      </span>
    </>
  );
}

function feeLine(t: Texts, way: DepositWayBody): string {
  const fee = feeWords(t, way);
  if (paysOnChain(way.rail)) return fee === undefined ? t('ton-fee-none') : t('ton-fee', { fee });
  return fee === undefined ? t('fee-none') : t('fee-of', { fee });
}
