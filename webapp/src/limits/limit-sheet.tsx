import { type FormEvent, useState } from 'react';
import type { LimitsBody } from '../../../contracts/http/limits.ts';
import { moneyParts } from '../../../contracts/texts/format.ts';
import type { assets } from '../../../domain/assets.ts';
import { LOOSENING_MS } from '../../../domain/limits.ts';
import { moneyOf, zero } from '../amounts.ts';
import { useApp } from '../app-context.ts';
import { asTyped } from '../cashier/amount-field.tsx';
import { Icon } from '../parts/icon.tsx';
import { useOneAct } from '../parts/one-act.ts';
import { Sheet } from '../parts/sheet.tsx';
import { type Texts, useTexts } from '../texts.tsx';
import {
  changeOf,
  countOf,
  leftOf,
  type Measure,
  nameOf,
  presetsOf,
  readValue,
  type Value,
  valueInWords,
} from './measures.ts';
import { limitRefusal } from './refusals.ts';
import { soonMoment } from './soon.ts';

type Props = { measure: Measure; limits: LimitsBody; onClose: () => void };

/** One limit: tighter is one key and works at once; looser says that it waits, and for what. */
export function LimitSheet({ measure, limits, onClose }: Props) {
  const t = useTexts();
  const { me, ask, cache } = useApp();
  const { kind, window } = measure;
  const limit = limits.limits.find((each) => each.kind === kind && each.window === window);
  const now = limit?.value ?? null;
  const used = limit?.used ?? null;
  const [text, setText] = useState(() => (now ? typed(now) : ''));
  const { busy, failed, act, forget } = useOneAct();
  const next = readValue(text, kind, me.wallet);
  const change = next && changeOf(now, next);
  const set = (value: Value | null) =>
    act(async () => {
      cache.put('limits', await ask('setLimit', { body: { kind, window, value } }));
      onClose();
    });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (next && change !== 'same') void set(next);
  };
  const write = (value: string) => {
    setText(value);
    forget();
  };
  const isUnclear = text.trim() !== '' && !next;
  return (
    <Sheet title={t(`limit-${nameOf(measure)}`)} onClose={onClose}>
      <form className="form-rows" onSubmit={submit} noValidate>
        <div className="body">
          <div className="field">
            <label htmlFor="limit-value">{t(kind === 'session' ? 'limit-new-minutes' : 'limit-new')}</label>
            <div className={isUnclear ? 'input invalid' : 'input'} dir="ltr">
              {kind !== 'session' && (
                <span className="muted" aria-hidden="true">
                  {unitOf(me.wallet, t.language)}
                </span>
              )}
              <input
                id="limit-value"
                inputMode={kind === 'session' ? 'numeric' : 'decimal'}
                autoComplete="off"
                enterKeyHint="done"
                maxLength={16}
                value={text}
                aria-invalid={isUnclear}
                aria-describedby="limit-note"
                onChange={(event) => write(event.target.value)}
              />
            </div>
            <p className={isUnclear ? 'error' : 'hint'} id="limit-note" role={isUnclear ? 'alert' : undefined}>
              {isUnclear
                ? t(kind === 'session' ? 'limit-unclear-minutes' : 'limit-unclear')
                : t('limit-now', {
                    now: now ? valueInWords(now, t.language) : 'none',
                    used: used ? valueInWords(used, t.language) : 'none',
                  })}
            </p>
          </div>
          <fieldset className="presets">
            <legend className="sr">{t('limit-presets')}</legend>
            {presetsOf(kind, me.wallet).map((preset) => (
              <button
                key={countOf(preset).toString()}
                type="button"
                className="preset"
                aria-pressed={next !== undefined && changeOf(next, preset) === 'same'}
                onClick={() => write(typed(preset))}
              >
                <bdi>{roundly(preset, t.language)}</bdi>
              </button>
            ))}
          </fieldset>
          {next && change === 'tighter' && (
            <p className="callout good" role="status">
              <Icon name="check" />
              <span>
                <b>{t('limit-at-once')}</b>{' '}
                {t('limit-at-once-text', { left: valueInWords(leftOf(next, used), t.language) })}
              </span>
            </p>
          )}
          {next && change === 'looser' && <Waits />}
        </div>
        <div className="dock">
          {failed && (
            <p className="small error" role="alert">
              {limitRefusal(t, failed)}
            </p>
          )}
          <button type="submit" className="button wide" aria-disabled={!next || change === 'same'} aria-busy={busy}>
            {busy && <i className="rosette-spin" />}
            {keyText(t, change, now, next)}
          </button>
          {now && (
            <button
              type="button"
              className="button text wide second-line"
              aria-busy={busy}
              onClick={() => void set(null)}
            >
              {t('limit-remove')}
            </button>
          )}
          {now && <p className="fine">{t('limit-remove-text')}</p>}
        </div>
      </form>
    </Sheet>
  );
}

/** A looser one counts after a day, and only after a second yes (GLI-19 v3.0, A.3.7). */
function Waits() {
  const t = useTexts();
  const from = new Date(Date.now() + LOOSENING_MS).toISOString();
  return (
    <p className="callout" role="status">
      <Icon name="clock" />
      <span>
        <b>{t('limit-waits')}</b> {t('limit-waits-text', { at: soonMoment(t, from, Date.now()) })}
      </span>
    </p>
  );
}

function keyText(t: Texts, change: ReturnType<typeof changeOf> | undefined, now: Value | null, next?: Value): string {
  if (!next) return t('limit-choose');
  const to = valueInWords(next, t.language);
  if (change === 'same') return t('limit-same', { to });
  if (change === 'looser') return t('limit-ask', { to });
  return t(now ? 'limit-lower' : 'limit-set', { to });
}

const typed = (value: Value): string => ('minutes' in value ? String(value.minutes) : asTyped(moneyOf(value)));

const unitOf = (asset: keyof typeof assets, language: string): string =>
  moneyParts(moneyOf(zero(asset)), language).find(({ type }) => type === 'symbol')?.text ?? asset;

/** Without the cents it has not. */
const roundly = (value: Value, language: string): string =>
  'minutes' in value
    ? valueInWords(value, language)
    : moneyParts(moneyOf(value), language)
        .filter(({ type, text }) => !(type === 'point' || (type === 'fraction' && /^0+$/.test(text))))
        .map(({ text }) => text)
        .join('');
