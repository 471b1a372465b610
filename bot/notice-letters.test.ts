import { expect, test } from 'vitest';
import { languages } from '../contracts/languages.ts';
import type { BonusTerms } from '../domain/bonuses.ts';
import { money } from '../domain/money.ts';
import { openPost } from './test-post.ts';

const show = { show: 'notice', bot: '1', chat: '7', notice: 'vip:7:1' } as const;
const terms: BonusTerms = {
  id: 'spins',
  version: 1,
  kind: 'free-spins',
  asset: 'EUR',
  spins: { many: 20, game: 'brass-orchard', stake: 20n },
  wagerTimes: 10,
  counts: 'all',
  sticky: 'sticky',
  order: 'cash-first',
  contributionBps: {},
  mostStake: 500n,
  mostConverted: null,
  offerHours: 168,
  playHours: 24,
};

const ending = {
  until: new Date('2026-11-29T18:00:00Z'),
  balance: money('EUR', 1_234n),
  done: money('EUR', 0n),
  needed: money('EUR', 5_000n),
  spinsLeft: 3,
};

test.each(languages)(
  'each notice is told in %s in a new message, which can be ended where it is read',
  async (language) => {
    const notices = [
      { kind: 'vip', level: 2, language },
      { kind: 'wagering', converted: money('EUR', 1_234n), language },
      { kind: 'wagering', ending, language },
      { kind: 'promotions', terms, language },
    ] as const;
    for (const notice of notices) {
      const post = openPost({ notice, appUrl: 'https://cage.example/app/' });
      expect(await post.sends(show)).toEqual({ sent: { message: 101 } });
      const [sent] = post.calls;
      expect(sent).toMatchObject({ method: 'sendMessage', chat: '7' });
      expect(sent?.keys).toHaveLength('ending' in notice ? 4 : notice.kind === 'promotions' ? 2 : 1);
      if (notice.kind === 'wagering') expect(sent?.text).toContain('12');
      if (notice.kind === 'promotions') expect(sent?.text).toMatch(/20[\s\S]*10[\s\S]?×/);
    }
  },
);

test('what is unwanted by the time it would leave is not sent', async () => {
  const post = openPost({ notice: undefined });
  expect(await post.sends(show)).toEqual({ sent: {} });
  expect(post.calls).toEqual([]);
});
