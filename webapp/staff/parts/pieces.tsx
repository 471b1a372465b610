import type { ReactNode } from 'react';
import type { AmountBody } from '../../../contracts/http/amounts.ts';
import { formatMoney } from '../../../contracts/texts/format.ts';
import { moneyOf } from '../../src/amounts.ts';
import type { Refused } from '../../src/api/client.ts';
import { Icon } from '../../src/parts/icon.tsx';
import { momentText, utcText } from '../moments.ts';
import { refusalText, words } from '../texts.ts';

export const Money = ({ amount }: { amount: AmountBody }) => (
  <bdi className="money">{formatMoney(moneyOf(amount), 'en')}</bdi>
);

export const When = ({ iso }: { iso: string }) => (
  <time dateTime={iso} title={utcText(iso)}>
    {momentText(iso)}
  </time>
);

/** A name and what it is, in a list of terms. */
export const Term = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

/** The head of a page; the focus comes here when somebody goes from one place to another. */
export function PageHead({ title, onBack, children }: { title: ReactNode; onBack?: () => void; children?: ReactNode }) {
  return (
    <div className="centre-head">
      {onBack && (
        <button type="button" className="icon-button back" aria-label={words.back} onClick={onBack}>
          <Icon name="back" />
        </button>
      )}
      <h1 className="title" tabIndex={-1}>
        {title}
      </h1>
      {children}
    </div>
  );
}

/** It leads into the Temporal Web UI, in a window of its own, which learns nothing of ours. */
export function TemporalLink({ href, children, className }: { href: string; children: ReactNode; className: string }) {
  return (
    <a className={className} href={href} target="_blank" rel="noopener noreferrer">
      {children}
      <Icon name="out" size="xs" />
    </a>
  );
}

const FINAL: readonly string[] = ['not-your-role', 'unknown-player', 'unknown-case', 'own-case'];

/** It could not be read; why, and the way on. */
export function Failed({ problem, onRetry }: { problem: Refused; onRetry: () => void }) {
  const { reason } = problem.problem;
  const isFinal = FINAL.includes(reason);
  return (
    <div className="card empty" role="alert">
      <Icon name={isFinal ? 'block' : 'alert'} />
      <p>{refusalText(reason)}</p>
      {!isFinal && (
        <button type="button" className="button quiet small" onClick={onRetry}>
          <Icon name="refresh" size="s" />
          {words.retry}
        </button>
      )}
    </div>
  );
}

/** An act that was refused, beside what would have done it. */
export const Refusal = ({ problem }: { problem: Refused | undefined }) =>
  problem && (
    <p className="callout danger" role="alert">
      <Icon name="alert" size="s" />
      {refusalText(problem.problem.reason)}
    </p>
  );

export function Empty({ icon, title, text }: { icon: string; title: string; text: string }) {
  return (
    <div className="card empty">
      <Icon name={icon} />
      <p className="strong">{title}</p>
      <p className="small muted">{text}</p>
    </div>
  );
}

/** Cards in the shape of what comes. */
export function Skeletons({ heights }: { heights: readonly ('low' | 'high')[] }) {
  return (
    <div className="stack" role="status" aria-label={words.loading}>
      {heights.map((height, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
        <div key={n} className={`card skeleton-card ${height}`}>
          <span className="skeleton" />
          <span className="skeleton" />
          <span className="skeleton" />
        </div>
      ))}
    </div>
  );
}
