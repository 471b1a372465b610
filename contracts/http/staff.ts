import { z } from 'zod';
import { staffRoles } from '../staff.ts';
import { amountBody, assetBody, momentBody } from './amounts.ts';
import { deviceBody } from './devices.ts';
import { route } from './route.ts';

/** Who sits at the desk. */
export const staffMeBody = z
  .object({
    id: z.uuid(),
    name: z.string(),
    roles: z.array(z.enum(staffRoles)),
    workflows: z.url().nullable().meta({ description: 'The Temporal Web UI, where decisions are made' }),
  })
  .meta({ id: 'StaffMe' });
export type StaffMeBody = z.infer<typeof staffMeBody>;

export const staffSessionBody = z
  .object({ token: z.string(), expiresAt: momentBody, me: staffMeBody })
  .meta({ id: 'StaffSession' });
export type StaffSessionBody = z.infer<typeof staffSessionBody>;

/** By account code, receipt code, account id or Telegram account; nothing less than the whole of it. */
export const findQuery = z.object({ find: z.string().trim().min(3).max(64) });
export const foundBody = z
  .object({ players: z.array(z.object({ id: z.uuid(), code: z.string(), joinedAt: momentBody })) })
  .meta({ id: 'Found' });
export type FoundBody = z.infer<typeof foundBody>;

export const playerCardBody = z
  .object({
    id: z.uuid(),
    code: z.string(),
    joinedAt: momentBody,
    language: z.string(),
    wallet: assetBody,
    joinedInto: z.string().nullable().meta({ description: 'The account that goes on in its place' }),
    cash: z.array(amountBody),
    onHold: z.array(amountBody),
    telegram: z
      .object({ masked: z.string(), linkedAt: momentBody, blocked: z.boolean() })
      .nullable()
      .meta({ description: 'Personal: masked until it is shown, which is recorded' }),
    devices: z.array(deviceBody.omit({ current: true })),
    deposits: z.array(
      z.object({ id: z.uuid(), receipt: z.string(), status: z.string(), amount: amountBody, openedAt: momentBody }),
    ),
    timeline: z.array(z.object({ at: momentBody, actor: z.string(), who: z.string().nullable(), action: z.string() })),
  })
  .meta({ id: 'PlayerCard' });
export type PlayerCardBody = z.infer<typeof playerCardBody>;

export const shownBody = z.object({ telegram: z.string().nullable() }).meta({ id: 'Shown' });

const unknownPlayer = { 'unknown-player': [404, 'There is no such player'] } as const;
const aPlayer = { kind: 'player', missing: 'unknown-player' } as const;
const loginOff = { 'login-off': [404, 'No identity provider of staff is set'] } as const;

/** The staff desk. What each role may is said here, beside what it asks. */
export const staffRoutes = {
  staffLogin: route({
    method: 'get',
    path: '/staff/auth/login',
    about: 'Sends a member of staff to their identity provider (OpenID Connect, code flow with PKCE)',
    who: 'anybody',
    limited: 'sign-in',
    status: 302,
    refusals: loginOff,
  }),
  staffCallback: route({
    method: 'get',
    path: '/staff/auth/callback',
    about: 'Where the provider sends them back; the session is in a cookie, the page is the desk',
    who: 'anybody',
    limited: 'sign-in',
    status: 302,
    refusals: loginOff,
  }),
  staffRefresh: route({
    method: 'post',
    path: '/staff/auth/refresh',
    about: 'Trades the refresh token in the cookie for the next one and an access token',
    who: 'anybody',
    limited: 'refresh',
    cookie: true,
    answer: staffSessionBody,
    status: 200,
    refusals: { 'token-reused': [401, 'The refresh token was used before: its session was ended'] },
  }),
  staffLogout: route({
    method: 'post',
    path: '/staff/auth/logout',
    about: 'Ends the session of the refresh token in the cookie',
    who: 'anybody',
    cookie: true,
    status: 204,
    refusals: {},
  }),
  staffMe: route({
    method: 'get',
    path: '/staff/me',
    about: 'Who sits at the desk',
    who: staffRoles,
    answer: staffMeBody,
    status: 200,
    refusals: {},
  }),
  findPlayers: route({
    method: 'get',
    path: '/staff/players',
    about: 'Finds a player by a code, a receipt, an id or a Telegram account; recorded',
    who: ['support', 'compliance', 'ops'],
    query: findQuery,
    answer: foundBody,
    status: 200,
    refusals: {},
  }),
  playerCard: route({
    method: 'get',
    path: '/staff/players/{id}',
    about: "A player's card, personal data masked; recorded",
    who: ['support', 'compliance', 'ops'],
    object: aPlayer,
    answer: playerCardBody,
    status: 200,
    refusals: unknownPlayer,
  }),
  showPlayer: route({
    method: 'post',
    path: '/staff/players/{id}/show',
    about: 'The personal data of a player in the clear; recorded with the name of who looked',
    who: ['support', 'compliance'],
    object: aPlayer,
    answer: shownBody,
    status: 200,
    refusals: unknownPlayer,
  }),
  signPlayerOut: route({
    method: 'post',
    path: '/staff/players/{id}/sign-out',
    about: 'Signs a player out everywhere',
    who: ['support', 'compliance'],
    object: aPlayer,
    status: 204,
    refusals: unknownPlayer,
  }),
} as const;
