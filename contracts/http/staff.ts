import { z } from 'zod';
import { takeBackStates } from '../../domain/take-backs.ts';
import { verificationLevels, verificationStatuses } from '../../domain/verification.ts';
import { staffRoles } from '../staff.ts';
import { staffActionName } from '../staff-decisions.ts';
import { amountBody, assetBody, momentBody } from './amounts.ts';
import { deviceBody } from './devices.ts';
import { route } from './route.ts';

/** Text without control characters: PostgreSQL takes no NUL. */
const words = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^\P{Cc}+$/u);

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
export const findQuery = z.object({ find: words(64).min(3) });
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
    verification: z.object({
      level: z.enum(verificationLevels),
      status: z.enum(verificationStatuses).nullable().meta({
        description:
          'For compliance alone; null: nobody ever asked to verify this player, or the reader is of another role',
      }),
    }),
    devices: z.array(deviceBody.omit({ current: true })),
    deposits: z.array(
      z.object({
        id: z.uuid(),
        receipt: z.string(),
        status: z.string(),
        takenBack: z
          .enum(takeBackStates)
          .nullable()
          .meta({ description: 'where money stands that went back, the newest' }),
        amount: amountBody,
        openedAt: momentBody,
      }),
    ),
    timeline: z.array(z.object({ at: momentBody, actor: z.string(), who: z.string().nullable(), action: z.string() })),
  })
  .meta({ id: 'PlayerCard' });
export type PlayerCardBody = z.infer<typeof playerCardBody>;

export const shownBody = z.object({ telegram: z.string().nullable() }).meta({ id: 'Shown' });

/** What may be decided about a workflow, by whom, and what it does. */
export const actionsBody = z
  .object({
    actions: z.array(
      z.object({
        name: staffActionName,
        workflow: z.string(),
        update: z.string(),
        about: z.string(),
        decision: z.record(z.string(), z.array(z.string())).meta({ description: 'Fields, and what each may be' }),
      }),
    ),
  })
  .meta({ id: 'StaffActions' });
export type ActionsBody = z.infer<typeof actionsBody>;

export const passWishBody = z.object({
  action: staffActionName,
  workflowId: z.string().regex(/^[a-z]+(-[a-z]+)*-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
  decision: z.record(z.string(), z.string()),
  revision: z.int().optional().meta({
    description: 'of the verification as it was looked at: if the player has sent something since, there is no pass',
  }),
});

/** Shown once: the JSON to paste into the update's dialog. */
export const passBody = z
  .object({ update: z.string(), paste: z.string(), expiresAt: momentBody, workflow: z.url().nullable() })
  .meta({ id: 'Pass' });
export type PassBody = z.infer<typeof passBody>;

export const trailQuery = z.object({
  subject: words(200).optional(),
  actor: z.enum(['player', 'staff', 'system', 'provider']).optional(),
  actorId: words(200).optional(),
  action: words(60).optional().meta({ description: 'How the action begins: `staff.`' }),
  before: z
    .string()
    .regex(/^[1-9]\d{0,17}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export const trailBody = z
  .object({
    entries: z.array(
      z.object({
        id: z.string(),
        at: momentBody,
        actor: z.string(),
        actorId: z.string().nullable(),
        name: z
          .string()
          .nullable()
          .meta({ description: 'Of a member of staff, as their provider said last; not recorded' }),
        action: z.string(),
        subject: z.string().nullable(),
        detail: z.record(z.string(), z.unknown()),
      }),
    ),
    next: z.string().nullable().meta({ description: 'Where to go on; a page may be short and still have one' }),
  })
  .meta({ id: 'Trail' });
export type TrailBody = z.infer<typeof trailBody>;

export const exportQuery = z.object({ from: momentBody, to: momentBody });

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
  staffActions: route({
    method: 'get',
    path: '/staff/actions',
    about: 'What this member of staff may decide',
    who: staffRoles,
    answer: actionsBody,
    status: 200,
    refusals: {},
  }),
  issuePass: route({
    method: 'post',
    path: '/staff/passes',
    about: 'A one-time pass for one decision about one workflow, with the JSON to paste; recorded',
    who: ['compliance', 'ops'],
    limited: 'code',
    body: passWishBody,
    answer: passBody,
    status: 201,
    refusals: {
      'role-lacks': [403, 'Your role may not decide this'],
      'other-workflow': [409, 'This decision is not about that kind of workflow'],
      'decision-invalid': [409, 'The decision is not one of those to choose from'],
      'unknown-workflow': [404, 'There is no such workflow'],
      'own-case': [403, 'You are this player: another member of staff decides'],
      'case-moved': [409, 'The case has changed since you looked at it: look at it as it is now'],
    },
  }),
  trail: route({
    method: 'get',
    path: '/staff/trail',
    about: 'The audit trail, the newest first, by pages; recorded',
    who: ['auditor', 'compliance'],
    query: trailQuery,
    answer: trailBody,
    status: 200,
    refusals: {},
  }),
  exportTrail: route({
    method: 'get',
    path: '/staff/trail/export',
    about: 'A range of the audit trail with its proof, as lines of JSON; recorded. See `npm run audit -- check`',
    who: ['auditor'],
    query: exportQuery,
    file: { lines: 'application/x-ndjson; charset=utf-8' },
    status: 200,
    refusals: { 'range-empty': [409, 'The end must be after the beginning'] },
  }),
} as const;
