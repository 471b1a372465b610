import type { Router } from 'express';
import { z } from 'zod';
import { isSafeAddress } from '../runtime/addresses.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Guard } from './guard.ts';
import { answerProblem } from './middleware/problems.ts';
import { createRouter } from './router.ts';

const address = z.url().refine(isSafeAddress);
/** Another program of the device: whatever its scheme, it is never fetched. */
const link = z.string().max(500);

/**
 * A wallet as TON Connect's list has it; whatever else it says is left out.
 * Source: github.com/ton-blockchain/wallets-list, readme, "wallets-v2.json".
 */
const wallet = z.object({
  app_name: z.string().min(1).max(100),
  name: z.string().min(1).max(100),
  image: address,
  about_url: z.url(),
  tondns: link.optional(),
  universal_url: address.optional(),
  deepLink: link.optional(),
  bridge: z
    .array(
      z.discriminatedUnion('type', [
        z.object({ type: z.literal('sse'), url: address }),
        z.object({ type: z.literal('js'), key: z.string().max(100) }),
      ]),
    )
    .min(1),
  platforms: z.array(z.string().max(20)).max(20),
  // Old ones are a word, those that can be more than one thing an object.
  features: z
    .array(z.union([z.string().max(100), z.record(z.string(), z.unknown())]))
    .max(20)
    .optional(),
});
export type ListedWallet = z.infer<typeof wallet>;

/** More than anybody lists, and less than fills a header. */
const MOST = 100;

/** What can be read of a list: an entry that is none is left out, so that one wallet's mistake takes no other away. */
export function readWallets(list: unknown): readonly ListedWallet[] | undefined {
  if (!Array.isArray(list)) return undefined;
  return list.slice(0, MOST).flatMap((entry) => {
    const read = wallet.safeParse(entry);
    return read.success ? [read.data] : [];
  });
}

/** What the app's page may talk to and show for these wallets, as a Content-Security-Policy writes it. */
export function sourcesOf(wallets: readonly ListedWallet[]): { readonly bridges: string; readonly pictures: string } {
  const bridges = wallets.flatMap(({ bridge }) =>
    bridge.flatMap((each) => (each.type === 'sse' ? [sourceOf(each.url, '/')] : [])),
  );
  const pictures = wallets.map(({ image }) => sourceOf(image));
  return { bridges: [...new Set(bridges)].join(' '), pictures: [...new Set(pictures)].join(' ') };
}

/** A bridge is asked below its own path; of pictures the origin is enough, and keeps the header short. */
function sourceOf(url: string, below?: '/'): string {
  const { origin, pathname } = new URL(url);
  const path = pathname.replace(/\/+$/, '').replaceAll(';', '%3B').replaceAll(',', '%2C');
  return below ? `${origin}${path}${below}` : origin;
}

export type WalletApps = {
  /** The last that was read; undefined before any was, or when none is wanted. Never waits long. */
  get(): Promise<readonly ListedWallet[] | undefined>;
};

type Deps = {
  /** Undefined: no wallet is offered. */
  readonly url: string | undefined;
  readonly log: Logger;
  readonly now: () => number;
};

const FRESH_MS = 3_600_000;
const AGAIN_MS = 10_000;
const PATIENCE_MS = 5_000;
/** A page waits so long for the first list, and does without it then. */
const PAGE_WAITS_MS = 1_500;
const LARGEST = 1_000_000;

/**
 * The wallets that TON Connect offers, asked for by us and not by each player's browser: nobody's list learns who plays here, it
 * may be away, and what the page is allowed to talk to is always what it was told of.
 */
export function createWalletApps({ url, log, now }: Deps): WalletApps {
  let known: { readonly wallets: readonly ListedWallet[]; readonly at: number } | undefined;
  let asked: { readonly at: number; readonly done: Promise<void> } | undefined;

  const ask = async (from: string): Promise<void> => {
    try {
      const response = await fetch(from, { signal: AbortSignal.timeout(PATIENCE_MS) });
      const text = await response.text();
      const wallets = response.ok && text.length <= LARGEST ? readWallets(JSON.parse(text)) : undefined;
      if (wallets) known = { wallets, at: now() };
      else log.warn({ status: response.status }, 'the list of TON wallets could not be read');
    } catch (error) {
      log.warn({ error: error instanceof Error ? error.message : 'unknown' }, 'the list of TON wallets is away');
    }
  };

  return {
    async get() {
      if (url === undefined) return undefined;
      const isFresh = known !== undefined && now() - known.at < FRESH_MS;
      if (!isFresh && (asked === undefined || now() - asked.at >= AGAIN_MS)) asked = { at: now(), done: ask(url) };
      if (!known && asked) await Promise.race([asked.done, waited(PAGE_WAITS_MS)]);
      return known?.wallets;
    },
  };
}

const waited = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref());

/** The list, for TON Connect in the app. */
export function walletAppsList({
  walletApps,
  guard,
}: {
  readonly walletApps: WalletApps;
  readonly guard: Guard;
}): Router {
  const router = createRouter();
  router.get('/tonconnect-wallets.json', guard.unguarded, async (_request, response) => {
    const listed = await walletApps.get();
    if (!listed) return answerProblem(response, 503, 'unavailable', 'No list of wallets is known at the moment');
    response.setHeader('cache-control', 'public, max-age=300');
    return void response.json(listed);
  });
  return router;
}
