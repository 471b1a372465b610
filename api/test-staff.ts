import { createRelyingParty } from '../runtime/oidc/relying-party.ts';
import { defaultRoleNames } from '../runtime/staff.ts';
import { answersLogin } from '../sandbox/oidc/test-browser.ts';
import { type StartedStaffProvider, startStaffProvider } from '../sandbox/staff/server.ts';
import type { Parts } from './parts.ts';
import type { Answer, Gateway } from './test-gateway.ts';

/** Where the tests' gateway says it is; the provider sends browsers back there. */
const CALLBACK = 'http://127.0.0.1:8080/staff/auth/callback';

export const startStaff = (): Promise<StartedStaffProvider> => startStaffProvider([CALLBACK]);

/** The staff's provider, as api/logins.ts sets it up. */
export const staffLogin = (provider: StartedStaffProvider): Parts['logins']['staff'] => ({
  issuer: provider.url,
  roles: { claim: 'roles', names: defaultRoleNames },
  party: createRelyingParty({
    issuer: provider.url,
    clientId: provider.client.id,
    clientSecret: provider.client.secret,
    redirectUri: CALLBACK,
    scope: 'openid profile',
  }),
});

/** A browser at the desk: its cookies by name, kept as a browser keeps them. */
export function openDesk(gateway: Gateway) {
  const jar = new Map<string, string>();
  const ask = async (path: string, init: RequestInit = {}): Promise<Answer> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await gateway.ask(path, {
      redirect: 'manual',
      ...init,
      headers: {
        origin: gateway.root,
        'sec-fetch-site': 'same-origin',
        ...(cookie ? { cookie } : {}),
        ...init.headers,
      },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  };
  let token = '';
  const desk = {
    jar,
    ask,
    get token() {
      return token;
    },
    /** From "Sign in" to where the provider sends the browser back. */
    async begins(who: string): Promise<string> {
      const begun = await ask('/staff/auth/login');
      const back = new URL(await answersLogin(begun.headers.get('location') ?? '', who));
      return back.pathname + back.search;
    },
    async signsIn(who: string): Promise<Answer> {
      const answer = await ask(await desk.begins(who));
      if (answer.headers.get('location') === '/staff/?signed-in') await desk.refreshes();
      return answer;
    },
    async refreshes(): Promise<Answer> {
      const answer = await ask('/staff/auth/refresh', { method: 'POST' });
      if (answer.status === 200) token = String(answer.body.token);
      return answer;
    },
    as: (path: string, init: RequestInit & { json?: unknown } = {}): Promise<Answer> =>
      ask(path, {
        ...init,
        headers: {
          authorization: `Bearer ${token}`,
          ...(init.json === undefined ? {} : { 'content-type': 'application/json' }),
          ...init.headers,
        },
        ...(init.json === undefined ? {} : { body: JSON.stringify(init.json) }),
      }),
  };
  return desk;
}
