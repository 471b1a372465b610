import { useId } from 'react';
import { OneTimeCode } from '../account/one-time-code.tsx';
import { Icon } from '../parts/icon.tsx';
import { useTexts } from '../texts.tsx';

type Props = {
  /** Where the code is, and until when it is good. */
  sent: string;
  digits: string;
  problem: string | undefined;
  onDigits: (digits: string) => void;
  again: { readonly busy: boolean; readonly isDone: boolean; readonly act: () => void };
};

/** The code from the chat, where it is what the player must do now. */
export function CodeBox({ sent, digits, problem, onDigits, again }: Props) {
  const t = useTexts();
  const id = useId();
  return (
    <section className="code-box" aria-labelledby={id}>
      <h3 className="heading" id={id}>
        {t('confirm-with-code')}
      </h3>
      <p>{sent}</p>
      <OneTimeCode value={digits} problem={problem} onChange={onDigits} />
      <p className="small muted" role="status">
        {t(again.isDone ? 'code-resent' : 'code-key')}
      </p>
      <button type="button" className="link" aria-busy={again.busy} onClick={again.act}>
        <Icon name="refresh" size="s" />
        {t('code-again')}
      </button>
    </section>
  );
}

/** What the code was for waits on; this code does not. */
export const isDeadCode = (reason: string | undefined): boolean =>
  reason !== undefined && ['code-over', 'code-unknown', 'act-changed'].includes(reason);
