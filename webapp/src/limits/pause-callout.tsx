import type { LimitsBody } from '../../../contracts/http/limits.ts';
import { useApp } from '../app-context.ts';
import { Icon } from '../parts/icon.tsx';
import { dateOf, timeOf } from '../parts/moments.ts';
import { type Texts, useTexts } from '../texts.tsx';

type Pause = NonNullable<LimitsBody['pause']>;

/** Until when, as exactly as it is worth: a break to the minute, an exclusion by its day, or never. */
export function pauseEnd(t: Texts, { kind, until }: Pause): string {
  if (until === null) return 'never';
  const day = dateOf(until, t.language);
  return kind === 'break' ? `${day}, ${timeOf(until, t.language)}` : day;
}

/** Play and deposits are closed; the way out is open, and one press away. */
export function PauseCallout({ pause }: { pause: Pause }) {
  const t = useTexts();
  const { go } = useApp();
  return (
    <div className="callout paused" role="status">
      <Icon name="pause" />
      <div className="grow">
        <p>
          <b>{t(`paused-${pause.kind}`, { until: pauseEnd(t, pause) })}</b> {t('paused-text')}
        </p>
        <button type="button" className="link" onClick={() => go({ page: 'home', sheet: 'withdraw' })}>
          {t('withdraw')}
        </button>
      </div>
    </div>
  );
}
