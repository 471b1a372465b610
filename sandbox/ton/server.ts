import { randomBytes, randomInt } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Address } from '@ton/core';
import { type Random, seededRandom } from '../ground/chance.ts';
import { type Clock, machineClock } from '../ground/clock.ts';
import { openTables } from '../ground/durable-tables.ts';
import { type Chain, createChain } from './chain/chain.ts';
import { openGenesis } from './chain/genesis.ts';
import type { Jetton } from './chain/jetton.ts';
import { openMachine } from './chain/machine.ts';
import { type Person, personOf } from './chain/people.ts';
import { createNames, type Names } from './explorer/names.ts';
import { createTonFaults, type TonFaults } from './faults.ts';
import { createPages, type PageLinks } from './page-api.ts';
import { type CallEntry, createTonApi } from './toncenter/api.ts';
import { mountWallet } from './wallet/mount.ts';
import type { Wallet } from './wallet/wallet.ts';
import { API_ROOT, coldSeedOf, tonSettings } from './wires.ts';

/** The network's id. Source: `global_id` of TON's testnet. */
const TESTNET = -3;

export type TonOptions = {
  /** `<id>:<base64 of 32 bytes>`, the seed of the product's hot wallet. */
  readonly hotWalletKey: string;
  readonly clock?: Clock;
  readonly random?: Random;
  /** How often a block comes. 0: only when it is asked for. Milliseconds. */
  readonly blockMs?: number;
  /** Where everything is kept; without it nothing outlives the process. */
  readonly dataFile?: string;
  /** When set, the API wants it. */
  readonly apiKey?: string;
  readonly remembered?: number;
  readonly links?: PageLinks;
};

/** Answers false when this is not for it. */
type Mounted = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<boolean> | boolean;

/** A TON of its own: the chain, its API, and who lives there from the start. */
export type TonSandbox = {
  /** `port` 0 takes a free one. Answers the port. Loopback only. */
  listen(port: number): Promise<number>;
  readonly chain: Chain;
  readonly faults: TonFaults;
  readonly faucet: Person;
  readonly usdt: Jetton;
  readonly hotWallet: Address;
  /** The operator's: the wallet of "Treasury". */
  readonly coldWallet: Address;
  /** Who is who, for the explorer. */
  readonly names: Names;
  /** Whoever is not in the story: an account without a key, with a million TON. */
  person(name: string): Promise<Person>;
  /** From the faucet, and waits until it is there. Nanoton. */
  give(to: Address, nano: bigint, comment?: string): Promise<void>;
  /** From the issuer, and waits until it is there. Millionths. */
  giveUsdt(to: Address, micro: bigint): Promise<void>;
  /** The people who live here, their keys, and what a test does in place of their fingers. */
  readonly wallet: Wallet;
  calls(call?: string): readonly CallEntry[];
  close(): Promise<void>;
};

/** Of a chain that moves by itself. The network's blocks come every 0.4 seconds (since April 2026). */
const USUAL_BLOCK_MS = 400;

export async function createTonSandbox(options: TonOptions): Promise<TonSandbox> {
  const { clock = machineClock, random = seededRandom(randomInt(2 ** 32)), blockMs = USUAL_BLOCK_MS } = options;
  const tables = openTables(options.dataFile);
  const chain = createChain({ machine: await openMachine(TESTNET), clock, tables });
  const genesis = await openGenesis(chain, options.hotWalletKey);
  const calls: CallEntry[] = [];
  const mounted: Mounted[] = [];
  const names = createNames(genesis.usdt);
  names.set(genesis.hotWallet, 'Cage, hot wallet');
  names.set(genesis.faucet.address, 'Faucet');
  names.set(genesis.usdt.issuer.address, 'USDT issuer');
  names.set(genesis.usdt.master, 'USDT master');
  const pulse = createPulse(chain, () => faults.settings.blockEveryMs ?? blockMs);
  const { faults, dice } = createTonFaults(random, () => pulse.change());
  const api = createTonApi({
    chain,
    faults,
    dice,
    ...(options.apiKey ? { apiKey: options.apiKey } : {}),
    called: (entry) => {
      pages.tell('call', {});
      calls.push(entry);
      if (calls.length > (options.remembered ?? 20_000)) calls.shift();
    },
  });

  const give = async (to: Address, nano: bigint, comment?: string): Promise<void> => {
    await genesis.faucet.sends({ to, value: nano, ...(comment === undefined ? {} : { comment }) });
    await chain.settle();
  };
  const giveUsdt = async (to: Address, micro: bigint): Promise<void> => {
    await genesis.usdt.mint(to, micro);
    await chain.settle();
  };
  const { usdt } = genesis;
  const pages = createPages({ chain, usdt, names, faults, calls, give, giveUsdt, links: options.links ?? {} });

  const wallet = await mountWallet({
    ...{ chain, usdt, names, give, clock, tables },
    network: String(TESTNET),
    coldSeed: coldSeedOf(options.hotWalletKey),
    links: options.links ?? {},
    mount: (part) => void mounted.push(part),
  });

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://ton.invalid');
    if (url.pathname.startsWith(`${API_ROOT}/`)) return api(request, response, url);
    for (const part of mounted) if (await part(request, response, url)) return;
    return pages.handle(request, response, url);
  };
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' });
      response.end(error instanceof Error ? error.message : String(error));
    });
  });

  return {
    chain,
    faults,
    ...genesis,
    wallet,
    async listen(port) {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject).listen(port, '127.0.0.1', resolve);
      });
      pulse.open();
      return (server.address() as AddressInfo).port;
    },
    names,
    async person(name) {
      const person = await personOf(chain, name);
      names.set(person.address, name);
      return person;
    },
    give,
    giveUsdt,
    calls: (call) => calls.filter((entry) => !call || entry.call === call),
    async close() {
      await pulse.close();
      pages.close();
      wallet.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => void server.close(() => resolve()));
      chain.close();
    },
  };
}

/** Makes a block again and again, as often as is said at the time. */
function createPulse(chain: Chain, everyMs: () => number) {
  let isOpen = false;
  let timer: NodeJS.Timeout | undefined;
  let making: Promise<unknown> = Promise.resolve();
  const wait = (): void => {
    clearTimeout(timer);
    if (!isOpen || everyMs() === 0) return;
    timer = setTimeout(() => {
      making = chain.block().then(wait);
    }, everyMs());
  };
  return {
    open() {
      isOpen = true;
      wait();
    },
    change: wait,
    async close() {
      isOpen = false;
      clearTimeout(timer);
      await making;
    },
  };
}

export type StartedTon = TonSandbox & {
  readonly url: string;
  readonly hotWalletKey: string;
  /** What the product is started with. */
  readonly settings: ReturnType<typeof tonSettings>;
};

/** For tests: a chain of its own on a free port. Blocks come when asked for, unless `blockMs` is given. */
export async function startTon(options: Partial<TonOptions> & { readonly port?: number } = {}): Promise<StartedTon> {
  const hotWalletKey = options.hotWalletKey ?? `test:${randomBytes(32).toString('base64')}`;
  const ton = await createTonSandbox({ blockMs: 0, ...options, hotWalletKey });
  const url = `http://127.0.0.1:${await ton.listen(options.port ?? 0)}`;
  return { ...ton, url, hotWalletKey, settings: tonSettings(url, hotWalletKey) };
}
