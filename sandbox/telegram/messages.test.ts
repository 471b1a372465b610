import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Player } from './player.ts';
import { type Bench, complaint, openBench } from './test-bot.ts';

let bench: Bench;
let ada: Player;
beforeEach(async () => {
  bench = await openBench({ webhook: false });
  ada = bench.telegram.player('Ada', { language: 'de' });
  ada.says('/start');
});
afterEach(() => bench.close());

const keys = (...rows: object[][]) => ({ reply_markup: { inline_keyboard: rows as never } });
const key = { text: 'A', callback_data: 'a' };

test('a player’s message reaches the bot as Telegram tells it', async () => {
  const [update] = await bench.api.getUpdates(0, 100, 0, undefined);
  expect(update).toEqual({
    update_id: expect.any(Number),
    message: {
      message_id: 1,
      from: { id: ada.id, is_bot: false, first_name: 'Ada', language_code: 'de' },
      chat: { id: ada.id, first_name: 'Ada', type: 'private' },
      date: expect.any(Number),
      text: '/start',
      entities: [{ type: 'bot_command', offset: 0, length: 6 }],
    },
  });
});

test('a sent message is answered whole, and the player sees it', async () => {
  const sent = await bench.api.sendMessage(ada.id, 'Cash <b>€5</b>', { parse_mode: 'HTML', ...keys([key]) });
  expect(sent).toMatchObject({
    message_id: 2,
    from: { is_bot: true, username: 'cage_bot' },
    text: 'Cash €5',
    entities: [{ type: 'bold', offset: 5, length: 2 }],
    reply_markup: { inline_keyboard: [[key]] },
  });
  expect(await ada.sees('Cash €5')).toMatchObject({
    id: 2,
    from: 'bot',
    buttons: [[{ text: 'A', does: 'calls back' }]],
  });
});

test.each<[string, (bench: Bench, chat: number) => Promise<unknown>]>([
  ['message text is empty', ({ api }, chat) => api.sendMessage(chat, '')],
  ['message text is empty', ({ api }, chat) => api.sendMessage(chat, ' <b> </b> ', { parse_mode: 'HTML' })],
  ['message is too long', ({ api }, chat) => api.sendMessage(chat, 'x'.repeat(4_097))],
  ['text is too long', ({ api }, chat) => api.sendMessage(chat, 'x'.repeat(40_000))],
  ['chat_id is empty', ({ api }) => api.sendMessage('', 'x')],
  ['chat not found', ({ api }) => api.sendMessage(424_242, 'x')],
  ['chat not found', ({ api }) => api.sendMessage('@nobody', 'x')],
  ['unsupported parse_mode', ({ api }, chat) => api.sendMessage(chat, 'x', { parse_mode: 'BBCode' as never })],
  [
    'can\'t parse entities: Unsupported start tag "x" at byte offset 0',
    ({ api }, chat) => api.sendMessage(chat, '<x>', { parse_mode: 'HTML' }),
  ],
  [
    'message to be replied not found',
    ({ api }, chat) => api.sendMessage(chat, 'x', { reply_parameters: { message_id: 99 } }),
  ],
  [
    'BUTTON_DATA_INVALID',
    ({ api }, chat) => api.sendMessage(chat, 'x', keys([{ text: 'A', callback_data: 'é'.repeat(33) }])),
  ],
  ['BUTTON_TYPE_INVALID', ({ api }, chat) => api.sendMessage(chat, 'x', keys([{ text: 'A', pay: true }]))],
  [
    "inline keyboard button URL 'http://localhost' is invalid: Wrong HTTP URL",
    ({ api }, chat) => api.sendMessage(chat, 'x', keys([{ text: 'A', url: 'http://localhost' }])),
  ],
  [
    "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ({ api }, chat) => api.sendMessage(chat, 'x', keys([{ text: 'A' }])),
  ],
  [
    'can\'t parse inline keyboard button: Can\'t find field "text"',
    ({ api }, chat) => api.sendMessage(chat, 'x', keys([{ callback_data: 'a' }])),
  ],
  [
    'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
    ({ api }, chat) => api.sendMessage(chat, 'x', keys(key as never)),
  ],
  ['there is no photo in the request', ({ api }, chat) => api.callApi('sendPhoto', { chat_id: chat } as never)],
  ['wrong parameter action in request', ({ api }, chat) => api.sendChatAction(chat, 'sleeping' as never)],
  ['message to edit not found', ({ api }, chat) => api.editMessageText(chat, 99, undefined, 'x')],
  ['message identifier is not specified', ({ api }) => api.editMessageText(undefined, undefined, undefined, 'x')],
  ["message can't be edited", ({ api }, chat) => api.editMessageText(chat, 1, undefined, 'x')],
  ['message to delete not found', ({ api }, chat) => api.deleteMessage(chat, 99)],
  [
    'query is too old and response timeout expired or query ID is invalid',
    ({ api }) => api.answerCbQuery('12345', 'x'),
  ],
])('%s', async (why, act) => {
  expect(await complaint(act(bench, ada.id))).toBe(`400: Bad Request: ${why}`);
});

test('a text of 4096 characters is taken, counted without its tags', async () => {
  await bench.api.sendMessage(ada.id, `<b>${'x'.repeat(4_096)}</b>`, { parse_mode: 'HTML' });
});

test('an edit changes the message in place, and leaves the keys out unless it brings them', async () => {
  const { message_id } = await bench.api.sendMessage(ada.id, 'One', keys([key]));
  const edited = await bench.api.editMessageText(ada.id, message_id, undefined, 'Two');
  expect(edited).toMatchObject({ message_id, text: 'Two', edit_date: expect.any(Number) });
  expect(edited).not.toHaveProperty('reply_markup');
  expect(ada.chat().at(-1)).toMatchObject({ id: message_id, text: 'Two', edited: true, buttons: [] });
});

test('an edit to what is there already is refused; the same words with other keys are a change', async () => {
  const { message_id } = await bench.api.sendMessage(ada.id, '<b>One</b>', { parse_mode: 'HTML', ...keys([key]) });
  const edit = (markup: object) =>
    bench.api.editMessageText(ada.id, message_id, undefined, '<b>One</b>', { parse_mode: 'HTML', ...markup });
  expect(await complaint(edit(keys([key])))).toBe(
    '400: Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
  );
  expect(await edit(keys([key], [key]))).not.toHaveProperty('edit_date');
  expect(
    await complaint(bench.api.editMessageReplyMarkup(ada.id, message_id, undefined, keys([key], [key]).reply_markup)),
  ).toMatch(/message is not modified/);
});

test('only inline keys can be put under an edited message', async () => {
  const { message_id } = await bench.api.sendMessage(ada.id, 'One');
  const markup = { reply_markup: { keyboard: [['A']] } as never };
  expect(await complaint(bench.api.editMessageText(ada.id, message_id, undefined, 'Two', markup))).toBe(
    '400: Bad Request: inline keyboard expected',
  );
});

test('a photo has a caption to edit, and no text', async () => {
  const { message_id } = await bench.api.sendPhoto(ada.id, 'https://example.com/a.png', { caption: 'One' });
  expect(await complaint(bench.api.editMessageText(ada.id, message_id, undefined, 'x'))).toBe(
    '400: Bad Request: there is no text in the message to edit',
  );
  expect(await bench.api.editMessageCaption(ada.id, message_id, undefined, 'Two')).toMatchObject({ caption: 'Two' });
});

test('a deleted message is gone for the player', async () => {
  const { message_id } = await bench.api.sendMessage(ada.id, 'One');
  expect(await bench.api.deleteMessage(ada.id, message_id)).toBe(true);
  expect(ada.chat().map(({ text }) => text)).toEqual(['/start']);
});

test('a reply shows what it answers', async () => {
  const sent = await bench.api.sendMessage(ada.id, 'Hello', { reply_parameters: { message_id: 1 } });
  expect(sent).toMatchObject({ reply_to_message: { message_id: 1, text: '/start' } });
});

test('a bot cannot write to someone who never wrote, nor to someone who blocked it', async () => {
  const eve = bench.telegram.player('Eve');
  expect(await complaint(bench.api.sendMessage(eve.id, 'x'))).toBe('400: Bad Request: chat not found');
  ada.blocks();
  expect(await complaint(bench.api.sendMessage(ada.id, 'x'))).toBe('403: Forbidden: bot was blocked by the user');
  expect(() => ada.says('x')).toThrow(/blocked/);
  ada.unblocks();
  await bench.api.sendMessage(ada.id, 'x');
});

test('being blocked and unblocked is told', async () => {
  await bench.api.getUpdates(0, 100, -1 as never, undefined);
  ada.blocks();
  ada.unblocks();
  const updates = await bench.api.getUpdates(0, 100, 0, undefined);
  const changes = updates.flatMap((update) => ('my_chat_member' in update ? [update.my_chat_member] : []));
  expect(changes.map((change) => [change.old_chat_member.status, change.new_chat_member.status])).toEqual([
    ['member', 'kicked'],
    ['kicked', 'member'],
  ]);
});

test('a tap is told with the message and its data, and its answer reaches the player once', async () => {
  await bench.api.sendMessage(ada.id, 'Choose', keys([key], [{ text: 'B', callback_data: 'b:1' }]));
  const tap = await ada.taps('B');
  const query = (await bench.api.getUpdates(0, 100, 0, undefined)).flatMap((update) =>
    'callback_query' in update ? [update.callback_query] : [],
  )[0];
  expect(query).toMatchObject({
    from: { id: ada.id },
    data: 'b:1',
    message: { text: 'Choose' },
    chat_instance: expect.any(String),
  });
  await bench.api.answerCbQuery(String(query?.id), 'Done', { show_alert: true });
  expect(await tap.answered).toMatchObject({ text: 'Done', alert: true });
  expect(await complaint(bench.api.answerCbQuery(String(query?.id)))).toMatch(/query is too old/);
});

test('a reply keyboard stays until it is taken away; a one-time one goes when it is used', async () => {
  await bench.api.sendMessage(ada.id, 'Choose', { reply_markup: { keyboard: [['A', { text: 'B' }]] as never } });
  expect(ada.keyboard()).toEqual([['A', 'B']]);
  ada.says('A');
  expect(ada.keyboard()).toEqual([['A', 'B']]);
  await bench.api.sendMessage(ada.id, 'Choose', {
    reply_markup: { keyboard: [['C']] as never, one_time_keyboard: true },
  });
  ada.says('C');
  expect(ada.keyboard()).toEqual([]);
  await bench.api.sendMessage(ada.id, 'Choose', { reply_markup: { keyboard: [['D']] as never } });
  await bench.api.sendMessage(ada.id, 'Bye', { reply_markup: { remove_keyboard: true } });
  expect(ada.keyboard()).toEqual([]);
});

test('dice fall within their sides', async () => {
  const rolls = await Promise.all(Array.from({ length: 30 }, () => bench.api.sendDice(ada.id, { emoji: '🏀' })));
  for (const { dice } of rolls) expect(dice.value).toBeOneOf([1, 2, 3, 4, 5]);
});

test('the numbers of messages go up over all chats of a bot', async () => {
  const bob = bench.telegram.player('Bob');
  bob.says('/start');
  const one = await bench.api.sendMessage(ada.id, 'x');
  const two = await bench.api.sendMessage(bob.id, 'x');
  expect(two.message_id).toBe(one.message_id + 1);
  expect(await complaint(bench.api.editMessageText(ada.id, two.message_id, undefined, 'y'))).toMatch(/not found/);
});
