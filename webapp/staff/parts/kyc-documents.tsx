import { useState } from 'react';
import type { LookBody } from '../../../contracts/http/documents.ts';
import type { KycCaseBody } from '../../../contracts/http/staff-kyc.ts';
import { documentKinds } from '../../../domain/verification.ts';
import { Icon } from '../../src/parts/icon.tsx';
import { useOneAct } from '../../src/parts/one-act.ts';
import { useDesk } from '../desk-context.ts';
import { kindWords, kycWords as w } from '../kyc-texts.ts';
import { endOfLook } from '../looks.ts';
import { DocumentViewer } from './document-viewer.tsx';
import { Refusal, When } from './pieces.tsx';

type Document = KycCaseBody['documents'][number];
type Props = { readonly documents: readonly Document[]; readonly isOwn: boolean };

/** What the player sent. Each is shown for a minute, several beside each other: a face is compared with a face. */
export function KycDocuments({ documents, isOwn }: Props) {
  const newest = Math.max(...documents.map(({ revision }) => revision));
  const sorted = documentKinds.flatMap((kind) => documents.filter((each) => each.kind === kind));
  return (
    <section className="card pad">
      <h2 className="heading card-head">{w.documents}</h2>
      <p className="small muted">{documents.length === 0 ? w.noDocuments : isOwn ? w.own : w.lookRecorded}</p>
      <ul className="documents">
        {sorted.map((document) => (
          <DocumentLine key={document.id} document={document} isEarlier={document.revision < newest} isOwn={isOwn} />
        ))}
      </ul>
    </section>
  );
}

type Look = LookBody & { readonly openedAt: string; readonly endsAtMs: number };

type LineProps = { readonly document: Document; readonly isEarlier: boolean; readonly isOwn: boolean };

function DocumentLine({ document, isEarlier, isOwn }: LineProps) {
  const { ask } = useDesk();
  const [look, setLook] = useState<Look>();
  const { busy, failed, act } = useOneAct();
  const [isOver, setOver] = useState(false);
  const { id, kind, state, pages, bytes, sentAt } = document;
  const called = kindWords[kind];
  const show = () =>
    void act(async () => {
      setOver(false);
      const openedAt = new Date();
      const answer = await ask('lookAtDocument', { id });
      setLook({ ...answer, openedAt: openedAt.toISOString(), endsAtMs: endOfLook(answer.expiresAt, Date.now()) });
    });
  const end = () => {
    setLook(undefined);
    setOver(true);
  };
  return (
    <li>
      <div className="line">
        <span className="grow">
          <span className="strong">{called}</span>
          <span className="small muted sub">
            {`${w.pages(pages)} · ${w.size(bytes)} · ${w.sentAt} `}
            <When iso={sentAt} />
            {isEarlier && ` · ${w.earlier}`}
          </span>
        </span>
        {!isOwn && state === 'kept' && (
          <button
            type="button"
            className="button quiet small"
            aria-busy={busy}
            aria-label={(look ? w.hideNamed : w.showNamed)(called)}
            onClick={look ? () => setLook(undefined) : show}
          >
            <Icon name="eye" size="s" />
            {look ? w.hide : w.show}
          </button>
        )}
      </div>
      {state === 'held' && <p className="small muted">{w.held}</p>}
      {isOver && !look && (
        <p className="small muted" role="status">
          {w.over}
        </p>
      )}
      <Refusal problem={failed} />
      {look && (
        <DocumentViewer
          key={look.openedAt}
          called={called}
          paths={look.pages}
          openedAt={look.openedAt}
          endsAtMs={look.endsAtMs}
          onOver={end}
        />
      )}
    </li>
  );
}
