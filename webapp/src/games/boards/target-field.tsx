import { useId, useState } from 'react';
import { useTexts } from '../../texts.tsx';
import { hundredthsInWords, readHundredths } from '../figures.ts';

type Props = {
  label: string;
  value: number;
  least: number;
  most: number;
  isLocked: boolean;
  unit: string;
  onValue: (value: number) => void;
};

/** A number of two places, typed. What lies outside of its bounds is not bent into them: the field says what they are. */
export function TargetField({ label, value, least, most, isLocked, unit, onValue }: Props) {
  const t = useTexts();
  const [id, noteId] = [useId(), useId()];
  const [typed, setTyped] = useState<string>();
  const read = typed === undefined ? value : readHundredths(typed);
  const isWrong = read === undefined || read < least || read > most;
  return (
    <div className="target">
      <label className="k" htmlFor={id}>
        {label}
      </label>
      <span className="target-line" dir="ltr">
        <input
          id={id}
          inputMode="decimal"
          autoComplete="off"
          enterKeyHint="done"
          maxLength={9}
          disabled={isLocked}
          value={typed ?? hundredthsInWords(value, 'en').replaceAll(',', '')}
          aria-invalid={isWrong}
          aria-describedby={isWrong ? noteId : undefined}
          onChange={({ target }) => {
            setTyped(target.value);
            const next = readHundredths(target.value);
            if (next !== undefined && next >= least && next <= most) onValue(next);
          }}
          onBlur={() => isWrong || setTyped(undefined)}
        />
        {unit && <span aria-hidden="true">{unit}</span>}
      </span>
      {isWrong && (
        <p className="error small" id={noteId} role="alert">
          {t('target-bounds', {
            least: hundredthsInWords(least, t.language),
            most: hundredthsInWords(most, t.language),
          })}
        </p>
      )}
    </div>
  );
}
