import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Route } from '../contracts/http/route.ts';
import { routes } from '../contracts/http/routes.ts';
import { describeApi } from './openapi.ts';
import { type Gateway, openGateway } from './test-gateway.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.close());

type Described = {
  paths: Record<
    string,
    Record<string, { parameters: { name: string }[]; responses: Record<string, { description: string }> }>
  >;
  components: { schemas: Record<string, unknown> };
};
const description = describeApi() as Described;

test('the description is served, and says everything that can be asked', async () => {
  const { status, body } = await gateway.ask('/openapi.json');
  expect([status, body]).toEqual([200, description]);
  for (const route of Object.values(routes)) expect(description.paths[route.path]).toHaveProperty(route.method);
});

test('every reason a route may refuse with is described under its status', () => {
  for (const route of Object.values(routes) as Route[])
    for (const [reason, [status]] of Object.entries(route.refusals))
      expect(description.paths[route.path]?.[route.method]?.responses[status]?.description).toContain(`\`${reason}\``);
});

test('no answer has a `reason` of its own: by that a refusal is known', () => {
  const named = Object.entries(routes as Record<string, Route>).flatMap(([name, { answer }]) =>
    answer && 'shape' in answer && 'reason' in (answer.shape as object) ? [name] : [],
  );
  expect(named).toEqual([]);
});

test('every schema that is spoken of is there', () => {
  const spokenOf = Array.from(
    JSON.stringify(description).matchAll(/"#\/components\/schemas\/(\w+)"/g),
    ([, name]) => name,
  );
  expect(spokenOf.length).toBeGreaterThan(10);
  expect([...new Set(spokenOf)].filter((name) => !(String(name) in description.components.schemas))).toEqual([]);
  expect(JSON.stringify(description)).not.toContain('$defs');
});

test.each(Object.entries(routes) as [string, Route][])('%s is there, as described', async (_name, route) => {
  const path = route.path.replace('{id}', '01890000-0000-7000-8000-000000000000');
  const answer = await gateway.ask(path, {
    method: route.method.toUpperCase(),
    redirect: 'manual',
    ...(route.method === 'get' ? {} : { headers: { 'content-type': 'application/json' }, body: '{}' }),
  });
  const cookies = ['/auth/refresh', '/staff/auth/refresh'].includes(route.path); // there is none
  const takesAny = route.path === '/auth/logout';
  const isKnown = route.who !== 'anybody' || cookies;
  const expected = isKnown
    ? 401
    : route.status === 302
      ? 404 /* no provider is set */
      : route.body && !takesAny
        ? 400
        : route.object
          ? 404
          : route.status;
  expect(answer.status).toBe(expected);
});
