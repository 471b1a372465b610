import { useEffect, useRef, useState } from 'react';
import type { DocumentKind } from '../../../domain/verification.ts';
import { Drawing } from './drawings.tsx';

type Props = {
  file: File | undefined;
  kind: DocumentKind;
  /** Device pixels across that are enough for its place. */
  width: number;
  /** Said instead of it where it matters; without, it is decoration. */
  label?: string;
};

/**
 * A file as a picture, turned as the camera says, or the drawing of its kind where this browser cannot read it, such as a
 * PDF. Painted, because the page may show pictures from nowhere but itself.
 */
export function Picture({ file, kind, width, label }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [isPainted, setPainted] = useState(false);
  useEffect(() => {
    setPainted(false);
    if (!file?.type.startsWith('image/')) return;
    let isWanted = true;
    createImageBitmap(file).then(
      (bitmap) => {
        const target = canvas.current;
        if (isWanted && target) {
          const scale = Math.min(1, width / bitmap.width);
          target.width = Math.max(1, Math.round(bitmap.width * scale));
          target.height = Math.max(1, Math.round(bitmap.height * scale));
          target.getContext('2d')?.drawImage(bitmap, 0, 0, target.width, target.height);
          setPainted(true);
        }
        bitmap.close();
      },
      () => undefined, // not one that can be shown here; whether it can be read is for the server to say
    );
    return () => {
      isWanted = false;
    };
  }, [file, width]);
  return (
    <>
      <canvas
        ref={canvas}
        hidden={!isPainted}
        {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
      />
      {!isPainted && <Drawing kind={kind} />}
    </>
  );
}
