import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useApp } from '../app-context.ts';

type Props = {
  title: string;
  children: ReactNode;
  /** What keeps everything as it is; it comes first, and Escape means it. */
  safe: string;
  act: string;
  busy: boolean;
  onSafe: () => void;
  onAct: () => void;
};

/** Asks once more before something that is not to be undone, and says what it ends. */
export function Confirm({ title, children, safe, act, busy, onSafe, onAct }: Props) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const { telegram } = useApp();
  const back = useRef(onSafe);
  back.current = onSafe;
  useEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    telegram?.onBack(() => back.current());
    return () => {
      telegram?.onBack(undefined);
      dialog?.close();
    };
  }, [telegram]);
  return (
    <dialog
      ref={ref}
      className="dialog confirm"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onSafe();
      }}
    >
      <h2 className="title" id={titleId}>
        {title}
      </h2>
      {children}
      <div className="actions">
        <button type="button" className="button quiet wide" onClick={onSafe}>
          {safe}
        </button>
        <button type="button" className="button danger wide" aria-busy={busy} onClick={onAct}>
          {act}
        </button>
      </div>
    </dialog>
  );
}
