import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { LimitedAct, ObjectKind, Route } from '../contracts/http/route.ts';
import type { PlayerId } from '../contracts/ids.ts';
import type { StaffRole } from '../contracts/staff.ts';
import type { Rate } from '../domain/rate.ts';
import type { SessionView, StaffSessionView } from '../records/identity/reads.ts';
import { networkOf } from '../runtime/addresses.ts';
import { type AskerRefusal, promoRate, type whoAsks } from '../use-cases/who-asks.ts';
import { isOwnPage, type Jar } from './cookies.ts';
import { type Refusing, shared, type Who } from './refusals.ts';

/** Whether a thing belongs to whoever asks for it. A kind that is forgotten here does not compile. */
export type Owners = Readonly<
  Record<
    ObjectKind,
    (id: string, asker: { player: PlayerId | undefined; session: string | undefined }) => Promise<boolean>
  >
>;

export type GuardDeps = {
  readonly asks: ReturnType<typeof whoAsks>;
  readonly owners: Owners;
  readonly refusing: Refusing;
  /** Of our own pages. */
  readonly origin: string;
  /** Of pages that may ask with tokens of their own, never with cookies. */
  readonly sharedWith: readonly string[];
  readonly limits: Readonly<Record<LimitedAct, Rate>>;
};
export type Guard = ReturnType<typeof createGuard>;

/** How often these may be tried: by address, and by player where one is known. */
export const actLimits: GuardDeps['limits'] = {
  'sign-in': { perSecond: 0.5, burst: 30 },
  guest: { perSecond: 1 / 60, burst: 10 },
  ticket: { perSecond: 0.2, burst: 20 },
  collect: { perSecond: 20, burst: 200 },
  refresh: { perSecond: 2, burst: 60 },
  code: { perSecond: 0.5, burst: 20 },
  promo: promoRate,
  wallet: { perSecond: 0.2, burst: 20 },
  upload: { perSecond: 0.2, burst: 30 },
};

/** What is not tried where tries cannot be counted for all processes together. */
const CLOSED: ReadonlySet<LimitedAct> = new Set(['sign-in', 'guest', 'ticket', 'code', 'promo']);

const addressOf = (request: Request): string => networkOf(request.ip ?? '');

const BEARER = /^Bearer (\S{1,2000})$/i;

/** Requests that a rule has looked at; a route whose first handler is none of these does not start. */
const rules = new WeakSet<RequestHandler>();
export const isRule = (handler: RequestHandler): boolean => rules.has(handler);

type Asker = { session: SessionView } | { staff: StaffSessionView } | Record<never, never>;
export const askerOf = (response: Response): { session?: SessionView; staff?: StaffSessionView } =>
  response.locals.asker;

/**
 * What stands before everything: who asks, whether they may ask so often, from which page, and whether what they name is theirs.
 * What it lets pass is a request of somebody known for something of their own.
 */
export function createGuard({ asks, owners, refusing, origin, sharedWith, limits }: GuardDeps) {
  const { refuse, noteRefused } = refusing;
  const rule = (
    handler: (request: Request, response: Response, next: NextFunction) => Promise<void>,
  ): RequestHandler => {
    rules.add(handler);
    return handler;
  };

  const anybody = async (
    request: Request,
    response: Response,
    limited: LimitedAct | undefined,
    player?: PlayerId,
  ): Promise<Asker | undefined> => {
    const more = limited === undefined ? [] : [{ name: limited, rate: limits[limited] }];
    const answer = await asks.anybody(addressOf(request), more, player);
    if (answer.waitMs > 0) return tooFast(request, response, answer.waitMs);
    if (!answer.isAway || limited === undefined || !CLOSED.has(limited)) return {};
    response.setHeader('retry-after', '5');
    await refuse(request, response, shared('unavailable'));
    return undefined;
  };

  const tooFast = async (request: Request, response: Response, waitMs: number, who?: Who): Promise<undefined> => {
    response.setHeader('retry-after', String(Math.ceil(waitMs / 1_000)));
    await refuse(request, response, shared('too-fast'), who && { who });
    return undefined;
  };

  const turnAway = (
    request: Request,
    response: Response,
    refusal: AskerRefusal,
    actor: 'player' | 'staff',
  ): Promise<undefined> => {
    const claims = 'claims' in refusal ? refusal.claims : undefined;
    const who: Who = claims ? { actor, actorId: claims.subject, subject: claims.session } : { actor: 'system' };
    if (refusal.reason === 'too-fast') return tooFast(request, response, refusal.waitMs, who);
    const isUsual = 'isUsual' in refusal && refusal.isUsual;
    return refuse(request, response, shared(refusal.reason), { who, ...(isUsual ? { noted: false } : {}) }).then(
      () => undefined,
    );
  };

  /** Where a cookie may be read or set, a page of ours asks; or one we share with, which brings no cookie and keeps none. */
  const isFromHere = (request: Request): boolean =>
    isOwnPage(request, origin) ||
    (request.headers.cookie === undefined && sharedWith.includes(request.get('origin') ?? ''));

  const known = async (request: Request, response: Response, who: Route['who']): Promise<Asker | undefined> => {
    const token = BEARER.exec(request.get('authorization') ?? '')?.[1];
    const address = addressOf(request);
    if (who === 'player') {
      const asked = await asks.player(token, address);
      return 'reason' in asked ? turnAway(request, response, asked, 'player') : asked;
    }
    const asked = await asks.staff(token, address);
    if ('reason' in asked) return turnAway(request, response, asked, 'staff');
    const staff = asked.session;
    if ((who as readonly StaffRole[]).some((role) => staff.roles.includes(role))) return { staff };
    await refuse(request, response, shared('not-your-role'), { who: { actor: 'staff', actorId: staff.staff } });
    return undefined;
  };

  return {
    refuse,
    noteRefused,

    /** What a route of the contract says of who may ask. */
    admit: (route: Pick<Route, 'who' | 'limited' | 'cookie'>): RequestHandler =>
      rule(async (request, response, next) => {
        response.setHeader('cache-control', 'no-store');
        if (route.cookie && !isFromHere(request)) return refuse(request, response, shared('wrong-origin'));
        const asker =
          route.who === 'anybody'
            ? await anybody(request, response, route.limited)
            : await known(request, response, route.who);
        if (!asker) return undefined;
        const player = 'session' in asker ? (asker.session as SessionView).player : undefined;
        if (route.who !== 'anybody' && route.limited && !(await anybody(request, response, route.limited, player)))
          return undefined;
        response.locals.asker = asker;
        return next();
      }),

    /** For the codec, which a page of another origin asks: staff of these roles, by a cookie that the desk gave their browser. */
    admitByCookie: (jar: Jar, roles: readonly StaffRole[]): RequestHandler =>
      rule(async (request, response, next) => {
        response.setHeader('cache-control', 'no-store');
        const asked = await asks.codec(jar.get(request), addressOf(request));
        if ('reason' in asked) return turnAway(request, response, asked, 'staff');
        const staff = asked.session;
        if (!roles.some((role) => staff.roles.includes(role)))
          return refuse(request, response, shared('not-your-role'), { who: { actor: 'staff', actorId: staff.staff } });
        response.locals.asker = { staff };
        return next();
      }),

    /** For what is outside of the contract, and guarded by itself: a webhook's secret, a health check. */
    unguarded: rule(async (_request, _response, next) => next()),

    /** Whether this thing is theirs; false after a refusal. */
    async isTheirs(request: Request, response: Response, route: Route, id: string): Promise<boolean> {
      if (!route.object) return true;
      const { session, staff } = askerOf(response);
      const { kind, missing } = route.object;
      if (await owners[kind](id, { player: session?.player, session: session?.id })) return true;
      const [status, title] = route.refusals[missing] ?? [404, 'There is no such thing'];
      const who: Who = {
        actor: staff ? 'staff' : session ? 'player' : 'system',
        ...(staff ? { actorId: staff.staff } : session ? { actorId: session.player } : {}),
        subject: id,
      };
      await refuse(request, response, [status, missing, title], { who });
      return false;
    },
  };
}
