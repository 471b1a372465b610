import { badRequest, type Refused } from '../refusal.ts';
import type { FormattedText, MessageEntity } from '../shapes.ts';
import { byteOffset } from './formatted-text.ts';
import { checkedLink } from './link.ts';

/** How each begins and ends; they cannot lie inside each other (Bot API, "Markdown style"). */
const MARKS = [
  { mark: '```', type: 'pre' },
  { mark: '`', type: 'code' },
  { mark: '*', type: 'bold' },
  { mark: '_', type: 'italic' },
] as const;

/** The old mode, kept by Telegram for bots of its time. A backslash keeps `_`, `*`, `` ` `` and `[` as they are. */
export function parseMarkdown(source: string): FormattedText | Refused {
  const entities: MessageEntity[] = [];
  let text = '';
  let at = 0;
  const unended = (from: number): Refused =>
    badRequest(
      `can't parse entities: Can't find end of the entity starting at byte offset ${byteOffset(source, from)}`,
    );
  while (at < source.length) {
    const character = source[at] as string;
    if (character === '\\' && '_*`['.includes(source[at + 1] ?? '\n')) {
      text += source[at + 1];
      at += 2;
      continue;
    }
    const found = MARKS.find(({ mark }) => source.startsWith(mark, at));
    if (found) {
      const end = source.indexOf(found.mark, at + found.mark.length);
      if (end < 0) return unended(at);
      const inside = source.slice(at + found.mark.length, end);
      const [language, code] = found.type === 'pre' ? languageIn(inside) : ['', inside];
      if (code)
        entities.push({
          type: found.type,
          offset: text.length,
          length: code.length,
          ...(language ? { language } : {}),
        });
      text += code;
      at = end + found.mark.length;
      continue;
    }
    const link = character === '[' ? /^\[([^\]]*)\](?:\(([^)]*)\))?/.exec(source.slice(at)) : null;
    if (character === '[' && !link) return unended(at);
    if (link) {
      const [whole, words = '', target = ''] = link;
      const url = checkedLink(target);
      if (url && words) entities.push({ type: 'text_link', offset: text.length, length: words.length, url });
      text += words;
      at += whole.length;
      continue;
    }
    text += character;
    at += 1;
  }
  return { text, entities };
}

/** The first word of a block, on the line of its mark, is its language. */
function languageIn(inside: string): [language: string, code: string] {
  const [, language = '', code = inside] = /^([\w+-]*)\n([\s\S]*)$/.exec(inside) ?? [];
  return [language, code];
}
