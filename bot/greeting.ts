import { assert } from '../domain/assert.ts';
import { explain, type TelegramClient } from '../runtime/telegram/client.ts';
import type { Catalogue } from '../runtime/texts.ts';

const COMMANDS = [
  'start',
  'deposit',
  'withdraw',
  'balance',
  'play',
  'spin',
  'guess',
  'drop',
  'rounds',
  'fair',
  'bonus',
  'promotions',
  'vip',
  'leaderboard',
  'limits',
  'kyc',
  'language',
  'notices',
  'settings',
  'support',
  'help',
] as const;

/** Where nothing is played they are not offered. */
const PLAYED: ReadonlySet<string> = new Set(['play', 'spin', 'guess', 'drop', 'rounds', 'fair']);

/**
 * What Telegram shows before anybody has typed: the command menu, the lines under the bot's name and above an empty chat, in
 * each language, and the way into the app. Safe to repeat. Answers whether Telegram opens the app at this address: it takes
 * https alone, and a test server what it likes.
 */
export async function introduce(
  telegram: TelegramClient,
  texts: Catalogue,
  {
    appUrl,
    canWithdraw,
    canPlay,
  }: { readonly appUrl: string; readonly canWithdraw: boolean; readonly canPlay: boolean },
): Promise<boolean> {
  const offered = COMMANDS.filter(
    (command) => (command !== 'withdraw' || canWithdraw) && (canPlay || !PLAYED.has(command)),
  );
  for (const language of texts.languages) {
    const t = texts.of(language);
    const scope = language === 'en' ? {} : { language_code: language as 'en' };
    await telegram.call('setMyCommands', {
      commands: offered.map((command) => ({ command, description: t(`command-${command}`) })),
      ...scope,
    });
    await telegram.call('setMyShortDescription', { short_description: t('bot-about'), ...scope });
    await telegram.call('setMyDescription', { description: t('bot-description'), ...scope });
  }
  const t = texts.of('en');
  const opened = await telegram.try('setChatMenuButton', {
    menu_button: { type: 'web_app', text: t('product'), web_app: { url: appUrl } },
  });
  if (opened.kind === 'done') return true;
  assert(opened.kind === 'refused', `the menu button could not be set: ${explain(opened)}`);
  await telegram.call('setChatMenuButton', { menu_button: { type: 'commands' } });
  return false;
}
