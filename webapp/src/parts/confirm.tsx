import { type ReactNode, useEffect, useRef } from 'react';
import { useApp } from '../app-context.ts';
import { Dialog } from './dialog.tsx';

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
  const { telegram } = useApp();
  const back = useRef(onSafe);
  back.current = onSafe;
  useEffect(() => {
    return telegram?.onBack(() => back.current());
  }, [telegram]);
  return (
    <Dialog title={title} look={{ title: 'title', dialog: 'dialog confirm' }} onNo={onSafe}>
      {children}
      <div className="actions">
        <button type="button" className="button quiet wide" onClick={onSafe}>
          {safe}
        </button>
        <button type="button" className="button danger wide" aria-busy={busy} onClick={onAct}>
          {act}
        </button>
      </div>
    </Dialog>
  );
}
