import { z } from 'zod';
import { momentBody } from './amounts.ts';
import { route } from './route.ts';

/** Somewhere this player is signed in. */
export const deviceBody = z
  .object({
    id: z.uuid(),
    door: z.enum(['mini-app', 'widget', 'oidc', 'chat', 'browser']),
    device: z.string().meta({ description: 'By its own word: Chrome, Windows. Empty when it said nothing' }),
    openedAt: momentBody,
    seenAt: momentBody,
    current: z.boolean().meta({ description: 'the one that asks' }),
  })
  .meta({ id: 'Device' });
export type DeviceBody = z.infer<typeof deviceBody>;

export const devicesBody = z.object({ devices: z.array(deviceBody) }).meta({ id: 'Devices' });

export const deviceRoutes = {
  devices: route({
    method: 'get',
    path: '/sessions',
    about: 'Where the player is signed in',
    who: 'player',
    answer: devicesBody,
    status: 200,
    refusals: {},
  }),
  endDevice: route({
    method: 'delete',
    path: '/sessions/{id}',
    about: 'Signs one device out',
    who: 'player',
    object: { kind: 'device', missing: 'unknown-session' },
    status: 204,
    refusals: { 'unknown-session': [404, 'The player has no such session'] },
  }),
  endDevices: route({
    method: 'post',
    path: '/sessions/end',
    about: 'Signs every device out, or all but this one',
    who: 'player',
    body: z.object({ others: z.boolean().meta({ description: 'true: this one stays' }) }),
    status: 204,
    refusals: {},
  }),
} as const;
