import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Bench, openBench } from './test-bot.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench({ firstPlayers: true, webhook: false, links: { workflows: 'http://127.0.0.1:8233' } });
});
afterEach(() => bench.close());

const open = (path: string, init: RequestInit = {}) => fetch(`${bench.telegram.url}${path}`, init);
type Told = Record<string, unknown> & { id: number; slug: string };

const post = async (path: string, body: object, headers: Record<string, string> = {}) => {
  const answer = await open(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as Told };
};

/** The page's line of events, read one by one. */
async function listen() {
  const answer = await open('/page/events');
  const reader = (answer.body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  return {
    async next(name: string): Promise<unknown> {
      for (;;) {
        const found = new RegExp(`event: ${name}\\ndata: (.*)\\n\\n`).exec(text);
        if (found) {
          text = text.slice(found.index + found[0].length);
          return JSON.parse(found[1] ?? '');
        }
        const { value, done } = await reader.read();
        if (done) throw new Error(`the line ended before ${name}`);
        text += value;
      }
    },
    close: () => reader.cancel(),
  };
}

test('every file a page names is there, and nothing outside of the page is', async () => {
  for (const page of ['/', '/faults']) {
    const html = await (await open(page)).text();
    const named = [...html.matchAll(/(?:src|href)="(\/[^"#]+)/g)].map(([, file = '']) => file);
    expect(named.length).toBeGreaterThan(3);
    for (const file of named) expect([file, (await open(file)).status]).toEqual([file, 200]);
  }
  expect((await open('/favicon.ico')).status).toBe(200);
  for (const path of ['/../main.ts', '/..%2fmain.ts', '/%2e%2e/main.ts', '/look/none.css'])
    expect((await open(path)).status).toBe(404);
});

test('a page sees five players, and hears what happens', async () => {
  const line = await listen();
  const hello = (await line.next('hello')) as { people: { id: number; name: string; unread: number }[] };
  expect(hello.people.map(({ name }) => name)).toEqual(['Irina R.', 'Bruno C.', 'Chidi O.', 'Dana L.', 'Emil V.']);
  const irina = hello.people[0]?.id ?? 0;
  await post('/page/say', { player: irina, text: '/start' });
  expect(await line.next('message')).toMatchObject({ player: irina, message: { from: 'me', text: '/start' } });
  await bench.api.sendMessage(irina, 'Welcome');
  expect(await line.next('message')).toMatchObject({ message: { from: 'bot', text: 'Welcome' } });
  await bench.telegram.until(() => true);
  await post('/page/read', { player: irina });
  await line.close();
});

test('a page presses keys, pays and adds players', async () => {
  const { body: eve } = await post('/page/players', { name: 'Eve Long', language: 'de' });
  expect(eve).toMatchObject({ firstName: 'Eve', lastName: 'Long', language: 'de' });
  await post('/page/say', { player: eve.id, text: '/start' });
  const sent = await bench.api.sendMessage(eve.id, 'x', {
    reply_markup: { inline_keyboard: [[{ text: 'A', callback_data: 'a' }]] },
  });
  expect((await post('/page/tap', { player: eve.id, message: sent.message_id, data: 'a' })).body).toEqual({
    query: expect.any(String),
  });
  const link = await bench.api.createInvoiceLink({
    title: 'Deposit',
    description: 'x',
    payload: 'o',
    provider_token: bench.telegram.providerToken,
    currency: 'EUR',
    prices: [{ label: 'x', amount: 500 }],
  });
  const invoice = (await (await open(`/page/invoice?slug=${encodeURIComponent(link)}`)).json()) as Told;
  expect(invoice).toMatchObject({ totalText: '€5.00', seller: 'Cage' });
  const paying = post('/page/pay', { player: eve.id, slug: invoice.slug, ending: 'goes through' });
  await bench.telegram.until(() => bench.telegram.pendingUpdates().some((update) => 'pre_checkout_query' in update));
  const query = (await bench.api.getUpdates(0, 100, 0, undefined)).flatMap((update) =>
    'pre_checkout_query' in update ? [update.pre_checkout_query.id] : [],
  );
  await bench.api.answerPreCheckoutQuery(String(query[0]), true);
  expect((await paying).body).toMatchObject({ outcome: 'paid' });
  const chat = await (await open(`/page/chat?player=${eve.id}`)).json();
  expect(chat).toMatchObject({
    paid: [invoice.slug],
    messages: [{ text: '/start' }, { text: 'x' }, { text: 'You paid Cage €5.00' }],
  });
});

test('nonsense is refused', async () => {
  expect(await post('/page/say', { player: 1, text: 'x' })).toMatchObject({ status: 400 });
  expect(await post('/page/pay', { player: 1, slug: 'x', ending: 'explodes' })).toMatchObject({ status: 400 });
  expect(await post('/page/faults', { calls: 'all' })).toMatchObject({ status: 400 });
  expect((await open('/page/say', { method: 'POST', body: '{' })).status).toBe(400);
  expect((await open('/page/nothing')).status).toBe(404);
});

test('another site can neither press keys here nor read along', async () => {
  const foreign = { origin: 'https://example.com' };
  expect(await post('/page/say', { player: 1, text: 'x' }, foreign)).toMatchObject({ status: 403 });
  expect((await open('/page/events', { headers: foreign })).status).toBe(403);
});

test.each([
  ['start=link_Ab-9', 'start=link_Ab-9'],
  [`start=${'a'.repeat(64)}&player=7`, `start=${'a'.repeat(64)}&player=7`],
  [`start=${'a'.repeat(65)}`, ''],
  ['start=two%20words', ''],
  ['start=', ''],
  ['startapp', 'startapp='],
  ['startapp=history', 'startapp=history'],
  [`startapp=${'a'.repeat(513)}`, ''],
  ['theme=dark&start=x', 'start=x'],
])('a link to the bot with %s leads to its chat, with what Telegram lets through', async (query, kept) => {
  const answer = await open(`/Cage_Bot?${query}`, { redirect: 'manual' });
  expect(answer.status).toBe(302);
  const expected = [`bot=${bench.telegram.botId}`, kept].filter(Boolean).join('&');
  expect(answer.headers.get('location')).toBe(`/?${expected}`);
});

test.each(['$', 'invoice/'])(
  'a link to an invoice at /%s leads to the chat with its seller, and its pay form',
  async (at) => {
    const link = await bench.api.createInvoiceLink({
      title: 'Deposit',
      description: 'Into your cash',
      payload: 'order',
      provider_token: bench.telegram.providerToken,
      currency: 'EUR',
      prices: [{ label: 'Deposit', amount: 2_500 }],
    });
    const slug = link.split('$')[1];
    const answer = await open(`/${at}${slug}`, { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([
      302,
      `/?bot=${bench.telegram.botId}&invoice=${slug}`,
    ]);
  },
);

test('faults are switched by the page', async () => {
  expect(await post('/page/faults', { duplicates: 2, calls: [{ answer: 500, chance: 0.5 }] })).toMatchObject({
    status: 200,
  });
  expect(bench.telegram.faults.settings).toMatchObject({ duplicates: 2, calls: [{ answer: 500, chance: 0.5 }] });
  await post('/page/faults', { clear: true });
  expect(bench.telegram.faults.settings).toMatchObject({ duplicates: 0, calls: [] });
});
