import type { TelegramClient } from '../runtime/telegram/client.ts';
import type { Catalogue } from '../runtime/texts.ts';

const COMMANDS = ['start', 'deposit', 'balance', 'help'] as const;

/** What Telegram shows before anybody has typed: the command menu and the line under the bot's name, in each language. Safe to repeat. */
export async function introduce(telegram: TelegramClient, texts: Catalogue): Promise<void> {
  for (const language of texts.languages) {
    const t = texts.of(language);
    const scope = language === 'en' ? {} : { language_code: language as 'en' };
    await telegram.call('setMyCommands', {
      commands: COMMANDS.map((command) => ({ command, description: t(`command-${command}`) })),
      ...scope,
    });
    await telegram.call('setMyShortDescription', { short_description: t('bot-about'), ...scope });
  }
  await telegram.call('setChatMenuButton', { menu_button: { type: 'commands' } });
}
