import { useEffect } from 'react';
import type { KycBody } from '../../../contracts/http/kyc.ts';
import { useKnown } from '../api/cache.ts';
import { useApp } from '../app-context.ts';
import { Failed } from '../parts/failed.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { ListSkeleton } from '../parts/skeletons.tsx';
import { useTexts } from '../texts.tsx';
import { AskedPage } from './asked-page.tsx';
import { Approved, Idle, Refused, Waiting } from './resting.tsx';
import { stageOf } from './stage.ts';
import { PhotoThatPasses, WhyWeAsk } from './why-we-ask.tsx';
import '../styles/verification.css';

/** How far the player is verified, what is asked of them, and what became of it. */
export function Verification() {
  const t = useTexts();
  const { ask, cache } = useApp();
  const { value, failed, retry } = useKnown<KycBody>(cache, 'kyc', () => ask('kyc'));
  const stage = value && stageOf(value);
  useEffect(() => {
    // What was done last may have been at the foot of a long page.
    if (stage === 'checking' || stage === 'in-review') scrollTo(0, 0);
  }, [stage]);
  return (
    <>
      <PageHead title={t('kyc')} />
      {!value ? (
        failed ? (
          <Failed problem={failed} onRetry={retry} />
        ) : (
          <ListSkeleton rows={3} />
        )
      ) : (
        <div className="two-columns">
          <div className="column">
            <p className="sr" role="status">
              {t(`kyc-short-${stageOf(value)}`)}
            </p>
            <Now kyc={value} />
          </div>
          {stage !== 'refused' && stage !== 'approved' && (
            <div className="column">
              <WhyWeAsk kyc={value} />
              {(stage === 'asked' || stage === 'again') && <PhotoThatPasses asked={value.asked} />}
            </div>
          )}
        </div>
      )}
    </>
  );
}

function Now({ kyc }: { kyc: KycBody }) {
  switch (stageOf(kyc)) {
    case 'idle':
      return <Idle kyc={kyc} />;
    case 'asked':
    case 'again':
      return <AskedPage kyc={kyc} />;
    case 'checking':
    case 'in-review':
      return <Waiting kyc={kyc} />;
    case 'approved':
      return <Approved kyc={kyc} />;
    case 'refused':
      return <Refused />;
  }
}
