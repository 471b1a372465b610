import type { ProblemBody } from '../../../contracts/http/problems.ts';
import type { AnswerOf, RouteName, Routes, SentBodyOf, SentQueryOf } from '../../../contracts/http/routes.ts';

/** Where each route is. The contract's own table brings its schemas along, which a browser has no use for; the types hold the two together. */
const places = {
  about: ['get', '/about'],
  signInFromMiniApp: ['post', '/auth/telegram/mini-app'],
  me: ['get', '/me'],
  choosePreferences: ['patch', '/preferences'],
  balances: ['get', '/balances'],
  history: ['get', '/history'],
  statement: ['get', '/statement'],
  depositWays: ['get', '/deposits/ways'],
  openDeposit: ['post', '/deposits'],
  deposit: ['get', '/deposits/{id}'],
  reportVitals: ['post', '/vitals'],
} as const satisfies { readonly [N in RouteName]: readonly [Routes[N]['method'], Routes[N]['path']] };

/** The answer was no, with a reason a program can act on; `offline` and `unavailable` are worth another try. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly problem: Pick<ProblemBody, 'reason'> & Partial<ProblemBody>;
  constructor(problem: Refused['problem']) {
    super(problem.reason);
    this.problem = problem;
  }
}

type Wish<N extends RouteName> = {
  readonly id?: string;
  readonly query?: SentQueryOf<Routes[N]>;
  readonly body?: SentBodyOf<Routes[N]>;
  /** One for each wish: a repeat under the same key is answered as the first time. */
  readonly key?: string;
};

type Got<N extends RouteName> = Routes[N] extends { file: object } ? Blob : AnswerOf<Routes[N]>;
export type Ask = <N extends RouteName>(name: N, wish?: Wish<N>) => Promise<Got<N>>;

const PATIENCE_MS = 12_000;
/** A file is written while it is sent. */
const FILE_PATIENCE_MS = 300_000;

/** Asks the API. Throws Refused, also when nobody answered. */
export function createAsk(token: () => string | undefined, onSessionEnded: () => void): Ask {
  return async (name, { id, query, body, key } = {}) => {
    const [method, path] = places[name];
    const search = new URLSearchParams();
    for (const [field, value] of Object.entries(query ?? {})) if (value !== undefined) search.set(field, String(value));
    const address = `${path.replace('{id}', id ?? '')}${search.size > 0 ? `?${search}` : ''}`;
    const bearer = token();
    let response: Response;
    try {
      response = await fetch(address, {
        method: method.toUpperCase(),
        headers: {
          ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(key === undefined ? {} : { 'idempotency-key': key }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(name === 'statement' ? FILE_PATIENCE_MS : PATIENCE_MS),
      });
    } catch {
      throw new Refused({ reason: navigator.onLine ? 'unavailable' : 'offline' });
    }
    if (response.ok) {
      if (response.status === 204) return undefined;
      return response.headers.get('content-type')?.startsWith('application/json') ? response.json() : response.blob();
    }
    const problem = await response.json().catch(() => ({ reason: 'unavailable' }));
    if (problem.reason === 'session-ended') onSessionEnded();
    throw new Refused(problem);
  };
}
