import type { LeaderboardBody } from '../../../contracts/http/standing.ts';
import { useKnown } from '../api/cache.ts';
import { useApp } from '../app-context.ts';
import { soonMoment } from '../limits/soon.ts';
import { Failed } from '../parts/failed.tsx';
import { timeOf } from '../parts/moments.ts';
import { PageHead } from '../parts/page-head.tsx';
import { ListSkeleton } from '../parts/skeletons.tsx';
import { useTexts } from '../texts.tsx';
import { Figure } from './figure.tsx';
import '../styles/rewards.css';

/** Points of this week: the first fifty, and the player's own place at the foot where it is not among them. */
export function Leaderboard() {
  const t = useTexts();
  const { ask, cache } = useApp();
  const { value, failed, retry } = useKnown<LeaderboardBody>(cache, 'leaderboard', () => ask('leaderboard'));
  return (
    <>
      <PageHead title={t('leaderboard')} behind="rewards" />
      {value ? (
        <Board board={value} />
      ) : failed ? (
        <Failed problem={failed} onRetry={retry} />
      ) : (
        <ListSkeleton rows={8} />
      )}
    </>
  );
}

function Board({ board }: { board: LeaderboardBody }) {
  const t = useTexts();
  const { rows, you, endsAt, asOf } = board;
  const isAmong = rows.some(({ isYou }) => isYou);
  return (
    <section className="leaderboard" aria-label={t('leaderboard')}>
      <p className="muted">{t('leaderboard-ends', { at: soonMoment(t, endsAt, Date.now()) })}</p>
      {rows.length === 0 ? (
        <div className="card empty">
          <Figure name="cup" />
          <p>{t('leaderboard-empty')}</p>
        </div>
      ) : (
        <table className="card board">
          <thead className="sr">
            <tr>
              <th scope="col">{t('leaderboard-rank')}</th>
              <th scope="col">{t('leaderboard-player')}</th>
              <th scope="col">{t('leaderboard-points')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, n) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a rank may be shared, a line is not
              <Row key={n} {...row} name={row.isYou ? t('leaderboard-you') : row.name} />
            ))}
            {!isAmong && you && <Row {...you} name={t('leaderboard-you')} isYou />}
          </tbody>
        </table>
      )}
      {!you && rows.length > 0 && <p className="small muted">{t('leaderboard-not-you')}</p>}
      <p className="small muted">
        {t('leaderboard-rule', { time: timeOf(asOf, t.language) })} {t('leaderboard-names')}
      </p>
    </section>
  );
}

type RowProps = LeaderboardBody['rows'][number];

function Row({ rank, name, points, isYou }: RowProps) {
  const t = useTexts();
  return (
    <tr className={isYou ? 'you' : undefined} aria-current={isYou || undefined}>
      <td className="rank">{rank}</td>
      <td className="who">
        <bdi>{name}</bdi>
      </td>
      <td className="points">
        <bdi>{t('level-points', { points })}</bdi>
      </td>
    </tr>
  );
}
