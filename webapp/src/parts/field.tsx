import { useId } from 'react';

type FieldProps = {
  label: string;
  hint: string;
  problem: string | undefined;
  value: string;
  onChange: (value: string) => void;
  /** What is typed into it: a name, letters and digits of a bank, or something that is copied to the letter. */
  kind?: 'name' | 'code' | 'exact';
};

const LONGEST = { name: 140, code: 60, exact: 400 } as const;
const CAPITALS = { name: 'words', code: 'characters', exact: 'none' } as const;

/** A line to type in, with what is expected below it, or what is wrong. */
export function Field({ label, hint, problem, value, onChange, kind = 'name' }: FieldProps) {
  const [id, noteId] = [useId(), useId()];
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className={problem ? 'input invalid' : 'input'} dir={kind === 'name' ? undefined : 'ltr'}>
        <input
          id={id}
          value={value}
          maxLength={LONGEST[kind]}
          autoComplete={kind === 'name' ? 'name' : 'off'}
          autoCapitalize={CAPITALS[kind]}
          spellCheck={false}
          aria-invalid={problem !== undefined}
          aria-describedby={noteId}
          onChange={(event) => onChange(event.target.value)}
        />
      </div>
      <p className={problem ? 'error' : 'hint'} id={noteId} role={problem ? 'alert' : undefined}>
        {problem ?? hint}
      </p>
    </div>
  );
}
