import { Base64, hexToByteArray, type KeyPair, SessionCrypto } from '@tonconnect/protocol';
import { z } from 'zod';
import { type Clock, unixTime } from '../../ground/clock.ts';
import type { Table, Tables } from '../../ground/durable-tables.ts';
import type { BridgeMessage, BridgeMessages } from '../bridge/messages.ts';
import type { Manifest } from './link.ts';

/** One app that one wallet is connected to. */
export type Session = {
  /** The wallet's id at the bridge: its public key, hex. */
  readonly id: string;
  readonly keys: KeyPair;
  /** The app's. */
  readonly app: string;
  readonly holder: string;
  readonly manifest: Manifest;
  /** Unix seconds. */
  readonly since: number;
  /** The last message that was taken from the bridge. */
  readonly lastMessage: number;
};

/** What an app asks of a connected wallet. */
export type AppCall = { readonly id: string; readonly method: string; readonly params: readonly unknown[] };

export type Sessions = {
  /** Listens for every session that was kept. */
  open(): void;
  /** Sends the connect event under new keys, and listens from then on. */
  begin(app: string, holder: string, manifest: Manifest, payload: object): Session;
  /** Tells an app why it is not connected. */
  refuse(app: string, code: number, message: string): void;
  answer(
    session: string,
    call: string,
    outcome: { result: unknown } | { error: { code: number; message: string } },
  ): void;
  /** The wallet leaves, and says so. */
  end(session: string): void;
  get(session: string): Session | undefined;
  all(): Session[];
  close(): void;
};

type Tools = {
  readonly bridge: BridgeMessages;
  readonly clock: Clock;
  readonly tables: Tables;
  readonly onCall: (session: Session, call: AppCall) => void;
  readonly onChange: () => void;
};

const TTL_MS = 300_000;
const appCall = z.object({ id: z.coerce.string(), method: z.string(), params: z.array(z.unknown()).default([]) });

export function createSessions({ bridge, clock, tables, onCall, onChange }: Tools): Sessions {
  const kept: Table<Session> = tables.table('wallet-sessions');
  const counters: Table<number> = tables.table('wallet-counters');
  const listening = new Map<string, () => void>();

  /** An app drops an event whose id is not above the last one's. */
  const nextEventId = (): number => {
    const next = Math.max(clock.now(), (counters.get('event') ?? 0) + 1);
    counters.put('event', next);
    return next;
  };
  const send = ({ keys, id, app }: Pick<Session, 'keys' | 'id' | 'app'>, body: object, topic?: string): void => {
    const sealed = new SessionCrypto(keys).encrypt(JSON.stringify(body), hexToByteArray(app));
    bridge.post({
      from: id,
      to: app,
      message: Base64.encode(sealed),
      ttlMs: topic === 'disconnect' ? 3_600_000 : TTL_MS,
    });
  };

  const hear = (id: string, { id: at, from, message }: BridgeMessage): void => {
    const session = kept.get(id);
    if (!session || from !== session.app) return; // only the app holds the other key
    const call = open(session, message);
    if (call?.method === 'disconnect') {
      send(session, { id: call.id, result: {} });
      forget(id);
      onChange();
    } else if (call) onCall(session, call);
    const now = kept.get(id);
    if (now) kept.put(id, { ...now, lastMessage: at });
  };
  const listen = ({ id, lastMessage }: Session): void => {
    listening.set(
      id,
      bridge.listen([id], lastMessage, (message) => hear(id, message)),
    );
  };
  const forget = (id: string): void => {
    listening.get(id)?.();
    listening.delete(id);
    kept.remove(id);
  };

  return {
    open() {
      for (const session of [...kept.values()]) listen(session);
    },
    begin(app, holder, manifest, payload) {
      const keys = new SessionCrypto().stringifyKeypair();
      const at = unixTime(clock);
      const session = { id: keys.publicKey, keys, app, holder, manifest, since: at, lastMessage: 0 };
      kept.put(session.id, session);
      listen(session);
      send(session, { event: 'connect', id: nextEventId(), payload });
      onChange();
      return session;
    },
    refuse(app, code, message) {
      const keys = new SessionCrypto().stringifyKeypair();
      const event = { event: 'connect_error', id: nextEventId(), payload: { code, message } };
      send({ keys, id: keys.publicKey, app }, event);
    },
    answer(id, call, outcome) {
      const session = kept.get(id);
      if (session) send(session, { ...outcome, id: call });
    },
    end(id) {
      const session = kept.get(id);
      if (!session) return;
      send(session, { event: 'disconnect', id: nextEventId(), payload: {} }, 'disconnect');
      forget(id);
      onChange();
    },
    get: (id) => kept.get(id),
    all: () => [...kept.values()],
    close() {
      for (const stop of listening.values()) stop();
    },
  };
}

/** What an app sent, or undefined where it was not sealed for us or is no call. */
function open({ keys, app }: Session, message: string): AppCall | undefined {
  try {
    const opened = new SessionCrypto(keys).decrypt(Base64.decode(message).toUint8Array(), hexToByteArray(app));
    return appCall.parse(JSON.parse(opened));
  } catch {
    return undefined;
  }
}
