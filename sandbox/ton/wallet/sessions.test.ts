import { Base64, hexToByteArray, SessionCrypto } from '@tonconnect/protocol';
import { expect, test } from 'vitest';
import { openTables } from '../../ground/durable-tables.ts';
import { turnedClock } from '../../ground/test-clock.ts';
import { createMessages } from '../bridge/messages.ts';
import { type AppCall, createSessions } from './sessions.ts';

/** A wallet that can be closed and opened again, and an app that it is connected to. */
function connection() {
  const clock = turnedClock();
  const tables = openTables();
  const bridge = createMessages({ clock, tables });
  const heard: AppCall[] = [];
  const openWallet = () => {
    const onCall = (_: unknown, call: AppCall) => void heard.push(call);
    const sessions = createSessions({ bridge, clock, tables, onCall, onChange: () => {} });
    sessions.open();
    return sessions;
  };
  const app = new SessionCrypto();
  const manifest = { url: 'https://cage.example', name: 'Cage', iconUrl: 'https://cage.example/icon.png' };
  const wallet = openWallet();
  const { id } = wallet.begin(app.sessionId, 'Irina', manifest, {});
  return {
    bridge,
    heard,
    wallet,
    openWallet,
    app,
    /** Sealed by `by` and posted in the app's name. */
    post(call: object, by = app) {
      const message = Base64.encode(by.encrypt(JSON.stringify(call), hexToByteArray(id)));
      bridge.post({ from: app.sessionId, to: id, message, ttlMs: 300_000 });
    },
    /** What the app has been told. */
    told() {
      const events: { event?: string; id: number | string }[] = [];
      bridge.listen([app.sessionId], 0, ({ from, message }) => {
        const opened = app.decrypt(Base64.decode(message).toUint8Array(), hexToByteArray(from));
        events.push(JSON.parse(opened));
      })();
      return events;
    },
  };
}

test('a call that came while the wallet was closed is heard when it opens, and once', () => {
  const { wallet, openWallet, post, heard } = connection();
  wallet.close();
  post({ id: '1', method: 'sendTransaction', params: ['{}'] });
  expect(heard).toEqual([]);
  const again = openWallet();
  expect(heard).toEqual([{ id: '1', method: 'sendTransaction', params: ['{}'] }]);
  again.close();
  openWallet();
  expect(heard).toHaveLength(1);
});

test('what somebody else sealed in the app’s name is not heard', () => {
  const { post, heard } = connection();
  post({ id: '1', method: 'sendTransaction', params: ['{}'] }, new SessionCrypto());
  expect(heard).toEqual([]);
});

test('the ids of a wallet’s events grow, for an app drops what is not newer', () => {
  const { wallet, told } = connection();
  for (const { id } of wallet.all()) wallet.end(id);
  const [connect, disconnect] = told();
  expect([connect?.event, disconnect?.event]).toEqual(['connect', 'disconnect']);
  expect(Number(disconnect?.id)).toBeGreaterThan(Number(connect?.id));
});
