import type { FormattedText, MessageEntity } from '../shapes.ts';
import { inOrder } from './formatted-text.ts';

/** What Telegram recognises by itself, in the order in which it wins. */
const KINDS: readonly (readonly [type: string, pattern: RegExp])[] = [
  ['url', /(?:https?|tg):\/\/[^\s<>"']+/gi],
  ['url', /(?<![\w@.])(?:[a-z0-9-]+\.)+(?:com|org|net|me|io|dev|app|eu|de|bot|example)(?:[/?#][^\s<>"']*)?(?![\w@])/gi],
  ['email', /(?<![\w.+-])[\w.+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/gi],
  ['bot_command', /(?<![\w/<>@])\/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>])/g],
  ['mention', /(?<![\w@./])@[A-Za-z][A-Za-z0-9_]{3,31}(?!\w)/g],
  ['hashtag', /(?<![\w#&/])#[\p{L}\d_]*\p{L}[\p{L}\d_]*/gu],
  ['cashtag', /(?<![\w$])\$[A-Z]{3,8}(?!\w)/g],
];

/** Inside of these Telegram looks for nothing more. */
const CLOSED = new Set(['code', 'pre', 'text_link', 'text_mention', 'url', 'custom_emoji']);

/** The text with what the sender marked and what Telegram finds in the rest. */
export function withFoundEntities({ text, entities }: FormattedText): FormattedText {
  const taken: MessageEntity[] = entities.filter(({ type }) => CLOSED.has(type));
  const found: MessageEntity[] = [];
  for (const [type, pattern] of KINDS) {
    for (const match of text.matchAll(pattern)) {
      const matched = type === 'url' ? match[0].replace(/[.,:;!?)\]}]+$/, '') : match[0];
      const entity = { type, offset: match.index, length: matched.length };
      if (taken.some((other) => overlap(other, entity))) continue;
      taken.push(entity);
      found.push(entity);
    }
  }
  return { text, entities: inOrder([...entities, ...found]) };
}

const overlap = (a: MessageEntity, b: MessageEntity): boolean =>
  a.offset < b.offset + b.length && b.offset < a.offset + a.length;
