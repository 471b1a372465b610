import { fieldsOf, requiredTextField } from '../call-arguments.ts';
import { type CommandScope, scopeKey } from '../commands.ts';
import { isSecure } from '../entities/link.ts';
import { badRequest, isRefused, type Refused } from '../refusal.ts';
import type { Bot, BotCommand, MenuButton } from '../shapes.ts';
import { botOf, changeBot, nameOf } from '../world.ts';
import { type Call, free, knownPlayer, type Method } from './call.ts';

const MOST_COMMANDS = 100;
const LANGUAGE = /^(?:[a-z]{2}(?:-[a-z]{2,4})?)?$/;

/** What @BotFather would show: kept until it is set again, and told to whoever looks at the bot. */
function keep({ world, bot }: Call, change: (bot: Bot) => Partial<Bot>): true {
  changeBot(world, bot, change(botOf(world, bot)));
  world.hub.tell({ kind: 'bot', bot });
  return true;
}

function languageOf({ args }: Call): string | Refused {
  const language = args.text('language_code').toLowerCase();
  return LANGUAGE.test(language) ? language : badRequest('invalid language code specified');
}

/** Without the key when the text is empty: an empty one gives the default back. */
function withText(texts: Readonly<Record<string, string>>, language: string, text: string): Record<string, string> {
  const { [language]: _old, ...others } = texts;
  return text ? { ...others, [language]: text } : others;
}

type Text = {
  readonly name: string;
  readonly field: 'names' | 'descriptions' | 'shortDescriptions';
  readonly most: number;
};

const setText = ({ name, field, most }: Text): Method =>
  free((call) => {
    const language = languageOf(call);
    if (isRefused(language)) return language;
    const text = call.args.text(name).trim();
    if (text.length > most) return badRequest(`${name.replaceAll('_', ' ')} is too long`);
    return keep(call, (bot) => ({ [field]: withText(bot[field], language, text) }));
  });

const getText = ({ name, field }: Text): Method =>
  free((call) => {
    const language = languageOf(call);
    if (isRefused(language)) return language;
    const bot = botOf(call.world, call.bot);
    return { [name]: field === 'names' ? nameOf(bot, language) : (bot[field][language] ?? bot[field][''] ?? '') };
  });

const name: Text = { name: 'name', field: 'names', most: 64 };
const description: Text = { name: 'description', field: 'descriptions', most: 512 };
const shortDescription: Text = { name: 'short_description', field: 'shortDescriptions', most: 120 };

function readScope({ args }: Call): CommandScope | Refused {
  const value = args.json('scope', 'BotCommandScope JSON object');
  if (value === undefined) return { type: 'default' };
  if (isRefused(value)) return value;
  const wrong = (why: string): Refused => badRequest(`Can't parse BotCommandScope: ${why}`);
  const fields = fieldsOf(value);
  if (!fields) return wrong('BotCommandScope must be an Object');
  const type = fields.type;
  if (type === undefined) return wrong('Can\'t find field "type"');
  if (type === 'default' || type === 'all_private_chats') return { type };
  if (type === 'all_group_chats' || type === 'all_chat_administrators') return { type };
  if (type !== 'chat' && type !== 'chat_administrators' && type !== 'chat_member') {
    return wrong('Unsupported type specified');
  }
  const chat = Number(fields.chat_id);
  if (!Number.isSafeInteger(chat)) return wrong('Empty chat_id specified');
  return type === 'chat_member' ? { type, chat, user: Number(fields.user_id) } : { type, chat };
}

function readCommands({ args }: Call): BotCommand[] | Refused {
  const value = args.json('commands', 'commands JSON object');
  if (isRefused(value)) return value;
  if (value !== undefined && !Array.isArray(value)) return badRequest('Expected an Array of BotCommand');
  const list: readonly unknown[] = value ?? [];
  if (list.length > MOST_COMMANDS) return badRequest('BOT_COMMANDS_TOO_MUCH');
  const commands: BotCommand[] = [];
  for (const each of list) {
    const command = readCommand(each);
    if (isRefused(command)) return command;
    commands.push(command);
  }
  return commands;
}

function readCommand(value: unknown): BotCommand | Refused {
  const fields = fieldsOf(value);
  if (!fields) return badRequest("Can't parse BotCommand: expected an Object");
  const [command, about] = ['command', 'description'].map((field) => requiredTextField(fields, field));
  for (const read of [command, about]) {
    if (isRefused(read)) return badRequest(`Can't parse BotCommand: ${read.description.slice(13)}`);
  }
  const [word, text] = [String(command).replace(/^\//, ''), String(about).trim()];
  if (!word) return badRequest('Command must be non-empty');
  if (word.length > 32) return badRequest('Command length must not exceed 32');
  if (!text) return badRequest('Command description must be non-empty');
  if (text.length > 256) return badRequest('Command description length must not exceed 256');
  if (!/^[a-z0-9_]+$/.test(word)) return badRequest('BOT_COMMAND_INVALID');
  return { command: word, description: text };
}

const forCommands = (act: (call: Call, key: string) => unknown): Method =>
  free((call) => {
    const scope = readScope(call);
    if (isRefused(scope)) return scope;
    const language = languageOf(call);
    return isRefused(language) ? language : act(call, scopeKey(scope, language));
  });

const setMyCommands = forCommands((call, key) => {
  const commands = readCommands(call);
  return isRefused(commands) ? commands : keep(call, (bot) => ({ commands: { ...bot.commands, [key]: commands } }));
});
const getMyCommands = forCommands(({ world, bot }, key) => botOf(world, bot).commands[key] ?? []);
const deleteMyCommands = forCommands((call, key) =>
  keep(call, (bot) => {
    const { [key]: _gone, ...commands } = bot.commands;
    return { commands };
  }),
);

function readMenuButton({ args }: Call): MenuButton | Refused {
  const value = args.json('menu_button', 'menu button JSON object');
  if (value === undefined) return { type: 'default' };
  if (isRefused(value)) return value;
  const fields = fieldsOf(value);
  if (!fields) return badRequest('MenuButton must be an Object');
  if (fields.type === 'default' || fields.type === 'commands') return { type: fields.type };
  if (fields.type !== 'web_app') return badRequest('MenuButton has unsupported type');
  const text = requiredTextField(fields, 'text');
  if (isRefused(text)) return text;
  const url = fieldsOf(fields.web_app)?.url;
  if (typeof url !== 'string' || !isSecure(url)) return badRequest('BUTTON_URL_INVALID');
  return { type: 'web_app', text, web_app: { url } };
}

/** '' when the button is everybody's. */
function menuOwner(call: Call): string | Refused {
  if (!call.args.has('chat_id')) return '';
  const player = knownPlayer(call);
  return isRefused(player) ? player : String(player.id);
}

const setChatMenuButton = free((call) => {
  const owner = menuOwner(call);
  if (isRefused(owner)) return owner;
  const button = readMenuButton(call);
  return isRefused(button) ? button : keep(call, (bot) => ({ menuButtons: { ...bot.menuButtons, [owner]: button } }));
});

const getChatMenuButton = free((call) => {
  const owner = menuOwner(call);
  if (isRefused(owner)) return owner;
  const { menuButtons } = botOf(call.world, call.bot);
  return menuButtons[owner] ?? menuButtons[''] ?? { type: 'commands' };
});

export const profileMethods: Readonly<Record<string, Method>> = {
  setmyname: setText(name),
  getmyname: getText(name),
  setmydescription: setText(description),
  getmydescription: getText(description),
  setmyshortdescription: setText(shortDescription),
  getmyshortdescription: getText(shortDescription),
  setmycommands: setMyCommands,
  getmycommands: getMyCommands,
  deletemycommands: deleteMyCommands,
  setchatmenubutton: setChatMenuButton,
  getchatmenubutton: getChatMenuButton,
};
