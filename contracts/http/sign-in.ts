import { z } from 'zod';
import { languageBody, meBody } from './account.ts';
import { amountBody, momentBody } from './amounts.ts';
import { route } from './route.ts';

/** The launch data a Mini App was opened with, exactly as Telegram handed it over. */
export const miniAppSignInBody = z.object({ initData: z.string().min(1).max(8_192) });

/** What the Login Widget's page sends its visitor back with: base64url of JSON, behind `#tgAuthResult=`. */
export const widgetSignInBody = z.object({
  result: z.string().min(1).max(4_096),
  login: z.string().max(100).meta({ description: 'The `login` of the address it came back to' }),
});

/** A bearer token and when it ends, kept in memory alone. */
export const sessionBody = z
  .object({
    token: z.string(),
    expiresAt: momentBody,
    refresh: z
      .string()
      .nullable()
      .meta({ description: 'Good once, for the next session; null: it is in a cookie that only we read' }),
    me: meBody,
  })
  .meta({ id: 'Session' });
export type SessionBody = z.infer<typeof sessionBody>;

export const refreshBody = z.object({
  refresh: z.string().min(20).max(100).optional().meta({ description: 'missing: the cookie is meant' }),
});

/** A browser waits for a chat. The number is what the chat asks for. */
export const ticketBody = z
  .object({
    id: z.uuid(),
    secret: z.string(),
    number: z.int(),
    link: z.url().meta({ description: 'Opens the chat, from any device' }),
    appLink: z.string().meta({ description: 'Opens the chat in the Telegram app of this device' }),
    expiresAt: momentBody,
  })
  .meta({ id: 'Ticket' });
export type TicketBody = z.infer<typeof ticketBody>;

const ticketStatus = z.enum(['waiting', 'seen', 'refused', 'over']);

export const collectBody = z.object({ secret: z.string().min(10).max(60) });
export const collectedBody = z.union([z.object({ status: ticketStatus }), sessionBody]);

/** One of the two accounts that would become one. */
const joinSideBody = z.object({ code: z.string(), cash: z.array(amountBody), since: momentBody });
export const linkBody = z
  .object({
    status: z.enum(['waiting', 'seen', 'agreed', 'refused', 'over', 'done']),
    /** Once the chat opened it. */
    telegram: z.string().nullable().meta({ description: "The end of the Telegram account's number" }),
    browser: joinSideBody,
    chat: joinSideBody.nullable(),
    stays: z.enum(['browser', 'chat']).nullable(),
    refused: z.enum(['both-hold-money', 'has-other-telegram']).nullable(),
  })
  .meta({ id: 'Link' });
export type LinkBody = z.infer<typeof linkBody>;

const used = { 'proof-used': [401, 'It was used before: open the app from the chat again'] } as const;
const launchRefusals = {
  ...used,
  'launch-data-invalid': [401, 'It was not signed by Telegram for a bot of ours'],
  'launch-data-old': [401, 'It is too old: open the app from the chat again'],
} as const;
const loginRefusals = {
  ...used,
  'login-invalid': [401, 'It was not signed by Telegram for a bot of ours'],
  'login-expired': [401, 'It is too old: log in again'],
  'login-refused': [401, 'Telegram was told no'],
} as const;
const botAway = { 'bot-unknown': [503, 'The bot cannot be reached at the moment'] } as const;

/** The ways in, and out. */
export const signInRoutes = {
  signInFromMiniApp: route({
    method: 'post',
    path: '/auth/telegram/mini-app',
    about: 'Opens a session for the player a Mini App was opened by; the refresh token is in the answer',
    who: 'anybody',
    limited: 'sign-in',
    body: miniAppSignInBody,
    answer: sessionBody,
    status: 200,
    refusals: launchRefusals,
  }),
  signInFromWidget: route({
    method: 'post',
    path: '/auth/telegram/widget',
    about: 'Opens a session for the visitor the Login Widget vouches for; the refresh token is in a cookie',
    who: 'anybody',
    limited: 'sign-in',
    cookie: true,
    body: widgetSignInBody,
    answer: sessionBody,
    status: 200,
    refusals: loginRefusals,
  }),
  beginOidc: route({
    method: 'get',
    path: '/auth/telegram/oidc',
    about: 'Sends a browser to Telegram to log in (OpenID Connect, code flow with PKCE)',
    who: 'anybody',
    limited: 'sign-in',
    status: 302,
    refusals: { 'login-off': [404, 'This way in is not open here'] },
  }),
  finishOidc: route({
    method: 'get',
    path: '/auth/telegram/oidc/callback',
    about: 'Where Telegram sends the browser back; the session is in a cookie, the page is the app',
    who: 'anybody',
    limited: 'sign-in',
    status: 302,
    refusals: { 'login-off': [404, 'This way in is not open here'] },
  }),
  beginAsGuest: route({
    method: 'post',
    path: '/auth/guest',
    about: 'Begins in a browser, without Telegram: a new account that a Telegram account may be joined with later',
    who: 'anybody',
    limited: 'guest',
    cookie: true,
    body: z.object({ language: languageBody }),
    answer: sessionBody,
    status: 201,
    refusals: {},
  }),
  askChat: route({
    method: 'post',
    path: '/auth/tickets',
    about: 'A browser asks to be let in by the chat: a link to open there, and a number to show',
    who: 'anybody',
    limited: 'ticket',
    answer: ticketBody,
    status: 201,
    refusals: botAway,
  }),
  collectTicket: route({
    method: 'post',
    path: '/auth/tickets/{id}/collect',
    about: 'How it stands with a ticket; the session once the chat agreed. Whoever knows the secret may ask',
    who: 'anybody',
    limited: 'collect',
    cookie: true,
    object: { kind: 'ticket', missing: 'unknown-ticket' },
    body: collectBody,
    answer: collectedBody,
    status: 200,
    refusals: { 'unknown-ticket': [404, 'There is no such ticket'] },
  }),
  refresh: route({
    method: 'post',
    path: '/auth/refresh',
    about: 'Trades a refresh token, from the body or the cookie, for the next one and an access token',
    who: 'anybody',
    limited: 'refresh',
    cookie: true,
    body: refreshBody,
    answer: sessionBody,
    status: 200,
    refusals: { 'token-reused': [401, 'The refresh token was used before: its session was ended'] },
  }),
  logout: route({
    method: 'post',
    path: '/auth/logout',
    about: 'Ends the session of a refresh token, from the body or the cookie',
    who: 'anybody',
    cookie: true,
    body: refreshBody,
    status: 204,
    refusals: {},
  }),
  link: route({
    method: 'post',
    path: '/auth/link',
    about: 'Asks to join this account with the Telegram account that opens the link',
    who: 'player',
    limited: 'ticket',
    answer: ticketBody,
    status: 201,
    refusals: botAway,
  }),
  linkState: route({
    method: 'get',
    path: '/auth/link/{id}',
    about: 'How it stands with joining, and what would be joined',
    who: 'player',
    object: { kind: 'ticket', missing: 'unknown-ticket' },
    answer: linkBody,
    status: 200,
    refusals: { 'unknown-ticket': [404, 'There is no such ticket'] },
  }),
  join: route({
    method: 'post',
    path: '/auth/link/{id}/join',
    about: 'Joins the two accounts, after the chat agreed; the answer is the session of the one that goes on',
    who: 'player',
    limited: 'sign-in',
    cookie: true,
    object: { kind: 'ticket', missing: 'unknown-ticket' },
    answer: sessionBody,
    status: 200,
    refusals: {
      'unknown-ticket': [404, 'There is no such ticket'],
      'ticket-over': [409, 'It was not agreed to in the chat, or took too long'],
      'both-hold-money': [409, 'Both accounts hold money: neither is touched'],
      'has-other-telegram': [409, 'This account has another Telegram account: unlink that one first'],
    },
  }),
} as const;
