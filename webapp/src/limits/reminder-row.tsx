import { useApp } from '../app-context.ts';
import { Icon } from '../parts/icon.tsx';
import { useOneAct } from '../parts/one-act.ts';
import { useTexts } from '../texts.tsx';
import { durationInWords } from './measures.ts';
import { limitRefusal } from './refusals.ts';

const CHOICES = [15, 30, 60] as const;
type Minutes = (typeof CHOICES)[number];

/** How often the player is told how long they have been here, and what came of it. */
export function Reminder({ minutes }: { minutes: number | null }) {
  const t = useTexts();
  const { ask, cache } = useApp();
  const { busy, failed, act } = useOneAct();
  const isOn = minutes !== null;
  const choose = (next: Minutes | null) =>
    void act(async () => cache.put('limits', await ask('remindMe', { body: { minutes: next } })));
  return (
    <div className="limit reminder">
      <span className="badge">
        <Icon name="info" />
      </span>
      <span className="what">
        <span className="name" id="reminder-name">
          {t('reminder')}
        </span>
        <span className="sub">{t('reminder-text')}</span>
      </span>
      <button
        type="button"
        className="switch"
        role="switch"
        aria-checked={isOn}
        aria-labelledby="reminder-name"
        aria-busy={busy}
        onClick={() => choose(isOn ? null : 60)}
      />
      {isOn && (
        <fieldset className="presets three">
          <legend className="sr">{t('reminder-how-often')}</legend>
          {CHOICES.map((each) => (
            <button
              key={each}
              type="button"
              className="preset"
              aria-pressed={minutes === each}
              onClick={() => choose(each)}
            >
              {durationInWords(each, t.language)}
            </button>
          ))}
        </fieldset>
      )}
      {failed && (
        <p className="small error" role="alert">
          {limitRefusal(t, failed)}
        </p>
      )}
    </div>
  );
}
