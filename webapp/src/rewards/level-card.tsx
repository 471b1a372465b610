import type { VipBody } from '../../../contracts/http/standing.ts';
import { formatMoney } from '../../../contracts/texts/format.ts';
import { moneyOf } from '../amounts.ts';
import { useKnown } from '../api/cache.ts';
import { useApp } from '../app-context.ts';
import { useTexts } from '../texts.tsx';
import { isNothing } from './wagering.ts';

/** The level that was reached by playing, and how far it is to the next. Nothing here runs out. */
export function LevelCard() {
  const t = useTexts();
  const { ask, cache, go } = useApp();
  const { value: vip } = useKnown<VipBody>(cache, 'vip', () => ask('vip'));
  if (!vip) return <div className="skeleton tall" />;
  const { level, points, perPoint } = vip;
  const { next, percent } = wayUp(vip);
  return (
    <section className="card level" aria-labelledby="level">
      <span className="medal" aria-hidden="true">
        <i className="rosette" />
        <b>{level}</b>
      </span>
      <div>
        <h2 className="heading" id="level">
          {level === 0 ? t('vip-level-0') : t('level-named', { level, name: t(`vip-level-${level}`) })}
        </h2>
        <p className="small muted">
          {t('level-points', { points })}
          {' · '}
          {next ? t('level-next', { points: next.from - points, name: t(`vip-level-${next.level}`) }) : t('level-top')}
        </p>
      </div>
      {next && (
        <div className="progress" role="progressbar" aria-label={t('level-bar')} aria-valuenow={percent}>
          <i style={{ inlineSize: `${percent}%` }} />
        </div>
      )}
      {!isNothing(perPoint) && (
        <p className="small muted gives">{t('level-rule', { amount: formatMoney(moneyOf(perPoint), t.language) })}</p>
      )}
      <button type="button" className="link gives" onClick={() => go({ page: 'leaderboard' })}>
        {t('leaderboard-see')}
      </button>
    </section>
  );
}

/** The next level, and how much of the way to it from the one before is done: whole percent, rounded down. */
export function wayUp({ level, levels, points }: VipBody): {
  next: VipBody['levels'][number] | undefined;
  percent: number;
} {
  const next = levels.find((each) => each.level === level + 1);
  const from = levels.find((each) => each.level === level)?.from ?? 0;
  if (!next || next.from <= from) return { next, percent: 100 };
  return { next, percent: Math.max(0, Math.min(100, Math.floor((100 * (points - from)) / (next.from - from)))) };
}
