import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { type RouteName, routes } from '../contracts/http/routes.ts';
import { signedLaunch } from '../runtime/telegram/test-launch.ts';
import type { Answer, Gateway } from './test-gateway.ts';
import { TOKEN } from './test-gateway.ts';

let people = 70_000;

/** Somebody with the app open: signed in, and asking as the app does. Each answer is held against its own description. */
export async function openApp(
  gateway: Gateway,
  { language = 'en', id = ++people, startParam = undefined as string | undefined } = {},
) {
  const user = { id, first_name: 'Ada', language_code: language };
  const initData = signedLaunch({
    user,
    token: TOKEN,
    atMs: Date.now() + gateway.state.aheadMs,
    ...(startParam ? { startParam } : {}),
  });
  const signedIn = await gateway.ask('/auth/telegram/mini-app', json({ initData }));
  const token = String(signedIn.body.token);

  const ask = async (
    name: RouteName,
    { path = '', body = undefined as unknown, headers = {} } = {},
  ): Promise<Answer> => {
    const route = routes[name];
    const answer = await gateway.ask(path || route.path, {
      method: route.method.toUpperCase(),
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (answer.status === route.status && 'answer' in route) (route.answer as z.ZodType).parse(answer.body);
    return answer;
  };
  return {
    telegramId: String(id),
    token,
    refresh: String(signedIn.body.refresh),
    me: signedIn.body.me as { id: string; language: string },
    initData,
    ask,
    opens: (minor: string, { key = randomUUID() as string, asset = 'EUR' } = {}) =>
      ask('openDeposit', {
        body: { rail: 'telegram-invoice', amount: { asset, minor } },
        headers: { 'idempotency-key': key },
      }),
  };
}

export const json = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

/** Somebody in a browser, without Telegram: a cookie that is kept as a browser keeps it, and pages that ask from our own site. */
export async function openBrowser(gateway: Gateway, { userAgent = CHROME } = {}) {
  let cookie = '';
  const own = { origin: gateway.root, 'sec-fetch-site': 'same-origin', 'user-agent': userAgent };
  const ask = async (path: string, init: RequestInit & { body?: string } = {}): Promise<Answer> => {
    const answer = await gateway.ask(path, {
      redirect: 'manual',
      ...init,
      headers: { ...own, ...(cookie ? { cookie } : {}), ...init.headers },
    });
    for (const line of answer.headers.getSetCookie()) cookie = line.split(';')[0] ?? '';
    return answer;
  };
  const post = (path: string, body: unknown = {}, headers: Record<string, string> = {}) =>
    ask(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const begun = await post('/auth/guest', { language: 'en' });
  let token = String(begun.body.token);
  return {
    me: begun.body.me as { id: string; code: string },
    begun,
    get token() {
      return token;
    },
    get cookie() {
      return cookie;
    },
    set cookie(to: string) {
      cookie = to;
    },
    ask: (path: string, init: RequestInit & { body?: string } = {}) =>
      ask(path, { ...init, headers: { authorization: `Bearer ${token}`, ...init.headers } }),
    post: (path: string, body?: unknown, headers: Record<string, string> = {}) =>
      post(path, body, { authorization: `Bearer ${token}`, ...headers }),
    postAlone: post,
    async refresh(headers: Record<string, string> = {}): Promise<Answer> {
      const answer = await post('/auth/refresh', {}, headers);
      if (answer.status === 200) token = String(answer.body.token);
      return answer;
    },
    use(answer: Answer) {
      token = String(answer.body.token);
    },
  };
}

const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';
