import { useState } from 'react';
import type { NoticesBody } from '../../../contracts/http/standing.ts';
import { useKnown } from '../api/cache.ts';
import { useApp } from '../app-context.ts';
import { Failed } from '../parts/failed.tsx';
import { useOneAct } from '../parts/one-act.ts';
import { Sheet } from '../parts/sheet.tsx';
import { ListSkeleton } from '../parts/skeletons.tsx';
import { useTexts } from '../texts.tsx';
import { asClock, NIGHT, readClock } from './hours.ts';
import { rewardsRefusal } from './refusals.ts';

/** What the bot may write of its own accord, and when it is quiet. Each choice counts at once. */
export function NoticesSheet({ onClose }: { onClose: () => void }) {
  const t = useTexts();
  const { ask, cache } = useApp();
  const { value, failed, retry } = useKnown<NoticesBody>(cache, 'notices', () => ask('notices'));
  return (
    <Sheet title={t('notices')} onClose={onClose}>
      <div className="body">
        <p className="muted">{t('notices-text')}</p>
        {value ? (
          <Choices notices={value} />
        ) : failed ? (
          <Failed problem={failed} onRetry={retry} />
        ) : (
          <ListSkeleton rows={4} />
        )}
      </div>
    </Sheet>
  );
}

const KINDS = ['promotions', 'wagering', 'vip'] as const;

function Choices({ notices }: { notices: NoticesBody }) {
  const t = useTexts();
  const { ask, cache } = useApp();
  const { busy, failed, act } = useOneAct();
  const choose = (change: Partial<NoticesBody>) =>
    void act(async () => cache.put('notices', await ask('chooseNotices', { body: { ...notices, ...change } })));
  return (
    <>
      <div className="card flat">
        {KINDS.map((kind) => (
          <Choice
            key={kind}
            name={t(`notice-${kind}`)}
            text={t(`notice-${kind}-text`)}
            isOn={notices[kind]}
            busy={busy}
            onChoose={(isOn) => choose({ [kind]: isOn })}
          />
        ))}
      </div>
      <div className="card flat">
        <Choice
          name={t('notice-quiet')}
          text={t('notice-quiet-text')}
          isOn={notices.quiet !== null}
          busy={busy}
          onChoose={(isOn) => choose({ quiet: isOn ? NIGHT : null, ...(isOn ? { zone: zoneHere(notices.zone) } : {}) })}
        />
        {notices.quiet && <Quiet notices={notices} quiet={notices.quiet} busy={busy} onChoose={choose} />}
      </div>
      <div className="card flat">
        <Choice
          name={t('notice-listed')}
          text={t('notice-listed-text')}
          isOn={notices.isListed}
          busy={busy}
          onChoose={(isListed) => choose({ isListed })}
        />
      </div>
      {failed && (
        <p className="small error" role="alert">
          {rewardsRefusal(t, failed)}
        </p>
      )}
    </>
  );
}

type ChoiceProps = { name: string; text: string; isOn: boolean; busy: boolean; onChoose: (isOn: boolean) => void };

function Choice({ name, text, isOn, busy, onChoose }: ChoiceProps) {
  return (
    <div className="row">
      <span className="grow">
        <span className="name">{name}</span>
        <span className="sub">{text}</span>
      </span>
      <button
        type="button"
        className="switch"
        role="switch"
        aria-checked={isOn}
        aria-label={name}
        aria-busy={busy}
        onClick={() => onChoose(!isOn)}
      />
    </div>
  );
}

/** Where this device says it is; what was chosen, where it says nothing. */
const zoneHere = (chosen: string): string => Intl.DateTimeFormat().resolvedOptions().timeZone || chosen;

type QuietProps = {
  notices: NoticesBody;
  quiet: NonNullable<NoticesBody['quiet']>;
  busy: boolean;
  onChoose: (change: Partial<NoticesBody>) => void;
};

function Quiet({ notices: { zone }, quiet, busy, onChoose }: QuietProps) {
  const t = useTexts();
  const here = zoneHere(zone);
  return (
    <div className="quiet-hours">
      {(['from', 'until'] as const).map((end) => (
        <TimeField
          key={`${end} ${quiet[end]}`}
          label={t(`notice-${end}`)}
          minutes={quiet[end]}
          onChange={(minutes) => onChoose({ quiet: { ...quiet, [end]: minutes } })}
        />
      ))}
      <p className="small muted">{t('notice-zone', { zone: zone.replaceAll('_', ' ') })}</p>
      {here !== zone && (
        <button type="button" className="link" aria-busy={busy} onClick={() => onChoose({ zone: here })}>
          {t('notice-zone-take', { zone: here.replaceAll('_', ' ') })}
        </button>
      )}
    </div>
  );
}

/** A time of day; it counts when the field is left. */
function TimeField({
  label,
  minutes,
  onChange,
}: {
  label: string;
  minutes: number;
  onChange: (minutes: number) => void;
}) {
  const [text, setText] = useState(asClock(minutes));
  const leave = () => {
    const read = readClock(text);
    if (read === undefined) setText(asClock(minutes));
    else if (read !== minutes) onChange(read);
  };
  return (
    <label className="field">
      <span className="label">{label}</span>
      <span className="input" dir="ltr">
        <input type="time" value={text} onChange={(event) => setText(event.target.value)} onBlur={leave} />
      </span>
    </label>
  );
}
