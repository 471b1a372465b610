import { CONNECT_EVENT_ERROR_CODES } from '@tonconnect/protocol';
import { type Clock, unixTime } from '../../ground/clock.ts';
import type { Asks, ConnectAsk } from './asks.ts';
import { type Holder, stateInitOf } from './holders.ts';
import { fetchManifest, type Manifest, readLink } from './link.ts';
import { prove } from './proof.ts';
import type { Sessions } from './sessions.ts';
import { deviceInfo } from './wallets-list.ts';

/** How a connection ends, beside being declined. */
export const CONNECT_ENDINGS = ['connects', 'other-network', 'no-proof', 'silent'] as const;
export type ConnectEnding = (typeof CONNECT_ENDINGS)[number];

type Tools = {
  readonly clock: Clock;
  readonly network: string;
  readonly asks: Asks;
  readonly sessions: Sessions;
};

const PATIENCE_MS = 15 * 60_000;

/** Apps that want to know a wallet's address. */
export function createConnecting({ clock, network, asks, sessions }: Tools) {
  return {
    /** A universal link was opened. The same link again is the same question. Undefined: no such link. */
    async open(text: string): Promise<ConnectAsk | undefined> {
      const link = readLink(text);
      if (!link) return undefined;
      const known = asks.get(link.app);
      if (known?.kind === 'connect') return known;
      const manifest = await fetchManifest(link.manifestUrl);
      const meanwhile = asks.get(link.app);
      if (meanwhile?.kind === 'connect') return meanwhile;
      const at = clock.now();
      const ask = { id: link.app, kind: 'connect', at, expiresAt: at + PATIENCE_MS, link } as const;
      if ('code' in manifest) {
        sessions.refuse(link.app, manifest.code, manifest.why);
        asks.put({ ...ask, state: 'refused', why: manifest.why });
      } else if (link.network !== undefined && link.network !== network) {
        const why = `Wrong network: this wallet is on ${network}, the app wants ${link.network}`;
        sessions.refuse(link.app, CONNECT_EVENT_ERROR_CODES.BAD_REQUEST_ERROR, why);
        asks.put({ ...ask, manifest, state: 'refused', why });
      } else asks.put({ ...ask, manifest, state: 'open' });
      return asks.get(link.app) as ConnectAsk;
    },
    approve({ id, link, manifest }: ConnectAsk, holder: Holder, ending: ConnectEnding): void {
      if (asks.get(id)?.state !== 'open' || !manifest) return;
      asks.end(id, 'approved', { holder: holder.name });
      if (ending === 'silent') return;
      const said = ending === 'other-network' ? otherThan(network) : network;
      const items: object[] = [addressItem(holder, said)];
      if (link.proofPayload !== undefined) {
        items.push(
          ending === 'no-proof'
            ? { name: 'ton_proof', error: { code: 400, message: 'ton_proof is not supported' } }
            : proofItem(holder, manifest, link.proofPayload, unixTime(clock)),
        );
      }
      sessions.begin(link.app, holder.name, manifest, { items, device: deviceInfo(holder) });
    },
    decline({ id, link }: ConnectAsk): void {
      if (asks.get(id)?.state !== 'open') return;
      asks.end(id, 'declined');
      sessions.refuse(link.app, CONNECT_EVENT_ERROR_CODES.USER_REJECTS_ERROR, 'User declined the connection');
    },
  };
}

const otherThan = (network: string): string => (network === '-239' ? '-3' : '-239');

const addressItem = (holder: Holder, network: string) => ({
  name: 'ton_addr',
  address: holder.address.toRawString(),
  network,
  publicKey: holder.keys.publicKey.toString('hex'),
  walletStateInit: stateInitOf(holder),
});

const proofItem = ({ address, keys }: Holder, { url }: Manifest, payload: string, timestamp: number) => ({
  name: 'ton_proof',
  proof: prove({ address, domain: new URL(url).host, payload, timestamp }, keys.secretKey),
});
