import type { bonusRoutes } from '../../../contracts/http/bonuses.ts';
import type { documentRoutes } from '../../../contracts/http/documents.ts';
import type { gameRoutes } from '../../../contracts/http/games.ts';
import type { kycRoutes } from '../../../contracts/http/kyc.ts';
import type { limitRoutes } from '../../../contracts/http/limits.ts';
import type { ProblemBody } from '../../../contracts/http/problems.ts';
import type { AnswerOf, Route, SentBodyOf, SentQueryOf } from '../../../contracts/http/route.ts';
import type { PlayerRoutes } from '../../../contracts/http/routes.ts';
import type { standingRoutes } from '../../../contracts/http/standing.ts';
import type { Handed, Session } from './session.ts';

/** Where each route of a table is. The contract's own table brings its schemas along, which a browser has no use for; the types hold the two together. */
export type Places<R extends Record<string, Route>> = {
  readonly [N in keyof R]: readonly [R[N]['method'], R[N]['path'], 'open'?];
};

/** What the app asks for. */
export type AppRoutes = PlayerRoutes &
  typeof kycRoutes &
  typeof documentRoutes &
  typeof limitRoutes &
  typeof gameRoutes &
  typeof bonusRoutes &
  typeof standingRoutes;

/** `open`: asked without a session. */
export const playerPlaces = {
  about: ['get', '/about', 'open'],
  signInFromMiniApp: ['post', '/auth/telegram/mini-app', 'open'],
  signInFromWidget: ['post', '/auth/telegram/widget', 'open'],
  beginOidc: ['get', '/auth/telegram/oidc', 'open'],
  finishOidc: ['get', '/auth/telegram/oidc/callback', 'open'],
  beginAsGuest: ['post', '/auth/guest', 'open'],
  askChat: ['post', '/auth/tickets', 'open'],
  collectTicket: ['post', '/auth/tickets/{id}/collect', 'open'],
  refresh: ['post', '/auth/refresh', 'open'],
  logout: ['post', '/auth/logout', 'open'],
  link: ['post', '/auth/link'],
  linkState: ['get', '/auth/link/{id}'],
  join: ['post', '/auth/link/{id}/join'],
  unlink: ['post', '/auth/unlink'],
  confirmUnlink: ['post', '/auth/unlink/confirm'],
  devices: ['get', '/sessions'],
  endDevice: ['delete', '/sessions/{id}'],
  endDevices: ['post', '/sessions/end'],
  me: ['get', '/me'],
  choosePreferences: ['patch', '/preferences'],
  balances: ['get', '/balances'],
  history: ['get', '/history'],
  statement: ['get', '/statement'],
  depositWays: ['get', '/deposits/ways'],
  openDeposit: ['post', '/deposits'],
  deposit: ['get', '/deposits/{id}'],
  depositAddress: ['get', '/deposit-address'],
  claims: ['get', '/arrivals/claims'],
  claimArrival: ['post', '/arrivals/claims'],
  planTransfer: ['post', '/deposits/{id}/transfer'],
  sawSent: ['post', '/deposits/{id}/sent'],
  wallets: ['get', '/wallets'],
  walletNonce: ['post', '/wallets/nonce'],
  linkWallet: ['post', '/wallets'],
  removeWallet: ['delete', '/wallets/{id}'],
  withdrawalWays: ['get', '/withdrawals/ways'],
  requestWithdrawal: ['post', '/withdrawals'],
  withdrawal: ['get', '/withdrawals/{id}'],
  resendWithdrawalCode: ['post', '/withdrawals/{id}/code'],
  confirmWithdrawal: ['post', '/withdrawals/{id}/confirm'],
  cancelWithdrawal: ['post', '/withdrawals/{id}/cancel'],
  destinations: ['get', '/destinations'],
  addDestination: ['post', '/destinations'],
  confirmDestination: ['post', '/destinations/{id}/confirm'],
  removeDestination: ['delete', '/destinations/{id}'],
  kyc: ['get', '/kyc'],
  askKyc: ['post', '/kyc'],
  submitKyc: ['post', '/kyc/submission'],
  sendDocument: ['post', '/kyc/documents'],
  removeDocument: ['delete', '/kyc/documents/{id}'],
  limits: ['get', '/limits'],
  setLimit: ['post', '/limits'],
  confirmLimit: ['post', '/limits/confirmation'],
  dropLimitWish: ['post', '/limits/keep'],
  remindMe: ['post', '/limits/reminder'],
  takeBreak: ['post', '/limits/break'],
  excludeMyself: ['post', '/limits/exclusion'],
  games: ['get', '/games', 'open'],
  bet: ['post', '/rounds'],
  act: ['post', '/rounds/{id}/actions'],
  round: ['get', '/rounds/{id}'],
  rounds: ['get', '/rounds'],
  seeds: ['get', '/seeds'],
  changeSeeds: ['post', '/seeds'],
  bonuses: ['get', '/bonuses'],
  claimBonus: ['post', '/bonuses/{id}/claim'],
  declineBonus: ['post', '/bonuses/{id}/decline'],
  bonusCost: ['get', '/bonuses/{id}/cost'],
  cancelBonus: ['post', '/bonuses/{id}/cancel'],
  enterCode: ['post', '/bonuses/codes'],
  vip: ['get', '/vip'],
  leaderboard: ['get', '/leaderboards/week'],
  notices: ['get', '/preferences/notices'],
  chooseNotices: ['post', '/preferences/notices'],
  reportVitals: ['post', '/vitals', 'open'],
} as const satisfies Places<AppRoutes>;

/** The answer was no, with a reason a program can act on; `offline` and `unavailable` are worth another try. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly problem: Pick<ProblemBody, 'reason'> & Partial<ProblemBody>;
  constructor(problem: Refused['problem']) {
    super(problem.reason);
    this.problem = problem;
  }
}

/** Whatever went wrong, as a refusal. */
export const asRefused = (error: unknown): Refused =>
  error instanceof Refused ? error : new Refused({ reason: 'unavailable' });

type Wish<R extends Route> = {
  readonly id?: string;
  readonly query?: SentQueryOf<R>;
  readonly body?: SentBodyOf<R>;
  /** One for each wish: a repeat under the same key is answered as the first time. */
  readonly key?: string;
};

type Got<R extends Route> = R extends { file: object } ? Blob : AnswerOf<R>;
export type AskOf<R extends Record<string, Route>> = <N extends keyof R & string>(
  name: N,
  wish?: Wish<R[N]>,
) => Promise<Got<R[N]>>;
export type Ask = AskOf<AppRoutes>;

/** Whoever is overrun says when to come again. Longer than this nobody waits without a word. */
const LONGEST_PAUSE_S = 5;
const REPEATS = 2;

const PATIENCE_MS = 12_000;
/** A file is written while it is sent. */
const FILE_PATIENCE_MS = 300_000;
const FILES: readonly string[] = ['/statement', '/staff/trail/export'];

/**
 * Asks the API. A session that needs a new token gets it first, and a request that was refused for its token is asked once
 * more with the next one. Throws Refused, also when nobody answered.
 */
export function createAsk<R extends Record<string, Route>>(places: Places<R>, session: Session): AskOf<R> {
  return async (name, wish = {}) => {
    const [, , isOpen] = places[name];
    if (isOpen) return read(await send(places[name], wish, undefined));
    const response = await send(places[name], wish, await session.token());
    if (response.status !== 401) return read(response);
    const renewed = await session.renew();
    if (renewed === 'unreached') throw new Refused({ reason: navigator.onLine ? 'unavailable' : 'offline' });
    return read(renewed === 'ended' ? response : await send(places[name], wish, await session.token()));
  };
}

type AnyPlace = readonly [method: string, path: string, open?: string];

/** Sends, and again when it is told to come later: what reads, what has a key, and ways in, which do no harm twice. */
async function send(place: AnyPlace, wish: Wish<Route>, bearer: string | undefined): Promise<Response> {
  const [method, , isOpen] = place;
  const repeats = method === 'get' || wish.key !== undefined || isOpen ? REPEATS : 0;
  for (let left = repeats; ; left--) {
    const response = await sendOnce(place, wish, bearer);
    const pauseS = Number(response.headers.get('retry-after'));
    if (response.status !== 503 || left === 0 || !(pauseS > 0 && pauseS <= LONGEST_PAUSE_S)) return response;
    await new Promise((resolve) => setTimeout(resolve, pauseS * 1_000));
  }
}

async function sendOnce(
  [method, path]: AnyPlace,
  { id, query, body, key }: Wish<Route>,
  bearer: string | undefined,
): Promise<Response> {
  const search = new URLSearchParams();
  for (const [field, value] of Object.entries(query ?? {})) if (value !== undefined) search.set(field, String(value));
  const address = `${path.replace('{id}', id ?? '')}${search.size > 0 ? `?${search}` : ''}`;
  try {
    return await fetch(address, {
      method: method.toUpperCase(),
      headers: {
        ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(FILES.includes(path) ? FILE_PATIENCE_MS : PATIENCE_MS),
    });
  } catch {
    throw new Refused({ reason: navigator.onLine ? 'unavailable' : 'offline' });
  }
}

// biome-ignore lint/suspicious/noExplicitAny: what it is, is said by the contract
async function read(response: Response): Promise<any> {
  if (response.ok) {
    if (response.status === 204) return undefined;
    return response.headers.get('content-type')?.startsWith('application/json') ? response.json() : response.blob();
  }
  throw new Refused(await response.json().catch(() => ({ reason: 'unavailable' })));
}

/** The next tokens; undefined when the session is over. Throws when nobody answers. */
export const tradeAt =
  (path: string) =>
  async (refresh: string | undefined): Promise<Handed | undefined> => {
    const response = await send(
      ['post', path, 'open'],
      { body: refresh === undefined ? {} : { refresh } } as never,
      undefined,
    );
    return response.status === 401 ? undefined : read(response);
  };
