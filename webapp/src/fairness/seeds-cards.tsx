import type { SeedBody, SeedsBody } from '../../../contracts/http/games.ts';
import { useApp } from '../app-context.ts';
import { CopyLine } from '../parts/copy-line.tsx';
import { Icon } from '../parts/icon.tsx';
import { nearMoment } from '../parts/moments.ts';
import { useTexts } from '../texts.tsx';
import { inSixteens, shortened } from './proved.ts';

/** What is promised, in three sentences; each is kept by something on this page. */
export function Promises() {
  const t = useTexts();
  return (
    <section className="card pad" aria-labelledby="fairness-promise">
      <h2 className="heading" id="fairness-promise">
        {t('fairness-promise')}
      </h2>
      <ol className="kept-promises">
        <li>{t('fairness-promise-1')}</li>
        <li>{t('fairness-promise-2')}</li>
        <li>{t('fairness-promise-3')}</li>
      </ol>
    </section>
  );
}

/** Who never played has one pair alone, and only its first half. */
export const isUnplayed = ({ now, next }: Pick<SeedsBody, 'now' | 'next'>): boolean => now.id === next.id;

export function SeedsNow({ seeds: { now, next }, onChange }: { seeds: SeedsBody; onChange: () => void }) {
  const t = useTexts();
  const isFresh = isUnplayed({ now, next });
  return (
    <section className="card pad seeds-now" aria-labelledby="seeds-now">
      <div className="section-head">
        <h2 className="heading" id="seeds-now">
          {t('seeds-now')}
        </h2>
        <span className="chip good">
          <Icon name="lock" size="xs" />
          {t('seeds-sealed')}
        </span>
      </div>
      <Sealed label={t('seeds-commitment')} commitment={now.commitment} />
      <dl className="terms small">
        <div>
          <dt>{t('seeds-client')}</dt>
          <dd className="code">{now.clientSeed ? <bdi dir="ltr">{now.clientSeed}</bdi> : t('seeds-none-yet')}</dd>
        </div>
        <div>
          <dt>{t('seeds-rounds')}</dt>
          <dd>{now.rounds}</dd>
        </div>
      </dl>
      {isFresh ? (
        <p className="small muted">{t('seeds-fresh')}</p>
      ) : (
        <>
          <Sealed label={t('seeds-next-commitment')} commitment={next.commitment} />
          <p className="small muted">{t('seeds-next-text')}</p>
        </>
      )}
      <button type="button" className="button wide" onClick={onChange}>
        {t(isFresh ? 'seeds-choose' : 'seeds-change')}
      </button>
    </section>
  );
}

const Sealed = ({ label, commitment }: { label: string; commitment: string }) => (
  <div>
    <p className="small strong">{label}</p>
    <code className="hash" dir="ltr">
      {inSixteens(commitment)}
    </code>
  </div>
);

/** Pairs that are used no more, the last first: both halves, for any tool. */
export function OpenedSeeds({ before }: { before: readonly SeedBody[] }) {
  const t = useTexts();
  return (
    <section aria-labelledby="seeds-opened">
      <div className="section-head">
        <h2 className="heading" id="seeds-opened">
          {t('seeds-opened')}
        </h2>
      </div>
      {before.length === 0 ? (
        <p className="card pad small muted">{t('seeds-opened-none')}</p>
      ) : (
        <ul className="opened">
          {before.map((seed) => (
            <li key={seed.id}>
              <Opened seed={seed} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Opened({ seed: { serverSeed, clientSeed, rounds, openedAt, commitment } }: { seed: SeedBody }) {
  const t = useTexts();
  return (
    <details className="card pad">
      <summary>
        <span className="grow strong">
          {openedAt ? t('seeds-opened-at', { at: nearMoment(t, openedAt) }) : shortened(commitment)}
        </span>
        <span className="small muted">{t('seeds-with-rounds', { count: rounds })}</span>
        <Icon name="down" size="xs" />
      </summary>
      <div className="column">
        {serverSeed && <CopyLine label={t('seeds-server')} value={serverSeed} shown={inSixteens(serverSeed)} />}
        {clientSeed && <CopyLine label={t('seeds-client')} value={clientSeed} />}
        <CopyLine label={t('seeds-commitment')} value={commitment} shown={inSixteens(commitment)} />
      </div>
    </details>
  );
}

/** The way from a round whose seed is still secret. */
export function ChangeToOpen({ round }: { round: string }) {
  const t = useTexts();
  const { go } = useApp();
  return (
    <section className="card pad" aria-labelledby="not-opened">
      <h2 className="heading" id="not-opened">
        {t('check-not-opened')}
      </h2>
      <p className="muted">{t('check-not-opened-text')}</p>
      <p className="keys">
        <button type="button" className="button small" onClick={() => go({ page: 'fairness', sheet: 'seeds', round })}>
          {t('seeds-change')}
        </button>
      </p>
    </section>
  );
}
