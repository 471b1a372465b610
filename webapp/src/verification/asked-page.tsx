import type { KycBody } from '../../../contracts/http/kyc.ts';
import { dayMonthOf } from '../parts/moments.ts';
import { useTexts } from '../texts.tsx';
import { AskedCard } from './asked-card.tsx';
import { HandIn } from './hand-in.tsx';
import { inOrder, stageOf, whyNotYet } from './stage.ts';
import { useUploads } from './use-uploads.ts';

/** One consolidated request: what is asked, what is there, until when; then who they are, and all of it is handed in. */
export function AskedPage({ kyc }: { kyc: KycBody }) {
  const { uploads, all } = useUploads();
  const isSending = all.some(({ failed }) => failed === undefined);
  return (
    <>
      <Progress kyc={kyc} />
      {inOrder(kyc.asked).map((asked) => (
        <AskedCard
          key={asked.kind}
          asked={asked}
          uploads={uploads}
          underWay={all.filter(({ kind }) => kind === asked.kind)}
        />
      ))}
      <HandIn kyc={kyc} notYet={whyNotYet(kyc.asked, isSending)} />
    </>
  );
}

const LOOKS = { accepted: 'full', received: 'full', again: 'bad', asked: '' } as const;

function Progress({ kyc }: { kyc: KycBody }) {
  const t = useTexts();
  const { asked, answerBy } = kyc;
  const again = asked.filter(({ state }) => state === 'again').length;
  const there = asked.filter(({ state }) => state === 'received' || state === 'accepted').length;
  return (
    <section className="card pad" aria-labelledby="kyc-now">
      <h2 className="title" id="kyc-now">
        {stageOf(kyc) === 'again'
          ? t('kyc-again-title', { count: again })
          : t('kyc-asked-title', { count: asked.length })}
      </h2>
      <div className="meter" aria-hidden="true">
        {inOrder(asked)
          .reverse()
          .map(({ kind, state }) => (
            <i key={kind} className={LOOKS[state]} />
          ))}
      </div>
      <p className="small muted">
        {t('kyc-progress', { there, count: asked.length })}
        {answerBy && (
          <>
            {' · '}
            {t('kyc-answer-by', { day: dayMonthOf(answerBy, t.language) })}
          </>
        )}
      </p>
    </section>
  );
}
