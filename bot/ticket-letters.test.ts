import { expect, test } from 'vitest';
import type { PlayerId } from '../contracts/ids.ts';
import { ticketLetter } from '../use-cases/show-ticket.ts';
import { done, GONE, openPost } from './test-post.ts';

const TICKET = '01960000-0000-7000-8000-000000000004';
const show = { show: 'ticket', bot: '1', chat: '7', ticketId: TICKET } as const;
const joined = { player: '01960000-0000-7000-8000-000000000002' as PlayerId, language: 'en' };
const told = {
  chat: '7',
  text: expect.stringMatching(/^<b>Linked<\/b>\nYour account is P-\w{6}, here and in your browser\./),
};

test('the message that sent its reader back to the browser says, once it is true, that the accounts are one', async () => {
  const post = openPost({ joined });
  post.known.set(ticketLetter(TICKET), 41);
  expect(await post.sends(show)).toEqual({ sent: { message: 41 } });
  expect(post.calls).toMatchObject([{ method: 'editMessageText', message: 41, ...told }]);
});

test('where that message is gone, it is said in a new one', async () => {
  const post = openPost({ joined });
  post.known.set(ticketLetter(TICKET), 41);
  post.telegramAnswers(GONE, done(42));
  expect(await post.sends(show)).toEqual({ sent: { message: 42 } });
  expect(post.calls[1]).toMatchObject({ method: 'sendMessage', ...told });
});

test('accounts that are apart again are not said to be one', async () => {
  const post = openPost();
  post.known.set(ticketLetter(TICKET), 41);
  expect(await post.sends(show)).toEqual({ sent: {} });
  expect(post.calls).toEqual([]);
});
