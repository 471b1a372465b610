import { useEffect, useId, useRef } from 'react';
import { useTexts } from '../texts.tsx';
import { digitsIn, LENGTH } from './digits.ts';

const PLACES = Array.from({ length: LENGTH }, (_, place) => place);

type Props = { value: string; problem: string | undefined; onChange: (digits: string) => void };

/** Six digits in one field: a keyboard fills it from the message, and a paste may come with spaces around. */
export function OneTimeCode({ value, problem, onChange }: Props) {
  const t = useTexts();
  const [id, noteId] = [useId(), useId()];
  const field = useRef<HTMLInputElement>(null);
  // It is what the player came for; and after a wrong code, where the next one goes.
  // biome-ignore lint/correctness/useExhaustiveDependencies: at the start, and with each problem
  useEffect(() => field.current?.focus(), [problem]);
  return (
    <div className="field">
      <label htmlFor={id}>{t('code-label')}</label>
      <div className="otp" dir="ltr" data-invalid={problem !== undefined || undefined}>
        {PLACES.map((place) => (
          <span
            key={place}
            className={place === Math.min(value.length, LENGTH - 1) ? 'at' : undefined}
            aria-hidden="true"
          >
            {value[place]}
          </span>
        ))}
        <input
          id={id}
          ref={field}
          inputMode="numeric"
          autoComplete="one-time-code"
          enterKeyHint="done"
          value={value}
          aria-invalid={problem !== undefined}
          aria-describedby={problem ? noteId : undefined}
          onChange={(event) => onChange(digitsIn(event.target.value))}
        />
      </div>
      {problem && (
        <p className="error" id={noteId} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
