import { type ReactNode, useState } from 'react';
import { formatMoney } from '../../../contracts/texts/format.ts';
import { type AmountBody, moneyOf } from '../amounts.ts';
import { Icon } from '../parts/icon.tsx';
import { dayOf, timeOf } from '../parts/moments.ts';
import { useTexts } from '../texts.tsx';

export const Line = ({ label, children }: { label: string; children: ReactNode }) => (
  <div>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
);

/** The code to quote to staff, and a key that copies it. */
export function ReceiptNumber({ code }: { code: string }) {
  const t = useTexts();
  return (
    <Line label={t('number')}>
      <Copied value={code} shown={code} name={code} />
    </Line>
  );
}

/** What people quote, and a key that copies all of it. @property name what the key says that it copies */
export function Copied({ value, shown, name }: { value: string; shown: string; name: string }) {
  const t = useTexts();
  const { copied, copy } = useCopying();
  return (
    <>
      <span className="number-line">
        <bdi className="code" dir="ltr">
          {shown}
        </bdi>
        <button
          type="button"
          className="icon-button"
          aria-label={t('copy', { what: name })}
          onClick={() => void copy(value)}
        >
          <Icon name={copied ? 'check' : 'copy'} size="s" />
        </button>
      </span>
      <span className="sr" role="status">
        {copied && t('copied')}
      </span>
    </>
  );
}

type Told = { code: string; state: string; amount: AmountBody; moment: string };

/** The receipt in a line, to send or to keep: who asks about a payment quotes it. */
export function ReceiptActions({ code, state, amount, moment }: Told) {
  const t = useTexts();
  const { copied, copy } = useCopying();
  const text = t('receipt-line', {
    code,
    state,
    amount: formatMoney(moneyOf(amount), t.language),
    day: dayOf(moment, t.language),
    time: timeOf(moment, t.language),
  });
  const canShare = 'share' in navigator;
  const share = () => {
    if (canShare)
      navigator.share({ text }).catch(() => undefined); // they thought better of it
    else void copy(text);
  };
  return (
    <button type="button" className="button quiet wide receipt-act" onClick={share}>
      <Icon name={copied ? 'check' : canShare ? 'send' : 'copy'} size="s" />
      {copied ? t('copied') : t(canShare ? 'receipt-share' : 'receipt-copy')}
    </button>
  );
}

const SAID_FOR_MS = 4_000;

/** A frame may not be allowed to copy; then nothing is said, and the code is there to be read. */
function useCopying() {
  const [copied, setCopied] = useState(false);
  const copy = async (text: string) => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      setTimeout(() => setCopied(false), SAID_FOR_MS);
    } catch {
      setCopied(false);
    }
  };
  return { copied, copy };
}
