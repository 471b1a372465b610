import type { ReactNode } from 'react';
import type { DocumentKind } from '../../../domain/verification.ts';

const line = { stroke: 'var(--line-strong)', strokeWidth: 3, strokeLinecap: 'round' } as const;
const paper = { fill: 'var(--raised)', stroke: 'var(--line-strong)', strokeWidth: 1.5 } as const;

/** What each document looks like, before there is a picture of the player's own. */
const DRAWINGS: Record<DocumentKind, ReactNode> = {
  identity: (
    <>
      <rect x="1" y="1" width="94" height="62" rx="8" {...paper} />
      <rect x="10" y="14" width="24" height="30" rx="4" fill="var(--sunken-strong)" />
      <circle cx="22" cy="25" r="5.5" fill="var(--muted)" />
      <path d="M12.5 43c1-7 5-10 9.500-10s8.500 3 9.500 10z" fill="var(--muted)" />
      <path d="M43 18h40M43 27h30M43 36h35M10 53h76" {...line} />
    </>
  ),
  selfie: (
    <>
      <rect x="24" y="1" width="48" height="62" rx="9" {...paper} />
      <ellipse
        cx="48"
        cy="30"
        rx="15"
        ry="19"
        fill="none"
        stroke="var(--accent-text)"
        strokeWidth="2"
        strokeDasharray="4 3.5"
      />
      <circle cx="48" cy="25" r="6" fill="var(--muted)" />
      <path d="M37 42c1-7 6-9.500 11-9.500S58 35 59 42c-3 5-7 7-11 7s-8-2-11-7z" fill="var(--muted)" />
      <path d="M43 57h10" {...line} />
    </>
  ),
  address: (
    <>
      <path d="M22 3h38l14 13v45H22z" {...paper} strokeLinejoin="round" />
      <path d="M60 3v13h14" fill="none" stroke="var(--line-strong)" strokeWidth="1.5" />
      <path d="M30 25h34M30 33h26M30 41h34M30 49h16" {...line} />
      <path d="M30 14h16" {...line} stroke="var(--muted)" strokeWidth="4" />
    </>
  ),
  funds: (
    <>
      <path d="M22 3h52v58H22z" {...paper} strokeLinejoin="round" />
      <path d="M30 14h20M30 24h36M30 32h36" {...line} />
      <path d="M32 54V44m11 10V40m11 14V46m11 8V37" {...line} stroke="var(--accent-text)" strokeWidth="4" />
    </>
  ),
};

export const Drawing = ({ kind }: { kind: DocumentKind }) => (
  <svg viewBox="0 0 96 64" aria-hidden="true">
    {DRAWINGS[kind]}
  </svg>
);
