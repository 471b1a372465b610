import { type ReactNode, useEffect, useId, useRef } from 'react';

type Props = {
  title: string;
  /** How the title is set, and what the dialog is besides. */
  look: { readonly title: string; readonly dialog: string };
  children: ReactNode;
  /** Escape means no. */
  onNo: () => void;
};

/** The browser's own dialog: it keeps focus inside and gives it back. */
export function Dialog({ title, look, children, onNo }: Props) {
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
      className={look.dialog}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onNo();
      }}
    >
      <h2 className={look.title} id={id}>
        {title}
      </h2>
      {children}
    </dialog>
  );
}
