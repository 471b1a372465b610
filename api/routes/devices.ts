import type { Router } from 'express';
import { routes } from '../../contracts/http/routes.ts';
import type { CodeId, PlayerId } from '../../contracts/ids.ts';
import type { DeviceView, SessionView } from '../../records/identity/reads.ts';
import type { AskCodeRefusal, AskedCode } from '../../use-cases/ask-for-code.ts';
import type { Confirmed, ConfirmRefusal } from '../../use-cases/confirm-code.ts';
import type { Left } from '../../use-cases/end-sessions.ts';
import type { UnlinkRefusal } from '../../use-cases/unlink-telegram.ts';
import type { Guard } from '../guard.ts';
import { createRouter } from '../router.ts';
import { mount } from '../routing.ts';

export type DevicesDeps = {
  readonly guard: Guard;
  readonly devicesOf: (player: PlayerId) => Promise<readonly DeviceView[]>;
  readonly askUnlink: (session: SessionView) => Promise<AskedCode | UnlinkRefusal | AskCodeRefusal>;
  readonly confirmUnlink: (session: SessionView, codeId: CodeId, digits: string) => Promise<Confirmed | ConfirmRefusal>;
  readonly leave: (session: SessionView, left: Left) => Promise<void>;
};

/** Where a player is signed in; each place can be left from here. */
export function devices({ guard, devicesOf, leave, askUnlink, confirmUnlink }: DevicesDeps): Router {
  const router = createRouter();

  mount(router, routes.devices, guard, async ({ session }) => ({
    devices: (await devicesOf(session.player)).map((view) => ({
      ...deviceBody(view),
      current: view.id === session.id,
    })),
  }));

  mount(router, routes.endDevice, guard, async ({ session, id }) => {
    await leave(session, { only: id });
    return undefined;
  });

  mount(router, routes.endDevices, guard, async ({ session, body }) => {
    await leave(session, body.others ? 'others' : 'all');
    return undefined;
  });

  mount(router, routes.unlink, guard, async ({ session }) => {
    const asked = await askUnlink(session);
    if (!('reason' in asked)) return { codeId: asked.codeId, expiresAt: asked.expiresAt.toISOString() };
    return { reason: asked.reason, ...('until' in asked ? { until: asked.until.toISOString() } : {}) };
  });

  mount(router, routes.confirmUnlink, guard, async ({ session, body }) => {
    const outcome = await confirmUnlink(session, body.codeId as CodeId, body.digits);
    if ('confirmed' in outcome) return undefined;
    switch (outcome.reason) {
      case 'act-refused':
        return { reason: outcome.why as UnlinkRefusal['reason'] };
      case 'code-wrong':
        return { reason: outcome.reason, triesLeft: outcome.triesLeft };
      default:
        return outcome;
    }
  });
  return router;
}

export const deviceBody = ({ id, door, device, openedAt, seenAt }: DeviceView) => ({
  id,
  door: door === 'staff' ? 'browser' : door,
  device,
  openedAt: openedAt.toISOString(),
  seenAt: seenAt.toISOString(),
});
