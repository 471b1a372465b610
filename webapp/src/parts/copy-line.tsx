import { useEffect, useRef, useState } from 'react';
import { useTexts } from '../texts.tsx';
import { Icon } from './icon.tsx';

const SAID_FOR_MS = 4_000;

type Props = {
  label: string;
  value: string;
  /** As it is read, where that is not what is taken along. */
  shown?: string;
  /** `memo`: must not be forgotten. */
  look?: 'sum' | 'address' | 'memo';
};

/** Something to take along: what it is, itself, and a key that copies it. Says whether it was copied. */
export function CopyLine({ label, value, shown = value, look }: Props) {
  const t = useTexts();
  const [outcome, setOutcome] = useState<'copied' | 'not-copied'>();
  const text = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!outcome) return;
    const timer = setTimeout(() => setOutcome(undefined), SAID_FOR_MS);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      setOutcome('copied');
    } catch {
      // A frame may not be allowed to; then it is marked, for the player's own hand.
      if (text.current) getSelection()?.selectAllChildren(text.current);
      setOutcome('not-copied');
    }
  };
  return (
    <div>
      <div className={look ? `copy-line ${look}` : 'copy-line'}>
        <span className="grow">
          <span className="k">{label}</span>
          <bdi className="v" dir="ltr" ref={text}>
            {shown}
          </bdi>
        </span>
        <button
          type="button"
          className="icon-button"
          aria-label={t('copy', { what: label })}
          onClick={() => void copy()}
        >
          <Icon name={outcome === 'copied' ? 'check' : 'copy'} size="s" />
        </button>
      </div>
      <p role="status" className="small muted copied">
        {outcome && t(outcome === 'copied' ? 'copied' : 'not-copied')}
      </p>
    </div>
  );
}
