import { type Arguments, fieldsOf, requiredTextField, textField } from './call-arguments.ts';
import { checkedLink, isSecure } from './entities/link.ts';
import { badRequest, isRefused, type Refused } from './refusal.ts';
import type { InlineButton, InlineKeyboard, KeyboardButton, ReplyMarkup } from './shapes.ts';

const MOST_CALLBACK_BYTES = 64;
const MOST_COPY_TEXT = 256;
const MOST_IN_A_ROW = 12;
const MOST_BUTTONS = 300;
const STYLES = ['primary', 'danger', 'success'] as const;

type Fields = Readonly<Record<string, unknown>>;

/** The keyboard of a call, or undefined for none (an empty one is none too). */
export function readReplyMarkup(args: Arguments): ReplyMarkup | undefined | Refused {
  const value = args.json('reply_markup', 'reply keyboard markup JSON object');
  if (value === undefined || isRefused(value)) return value;
  const fields = fieldsOf(value);
  if (!fields) return badRequest('Object expected as reply markup');

  const keyboard = readRows(fields.keyboard, 'Field "keyboard" must be an Array of Arrays', readKeyboardButton);
  if (isRefused(keyboard)) return named('keyboard button', keyboard);
  if (keyboard.length > 0) {
    const placeholder = textField(fields, 'input_field_placeholder');
    if (isRefused(placeholder)) return placeholder;
    return {
      keyboard,
      ...flags(fields, 'resize_keyboard', 'one_time_keyboard', 'is_persistent'),
      ...(placeholder ? { input_field_placeholder: placeholder } : {}),
    };
  }
  const inline = readRows(
    fields.inline_keyboard,
    'Field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
    readInlineButton,
  );
  if (isRefused(inline)) return named('inline keyboard button', inline);
  if (inline.length > 0) return checkedInline({ inline_keyboard: inline });
  if (isSet(fields.remove_keyboard)) return { remove_keyboard: true };
  if (!isSet(fields.force_reply)) return undefined;
  const placeholder = textField(fields, 'input_field_placeholder');
  if (isRefused(placeholder)) return placeholder;
  return { force_reply: true, ...(placeholder ? { input_field_placeholder: placeholder } : {}) };
}

/** An edited message can only carry keys below itself. */
export function readInlineKeyboard(args: Arguments): InlineKeyboard | undefined | Refused {
  const markup = readReplyMarkup(args);
  if (markup === undefined || isRefused(markup)) return markup;
  return 'inline_keyboard' in markup ? markup : badRequest('Inline keyboard expected');
}

const isSet = (value: unknown): boolean => value === true || value === 'true' || value === 1;

function flags<Name extends string>(fields: Fields, ...names: Name[]): Partial<Record<Name, true>> {
  return Object.fromEntries(names.filter((name) => isSet(fields[name])).map((name) => [name, true])) as Partial<
    Record<Name, true>
  >;
}

/** A complaint about one button is told as one of the keyboard; a wrong keyboard speaks for itself. */
function named(what: string, refusal: Refused): Refused {
  const why = refusal.description.replace(/^Bad Request: /, '');
  return why.startsWith('field "') && why.includes('Array of Arrays')
    ? refusal
    : badRequest(`Can't parse ${what}: ${why.charAt(0).toUpperCase()}${why.slice(1)}`);
}

function readRows<Button extends { text: string }>(
  value: unknown,
  notRows: string,
  read: (button: unknown) => Button | Refused,
): Button[][] | Refused {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) return badRequest(notRows);
  const rows: Button[][] = [];
  let count = 0;
  for (const row of value) {
    if (!Array.isArray(row)) return badRequest(notRows);
    const buttons: Button[] = [];
    for (const each of row) {
      const button = read(each);
      if (isRefused(button)) return button;
      if (button.text === '' || buttons.length >= MOST_IN_A_ROW || count >= MOST_BUTTONS) continue;
      buttons.push(button);
      count += 1;
    }
    if (buttons.length > 0) rows.push(buttons);
  }
  return rows;
}

function readKeyboardButton(value: unknown): KeyboardButton | Refused {
  if (typeof value === 'string') return { text: value };
  const fields = fieldsOf(value);
  if (!fields) return badRequest('KeyboardButton must be a String or an Object');
  const text = requiredTextField(fields, 'text');
  if (isRefused(text)) return text;
  const url = fieldsOf(fields.web_app)?.url;
  return {
    text,
    ...flags(fields, 'request_contact'),
    ...(typeof url === 'string' ? { web_app: { url } } : {}),
    ...styleOf(fields),
  };
}

function readInlineButton(value: unknown): InlineButton | Refused {
  const fields = fieldsOf(value);
  if (!fields) return badRequest('InlineKeyboardButton must be an Object');
  const text = requiredTextField(fields, 'text');
  if (isRefused(text)) return text;
  const act = readInlineAct(fields);
  return isRefused(act) ? act : { text, ...act, ...styleOf(fields) };
}

/** What the key does; the first field that is there decides, in Telegram's order. */
function readInlineAct(fields: Fields): Omit<InlineButton, 'text'> | Refused {
  const url = textField(fields, 'url');
  if (url) return isRefused(url) ? url : { url };
  const data = textField(fields, 'callback_data');
  if (data) return isRefused(data) ? data : { callback_data: data };
  if ('pay' in fields) return { pay: true };
  for (const name of ['switch_inline_query', 'switch_inline_query_current_chat'] as const) {
    const query = textField(fields, name);
    if (query !== undefined) return isRefused(query) ? query : { [name]: query };
  }
  const app = fieldsOf(fields.web_app)?.url;
  if (typeof app === 'string') return { web_app: { url: app } };
  const copied = fieldsOf(fields.copy_text)?.text;
  if (typeof copied === 'string') return { copy_text: { text: copied } };
  return badRequest('Text buttons are unallowed in the inline keyboard');
}

function styleOf(fields: Fields): Pick<InlineButton, 'style'> {
  const style = STYLES.find((each) => each === fields.style);
  return style ? { style } : {};
}

function checkedInline(keyboard: InlineKeyboard): InlineKeyboard | Refused {
  const rows: InlineButton[][] = [];
  for (const row of keyboard.inline_keyboard) {
    const checked: InlineButton[] = [];
    for (const button of row) {
      const result = checkedButton(button);
      if (isRefused(result)) return result;
      checked.push(result);
    }
    rows.push(checked);
  }
  return { inline_keyboard: rows };
}

function checkedButton(button: InlineButton): InlineButton | Refused {
  if (button.url !== undefined) {
    const url = checkedLink(button.url);
    return url
      ? { ...button, url: keptSpelling(button.url, url) }
      : badRequest(`Inline keyboard button URL '${button.url}' is invalid: Wrong HTTP URL`);
  }
  if (button.web_app && !isSecure(button.web_app.url)) {
    return badRequest(
      `Inline keyboard button Web App URL '${button.web_app.url}' is invalid: Only HTTPS links are allowed`,
    );
  }
  if (button.callback_data !== undefined && Buffer.byteLength(button.callback_data) > MOST_CALLBACK_BYTES) {
    return badRequest('BUTTON_DATA_INVALID');
  }
  if (button.copy_text && !(button.copy_text.text.length >= 1 && button.copy_text.text.length <= MOST_COPY_TEXT)) {
    return badRequest('BUTTON_COPY_TEXT_INVALID');
  }
  return button;
}

/** Telegram adds a scheme and a path where they are missing, and leaves the rest as the bot wrote it. */
const keptSpelling = (given: string, checked: string): string => (URL.canParse(given) ? given : checked);
