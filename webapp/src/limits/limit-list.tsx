import type { LimitBody, LimitsBody } from '../../../contracts/http/limits.ts';
import { useApp } from '../app-context.ts';
import { Icon } from '../parts/icon.tsx';
import { useOneAct } from '../parts/one-act.ts';
import { useTexts } from '../texts.tsx';
import { listed, type Measure, nameOf, usedPercent, valueInWords } from './measures.ts';
import { limitRefusal } from './refusals.ts';
import { Reminder } from './reminder-row.tsx';
import { soonMoment } from './soon.ts';

const ICONS: Record<Measure['kind'], string> = { deposit: 'deposit', loss: 'coin', session: 'clock' };

/** The limits that count, each with what is left of it; those that could be; and how often to be told. */
export function LimitList({ limits }: { limits: LimitsBody }) {
  const t = useTexts();
  const { set, free } = listed(limits.limits);
  return (
    <section aria-labelledby="your-limits">
      <div className="section-head">
        <h2 className="heading" id="your-limits">
          {t('limits-yours')}
        </h2>
      </div>
      <div className="card">
        {set.length === 0 && <p className="limits-none muted">{t('limits-none')}</p>}
        <ul>
          {set.map((limit) => (
            <li key={nameOf(limit)}>
              <Row limit={limit} />
              {limit.wish && <Wish limit={limit} wish={limit.wish} />}
            </li>
          ))}
        </ul>
        <Reminder minutes={limits.reminderMinutes} />
      </div>
      <p className="small muted below">{t('limits-rule')}</p>
      {free.length > 0 && <Free measures={free} />}
    </section>
  );
}

function Row({ limit }: { limit: LimitBody }) {
  const t = useTexts();
  const { go } = useApp();
  const { kind, value, left, resetsAt } = limit;
  return (
    <button
      type="button"
      className="limit"
      onClick={() => go({ page: 'limits', sheet: 'limit', limit: nameOf(limit) })}
    >
      <span className="badge">
        <Icon name={ICONS[kind]} />
      </span>
      <span className="what">
        <span className="name">
          <span>{t(`limit-${nameOf(limit)}`)}</span>
          <bdi className="value">{value ? valueInWords(value, t.language) : t('limit-off')}</bdi>
        </span>
        {value && (
          <span className="progress thin">
            <i style={{ inlineSize: `${usedPercent(limit)}%` }} />
          </span>
        )}
        {left && resetsAt && (
          <span className="sub">
            {t('limit-left', { left: valueInWords(left, t.language), until: soonMoment(t, resetsAt, Date.now()) })}
          </span>
        )}
      </span>
      <Icon name="chevron" size="xs" />
    </button>
  );
}

/** A looser one that was asked for: it waits, and for a second yes. To keep what is comes first. */
function Wish({ limit, wish }: { limit: LimitBody; wish: NonNullable<LimitBody['wish']> }) {
  const t = useTexts();
  const { ask, cache } = useApp();
  const { busy, failed, act } = useOneAct();
  const { kind, window, value } = limit;
  const answer = (name: 'dropLimitWish' | 'confirmLimit') =>
    void act(async () => cache.put('limits', await ask(name, { body: { kind, window } })));
  const now = value ? valueInWords(value, t.language) : t('limit-off');
  const to = wish.value ? valueInWords(wish.value, t.language) : 'none';
  return (
    <div className="pending">
      <Icon name="clock" size="xs" />
      <p className="grow">
        {wish.isRipe ? t('wish-ripe', { to }) : t('wish-waits', { to, at: soonMoment(t, wish.from, Date.now()) })}
      </p>
      <div className="answers">
        <button type="button" className="link" aria-busy={busy} onClick={() => answer('dropLimitWish')}>
          {t('wish-keep', { now })}
        </button>
        {wish.isRipe && (
          <button type="button" className="link" aria-busy={busy} onClick={() => answer('confirmLimit')}>
            {t('wish-confirm', { to })}
          </button>
        )}
      </div>
      {failed && (
        <p className="small error" role="alert">
          {limitRefusal(t, failed)}
        </p>
      )}
    </div>
  );
}

/** What else can be limited. */
function Free({ measures }: { measures: readonly Measure[] }) {
  const t = useTexts();
  const { go } = useApp();
  return (
    <div className="free-limits">
      <h3 className="small strong">{t('limits-add')}</h3>
      <ul>
        {measures.map((measure) => (
          <li key={nameOf(measure)}>
            <button
              type="button"
              className="chip on-page"
              onClick={() => go({ page: 'limits', sheet: 'limit', limit: nameOf(measure) })}
            >
              <Icon name="plus" size="xs" />
              {t(`limit-${nameOf(measure)}`)}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
