import { type ChangeEvent, type DragEvent, useState } from 'react';
import type { KycBody, SentDocumentBody } from '../../../contracts/http/kyc.ts';
import { type DocumentKind, MOST_FILES_OF_A_KIND } from '../../../domain/verification.ts';
import { useApp } from '../app-context.ts';
import { Icon } from '../parts/icon.tsx';
import { timeOf } from '../parts/moments.ts';
import { useOneAct } from '../parts/one-act.ts';
import { useTexts } from '../texts.tsx';
import { ACCEPTED, fileText, mayTryAgain, problemOf } from './file-problems.ts';
import { inMegabytes } from './megabytes.ts';
import { Picture } from './picture.tsx';
import { PreviewDialog } from './preview-dialog.tsx';
import { kycRefusal } from './refusals.ts';
import { UnderWay } from './under-way.tsx';
import type { Upload, Uploads } from './uploads.ts';

type Asked = KycBody['asked'][number];
type Props = { asked: Asked; uploads: Uploads; underWay: readonly Upload[] };

/** For the others another file must be chosen: that comes first then. */
const mayArrive = ({ failed }: Upload): boolean => failed === undefined || mayTryAgain(failed);

/** One of the things asked for: what it is or what is wrong with it, its files, and the two ways to send one. */
export function AskedCard({ asked, uploads, underWay }: Props) {
  const t = useTexts();
  const { kind, state, why, files } = asked;
  const [chosen, setChosen] = useState<File>();
  const [problem, setProblem] = useState<string>();
  const shown = underWay.at(-1)?.file ?? files.map(({ id }) => uploads.fileOf(id)).findLast((file) => file);
  const isTaken = state === 'accepted';
  const room = MOST_FILES_OF_A_KIND - files.length;
  const choose = (file: File | undefined) => {
    if (!file) return;
    const found = problemOf(file, files.length + underWay.filter(({ failed }) => failed === undefined).length);
    setProblem(found);
    if (!found) setChosen(file);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    if (!isTaken) choose(event.dataTransfer.files[0]);
  };
  return (
    <section
      className={state === 'again' ? 'card upload bad' : 'card upload'}
      aria-label={t(`document-${kind}`)}
      onDragOver={(event) => event.preventDefault()}
      onDrop={drop}
    >
      <span className="pic">
        <Picture file={shown} kind={kind} width={224} />
      </span>
      <div className="top">
        <h3 className="strong">{t(`document-${kind}`)}</h3>
        <StateChip asked={asked} />
      </div>
      <p className="say">{state === 'again' && why ? t(`again-${why}`) : t(`document-${kind}-text`)}</p>
      {files.length > 0 && (
        <ul className="files">
          {files.map((file, n) => (
            <SentFile key={file.id} sent={file} n={n + 1} name={uploads.fileOf(file.id)?.name} isTaken={isTaken} />
          ))}
        </ul>
      )}
      {underWay.map((upload) => (
        <UnderWay key={upload.id} upload={upload} uploads={uploads} />
      ))}
      {problem && (
        <p className="small error" role="alert">
          {fileText(t, problem)}
        </p>
      )}
      {!isTaken && room > 0 && (
        <Ways
          kind={kind}
          isFirst={(files.length === 0 || state === 'again') && !underWay.some(mayArrive)}
          onChoose={choose}
        />
      )}
      {chosen && (
        <PreviewDialog
          file={chosen}
          kind={kind}
          onNo={() => setChosen(undefined)}
          onSend={() => {
            setChosen(undefined);
            void uploads.add(kind, chosen);
          }}
        />
      )}
    </section>
  );
}

const CHIPS = {
  asked: undefined,
  received: { look: 'chip', icon: 'check' },
  accepted: { look: 'chip good', icon: 'check' },
  again: { look: 'chip warn', icon: 'alert' },
} as const satisfies Record<Asked['state'], unknown>;

function StateChip({ asked: { state } }: { asked: Asked }) {
  const t = useTexts();
  const chip = CHIPS[state];
  if (!chip) return null;
  return (
    <span className={chip.look}>
      <Icon name={chip.icon} size="xs" />
      {t(`document-state-${state}`)}
    </span>
  );
}

type SentProps = { sent: SentDocumentBody; n: number; name: string | undefined; isTaken: boolean };

/** A file that is there: it can be taken back until all of it is handed in. */
function SentFile({ sent, n, name, isTaken }: SentProps) {
  const t = useTexts();
  const { ask, cache } = useApp();
  const { busy, failed, act } = useOneAct();
  const called = name ?? t('file-number', { n });
  const remove = () =>
    act(async () => {
      await ask('removeDocument', { id: sent.id }).finally(() => cache.refresh('kyc'));
    });
  return (
    <li>
      <span className="grow">
        <bdi className="file-name">{called}</bdi>
        <span className="small muted">
          {[inMegabytes(sent.bytes, t.language), timeOf(sent.sentAt, t.language)].join(' · ')}
          {sent.state === 'held' && ` · ${t('file-held')}`}
        </span>
        {failed && (
          <span className="small error" role="alert">
            {kycRefusal(t, failed)}
          </span>
        )}
      </span>
      {!isTaken && (
        <button
          type="button"
          className="icon-button"
          aria-busy={busy}
          aria-label={t('file-remove', { name: called })}
          onClick={() => void remove()}
        >
          <Icon name="close" size="s" />
        </button>
      )}
    </li>
  );
}

type WaysProps = { kind: DocumentKind; isFirst: boolean; onChoose: (file: File | undefined) => void };

/** By the camera, or from what is on the device. A device without a camera of its own shows the second alone. */
function Ways({ kind, isFirst, onChoose }: WaysProps) {
  const t = useTexts();
  const taken = (event: ChangeEvent<HTMLInputElement>) => {
    onChoose(event.target.files?.[0]);
    event.target.value = ''; // the same file may be chosen again
  };
  return (
    <>
      <div className="acts">
        <label className={isFirst ? 'button small by-camera' : 'button quiet small by-camera'}>
          <input
            type="file"
            className="sr"
            accept="image/*"
            capture={kind === 'selfie' ? 'user' : 'environment'}
            onChange={taken}
          />
          <Icon name="camera" size="s" />
          {t(kind === 'selfie' ? 'take-selfie' : 'take-photo')}
        </label>
        <label className={isFirst ? 'button quiet small by-file first' : 'button quiet small by-file'}>
          <input type="file" className="sr" accept={ACCEPTED} onChange={taken} />
          <Icon name="upload" size="s" />
          {t(isFirst ? 'choose-file' : 'add-file')}
        </label>
      </div>
      <p className="drop">{t('drop-file')}</p>
    </>
  );
}
