import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import { useApp } from '../app-context.ts';
import { useTexts } from '../texts.tsx';
import { Icon } from './icon.tsx';

/** A sheet on a phone, a dialog on a desk. The browser's own dialog keeps focus inside and gives it back. */
export function Sheet({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const t = useTexts();
  const { telegram } = useApp();
  const ref = useRef<HTMLDialogElement>(null);
  const close = useRef(onClose);
  close.current = onClose;
  // Before the effects of what it holds: Back is a step within the sheet first, and closes it then.
  useLayoutEffect(() => telegram?.onBack(() => close.current()), [telegram]);
  useEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={ref}
      className="sheet-page"
      aria-label={title}
      onCancel={(event) => {
        event.preventDefault(); // Escape is ours to answer: the address changes with it
        onClose();
      }}
    >
      <header className="sheet-head">
        <h2 className="title grow">{title}</h2>
        <button type="button" className="icon-button" aria-label={t('close')} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      {children}
    </dialog>
  );
}
