import { afterEach, expect, test, vi } from 'vitest';
import { createAsk, Refused } from './client.ts';
import { createSession } from './session.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const places = { reads: ['get', '/reads'], acts: ['post', '/acts'], wayIn: ['post', '/way-in', 'open'] } as const;

/** A server that answers so, one after the other. */
function asking(...answers: Response[]) {
  vi.useFakeTimers();
  const fetched = vi.fn(async (_address: string, _init: RequestInit) => answers.shift() as Response);
  vi.stubGlobal('fetch', fetched);
  vi.stubGlobal('navigator', { onLine: true });
  const session = createSession(
    async () => undefined,
    () => undefined,
  );
  // biome-ignore lint/suspicious/noExplicitAny: no contract stands behind these
  const ask = createAsk<any>(places as any, session);
  const outcome = async (name: string, wish = {}) => {
    const asked = ask(name, wish).catch((error) => (error instanceof Refused ? error.problem.reason : error));
    await vi.advanceTimersByTimeAsync(60_000);
    return asked;
  };
  return { outcome, fetched };
}

const overrun = (retryAfter = '2') =>
  new Response('{"reason":"unavailable"}', { status: 503, headers: { 'retry-after': retryAfter } });
const fine = () => new Response('{"is":"fine"}', { headers: { 'content-type': 'application/json' } });

test.each(['reads', 'wayIn'])('%s: whoever is told to come later comes later, without a word', async (name) => {
  const { outcome, fetched } = asking(overrun(), overrun(), fine());
  expect(await outcome(name)).toEqual({ is: 'fine' });
  expect(fetched).toHaveBeenCalledTimes(3);
});

test('what does something is repeated under its key, and never without one', async () => {
  const keyed = asking(overrun(), fine());
  expect(await keyed.outcome('acts', { key: 'k' })).toEqual({ is: 'fine' });
  const keys = keyed.fetched.mock.calls.map(
    ([, { headers }]) => (headers as Record<string, string>)['idempotency-key'],
  );
  expect(keys).toEqual(['k', 'k']);

  const bare = asking(overrun(), fine());
  expect(await bare.outcome('acts')).toBe('unavailable');
  expect(bare.fetched).toHaveBeenCalledTimes(1);
});

test('a long pause is told, not waited for; nor is there a third repetition', async () => {
  expect(await asking(overrun('60'), fine()).outcome('reads')).toBe('unavailable');
  expect(await asking(overrun(), overrun(), overrun(), fine()).outcome('reads')).toBe('unavailable');
});
