import { expect, test } from 'vitest';
import type { CodeId, PlayerId } from '../contracts/ids.ts';
import type { ShowCode } from '../contracts/outbox.ts';
import type { Act } from '../domain/acts.ts';
import { money } from '../domain/money.ts';
import type { CodeEnd, CodeView } from '../records/identity/codes.ts';
import { loadTexts } from '../runtime/texts.ts';
import { codeScreen } from './screens/code.ts';
import { done, GONE, openPost, refused, unanswered } from './test-post.ts';

const ID = '01960000-0000-7000-8000-000000000003' as CodeId;
const unlink: Act = { kind: 'unlink-telegram', id: 'p-1' };
const code: CodeView = {
  id: ID,
  player: '01960000-0000-7000-8000-000000000002' as PlayerId,
  act: unlink,
  salt: new Uint8Array(16),
  bot: '1',
  chat: '7',
  expiresAt: new Date('2026-11-21T14:05:00Z'),
  end: undefined,
  language: 'en',
  lockedUntil: undefined,
};
const at = new Date('2026-11-21T14:01:00Z');
const open = { code, digits: '048213' };
const ended = (as: CodeEnd) => ({ code: { ...code, end: { as, at } }, digits: undefined });
const show = (notice: ShowCode['notice'] = null): ShowCode => ({
  show: 'code',
  bot: '1',
  chat: '7',
  codeId: ID,
  notice,
});

test('a code is a new message: what it confirms, the digits to copy, until when, and two keys', async () => {
  const post = openPost({ code: open });
  post.telegramAnswers(done(40));
  expect(await post.sends(show())).toEqual({ sent: { message: 40 } });
  expect(post.calls).toEqual([
    {
      method: 'sendMessage',
      chat: '7',
      text: [
        '<b>Confirm with a code</b>',
        'You asked to: unlink this Telegram account.',
        '',
        'Your code: <code>048213</code>',
        'Good until 14:05 UTC. Type it in the app, or press a key below.',
        'Tell it to nobody: no person from Cage asks for it.',
      ].join('\n'),
      keys: ['Yes, do it', 'No, it was not me'],
    },
  ]);
});

test('the keys carry the code’s id and nothing of its digits, in what Telegram can carry', () => {
  const { keys } = codeScreen(loadTexts().of('en'), code, '048213');
  const carried = keys.flat().map((key) => ('callback_data' in key ? key.callback_data : ''));
  expect(carried).toEqual([`code:yes:${ID}`, `code:no:${ID}`]);
  expect(carried.every((data) => Buffer.byteLength(data) <= 64)).toBe(true);
});

test('money is spelled out: the amount, the fee, and both ends of where it goes', () => {
  const act = {
    ...unlink,
    amount: money('TON', 25_000_000_000n),
    fee: money('TON', 10_000_000n),
    destination: 'EQBvW8Z5huBkMJYdnfAEM5JqTNkuWX3diqYENkWsIL0XggGG',
  };
  const { text } = codeScreen(loadTexts().of('en'), { ...code, act }, '048213');
  expect(text.replaceAll('\u00a0', ' ')).toContain(
    'Amount: 25 TON\nFee: 0.01 TON\nTo: <code>EQBvW8Z5hu…WsIL0XggGG</code>',
  );
});

test('a destination is text and nothing else, whatever it looks like', () => {
  const act = { ...unlink, destination: '</code><a href="x">' };
  expect(codeScreen(loadTexts().of('en'), { ...code, act }, '048213').text).toContain(
    'To: <code>&lt;/code&gt;&lt;a href="x"&gt;</code>',
  );
});

test('a code sent again, because the answer was lost, has the same digits and says so', async () => {
  const post = openPost({ code: open });
  post.telegramAnswers(unanswered);
  await post.sends(show(), 1);
  await post.sends(show(), 2);
  expect(post.calls.map(({ text }) => text.match(/\d{6}/)?.[0])).toEqual(['048213', '048213']);
  expect(post.calls[1]?.text).toMatch(/^Sent again/);
});

test('a code that ended before its letter left is not shown at all', async () => {
  const post = openPost({ code: ended('replaced') });
  expect(await post.sends(show())).toEqual({ sent: {} });
  expect(await openPost({ code: undefined }).sends(show())).toEqual({ sent: {} });
  expect(post.calls).toEqual([]);
});

test.each([
  ['confirmed', 'You unlinked this Telegram account at 14:01 UTC.'],
  ['denied', 'sign out everywhere'],
  ['expired', 'It was good until 14:05 UTC. Nothing was done.'],
  ['replaced', 'A newer one took its place.'],
  ['exhausted', 'Five wrong codes were typed.'],
  ['changed', 'Ask for a new code.'],
  ['locked', 'Too many wrong codes'],
] as const)('the message of a code that was %s says so in place, and shows no digits', async (as, phrase) => {
  const post = openPost({ code: ended(as) });
  post.known.set(`code:${ID}`, 40);
  expect(await post.sends(show())).toEqual({ sent: { message: 40 } });
  expect(post.calls).toMatchObject([
    { method: 'editMessageText', message: 40, text: expect.stringContaining(phrase), keys: ['Menu'] },
  ]);
  expect(post.calls[0]?.text).not.toMatch(/\d{6}/);
});

test('what became of a code is said in a new message where the player deleted the old one', async () => {
  const post = openPost({ code: ended('confirmed') });
  post.known.set(`code:${ID}`, 40);
  post.telegramAnswers(GONE, done(41));
  expect(await post.sends(show())).toEqual({ sent: { message: 41 } });
});

test('that codes are locked is a message of its own, beside that of the code', async () => {
  const until = new Date('2026-11-21T15:01:00Z');
  const post = openPost({ code: { code: { ...ended('locked').code, lockedUntil: until }, digits: undefined } });
  post.known.set(`code:${ID}`, 40);
  await post.sends(show('locked'));
  expect(post.calls).toMatchObject([
    { method: 'sendMessage', text: expect.stringContaining('No codes until 15:01 UTC'), keys: ['Menu'] },
  ]);
});

test('the digits are in no line of the log, whatever becomes of the letter', async () => {
  const post = openPost({ code: open });
  post.telegramAnswers(refused(400, 'Bad Request: chat not found'), refused(401, 'Unauthorized'), unanswered);
  const marks = [await post.sends(show()), await post.sends(show()), await post.sends(show())];
  expect(post.logged.length).toBeGreaterThan(1);
  expect(JSON.stringify([post.lines, marks])).not.toContain('048213');
});
