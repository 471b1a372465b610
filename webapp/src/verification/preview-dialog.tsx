import { useEffect, useRef } from 'react';
import type { DocumentKind } from '../../../domain/verification.ts';
import { useApp } from '../app-context.ts';
import { Dialog } from '../parts/dialog.tsx';
import { useTexts } from '../texts.tsx';
import { inMegabytes } from './megabytes.ts';
import { Picture } from './picture.tsx';
import { PhotoPoints } from './why-we-ask.tsx';

type Props = { file: File; kind: DocumentKind; onNo: () => void; onSend: () => void };

/** The picture as it will be sent, beside what lets it pass: the player is its first reviewer. */
export function PreviewDialog({ file, kind, onNo, onSend }: Props) {
  const t = useTexts();
  const { telegram } = useApp();
  const back = useRef(onNo);
  back.current = onNo;
  useEffect(() => telegram?.onBack(() => back.current()), [telegram]);
  return (
    <Dialog title={t('preview-title')} look={{ title: 'title', dialog: 'dialog confirm preview' }} onNo={onNo}>
      <figure>
        <span className="pic">
          <Picture file={file} kind={kind} width={720} label={t('preview-picture', { name: file.name })} />
        </span>
        <figcaption className="small muted">
          <bdi className="file-name">{file.name}</bdi> {inMegabytes(file.size, t.language)}
        </figcaption>
      </figure>
      <PhotoPoints kinds={[kind]} />
      <div className="actions">
        <button type="button" className="button wide" onClick={onSend}>
          {t('preview-send')}
        </button>
        <button type="button" className="button quiet wide" onClick={onNo}>
          {t('preview-other')}
        </button>
      </div>
    </Dialog>
  );
}
