import { z } from 'zod';

/** What an app asks for by its link. */
export type ConnectLink = {
  /** The app's id at the bridge: its public key, hex. */
  readonly app: string;
  readonly manifestUrl: string;
  /** The network it wants, when it says so. */
  readonly network?: string;
  /** What a proof is to be bound to; without it none is asked for. */
  readonly proofPayload?: string;
  /** Where to go afterwards: `back`, `none` or an address. */
  readonly ret: string;
};

const connectRequest = z.object({
  manifestUrl: z.url(),
  items: z
    .array(z.object({ name: z.string(), network: z.string().optional(), payload: z.string().optional() }))
    .refine((items) => items.some(({ name }) => name === 'ton_addr')),
});

/**
 * Reads a universal link (`https://…?v=2&id=…&r=…&ret=…`) or `tc://?…`; undefined for anything else.
 * Source: github.com/ton-blockchain/ton-connect, bridge.md, "Universal link".
 */
export function readLink(link: string): ConnectLink | undefined {
  const query = URL.canParse(link) ? new URL(link).searchParams : undefined;
  const app = query?.get('id') ?? '';
  if (query?.get('v') !== '2' || !/^[0-9a-f]{64}$/.test(app)) return undefined;
  const request = connectRequest.safeParse(parsed(query.get('r')));
  if (!request.success) return undefined;
  const { manifestUrl, items } = request.data;
  const network = items.find(({ name }) => name === 'ton_addr')?.network;
  const proofPayload = items.find(({ name }) => name === 'ton_proof')?.payload;
  return {
    app,
    manifestUrl,
    ret: query.get('ret') ?? 'back',
    ...(network === undefined ? {} : { network }),
    ...(proofPayload === undefined ? {} : { proofPayload }),
  };
}

function parsed(json: string | null): unknown {
  try {
    return JSON.parse(json ?? '');
  } catch {
    return undefined;
  }
}

/** How an app introduces itself. */
export type Manifest = { readonly url: string; readonly name: string; readonly iconUrl: string };
export type NoManifest = { readonly code: 2 | 3; readonly why: string };

const manifest = z.object({ url: z.url(), name: z.string().min(1), iconUrl: z.url() });
const PATIENCE_MS = 5_000;

/** The app's manifest, or why there is none: 2 when it is not found, 3 when it is not one (CONNECT_EVENT_ERROR_CODES). */
export async function fetchManifest(url: string): Promise<Manifest | NoManifest> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) }).catch(() => undefined);
  if (!answer?.ok) {
    const how = answer ? `answered ${answer.status}` : 'did not answer';
    return { code: 2, why: `App manifest not found: ${url} ${how}` };
  }
  const read = manifest.safeParse(await answer.json().catch(() => undefined));
  if (read.success) return read.data;
  const field = read.error.issues[0]?.path.join('.');
  return { code: 3, why: `App manifest content error: ${url}${field ? ` lacks a good "${field}"` : ' is not JSON'}` };
}
