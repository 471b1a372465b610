import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { childUuid } from '../../../domain/ids.ts';
import { Refused } from '../api/client.ts';
import type { App } from '../app-context.ts';
import { deviceStore } from '../store.ts';
import type { BetIntent } from './betting.ts';
import { askForBet, forgetBet, howToHear, MEANT_MS, QUIET_MS, unansweredOf } from './unanswered.ts';

const KEY = '01960000-0000-7000-8000-000000000001';
const bet = (key = KEY): BetIntent => ({
  kind: 'bet',
  key,
  body: { game: 'dice', stake: { asset: 'EUR', minor: '100' }, choices: { side: 'under', target: 4_950 } },
});
const asked: { name: string; key?: string; id?: string }[] = [];
/** Who asks, and what they are answered. */
const of = (player: string, answer: (name: string) => unknown) =>
  ({
    me: { id: player },
    ask: async (name: string, wish: { key?: string; id?: string }) => {
      asked.push({ name, ...wish });
      const said = answer(name);
      if (said instanceof Refused) throw said;
      return said;
    },
  }) as unknown as App;
const nobody = () => new Refused({ reason: 'unavailable' });
/** As if it had been pressed so long ago. */
const ages = (ms: number) =>
  deviceStore.set(
    'cage:bets',
    JSON.stringify(
      unansweredOf('ada').map((each) => ({ ...each, meantMs: each.meantMs - ms, sentMs: each.sentMs - ms })),
    ),
  );

beforeEach(() => {
  deviceStore.remove('cage:bets');
  asked.length = 0;
});

describe('a bet that nobody answered', () => {
  test('is kept before it is sent, goes out again as it was, and is forgotten when it is answered', async () => {
    await expect(askForBet(of('ada', nobody), bet())).rejects.toThrow('unavailable');
    const [left, ...others] = unansweredOf('ada');
    expect([left?.bet, others]).toEqual([bet(), []]);
    await expect(askForBet(of('ada', nobody), left?.bet ?? bet('another'))).rejects.toThrow('unavailable');
    expect(asked.map(({ name, key }) => [name, key])).toEqual([
      ['bet', KEY],
      ['bet', KEY],
    ]);
    expect(unansweredOf('ada')).toHaveLength(1);
    forgetBet(KEY);
    expect(unansweredOf('ada')).toEqual([]);
  });

  test('is nobody else’s to see or to send', async () => {
    await expect(askForBet(of('ada', nobody), bet())).rejects.toThrow();
    expect(unansweredOf('bea')).toEqual([]);
  });

  test('is staked no more when it was meant a minute ago: the round is looked for by the id it would have', async () => {
    await expect(askForBet(of('ada', nobody), bet())).rejects.toThrow();
    ages(MEANT_MS);
    asked.length = 0;
    const round = { id: 'r' };
    const none = () => new Refused({ reason: 'no-such-round' });
    expect(
      await askForBet(
        of('ada', () => round),
        bet(),
      ),
    ).toEqual({ round });
    const id = childUuid(KEY, createHash('sha256').update(`${KEY}:ada`).digest());
    expect(asked).toEqual([{ name: 'round', id }]);
    await expect(askForBet(of('ada', none), bet())).rejects.toThrow('never-arrived');
    await expect(askForBet(of('ada', nobody), bet())).rejects.toThrow('unavailable'); // that says nothing
  });
});

test('a bet that is not found has never arrived only when nothing of it can be on its way, and is never sent once it is looked for', () => {
  const at = fc.integer({ min: 0, max: 2 * MEANT_MS });
  fc.assert(
    fc.property(at, at, at, (meant, sent, now) => {
      const [meantMs = 0, sentMs = 0, nowMs = 0] = [meant, sent, now].sort((a, b) => a - b);
      const how = howToHear({ player: 'ada', bet: bet(), meantMs, sentMs }, nowMs);
      expect(how === 'send').toBe(nowMs - meantMs < MEANT_MS);
      expect(how === 'look-last').toBe(how !== 'send' && nowMs - sentMs >= QUIET_MS);
    }),
  );
});

test('a clock that was set back makes no old bet a new one, and none wait for a time that is far away', () => {
  const heard = (backMs: number) => howToHear({ player: 'ada', bet: bet(), meantMs: backMs, sentMs: backMs }, 0);
  expect([heard(MEANT_MS - 1), heard(MEANT_MS), heard(24 * 3_600_000)]).toEqual(['send', 'look-last', 'look-last']);
});

test('what somebody else wrote into the store is no bet', () => {
  for (const text of [
    '',
    '{',
    'null',
    '7',
    '"x"',
    '[null, 7, {}]',
    '[{"player":"ada","bet":null}]',
    '[{"player":"ada","bet":{}}]',
  ]) {
    deviceStore.set('cage:bets', text);
    expect(unansweredOf('ada')).toEqual([]);
  }
});
