import { expect, test } from 'vitest';
import { owedReasons } from '../domain/checkout.ts';
import {
  done,
  edit,
  GONE,
  newMessage,
  openPost,
  refused,
  showOrder,
  tooMany,
  unanswered,
  unreached,
} from './test-post.ts';

test('a new message that Telegram takes is sent, and its number is kept for those who will edit it', async () => {
  const post = openPost();
  post.telegramAnswers(done(12));
  expect(await post.sends(newMessage('hello'))).toEqual({ sent: { message: 12 } });
  expect(post.calls).toEqual([{ method: 'sendMessage', chat: '7', text: 'hello', keys: [] }]);
});

test('who does not hold the lease takes no letter', async () => {
  const post = openPost({ held: false });
  const letter = post.lay(newMessage());
  expect(await post.round()).toBe('rest');
  expect(post.markOf(letter)).toBeUndefined();
  expect(post.calls).toEqual([]);
});

test('there is more to do when a letter went out, and none when nothing did', async () => {
  const post = openPost();
  expect(await post.round()).toBe('rest');
  post.lay(newMessage());
  expect(await post.round()).toBe('again');
  post.lay(newMessage());
  post.telegramAnswers(unreached);
  expect(await post.round()).toBe('rest');
});

test('a letter of a bot that is not ours any more is laid aside', async () => {
  const post = openPost();
  expect(await post.sends(newMessage('hello', { bot: '9' }))).toEqual({ dead: 'bot 9 is not ours any more' });
});

test('too many messages to one chat: its letters wait as long as Telegram says, and other chats do not', async () => {
  const post = openPost();
  post.telegramAnswers(tooMany(17));
  expect(await post.sends(newMessage())).toMatchObject({ again: { waitMs: 17_000, proven: true } });
  const toTheSame = post.lay(newMessage('again'));
  const others = ['1', '2', '3'].map((chat) => post.lay(newMessage('hello', { chat })));
  await post.round();
  expect(post.markOf(toTheSame)).toMatchObject({ again: { waitMs: 17_000, proven: true } });
  for (const other of others) expect(post.markOf(other)).toMatchObject({ sent: {} });
  post.clock.now = 17_000;
  expect(await post.sends(newMessage())).toMatchObject({ sent: {} });
});

test('when a second chat is told to wait too, it is the bot that sends too much, and all wait', async () => {
  const post = openPost();
  post.telegramAnswers(tooMany(17), tooMany(17));
  await post.sends(newMessage('hello', { chat: '1' }));
  await post.sends(newMessage('hello', { chat: '2' }));
  expect(await post.sends(newMessage('hello', { chat: '3' }))).toMatchObject({
    again: { waitMs: 17_000, proven: true },
  });
});

test('who has blocked the bot is marked, and the letter is done with', async () => {
  const post = openPost();
  post.telegramAnswers(refused(403, 'Forbidden: bot was blocked by the user'));
  expect(await post.sends(newMessage())).toEqual({ sent: { blocked: true } });
  expect(post.unreachable).toEqual(['7']);
});

test('a letter that Telegram will never take is laid aside with its words, and told', async () => {
  const post = openPost();
  post.telegramAnswers(refused(400, 'Bad Request: chat not found'));
  expect(await post.sends(newMessage())).toEqual({ dead: 'refused with 400, Bad Request: chat not found' });
  expect(post.logged).toEqual(['Telegram refused a message']);
  expect(post.unreachable).toEqual(['7']); // nobody ever pressed Start there
});

test.each([401, 404])(
  'when Telegram does not know our bot any more (%i) letters wait: they are as good as before',
  async (code) => {
    const post = openPost();
    post.telegramAnswers(refused(code, 'Unauthorized'));
    expect(await post.sends(newMessage(), 3 - 2)).toMatchObject({ again: { proven: true } });
    expect(post.logged).toEqual(['Telegram does not know our bot: letters wait']);
  },
);

test('a letter that never left is tried again as if nothing had been', async () => {
  const post = openPost();
  post.telegramAnswers(unreached);
  expect(await post.sends(newMessage(), 2)).toMatchObject({ again: { waitMs: 2_000, proven: true } });
});

test('a letter without an answer is tried again, and the send counts: it may have arrived', async () => {
  const post = openPost();
  post.telegramAnswers(unanswered);
  expect(await post.sends(newMessage(), 1)).toMatchObject({ again: { waitMs: 1_000, proven: false } });
});

test.each([
  ['a message', newMessage('hello'), /^Sent again, in case you missed it:\nhello$/],
  [
    'the news that money is owed',
    showOrder('paid-twice'),
    /^Sent again, in case you missed it:\n<b>You paid twice<\/b>/,
  ],
])('%s whose answer was lost is sent once more, says so, and is then laid aside', async (_what, body, marked) => {
  const post = openPost();
  post.telegramAnswers(unanswered, unanswered);
  expect(await post.sends(body, 1)).toMatchObject({ again: { proven: false } });
  expect(await post.sends(body, 2)).toMatchObject({ again: { proven: false } });
  expect(await post.sends(body, 3)).toEqual({ dead: expect.stringContaining('sent twice without an answer') });
  expect(post.calls).toHaveLength(2);
  expect(post.calls[0]?.text).not.toMatch(/Sent again/);
  expect(post.calls[1]?.text).toMatch(marked);
});

test('an edit may be repeated as often as it takes, and is not marked', async () => {
  const post = openPost();
  post.telegramAnswers(unanswered, unanswered, unanswered, unanswered);
  for (let attempt = 1; attempt <= 4; attempt++)
    expect(await post.sends(edit({ message_id: 50 }), attempt)).toMatchObject({ again: { proven: false } });
  expect(await post.sends(edit({ message_id: 50 }), 5)).toEqual({ sent: { message: 50 } });
  expect(post.calls.every(({ text }) => text === 'edited')).toBe(true);
});

test('an edit that changes nothing is done: it was there already', async () => {
  const post = openPost();
  post.telegramAnswers(
    refused(
      400,
      'Bad Request: message is not modified: specified new message content and reply markup are exactly the same',
    ),
  );
  expect(await post.sends(edit({ message_id: 50 }))).toEqual({ sent: { message: 50 } });
});

test.each([
  'Bad Request: message to edit not found',
  "Bad Request: message can't be edited",
  'Bad Request: MESSAGE_ID_INVALID',
  'Bad Request: there is no text in the message to edit',
])('what cannot be said by an edit (%s) is said in a new message', async (description) => {
  const post = openPost();
  post.telegramAnswers(refused(400, description), done(60));
  expect(await post.sends(edit({ message_id: 50 }))).toEqual({ sent: { message: 60 } });
  expect(post.calls.map(({ method }) => method)).toEqual(['editMessageText', 'sendMessage']);
});

test('an edit that is refused for another reason is laid aside, not sent as something new', async () => {
  const post = openPost();
  post.telegramAnswers(refused(400, "Bad Request: can't parse entities"));
  expect(await post.sends(edit({ message_id: 50 }))).toMatchObject({ dead: expect.stringContaining('parse entities') });
  expect(post.calls).toHaveLength(1);
});

test('an edit finds its message by the letter that sent it, and is a new message when that never arrived', async () => {
  const post = openPost();
  post.known.set('letter before', 55);
  expect(await post.sends(edit({ sent_as: 'letter before' }))).toEqual({ sent: { message: 55 } });
  expect(await post.sends(edit({ sent_as: 'letter that was lost' }))).toMatchObject({ sent: {} });
  expect(post.calls.map(({ method, message }) => [method, message])).toEqual([
    ['editMessageText', 55],
    ['sendMessage', undefined],
  ]);
});

test('an order is shown in its own message', async () => {
  const post = openPost();
  expect(await post.sends(showOrder())).toEqual({ sent: { message: 50 } });
  expect(post.calls).toMatchObject([{ method: 'editMessageText', message: 50, keys: ['Pay €25.00', 'Menu'] }]);
  expect(post.moved).toEqual([]);
});

test('an order whose message is gone is shown in a new one, which is its own from then on', async () => {
  const post = openPost();
  post.telegramAnswers(GONE, done(61));
  expect(await post.sends(showOrder())).toEqual({ sent: { message: 61 } });
  expect(post.moved).toEqual([61]);
});

test('an order that was asked for by typing is shown in the answer to what was typed', async () => {
  const post = openPost({ order: { shownIn: { bot: '1', chat: '7', message: undefined, key: 'update:1:5:0' } } });
  post.known.set('update:1:5:0', 56);
  await post.sends(showOrder());
  expect(post.calls).toMatchObject([{ method: 'editMessageText', message: 56 }]);
  expect(post.moved).toEqual([56]);
});

test('an order that is shown nowhere, or is not there, needs no letter', async () => {
  for (const post of [openPost({ order: { shownIn: undefined } }), openPost({ order: null })]) {
    expect(await post.sends(showOrder())).toEqual({ sent: {} });
    expect(post.calls).toEqual([]);
  }
});

test.each([
  ['opening', {}, ['Deposit €25.00', 'Preparing your invoice'], []],
  [
    'awaiting-payment',
    {},
    ['Goes into your cash: €24.37. Fee: €0.63.', 'Open until 14:05 UTC'],
    ['Pay €25.00', 'Menu'],
  ],
  ['awaiting-payment', { invoiceLink: undefined }, ['Open until 14:05 UTC'], ['Menu']],
  ['expired', {}, ['ran out at 14:05 UTC', 'Nothing was charged'], ['Deposit again', 'Menu']],
  [
    'expired',
    { closedAt: new Date('2026-11-21T13:58:00Z') },
    ['Our staff closed the invoice at 13:58 UTC', 'Nothing was charged'],
    ['Deposit again', 'Menu'],
  ],
  [
    'credited',
    {},
    ['€24.37 is in your cash', 'Paid: €25.00', 'Fee: €0.63', 'Cash now: €75.00', 'Receipt: <code>D-000001</code>'],
    ['Deposit again', 'Menu'],
  ],
  ['credited', { late: true }, ['Your payment came after the invoice had run out'], ['Deposit again', 'Menu']],
] as const)(
  'an order that is %s is shown as what it is at the moment of sending',
  async (status, changed, phrases, keys) => {
    const post = openPost({ order: { status, ...changed } });
    await post.sends(showOrder());
    for (const phrase of phrases) expect(post.calls[0]?.text).toContain(phrase);
    expect(post.calls[0]?.keys).toEqual(keys);
  },
);

test.each(owedReasons)('money owed because it was %s is told in a message of its own', async (reason) => {
  const post = openPost();
  await post.sends(showOrder(reason));
  expect(post.calls).toMatchObject([{ method: 'sendMessage', text: expect.stringContaining('D-000001') }]);
  expect(post.calls[0]?.text).toContain('not in your cash');
  expect(post.moved).toEqual([]);
});

test('letters of one round go side by side: one that fails keeps no other from arriving', async () => {
  const post = openPost();
  post.telegramAnswers(refused(400, 'Bad Request: chat not found'), done(70), unanswered);
  const [bad, good, lost] = ['1', '2', '3'].map((chat) => post.lay(newMessage('hello', { chat })));
  expect(await post.round()).toBe('again');
  expect(post.markOf(bad ?? 0n)).toHaveProperty('dead');
  expect(post.markOf(good ?? 0n)).toEqual({ sent: { message: 70 } });
  expect(post.markOf(lost ?? 0n)).toHaveProperty('again');
});

test('more letters than turns: those beyond wait their turn and do not count as sent', async () => {
  const post = openPost();
  const letters = Array.from({ length: 40 }, (_, n) => post.lay(newMessage('hello', { chat: `${n}` })));
  await post.round();
  const marks = letters.map((letter) => post.markOf(letter));
  expect(marks.filter((mark) => mark && 'sent' in mark)).toHaveLength(28);
  expect(marks.at(-1)).toMatchObject({ again: { proven: true } });
  expect(post.calls).toHaveLength(28);
});
