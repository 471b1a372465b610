import type { KycBody } from '../../../contracts/http/kyc.ts';
import type { LimitsBody } from '../../../contracts/http/limits.ts';
import { useKnown } from '../api/cache.ts';
import { useApp } from '../app-context.ts';
import { LastBetNotice } from '../games/last-bet.tsx';
import { dayMonthOf } from '../parts/moments.ts';
import { Waits } from '../parts/waits.tsx';
import type { Place } from '../places.ts';
import { useTexts } from '../texts.tsx';
import { stageOf } from '../verification/stage.ts';
import { PauseCallout } from './pause-callout.tsx';
import { RealityCheck } from './reality-check.tsx';
import '../styles/account.css';
import '../styles/limits.css';

/** What a player must not miss, on whichever page: that play is paused, that documents are asked for, and how long they are here. */
export function Watch({ place }: { place: Place }) {
  const { page } = place;
  const { ask, cache } = useApp();
  const limits = useKnown<LimitsBody>(cache, 'limits', () => ask('limits')).value;
  const kyc = useKnown<KycBody>(cache, 'kyc', () => ask('kyc')).value;
  return (
    <>
      <LastBetNotice place={place} />
      {limits?.pause && page !== 'limits' && <PauseCallout pause={limits.pause} />}
      {kyc && page === 'home' && <Asked kyc={kyc} />}
      {limits && <RealityCheck limits={limits} />}
    </>
  );
}

function Asked({ kyc }: { kyc: KycBody }) {
  const t = useTexts();
  const stage = stageOf(kyc);
  if (stage !== 'asked' && stage !== 'again') return null;
  return (
    <Waits
      icon="idcard"
      title={t(stage === 'again' ? 'kyc-waits-again' : 'kyc-waits')}
      text={kyc.answerBy ? t('kyc-waits-until', { day: dayMonthOf(kyc.answerBy, t.language) }) : t('kyc-waits-text')}
      place={{ page: 'kyc' }}
    />
  );
}
