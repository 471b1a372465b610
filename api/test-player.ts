import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { type RouteName, routes } from '../contracts/http/routes.ts';
import { signedLaunch } from '../runtime/telegram/test-launch.ts';
import type { Answer, Gateway } from './test-gateway.ts';
import { TOKEN } from './test-gateway.ts';

let people = 70_000;

/** Somebody with the app open: signed in, and asking as the app does. Each answer is held against its own description. */
export async function openApp(gateway: Gateway, { language = 'en', id = ++people } = {}) {
  const user = { id, first_name: 'Ada', language_code: language };
  const initData = signedLaunch({ user, token: TOKEN, atMs: Date.now() + gateway.state.aheadMs });
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
