import { expect, test } from 'vitest';
import type { ShowAttention } from '../contracts/outbox.ts';
import { money } from '../domain/money.ts';
import type { AttentionView } from '../records/payments/attention.ts';
import { done, GONE, openPost, unanswered } from './test-post.ts';

const ID = '01960000-0000-7000-8000-000000000004';
const subject = `withdrawal-${ID}`;
const open: AttentionView = {
  subject,
  attention: 'unknown-outcome',
  since: new Date('2026-11-21T14:01:00Z'),
  rail: 'stripe',
  amount: money('EUR', 4_000n),
  endedAt: undefined,
  endedBy: undefined,
  endedHow: undefined,
};
const over: AttentionView = {
  ...open,
  endedAt: new Date('2026-11-21T14:13:00Z'),
  endedBy: 'Ines <b>',
  endedHow: 'withdrawal.resolve',
};
const told: ShowAttention = { show: 'attention', bot: '1', chat: '-100', attentionId: 'a', nth: 0, sentAs: null };

test('the staff are told in a new message what waits, since when, and where to go on', async () => {
  const post = openPost({ attention: open });
  await post.sends(told);
  expect(post.calls).toMatchObject([{ method: 'sendMessage', chat: '-100', keys: [] }]);
  expect(post.calls[0]?.text).toBe(
    [
      '⚠️ <b>Nobody knows whether this was paid</b>',
      'W-000004 · €40.00 · by stripe',
      'since 14:01 UTC on 2026-11-21',
      `<a href="https://temporal.example/workflows/${subject}">In Temporal</a> · <a href="https://cage.example/staff/">At the staff desk</a>`,
    ].join('\n'),
  );
});

test('when it is over the same message says by whom and how, in text alone', async () => {
  const post = openPost({ attention: over });
  post.known.set('attention:a:0', 70);
  await post.sends({ ...told, sentAs: 'attention:a:0' });
  expect(post.calls).toMatchObject([{ method: 'editMessageText', chat: '-100', message: 70 }]);
  expect(post.calls[0]?.text).toContain('✅');
  expect(post.calls[0]?.text).toContain('withdrawal.resolve by Ines &lt;b&gt;, 12 min after it began');
});

test('a message that is gone is sent anew, and one that was told late says at once that it is over', async () => {
  const post = openPost({ attention: { ...over, endedBy: undefined, endedHow: undefined } });
  post.known.set('attention:a:0', 70);
  post.telegramAnswers(GONE, done(71));
  await post.sends({ ...told, sentAs: 'attention:a:0' });
  expect(post.calls.map(({ method }) => method)).toEqual(['editMessageText', 'sendMessage']);
  await post.sends(told);
  expect(post.calls.at(-1)?.text).toContain('over by itself');
});

test('told again it says that nobody has seen to it; without an answer it is sent once more and no more', async () => {
  const post = openPost({ attention: open });
  post.telegramAnswers(unanswered);
  expect(await post.sends({ ...told, nth: 2 })).toHaveProperty('again');
  expect(post.calls[0]?.text).toContain('nobody has seen to it');
});
