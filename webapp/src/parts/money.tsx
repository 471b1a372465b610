import { type CSSProperties, useEffect, useRef, useState } from 'react';
import { formatMoney, moneyParts } from '../../../contracts/texts/format.ts';
import { type AmountBody, moneyOf } from '../amounts.ts';
import { useTexts } from '../texts.tsx';

/** An amount in a line. It keeps its own direction: digits are read from the left in every language. */
export function Money({ amount, sign = '' }: { amount: AmountBody; sign?: '+' | '−' | '' }) {
  const { language } = useTexts();
  return <bdi className="money">{`${sign}${formatMoney(moneyOf(amount), language)}`}</bdi>;
}

const COUNT_MS = 420;
const CLASSES: Partial<Record<string, string>> = { symbol: 'unit', point: 'minor', fraction: 'minor' };

/** How wide it is, about, in letters of its own size: what would be too long for its place is set smaller. */
export const wide = (amount: AmountBody, language: string): CSSProperties =>
  ({
    '--ems': moneyParts(moneyOf(amount), language)
      .reduce((ems, { type, text }) => ems + text.length * (CLASSES[type] ? 0.46 : 0.7), 0)
      .toFixed(2),
  }) as CSSProperties;

/** The one large amount of a screen; it counts up to what it becomes, and is read out once. */
export function Hero({ amount }: { amount: AmountBody }) {
  const { language } = useTexts();
  const shown = useCounting(BigInt(amount.minor));
  return (
    <p aria-live="polite" aria-atomic="true">
      <span className="sr">{formatMoney(moneyOf(amount), language)}</span>
      <bdi
        className="money-hero"
        aria-hidden="true"
        data-counting={shown.counting || undefined}
        style={wide(amount, language)}
      >
        <Parts amount={{ ...amount, minor: shown.minor.toString() }} />
      </bdi>
    </p>
  );
}

/** An amount whose unit and minor part may be quieter than the rest of it. */
export function Parts({ amount }: { amount: AmountBody }) {
  const { language } = useTexts();
  return moneyParts(moneyOf(amount), language).map(({ type, text }) => (
    <span key={type + text} className={CLASSES[type]}>
      {text}
    </span>
  ));
}

function useCounting(target: bigint): { minor: bigint; counting: boolean } {
  const [minor, setMinor] = useState(target);
  const from = useRef(target);
  useEffect(() => {
    const start = from.current;
    from.current = target;
    if (start === target || matchMedia('(prefers-reduced-motion: reduce)').matches) return setMinor(target);
    const startedAt = performance.now();
    let frame = 0;
    const step = (now: number): void => {
      const part = Math.min(1, (now - startedAt) / COUNT_MS);
      const eased = BigInt(Math.round((1 - (1 - part) ** 3) * 10_000));
      setMinor(start + ((target - start) * eased) / 10_000n);
      if (part < 1) frame = requestAnimationFrame(step);
    };
    frame = requestAnimationFrame(step);
    return () => cancelAnimationFrame(frame);
  }, [target]);
  return { minor, counting: minor !== target };
}
