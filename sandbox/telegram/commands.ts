import type { Bot, BotCommand } from './shapes.ts';

/** Whom a list of commands is for; here every chat is private. */
export type CommandScope =
  | { readonly type: 'default' | 'all_private_chats' | 'all_group_chats' | 'all_chat_administrators' }
  | { readonly type: 'chat' | 'chat_administrators'; readonly chat: number }
  | { readonly type: 'chat_member'; readonly chat: number; readonly user: number };

export function scopeKey(scope: CommandScope, language: string): string {
  const whose = 'user' in scope ? `${scope.chat}:${scope.user}` : 'chat' in scope ? String(scope.chat) : '';
  return `${scope.type}/${whose}/${language}`;
}

/** Bot API, "Determining list of commands" of a private chat: the closest scope wins, the player's language first in each. */
export function commandsFor(bot: Bot, player: number, language: string): readonly BotCommand[] {
  const scopes: CommandScope[] = [{ type: 'chat', chat: player }, { type: 'all_private_chats' }, { type: 'default' }];
  for (const scope of scopes) {
    for (const spoken of [language.slice(0, 2), '']) {
      const commands = bot.commands[scopeKey(scope, spoken)];
      if (commands && commands.length > 0) return commands;
    }
  }
  return [];
}
