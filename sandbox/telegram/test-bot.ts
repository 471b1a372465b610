import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Telegram as TelegrafClient, TelegramError } from 'telegraf';
import type { Update } from 'telegraf/types';
import { type StartedTelegram, type StartOptions, startTelegram } from './server.ts';

/** What the bot's webhook answers; a status, or all of it. 'silence' never answers. */
export type EarAnswer = number | 'silence' | { status: number; headers?: Record<string, string>; body?: string };
export type Heard = { readonly update: Update; readonly headers: IncomingHttpHeaders };

/** A webhook that writes down what it hears and answers as it is told. */
export type Ear = {
  readonly url: string;
  readonly heard: Heard[];
  /** The numbers of the updates, in the order in which they came. */
  numbers(): number[];
  answers(answer: (update: Update) => EarAnswer | Promise<EarAnswer>): void;
  /** Resolves when that many were heard. */
  hears(count: number): Promise<Heard[]>;
  close(): Promise<void>;
};

export async function openEar(): Promise<Ear> {
  const heard: Heard[] = [];
  const waiting: { count: number; resolve: (heard: Heard[]) => void }[] = [];
  let answer: (update: Update) => EarAnswer | Promise<EarAnswer> = () => 200;
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const update = JSON.parse(body) as Update;
    heard.push({ update, headers: request.headers });
    for (const { count, resolve } of waiting) if (heard.length >= count) resolve(heard);
    const given = await answer(update);
    if (given === 'silence') return;
    const { status, headers = {}, body: said = '' } = typeof given === 'number' ? { status: given } : given;
    response.writeHead(status, headers).end(said);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    heard,
    numbers: () => heard.map(({ update }) => update.update_id),
    answers(next) {
      answer = next;
    },
    hears: (count) =>
      heard.length >= count ? Promise.resolve(heard) : new Promise((resolve) => waiting.push({ count, resolve })),
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => void server.close(() => resolve()));
    },
  };
}

export type Bench = {
  readonly telegram: StartedTelegram;
  /** Telegraf's own client, over the wire. */
  readonly api: TelegrafClient;
  readonly ear: Ear;
  close(): Promise<void>;
};

/** A Telegram, a bot's client, and an ear that is its webhook unless `webhook` is false. */
export async function openBench(options: StartOptions & { webhook?: boolean } = {}): Promise<Bench> {
  const { webhook = true, ...rest } = options;
  const [telegram, ear] = await Promise.all([startTelegram({ limits: 'off', ...rest }), openEar()]);
  const api = new TelegrafClient(telegram.token, { apiRoot: telegram.url });
  if (webhook) await api.setWebhook(ear.url, { secret_token: 'a-secret' });
  return {
    telegram,
    api,
    ear,
    async close() {
      await telegram.close();
      await ear.close();
    },
  };
}

/** Telegram's complaint about a call, as telegraf reports it: "400: Bad Request: …". */
export async function complaint(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    if (error instanceof TelegramError) return `${error.code}: ${error.description}`;
    throw error;
  }
  throw new Error('Telegram did not complain');
}
