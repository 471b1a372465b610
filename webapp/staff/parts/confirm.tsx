import type { ReactNode } from 'react';
import type { Refused } from '../../src/api/client.ts';
import { Dialog } from '../../src/parts/dialog.tsx';
import { Refusal } from './pieces.tsx';

/** Asked before what cannot be taken back; the safe choice is first. */
export function Confirm({
  title,
  children,
  no,
  yes,
  busy,
  failed,
  isCalm = false,
  onNo,
  onYes,
}: {
  title: string;
  children: ReactNode;
  no: string;
  yes: string;
  busy: boolean;
  failed: Refused | undefined;
  /** It takes nothing from anybody. */
  isCalm?: boolean;
  onNo: () => void;
  onYes: () => void;
}) {
  return (
    <Dialog title={title} look={{ title: 'heading', dialog: 'dialog' }} onNo={onNo}>
      {children}
      <Refusal problem={failed} />
      <div className="actions">
        <button type="button" className="button quiet" onClick={onNo}>
          {no}
        </button>
        <button type="button" className={isCalm ? 'button' : 'button danger'} aria-busy={busy} onClick={onYes}>
          {yes}
        </button>
      </div>
    </Dialog>
  );
}
