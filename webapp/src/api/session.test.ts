import { expect, test } from 'vitest';
import { createSession, type Handed } from './session.ts';

const LATER = '2126-01-01T00:00:00.000Z';
const handed = (token: string): Handed => ({ token, expiresAt: LATER, refresh: `refresh-of-${token}` });

/** A session whose trades are answered by hand. */
function opened() {
  const trades: { refresh: string | undefined; answer: (next: Handed | undefined) => void; fail: () => void }[] = [];
  const endings: string[] = [];
  const session = createSession(
    (refresh) =>
      new Promise((answer, reject) => {
        trades.push({ refresh, answer, fail: () => reject(new Error('nobody answers')) });
      }),
    () => endings.push('ended'),
  );
  return { session, trades, endings };
}

test('those who find the token too old in the same moment wait for one trade', async () => {
  const { session, trades } = opened();
  session.use({ ...handed('old'), expiresAt: '2020-01-01T00:00:00.000Z' });
  const tokens = [session.token(), session.token(), session.renew()];
  expect(trades.map(({ refresh }) => refresh)).toEqual(['refresh-of-old']);
  trades[0]?.answer(handed('new'));
  expect(await Promise.all(tokens)).toEqual(['new', 'new', 'done']);
});

test('a session that is over is told once, and nobody is signed in', async () => {
  const { session, trades, endings } = opened();
  session.use(handed('old'));
  const renewed = session.renew();
  trades[0]?.answer(undefined);
  expect([await renewed, endings, await session.token()]).toEqual(['ended', ['ended'], undefined]);
});

test('nobody answers: what is held may still do', async () => {
  const { session, trades, endings } = opened();
  session.use(handed('old'));
  const renewed = session.renew();
  trades[0]?.fail();
  expect([await renewed, endings, await session.token()]).toEqual(['unreached', [], 'old']);
});

test('an answer about the old session ends nothing when another was handed over meanwhile', async () => {
  const { session, trades, endings } = opened();
  session.use(handed('old'));
  const renewed = session.renew();
  session.use(handed('joined'));
  trades[0]?.answer(undefined);
  expect([await renewed, endings, await session.token()]).toEqual(['done', [], 'joined']);
});
