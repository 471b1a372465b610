import { useState } from 'react';
import type { DeviceBody } from '../../../contracts/http/devices.ts';
import { useKnown } from '../api/cache.ts';
import { asRefused, type Refused } from '../api/client.ts';
import { useApp } from '../app-context.ts';
import { Failed } from '../parts/failed.tsx';
import { Icon } from '../parts/icon.tsx';
import { dayOf, nearDay, timeOf } from '../parts/moments.ts';
import { ListSkeleton } from '../parts/skeletons.tsx';
import { whyNot } from '../sign-in/refusals.ts';
import { type Texts, useTexts } from '../texts.tsx';
import { type DeviceGroup, groupDevices } from './device-groups.ts';
import { SignOutDialog } from './sign-out-dialog.tsx';

/** Where the player is signed in; each place can be left from here, or all of them. */
export function Devices() {
  const t = useTexts();
  const { ask, cache } = useApp();
  const { value, failed, retry } = useKnown<{ devices: DeviceBody[] }>(cache, 'devices', () => ask('devices'));
  return (
    <section aria-labelledby="devices" className="devices">
      <h2 className="heading" id="devices">
        {t('devices')}
      </h2>
      {value ? (
        <DeviceList groups={groupDevices(value.devices)} />
      ) : failed ? (
        <Failed problem={failed} onRetry={retry} />
      ) : (
        <ListSkeleton rows={2} />
      )}
    </section>
  );
}

type Act = 'others' | 'everywhere' | DeviceGroup;

function DeviceList({ groups }: { groups: readonly DeviceGroup[] }) {
  const t = useTexts();
  const { act, busy, refused, done } = useSigningOut();
  const [asks, setAsks] = useState(false);
  const others = groups.reduce((count, { sessions }) => count + sessions.length, 0) - 1;
  return (
    <>
      <ul className="card list">
        {groups.map((group) => (
          <li key={group.shown.id}>
            <Device group={group} busy={isBusyWith(busy, group)} onSignOut={() => void act(group)} />
          </li>
        ))}
      </ul>
      <p role="status" className="small muted">
        {done ? t(`signed-out-${done}`) : others === 0 && t('devices-only-this')}
      </p>
      {refused && (
        <p className="small error" role="alert">
          {whyNot(t, refused)}
        </p>
      )}
      <div className="devices-actions">
        {others > 0 && (
          <button
            type="button"
            className="button quiet wide"
            aria-busy={busy === 'others'}
            onClick={() => void act('others')}
          >
            {t('sign-out-others')}
          </button>
        )}
        <button type="button" className="button text wide" onClick={() => setAsks(true)}>
          {t('sign-out-everywhere')}
        </button>
      </div>
      {asks && (
        <SignOutDialog
          title={t('sign-out-everywhere')}
          busy={busy === 'everywhere'}
          onSafe={() => setAsks(false)}
          onAct={() => void act('everywhere').then(() => setAsks(false))}
        />
      )}
    </>
  );
}

const isBusyWith = (busy: Act | undefined, { shown }: DeviceGroup): boolean =>
  typeof busy === 'object' && busy.shown.id === shown.id;

/** One that has gone by another hand meanwhile is as good as ended. */
const unlessGone = (error: unknown): void => {
  if (asRefused(error).problem.reason !== 'unknown-session') throw error;
};

function useSigningOut() {
  const { ask, cache, go, leave } = useApp();
  const [busy, setBusy] = useState<Act>();
  const [done, setDone] = useState<'one' | 'others'>();
  const [refused, setRefused] = useState<Refused>();
  const endAll = async ({ sessions }: DeviceGroup): Promise<void> => {
    const [first = '', ...more] = sessions;
    await ask('endDevice', { id: first });
    for (const id of more) await ask('endDevice', { id }).catch(unlessGone);
  };
  const act = async (which: Act): Promise<void> => {
    if (busy) return;
    setBusy(which);
    setDone(undefined);
    setRefused(undefined);
    try {
      if (typeof which === 'object') await endAll(which);
      else await ask('endDevices', { body: { others: which === 'others' } });
      if (which === 'everywhere') {
        go({ page: 'home' });
        return leave('signed-out');
      }
      setDone(which === 'others' ? 'others' : 'one');
      await cache.refresh('devices');
    } catch (error) {
      setRefused(asRefused(error));
      void cache.refresh('devices'); // it may have gone by another hand
    } finally {
      setBusy(undefined);
    }
  };
  return { act, busy, done, refused };
}

function Device({ group, busy, onSignOut }: { group: DeviceGroup; busy: boolean; onSignOut: () => void }) {
  const t = useTexts();
  const { shown: device, sessions } = group;
  const name = device.device || t('device-unknown');
  return (
    <div className="row">
      <span className="badge">
        <Icon name={device.door === 'mini-app' ? 'plane' : 'globe'} />
      </span>
      <span className="grow">
        <span className="name">
          <bdi>{name}</bdi>
        </span>
        <span className="sub">{t(`door-${device.door}`)}</span>
        {sessions.length > 1 && <span className="sub">{t('device-openings', { count: sessions.length })}</span>}
        <span className="sub">
          {device.current ? t('seen-now') : t('seen-at', { moment: momentOf(t, device.seenAt) })}
        </span>
      </span>
      {device.current ? (
        <span className="chip good">{t('this-one')}</span>
      ) : (
        <button
          type="button"
          className="button text small"
          aria-label={t('sign-out-named', { device: name })}
          aria-busy={busy}
          onClick={onSignOut}
        >
          {t('sign-out')}
        </button>
      )}
    </div>
  );
}

function momentOf(t: Texts, iso: string): string {
  const near = nearDay(iso, Date.now());
  return `${near ? t(near === 'today' ? 'today' : 'yesterday') : dayOf(iso, t.language)}, ${timeOf(iso, t.language)}`;
}
