import { fieldsOf } from '../call-arguments.ts';
import { badRequest, isRefused, type Refused } from '../refusal.ts';
import type { FormattedText, MessageEntity } from '../shapes.ts';
import { trimmed } from './formatted-text.ts';
import { withFoundEntities } from './found.ts';
import { parseHtml } from './html.ts';
import { checkedLink } from './link.ts';
import { parseMarkdown } from './markdown.ts';
import { parseMarkdownV2 } from './markdown-v2.ts';

const MOST_RAW_BYTES = 1 << 15;

/** What a bot said, as players see it: marked by a parse mode or by entities, trimmed, links and commands found. */
export function parseText(source: string, mode: string, given: unknown): FormattedText | Refused {
  if (Buffer.byteLength(source) > MOST_RAW_BYTES) return badRequest('Text is too long');
  const marked = marks(source, mode.toLowerCase(), given);
  return isRefused(marked) ? marked : withFoundEntities(trimmed(marked));
}

function marks(source: string, mode: string, given: unknown): FormattedText | Refused {
  switch (mode) {
    case '':
    case 'none':
      return { text: source, entities: Array.isArray(given) ? given.flatMap((each) => readEntity(each, source)) : [] };
    case 'html':
      return parseHtml(source);
    case 'markdown':
      return parseMarkdown(source);
    case 'markdownv2':
      return parseMarkdownV2(source);
    default:
      return badRequest('Unsupported parse_mode');
  }
}

const PLAIN = [
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'spoiler',
  'blockquote',
  'expandable_blockquote',
  'code',
];

/** An entity as the bot sent it; what is none, or reaches out of the text, is left out. */
function readEntity(value: unknown, text: string): MessageEntity[] {
  const { type, offset, length, url, language, custom_emoji_id, user } = fieldsOf(value) ?? {};
  if (!Number.isInteger(offset) || !Number.isInteger(length)) return [];
  const place = { offset: offset as number, length: length as number };
  if (place.offset < 0 || place.length <= 0 || place.offset + place.length > text.length) return [];
  if (typeof type === 'string' && PLAIN.includes(type)) return [{ type, ...place }];
  if (type === 'pre') return [{ type, ...place, ...(typeof language === 'string' ? { language } : {}) }];
  if (type === 'custom_emoji') return [{ type, ...place, custom_emoji_id: String(custom_emoji_id) }];
  if (type === 'text_mention') return [{ type, ...place, user: { id: Number(fieldsOf(user)?.id) } }];
  const checked = type === 'text_link' && typeof url === 'string' ? checkedLink(url) : undefined;
  return checked ? [{ type: 'text_link', ...place, url: checked }] : [];
}
