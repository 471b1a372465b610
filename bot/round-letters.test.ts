import { expect, test } from 'vitest';
import type { ChatDelivery } from '../contracts/outbox.ts';
import { done, GONE, openPost, refused, tooMany, unanswered, unreached } from './test-post.ts';

const letter = (method: 'sendDice' | 'editMessageReplyMarkup', payload: object): ChatDelivery => ({
  show: 'call',
  bot: '1',
  chat: '7',
  method,
  payload: { chat_id: 7, ...payload },
});
const die = letter('sendDice', { emoji: '🎲' });
const keysAway = letter('editMessageReplyMarkup', { message_id: 50 });

test('a die is thrown once: one that may have been thrown already is not thrown again', async () => {
  const post = openPost();
  post.telegramAnswers(unanswered);
  expect(await post.sends(die)).toMatchObject({ again: { proven: false } });
  expect(await post.sends(die, 2)).toEqual({ sent: {} });
  expect(post.calls.map(({ method, chat }) => [method, chat])).toEqual([['sendDice', '7']]);
});

test('a die that never left, or had to wait, is thrown later', async () => {
  const post = openPost();
  post.telegramAnswers(unreached, tooMany(3));
  expect(await post.sends(die)).toMatchObject({ again: { proven: true } });
  expect(await post.sends(die)).toMatchObject({ again: { waitMs: 3_000, proven: true } });
});

test('the keys below a message are taken away, and its words stay', async () => {
  const post = openPost();
  post.telegramAnswers(done(50));
  expect(await post.sends(keysAway)).toEqual({ sent: { message: 50 } });
  expect(post.calls).toEqual([{ method: 'editMessageReplyMarkup', chat: '7', message: 50, text: '', keys: [] }]);
});

test.each([GONE, refused(400, 'Bad Request: message is not modified')])(
  'where message or keys are gone already, taking them away is done',
  async (answer) => {
    const post = openPost();
    post.telegramAnswers(answer);
    expect(await post.sends(keysAway)).toEqual({ sent: { message: 50 } });
    expect(post.calls).toHaveLength(1);
  },
);

test('who has blocked the bot is marked, whatever was to be sent', async () => {
  for (const each of [die, keysAway]) {
    const post = openPost();
    post.telegramAnswers(refused(403, 'Forbidden: bot was blocked by the user'));
    expect(await post.sends(each)).toEqual({ sent: { blocked: true } });
  }
});
