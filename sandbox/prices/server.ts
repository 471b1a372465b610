import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { pageFiles } from '../pages/files.ts';
import { isFromHere, readJson, sendFile, sendJson } from '../pages/http.ts';
import { priceSourcesAt, type SourceName, sourceNames, type Worth, wires } from './wires.ts';

export const priceFaults = ['lies', 'stale', 'away', 'slow', 'malformed'] as const;
/** `lies`: everything is worth ten times as much. `stale`: says what was an hour ago, where it tells a time. */
export type PriceFault = (typeof priceFaults)[number];

export type PricesOptions = {
  readonly now?: () => number;
  /** How long a slow source takes. */
  readonly slowMs?: number;
};

/** Made up, and near what was usual in the autumn of 2026 at this desk. */
const WORTH: Worth = { USD: 920_000, RUB: 9_800, TON: 2_900_000, USDT: 919_000 };
/** Honest sources differ, too: in hundredths of a percent. */
const DIFFERENCE: Readonly<Record<SourceName, number>> = { coinbase: 0, coingecko: 8, kraken: -6 };
const HOUR_MS = 3_600_000;
const lookFile = pageFiles(path.join(import.meta.dirname, 'page'), { '/': 'index.html' });

/** Three price sources on one port, each below its own name, and what is wrong with each. Loopback only. */
export function createPrices({ now = Date.now, slowMs = 8_000 }: PricesOptions = {}) {
  const faults = new Map<SourceName, PriceFault>();
  let worth = WORTH;
  const asked = new Map<SourceName, number>();

  async function answer(name: SourceName, response: ServerResponse): Promise<void> {
    asked.set(name, (asked.get(name) ?? 0) + 1);
    const fault = faults.get(name);
    if (fault === 'away') return void response.destroy();
    if (fault === 'malformed') return sendJson(response, 200, { sorry: 'under maintenance' });
    if (fault === 'slow') await new Promise((resolve) => setTimeout(resolve, slowMs));
    const factor = (fault === 'lies' ? 10 : 1) * (1 + DIFFERENCE[name] / 10_000);
    const told = Object.fromEntries(Object.entries(worth).map(([code, micros]) => [code, micros * factor])) as Worth;
    const atMs = now() - (fault === 'stale' ? HOUR_MS : 0);
    sendJson(response, 200, wires[name].answer(told, Math.floor(atMs / 1_000)));
  }

  async function manage(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readJson(request);
    const source = sourceNames.find((name) => name === body?.source);
    if (request.method === 'POST' && source) {
      const fault = priceFaults.find((each) => each === body?.fault);
      if (fault) faults.set(source, fault);
      else faults.delete(source);
    }
    const sources = sourceNames.map((name) => ({
      name,
      fault: faults.get(name) ?? null,
      asked: asked.get(name) ?? 0,
    }));
    sendJson(response, 200, { sources, faults: priceFaults, worth });
  }

  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://prices.invalid');
    if (!isFromHere(request)) return sendJson(response, 403, { why: 'Only for pages of this address.' });
    if (pathname === '/api/state') return manage(request, response);
    const name = sourceNames.find((each) => pathname === `/${each}${wires[each].path}`);
    if (name) return answer(name, response);
    const file = await lookFile(pathname);
    if (file) return sendFile(response, file, "default-src 'self'");
    sendJson(response, 404, { why: 'Not found.' });
  });

  return {
    /** From now on, until told otherwise; undefined: it is honest and awake. */
    misbehave: (name: SourceName, fault: PriceFault | undefined): void =>
      void (fault ? faults.set(name, fault) : faults.delete(name)),
    /** What everything is worth from now on. */
    moves: (changed: Partial<Worth>): void => {
      worth = { ...worth, ...changed };
    },
    /** `port` 0 takes a free one. Answers the port. */
    async listen(port: number): Promise<number> {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject).listen(port, '127.0.0.1', resolve);
      });
      return (server.address() as AddressInfo).port;
    },
    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise<void>((resolve) => void server.close(() => resolve()));
    },
  };
}

/** For tests: on a free port. */
export async function startPrices(options: PricesOptions = {}) {
  const prices = createPrices(options);
  const url = `http://127.0.0.1:${await prices.listen(0)}`;
  return { ...prices, url, setting: priceSourcesAt(url) };
}
