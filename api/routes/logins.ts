import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import { routes } from '../../contracts/http/routes.ts';
import { deviceOf } from '../../runtime/device.ts';
import type { Claims, LoginAttempt, RelyingParty } from '../../runtime/oidc/relying-party.ts';
import type { Jar, Jars } from '../cookies.ts';
import type { Guard } from '../guard.ts';
import { createRouter } from '../router.ts';
import { mount } from '../routing.ts';

/** How a login by redirect ended, as the page is told it. */
type Ended = { readonly refreshToken: string; readonly until: Date } | { readonly reason: string };

export type LoginDeps = {
  readonly guard: Guard;
  readonly jars: Jars;
  /** Undefined where it is not set up. */
  readonly player: Login | undefined;
  readonly staff: Login | undefined;
  /** Telegram's older page for logins, where there is no OpenID Connect, for a question of this name; undefined without a bot. */
  readonly widget: ((question: string) => string) | undefined;
  readonly signOut: (token: string) => Promise<void>;
};
type Login = { readonly party: RelyingParty; readonly enter: (claims: Claims, device: string) => Promise<Ended> };

const attempt = z.object({ state: z.string(), nonce: z.string(), verifier: z.string() });
/** Longer than anybody looks at a login page. */
const ATTEMPT_MS = 10 * 60_000;
const asWidget = (question: string): string => `widget.${question}`;

/**
 * Whether this browser was sent to the Login Widget's page with this very question. The answer alone says nothing of that: it
 * would be as good in a link that somebody else made of their own, and let a visitor into their account.
 */
export function askedWidget(kept: string | undefined, question: string): boolean {
  const [own, shown] = [Buffer.from(kept ?? ''), Buffer.from(asWidget(question))];
  return own.length === shown.length && timingSafeEqual(own, shown);
}

/**
 * Logins by redirect: a browser is sent to a provider and comes back. What it must bring along lies in a cookie of its own
 * that no script reads, so that nobody can finish in one browser what was begun in another; it is forgotten before it is
 * used.
 */
export function logins({ guard, jars, player, staff, widget, signOut }: LoginDeps): Router {
  const router = createRouter();
  const begin = async (login: Login | undefined, jar: Jar, response: Response, home: string) => {
    if (!login) return { reason: 'login-off' } as const;
    try {
      const { url, ...kept } = await login.party.begin();
      jar.set(response, Buffer.from(JSON.stringify(kept)).toString('base64url'), ATTEMPT_MS);
      return { location: url };
    } catch (err) {
      response.locals.log?.warn({ err }, 'a provider does not answer');
      return { location: `${home}?sign-in=away` };
    }
  };
  type Way = {
    readonly login: Login | undefined;
    readonly attempts: Jar;
    readonly sessions: Jar;
    readonly home: string;
  };
  const finish = async ({ login, attempts, sessions, home }: Way, request: Request, response: Response) => {
    if (!login) return { reason: 'login-off' } as const;
    const begun = attemptIn(attempts.get(request));
    attempts.clear(response);
    const ended = await end(login, begun, request).catch((err): Ended => {
      response.locals.log?.warn({ err }, 'a login could not be finished');
      return { reason: 'away' };
    });
    if ('reason' in ended) {
      if (ended.reason !== 'away') await guard.noteRefused(request, ended.reason);
      return { location: `${home}?sign-in=${ended.reason === 'login-refused' ? 'refused' : shown(ended.reason)}` };
    }
    await leaveBehind(signOut, sessions.get(request), response);
    sessions.set(response, ended.refreshToken, ended.until.getTime() - Date.now());
    return { location: `${home}?signed-in` };
  };
  const players: Way = { login: player, attempts: jars.playerLogin, sessions: jars.player, home: '/app/' };
  const desk: Way = { login: staff, attempts: jars.staffLogin, sessions: jars.staff, home: '/staff/' };

  mount(router, routes.beginOidc, guard, async ({ response }) => {
    if (player || widget === undefined) return begin(player, jars.playerLogin, response, players.home);
    const question = randomBytes(16).toString('base64url');
    jars.playerLogin.set(response, asWidget(question), ATTEMPT_MS);
    return { location: widget(question) };
  });
  mount(router, routes.finishOidc, guard, ({ request, response }) => finish(players, request, response));
  mount(router, routes.staffLogin, guard, ({ response }) => begin(staff, jars.staffLogin, response, desk.home));
  mount(router, routes.staffCallback, guard, ({ request, response }) => finish(desk, request, response));
  return router;
}

/** Ends the session that a browser had before somebody came in by it anew. They are in: what fails now is not their trouble. */
export async function leaveBehind(
  signOut: LoginDeps['signOut'],
  token: string | undefined,
  response: Response,
): Promise<void> {
  if (token === undefined) return;
  await signOut(token).catch((err) => response.locals.log?.warn({ err }, 'a session that was left behind goes on'));
}

async function end(login: Login, begun: LoginAttempt | undefined, request: Request): Promise<Ended> {
  if (!begun) return { reason: 'login-invalid' };
  const claims = await login.party.finish(request.originalUrl, begun);
  if (isRefused(claims)) return claims;
  return login.enter(claims, deviceOf(request.get('user-agent')));
}

/** A provider may name a claim as it likes; a refusal of ours has no `sub`. */
const isRefused = (answer: Claims | { readonly reason: string }): answer is { readonly reason: string } =>
  !('sub' in answer);

/** What the page has words for. */
const shown = (reason: string): string => (['away', 'no-role'].includes(reason) ? reason : 'failed');

function attemptIn(text: string | undefined): LoginAttempt | undefined {
  try {
    return attempt.parse(JSON.parse(Buffer.from(text ?? '', 'base64url').toString('utf8')));
  } catch {
    return undefined;
  }
}
