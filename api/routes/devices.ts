import { Router } from 'express';
import { routes } from '../../contracts/http/routes.ts';
import type { PlayerId } from '../../contracts/ids.ts';
import type { DeviceView } from '../../records/identity/reads.ts';
import type { Which } from '../../records/identity/sessions.ts';
import type { Door } from '../door.ts';
import { mount } from '../routing.ts';

export type DevicesDeps = {
  readonly door: Door;
  readonly devicesOf: (player: PlayerId) => Promise<readonly DeviceView[]>;
  readonly endSessions: (which: Which & { owner: { player: PlayerId } }) => Promise<void>;
};

/** Where a player is signed in; each place can be left from here. */
export function devices({ door, devicesOf, endSessions }: DevicesDeps): Router {
  const router = Router();

  mount(router, routes.devices, door, async ({ session }) => ({
    devices: (await devicesOf(session.player)).map((view) => ({
      ...deviceOf(view),
      current: view.id === session.id,
    })),
  }));

  mount(router, routes.endDevice, door, async ({ session, id }) => {
    await endSessions({ owner: { player: session.player }, only: id });
    return undefined;
  });

  mount(router, routes.endDevices, door, async ({ session, body }) => {
    await endSessions({ owner: { player: session.player }, ...(body.others ? { except: session.id } : {}) });
    return undefined;
  });
  return router;
}

export const deviceOf = ({ id, door, device, openedAt, seenAt }: DeviceView) => ({
  id,
  door: door === 'staff' ? 'browser' : door,
  device,
  openedAt: openedAt.toISOString(),
  seenAt: seenAt.toISOString(),
});
