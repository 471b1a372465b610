import { type ReactNode, useId, useMemo } from 'react';
import { useTexts } from '../texts.tsx';
import { countriesIn } from './countries.ts';
import type { Fact, FactProblem, FactsDraft } from './facts.ts';

type Props = {
  draft: FactsDraft;
  /** What is said to be wrong: of the fields that were left, or of all once it was tried. */
  problems: Partial<Record<Fact, FactProblem>>;
  leastAge: number;
  onChange: (change: Partial<FactsDraft>) => void;
  onLeave: (fact: Fact) => void;
};

/** Who they are, as their document has it. */
export function FactFields({ draft, problems, leastAge, onChange, onLeave }: Props) {
  const t = useTexts();
  const countries = useMemo(() => countriesIn(t.language), [t.language]);
  const common = (fact: Fact) => ({ fact, problem: problems[fact] });
  const text = (fact: 'givenNames' | 'familyName' | 'documentNumber' | 'bornOn' | 'expiresOn') => ({
    name: fact,
    value: draft[fact],
    onChange: (event: { target: { value: string } }) => onChange({ [fact]: event.target.value }),
    onBlur: () => onLeave(fact),
  });
  return (
    <>
      <div>
        <h2 className="heading">{t('facts-title')}</h2>
        <p className="small muted">{t('facts-text')}</p>
      </div>
      <FactField {...common('givenNames')}>
        {(said) => (
          <input {...text('givenNames')} {...said} autoComplete="given-name" autoCapitalize="words" dir="auto" />
        )}
      </FactField>
      <FactField {...common('familyName')}>
        {(said) => (
          <input {...text('familyName')} {...said} autoComplete="family-name" autoCapitalize="words" dir="auto" />
        )}
      </FactField>
      <FactField {...common('bornOn')} hint={t('fact-bornOn-hint', { age: leastAge })}>
        {(said) => <input {...text('bornOn')} {...said} type="date" autoComplete="bday" min="1900-01-01" />}
      </FactField>
      <FactField {...common('country')}>
        {(said) => (
          <select
            {...said}
            name="country"
            value={draft.country}
            autoComplete="country"
            onChange={(event) => onChange({ country: event.target.value })}
            onBlur={() => onLeave('country')}
          >
            <option value="">{t('fact-country-choose')}</option>
            {countries.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        )}
      </FactField>
      <FactField {...common('documentNumber')}>
        {(said) => (
          <input
            {...text('documentNumber')}
            {...said}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={24}
            dir="ltr"
          />
        )}
      </FactField>
      {draft.expires && (
        <FactField {...common('expiresOn')}>
          {(said) => <input {...text('expiresOn')} {...said} type="date" autoComplete="off" />}
        </FactField>
      )}
      <label className="tick">
        <input
          type="checkbox"
          checked={!draft.expires}
          onChange={(event) => onChange({ expires: !event.target.checked })}
        />
        <span>{t('fact-no-expiry')}</span>
      </label>
    </>
  );
}

type Said = { id: string; 'aria-invalid': boolean; 'aria-describedby': string };
type FieldProps = {
  fact: Fact;
  problem: FactProblem | undefined;
  hint?: string;
  children: (said: Said) => ReactNode;
};

function FactField({ fact, problem, hint, children }: FieldProps) {
  const t = useTexts();
  const [id, noteId] = [useId(), useId()];
  return (
    <div className="field">
      <label htmlFor={id}>{t(`fact-${fact}`)}</label>
      <div className={problem ? 'input invalid' : 'input'}>
        {children({ id, 'aria-invalid': problem !== undefined, 'aria-describedby': noteId })}
      </div>
      <p className={problem ? 'error' : 'hint'} id={noteId} role={problem ? 'alert' : undefined}>
        {problem ? t(`fact-${problem}`) : hint}
      </p>
    </div>
  );
}
