import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createLogger } from '../runtime/logger.ts';
import { type Call, done, refused, tinyBotApi } from '../runtime/telegram/test-bot-api.ts';
import { loadTexts } from '../runtime/texts.ts';
import { introduce } from './greeting.ts';
import { keepWebhook, pollUpdates } from './updates.ts';

let telegram: Awaited<ReturnType<typeof tinyBotApi>>;
beforeAll(async () => {
  telegram = await tinyBotApi();
});
beforeEach(() => {
  telegram.calls.length = 0;
});
afterAll(() => telegram.close());

const kinds = ['message', 'callback_query'] as const;
const wanted = { url: 'https://cage.example/webhooks/telegram/1', secret: 'a-secret-of-some-length', kinds };
const methods = () => telegram.calls.map(({ method }) => method);

/** A Telegram that remembers the webhook it was given. */
function remembering(info: Record<string, unknown> = {}) {
  const kept: Record<string, unknown> = { url: '', pending_update_count: 0, ...info };
  telegram.answers(({ method, body }: Call) => {
    if (method === 'setWebhook') Object.assign(kept, { url: body.url, allowed_updates: body.allowed_updates });
    return done(method === 'getWebhookInfo' ? kept : true);
  });
  return kept;
}

function keeper() {
  const logged: string[] = [];
  const log = createLogger('test', 'info', { write: (line) => void logged.push(JSON.parse(line).msg) });
  return { logged, keep: keepWebhook(telegram.client(), wanted, log) };
}

test('a process that starts sets the webhook, for the secret cannot be read back, and then leaves it alone', async () => {
  remembering({ url: wanted.url, allowed_updates: [...kinds] });
  const { keep } = keeper();
  for (let round = 0; round < 3; round++) expect(await keep()).toBe('rest');
  expect(methods()).toEqual(['getWebhookInfo', 'setWebhook', 'getWebhookInfo', 'getWebhookInfo']);
  expect(telegram.calls[1]?.body).toMatchObject({
    url: wanted.url,
    secret_token: wanted.secret,
    allowed_updates: kinds,
  });
});

test.each([
  ['points the bot elsewhere', { url: 'https://elsewhere.example' }],
  ['takes the webhook away', { url: '' }],
  ['asks for other updates', { allowed_updates: ['message'] }],
])('when somebody %s the webhook is set again', async (_what, change) => {
  const kept = remembering();
  const { keep } = keeper();
  await keep();
  Object.assign(kept, change);
  await keep();
  await keep();
  expect(methods().filter((method) => method === 'setWebhook')).toHaveLength(2);
  expect(kept).toMatchObject({ url: wanted.url });
});

test('the same updates in another order are the same updates', async () => {
  const kept = remembering();
  const { keep } = keeper();
  await keep();
  kept.allowed_updates = [...kinds].reverse();
  await keep();
  expect(methods().filter((method) => method === 'setWebhook')).toHaveLength(1);
});

test('trouble that Telegram has in reaching us is told', async () => {
  remembering({ last_error_message: 'Connection refused', pending_update_count: 7 });
  const { keep, logged } = keeper();
  await keep();
  expect(logged).toContain('Telegram had trouble reaching the webhook');
});

/** Polls a Telegram that has these updates, and forgets those below the offset it is asked for. */
function poller(updates: { update_id: number }[], { held = true } = {}) {
  const received: number[] = [];
  const trouble: { fails?: number } = {};
  const stopping = new AbortController();
  telegram.answers(({ method, body }: Call) =>
    done(method === 'getUpdates' ? updates.filter(({ update_id }) => update_id >= Number(body.offset)) : true),
  );
  const poll = pollUpdates(
    telegram.client(),
    { kinds, seconds: 0, held: async () => held, stopping: stopping.signal },
    async (update) => {
      const { update_id } = update as { update_id: number };
      if (trouble.fails === update_id) throw new Error('the database is away');
      received.push(update_id);
    },
  );
  const offsets = () => telegram.calls.filter(({ method }) => method === 'getUpdates').map(({ body }) => body.offset);
  return { poll, received, trouble, stopping, offsets };
}

test('updates are fetched after the webhook is gone, each is handed on, and then confirmed', async () => {
  const { poll, received, offsets } = poller([{ update_id: 5 }, { update_id: 6 }]);
  expect(await poll()).toBe('again');
  await poll();
  expect(received).toEqual([5, 6]);
  expect(offsets()).toEqual([0, 7]);
  expect(methods()).toEqual(['deleteWebhook', 'getUpdates', 'getUpdates']);
});

test('an update that could not be stored is not confirmed, and comes again', async () => {
  const { poll, received, trouble, offsets } = poller([{ update_id: 5 }, { update_id: 6 }, { update_id: 7 }]);
  trouble.fails = 6;
  await expect(poll()).rejects.toThrow('the database is away');
  delete trouble.fails;
  await poll();
  expect(offsets()).toEqual([0, 6]);
  expect(received).toEqual([5, 6, 7]);
});

test('when somebody set a webhook meanwhile it is taken away again', async () => {
  const { poll } = poller([]);
  await poll();
  telegram.answers(refused(409, "Conflict: can't use getUpdates method while webhook is active"));
  await expect(poll()).rejects.toThrow(/409/);
  telegram.answers(done([]));
  await poll();
  expect(methods()).toEqual(['deleteWebhook', 'getUpdates', 'getUpdates', 'deleteWebhook', 'getUpdates']);
});

test('who does not hold the lease does not fetch: two who poll would take each other’s updates', async () => {
  const { poll } = poller([{ update_id: 5 }], { held: false });
  expect(await poll()).toBe('rest');
  expect(methods()).toEqual([]);
});

test('a stop does not wait for the end of a long poll', async () => {
  const { poll, stopping } = poller([]);
  telegram.answers(({ method }) => (method === 'getUpdates' ? 'hang' : done(true)));
  const polling = poll();
  stopping.abort();
  expect(await polling).toBe('rest');
});

test('the bot presents itself with commands it understands, each with its words', async () => {
  telegram.answers(done(true));
  await introduce(telegram.client(), loadTexts(), {
    appUrl: 'https://cage.example/app/',
    canWithdraw: false,
    canPlay: true,
  });
  expect(methods()).toEqual([
    ...loadTexts().languages.flatMap(() => ['setMyCommands', 'setMyShortDescription', 'setMyDescription']),
    'setChatMenuButton',
  ]);
  const [menu] = telegram.calls as unknown as [{ body: { commands: { command: string; description: string }[] } }];
  const { commands } = menu.body;
  expect(commands.map(({ command }) => command)).toEqual([
    'start',
    'deposit',
    'balance',
    'play',
    'spin',
    'guess',
    'drop',
    'rounds',
    'fair',
    'bonus',
    'promotions',
    'vip',
    'leaderboard',
    'limits',
    'kyc',
    'language',
    'notices',
    'settings',
    'support',
    'help',
  ]);
  for (const { description } of commands) expect(description.length).toBeGreaterThan(2);
  for (const language of loadTexts().languages) {
    const help = loadTexts().of(language)('help');
    for (const { command } of commands) expect(help, language).toContain(`/${command}`);
  }
});

test('withdrawing is among the commands where something pays out, and playing where something is played', async () => {
  telegram.answers(done(true));
  await introduce(telegram.client(), loadTexts(), {
    appUrl: 'https://cage.example/app/',
    canWithdraw: true,
    canPlay: false,
  });
  const [menu] = telegram.calls as unknown as [{ body: { commands: { command: string }[] } }];
  expect(menu.body.commands.map(({ command }) => command)).toContain('withdraw');
  expect(menu.body.commands.map(({ command }) => command)).not.toContain('spin');
});

test('the app is offered where Telegram opens it, and nowhere else', async () => {
  telegram.answers(done(true));
  expect(
    await introduce(telegram.client(), loadTexts(), {
      appUrl: 'https://cage.example/app/',
      canWithdraw: false,
      canPlay: true,
    }),
  ).toBe(true);
  expect(telegram.calls.at(-1)).toMatchObject({
    body: { menu_button: { type: 'web_app', web_app: { url: 'https://cage.example/app/' } } },
  });
  telegram.answers(({ method, body }) =>
    method === 'setChatMenuButton' && (body.menu_button as { type: string }).type === 'web_app'
      ? refused(400, 'Bad Request: Only HTTPS links are allowed')
      : done(true),
  );
  expect(
    await introduce(telegram.client(), loadTexts(), {
      appUrl: 'http://10.0.0.1/app/',
      canWithdraw: false,
      canPlay: true,
    }),
  ).toBe(false);
  expect(telegram.calls.at(-1)).toMatchObject({ body: { menu_button: { type: 'commands' } } });
});
