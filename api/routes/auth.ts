import type { Request, Response, Router } from 'express';
import type { MeBody } from '../../contracts/http/account.ts';
import { amountOf } from '../../contracts/http/amounts.ts';
import { routes } from '../../contracts/http/routes.ts';
import type { SessionBody, TicketBody } from '../../contracts/http/sign-in.ts';
import type { PlayerId } from '../../contracts/ids.ts';
import { shortCode } from '../../domain/ids.ts';
import { writeStartPayload } from '../../domain/start-payload.ts';
import type { Profile, SessionView } from '../../records/identity/reads.ts';
import { deviceOf } from '../../runtime/device.ts';
import type { JoinOutcomeRefusal, JoinSide, LinkState } from '../../use-cases/join-accounts.ts';
import type { Credentials, PlayerIn } from '../../use-cases/let-in.ts';
import type { RefreshRefusal } from '../../use-cases/refresh-session.ts';
import type { LaunchSignInRefusal, LoginSignInRefusal } from '../../use-cases/sign-in.ts';
import type { OpenedTicket, TicketState } from '../../use-cases/tickets.ts';
import type { Jar } from '../cookies.ts';
import type { Guard } from '../guard.ts';
import { refusedRefresh } from '../refusals.ts';
import { createRouter } from '../router.ts';
import { mount } from '../routing.ts';
import { askedWidget, leaveBehind } from './logins.ts';

type SignedIn = Credentials<PlayerIn>;

export type AuthDeps = {
  readonly guard: Guard;
  readonly jar: Jar;
  /** Of browsers that were sent to Telegram to log in. */
  readonly attempts: Jar;
  /** How players reach the bot; undefined while no bot answered. */
  readonly bot: () => { username: string; link: string } | undefined;
  readonly meOf: (profile: Profile) => MeBody;
  readonly signInFromMiniApp: (initData: string, device: string) => Promise<SignedIn | LaunchSignInRefusal>;
  readonly signInFromWidget: (result: string, device: string) => Promise<SignedIn | LoginSignInRefusal>;
  readonly beginAsGuest: (language: string, device: string) => Promise<SignedIn>;
  readonly openTicket: (wish: { kind: 'sign-in' | 'link'; player?: PlayerId; device: string }) => Promise<OpenedTicket>;
  readonly collectTicket: (id: string, secret: string, device: string) => Promise<SignedIn | TicketState>;
  readonly linkState: (player: PlayerId, ticket: string) => Promise<LinkState>;
  readonly joinAccounts: (
    session: SessionView,
    ticket: string,
    device: string,
  ) => Promise<SignedIn | JoinOutcomeRefusal>;
  readonly refresh: (token: string) => Promise<SignedIn | RefreshRefusal>;
  readonly signOut: (token: string) => Promise<void>;
};

/**
 * The ways in, and out. A Mini App is a frame of another site, where cookies are not to be had: its refresh token is in the
 * answer, kept in memory. A browser's is in a cookie that no script reads.
 */
export function auth(deps: AuthDeps): Router {
  const router = createRouter();
  const { guard, jar, attempts } = deps;
  const inBody = (signedIn: SignedIn): SessionBody => ({
    token: signedIn.accessToken,
    expiresAt: signedIn.accessExpiresAt.toISOString(),
    refresh: signedIn.refreshToken,
    me: deps.meOf(signedIn.session.profile),
  });
  const inCookie = (signedIn: SignedIn, response: Response): SessionBody => {
    jar.set(response, signedIn.refreshToken, signedIn.session.expiresAt.getTime() - Date.now());
    return { ...inBody(signedIn), refresh: null };
  };

  /** Somebody comes in over a session that this browser still has: nobody else can use that one any more, so it ends. */
  const comesIn = async (signedIn: SignedIn, request: Request, response: Response): Promise<SessionBody> => {
    await leaveBehind(deps.signOut, jar.get(request), response);
    return inCookie(signedIn, response);
  };

  mount(router, routes.signInFromMiniApp, guard, async ({ body, request }) => {
    const outcome = await deps.signInFromMiniApp(body.initData, deviceOf(request.get('user-agent')));
    return 'reason' in outcome ? outcome : inBody(outcome);
  });

  mount(router, routes.signInFromWidget, guard, async ({ body, request, response }) => {
    const asked = askedWidget(attempts.get(request), body.login);
    attempts.clear(response);
    if (!asked) return { reason: 'login-invalid' }; // a link with somebody else's answer in it
    const outcome = await deps.signInFromWidget(body.result, deviceOf(request.get('user-agent')));
    return 'reason' in outcome ? outcome : comesIn(outcome, request, response);
  });

  mount(router, routes.beginAsGuest, guard, async ({ body, request, response }) =>
    comesIn(await deps.beginAsGuest(body.language, deviceOf(request.get('user-agent'))), request, response),
  );

  mount(router, routes.refresh, guard, async ({ body, request, response }) => {
    const token = body.refresh ?? jar.get(request);
    if (token === undefined) return { reason: 'session-ended', noted: false }; // nobody is suspicious for having none yet
    const outcome = await deps.refresh(token);
    if ('reason' in outcome) {
      if (body.refresh === undefined) jar.clear(response);
      return refusedRefresh(outcome);
    }
    return body.refresh === undefined ? inCookie(outcome, response) : inBody(outcome);
  });

  mount(router, routes.logout, guard, async ({ body, request, response }) => {
    const token = body.refresh ?? jar.get(request);
    if (token !== undefined) await deps.signOut(token);
    if (body.refresh === undefined) jar.clear(response);
    return undefined;
  });

  const ticketOf = async (
    kind: 'sign-in' | 'link',
    request: Request,
    player?: PlayerId,
  ): Promise<TicketBody | { reason: 'bot-unknown' }> => {
    const bot = deps.bot();
    if (!bot) return { reason: 'bot-unknown' };
    const device = deviceOf(request.get('user-agent'));
    const { id, code, secret, number, expiresAt } = await deps.openTicket({
      kind,
      device,
      ...(player ? { player } : {}),
    });
    const start = writeStartPayload({ kind: 'ticket', code });
    return {
      id,
      secret,
      number,
      link: `${bot.link}?start=${start}`,
      // The app of this device knows Telegram's own bots: where links lead elsewhere, it would open a stranger of that name.
      appLink: bot.link.startsWith('https://t.me/')
        ? `tg://resolve?domain=${bot.username}&start=${start}`
        : `${bot.link}?start=${start}`,
      expiresAt: expiresAt.toISOString(),
    };
  };

  mount(router, routes.askChat, guard, ({ request }) => ticketOf('sign-in', request));

  mount(router, routes.collectTicket, guard, async ({ id, body, request, response }) => {
    const outcome = await deps.collectTicket(id, body.secret, deviceOf(request.get('user-agent')));
    return 'status' in outcome ? outcome : comesIn(outcome, request, response);
  });

  mount(router, routes.link, guard, ({ request, session }) => ticketOf('link', request, session.player));

  mount(router, routes.linkState, guard, async ({ id, session }) => {
    const { status, telegramId, plan, refused } = await deps.linkState(session.player, id);
    return {
      status,
      telegram: telegramId === undefined ? null : telegramId.slice(-3),
      browser: sideOf(plan.browser),
      chat: plan.chat && plan.chat.player !== plan.browser.player ? sideOf(plan.chat) : null,
      stays: 'stays' in plan.verdict ? plan.verdict.stays : null,
      refused: refused ?? null,
    };
  });

  mount(router, routes.join, guard, async ({ id, session, request, response }) => {
    const outcome = await deps.joinAccounts(session, id, deviceOf(request.get('user-agent')));
    return 'reason' in outcome ? outcome : inCookie(outcome, response);
  });
  return router;
}

const sideOf = ({ player, cash, since }: JoinSide) => ({
  code: `P-${shortCode(player)}`,
  cash: cash.map(amountOf),
  since: since.toISOString(),
});
