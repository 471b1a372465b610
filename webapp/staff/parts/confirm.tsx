import { type ReactNode, useEffect, useId, useRef } from 'react';
import type { Refused } from '../../src/api/client.ts';
import { Refusal } from './pieces.tsx';

/** Asked before what cannot be taken back; the safe choice is first. The browser's own dialog keeps focus inside and gives it back. */
export function Confirm({
  title,
  children,
  no,
  yes,
  busy,
  failed,
  onNo,
  onYes,
}: {
  title: string;
  children: ReactNode;
  no: string;
  yes: string;
  busy: boolean;
  failed: Refused | undefined;
  onNo: () => void;
  onYes: () => void;
}) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={ref}
      className="dialog"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onNo();
      }}
    >
      <h2 className="heading" id={id}>
        {title}
      </h2>
      {children}
      <Refusal problem={failed} />
      <div className="actions">
        <button type="button" className="button quiet" onClick={onNo}>
          {no}
        </button>
        <button type="button" className="button danger" aria-busy={busy} onClick={onYes}>
          {yes}
        </button>
      </div>
    </dialog>
  );
}
