import { Icon } from '../parts/icon.tsx';
import { useTexts } from '../texts.tsx';
import { fileText, mayTryAgain } from './file-problems.ts';
import { inMegabytes } from './megabytes.ts';
import type { Upload, Uploads } from './uploads.ts';

/** A file on its way, by what has really gone out; or why it did not arrive, with the way on. */
export function UnderWay({ upload, uploads }: { upload: Upload; uploads: Uploads }) {
  const t = useTexts();
  const { id, file, sent, failed } = upload;
  const percent = Math.floor((100 * sent) / file.size);
  if (failed !== undefined)
    return (
      <div className="under-way failed" role="alert">
        <p>
          <bdi className="file-name">{file.name}</bdi>
          <span className="small error">{fileText(t, failed)}</span>
        </p>
        <div className="acts">
          {mayTryAgain(failed) && (
            <button type="button" className="button small" onClick={() => void uploads.again(id)}>
              <Icon name="refresh" size="s" />
              {t('retry')}
            </button>
          )}
          <button type="button" className="button quiet small" onClick={() => uploads.drop(id)}>
            {t('file-drop')}
          </button>
        </div>
      </div>
    );
  return (
    <div className="under-way">
      <p>
        <bdi className="file-name">{file.name}</bdi>
        <span className="small muted">
          {percent === 100
            ? t('file-looked-through')
            : t('file-sent', { sent: inMegabytes(sent, t.language), of: inMegabytes(file.size, t.language) })}
        </span>
      </p>
      <button
        type="button"
        className="icon-button"
        aria-label={t('file-stop', { name: file.name })}
        onClick={() => uploads.drop(id)}
      >
        <Icon name="close" size="s" />
      </button>
      <div
        className="progress"
        role="progressbar"
        aria-label={t('file-progress', { name: file.name })}
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <i style={{ inlineSize: `${percent}%` }} />
      </div>
    </div>
  );
}
