import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Bench, complaint, openBench } from './test-bot.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench({ webhook: false });
});
afterEach(() => bench.close());

const english = [{ command: 'start', description: 'Open the menu' }];
const german = [{ command: 'start', description: 'Menü öffnen' }];

test('commands are kept by scope and language', async () => {
  await bench.api.setMyCommands(english);
  await bench.api.setMyCommands(german, { language_code: 'de' });
  await bench.api.setMyCommands(german, { scope: { type: 'all_private_chats' } });
  expect(await bench.api.getMyCommands()).toEqual(english);
  expect(await bench.api.getMyCommands({ language_code: 'de' })).toEqual(german);
  expect(await bench.api.getMyCommands({ scope: { type: 'all_private_chats' } })).toEqual(german);
  expect(await bench.api.getMyCommands({ scope: { type: 'chat', chat_id: 1 } })).toEqual([]);
  await bench.api.deleteMyCommands({ language_code: 'de' });
  expect(await bench.api.getMyCommands({ language_code: 'de' })).toEqual([]);
});

test.each([
  ['BOT_COMMAND_INVALID', [{ command: 'Start', description: 'x' }]],
  ['command must be non-empty', [{ command: '/', description: 'x' }]],
  ['command description must be non-empty', [{ command: 'a', description: '' }]],
  ['command length must not exceed 32', [{ command: 'a'.repeat(33), description: 'x' }]],
  ['BOT_COMMANDS_TOO_MUCH', Array.from({ length: 101 }, (_, n) => ({ command: `c${n}`, description: 'x' }))],
])('%s', async (why, commands) => {
  expect(await complaint(bench.api.setMyCommands(commands))).toBe(`400: Bad Request: ${why}`);
});

test('name and descriptions are kept by language and fall back to the default', async () => {
  await bench.api.setMyName('The Cage');
  await bench.api.setMyName('Der Käfig', 'de');
  expect(await bench.api.getMyName()).toEqual({ name: 'The Cage' });
  expect(await bench.api.getMyName('de')).toEqual({ name: 'Der Käfig' });
  expect(await bench.api.getMyName('pt')).toEqual({ name: 'The Cage' });
  expect((await bench.api.getMe()).first_name).toBe('The Cage');
  await bench.api.setMyDescription('Deposit and play.');
  await bench.api.setMyShortDescription('A casino.');
  expect(await bench.api.getMyDescription('de')).toEqual({ description: 'Deposit and play.' });
  expect(await bench.api.getMyShortDescription()).toEqual({ short_description: 'A casino.' });
  await bench.api.setMyName('');
  expect(await bench.api.getMyName()).toEqual({ name: 'Cage' });
});

test('the menu button is everybody’s or one player’s', async () => {
  const ada = bench.telegram.player('Ada');
  ada.says('/start');
  const app = { type: 'web_app' as const, text: 'Open', web_app: { url: 'https://example.com/app' } };
  await bench.api.setChatMenuButton({ menuButton: app });
  expect(await bench.api.getChatMenuButton({ chatId: ada.id })).toEqual(app);
  await bench.api.setChatMenuButton({ chatId: ada.id, menuButton: { type: 'commands' } });
  expect(await bench.api.getChatMenuButton({ chatId: ada.id })).toEqual({ type: 'commands' });
  expect(await bench.api.getChatMenuButton()).toEqual(app);
});

test('getChat shows the player', async () => {
  const ada = bench.telegram.player('Ada', { lastName: 'L.', username: 'ada_l' });
  ada.says('/start');
  expect(await bench.api.getChat(ada.id)).toMatchObject({
    id: ada.id,
    type: 'private',
    first_name: 'Ada',
    last_name: 'L.',
    username: 'ada_l',
  });
});
