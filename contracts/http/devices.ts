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

/** A code is on its way to the chat; whoever types it, or presses the key below it, has confirmed. */
export const codeAskedBody = z.object({ codeId: z.uuid(), expiresAt: momentBody }).meta({ id: 'CodeAsked' });
export type CodeAskedBody = z.infer<typeof codeAskedBody>;

export const digitsBody = z.object({ codeId: z.uuid(), digits: z.string().regex(/^\d{6}$/) });

const cannotUnlink = {
  'no-telegram': [409, 'No Telegram account is linked'],
  'only-way-in': [409, 'This page was opened by Telegram: unlink in a browser, which stays signed in'],
  'holds-money': [409, 'The account holds money or expects some: take it out first'],
} as const;

export const deviceRoutes = {
  unlink: route({
    method: 'post',
    path: '/auth/unlink',
    about: 'Asks to unlink the Telegram account: a code is sent to its chat',
    who: 'player',
    limited: 'code',
    answer: codeAskedBody,
    status: 201,
    refusals: {
      ...cannotUnlink,
      'no-chat': [409, 'The bot cannot write to this player'],
      'codes-locked': [429, 'Too many wrong codes; see `until`'],
      'too-many-codes': [429, 'Too many codes were asked for; see `until`'],
    },
  }),
  confirmUnlink: route({
    method: 'post',
    path: '/auth/unlink/confirm',
    about: 'Unlinks the Telegram account, by the code from its chat',
    who: 'player',
    limited: 'code',
    body: digitsBody,
    status: 204,
    refusals: {
      ...cannotUnlink,
      'code-unknown': [404, 'The player was asked for no such code'],
      'code-over': [409, 'The code was used, replaced or ran out'],
      'code-wrong': [409, 'The code is wrong; see `triesLeft`'],
      'act-changed': [409, 'What the code was for has changed: ask for a new one'],
    },
  }),
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
