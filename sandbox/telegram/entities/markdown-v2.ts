import { badRequest, type Refused } from '../refusal.ts';
import type { FormattedText, MessageEntity } from '../shapes.ts';
import { byteOffset, inOrder } from './formatted-text.ts';
import { checkedLink, linkedUser } from './link.ts';

const RESERVED = '_*[]()~`>#+-=|{}.!\n';

/** How an entity begins and ends; the longer mark is tried first, so that __ is not two of _. */
const MARKS = [
  { mark: '```', type: 'pre' },
  { mark: '`', type: 'code' },
  { mark: '__', type: 'underline' },
  { mark: '||', type: 'spoiler' },
  { mark: '*', type: 'bold' },
  { mark: '_', type: 'italic' },
  { mark: '~', type: 'strikethrough' },
] as const;

/** tdlib's names in complaints (MessageEntity.cpp, operator<<). */
const NAMES: Readonly<Record<string, string>> = {
  pre: 'Pre',
  code: 'Code',
  underline: 'Underline',
  spoiler: 'Spoiler',
  bold: 'Bold',
  italic: 'Italic',
  strikethrough: 'Strikethrough',
  text_link: 'TextUrl',
  custom_emoji: 'CustomEmoji',
  blockquote: 'BlockQuote',
};

type Open = { type: string; mark: string; offset: number; at: number; language?: string };

/** A backslash before anything else is itself. */
const isEscapable = (character: string): boolean => character >= '\u0001' && character <= '~';

const wrong = (why: string): Refused => badRequest(`can't parse entities: ${why}`);
class Wrong extends Error {
  readonly refusal: Refused;
  constructor(why: string) {
    super(why);
    this.refusal = wrong(why);
  }
}

/** Bot API, "MarkdownV2 style": every reserved character means something or is escaped. */
export function parseMarkdownV2(source: string): FormattedText | Refused {
  try {
    return new Reader(source).read();
  } catch (error) {
    if (error instanceof Wrong) return error.refusal;
    throw error;
  }
}

class Reader {
  readonly source: string;
  at = 0;
  text = '';
  readonly open: Open[] = [];
  readonly entities: MessageEntity[] = [];
  lineStart = true;

  constructor(source: string) {
    this.source = source;
  }

  read(): FormattedText {
    while (this.at < this.source.length) this.step();
    this.closeQuote();
    const left = this.open.at(-1);
    if (left) throw this.unclosed(left);
    return { text: this.text, entities: inOrder(this.entities) };
  }

  step(): void {
    const character = this.source.charAt(this.at);
    const inner = this.open.at(-1);
    const isCode = inner?.type === 'code' || inner?.type === 'pre';
    if (character === '\\' && isEscapable(this.source.charAt(this.at + 1))) {
      this.take(this.source.charAt(this.at + 1), 2);
    } else if (isCode ? character !== '`' : !RESERVED.includes(character)) {
      this.take(character, 1);
    } else if (character === '\n') {
      if (this.inQuote() && this.source[this.at + 1] !== '>') this.closeQuote();
      this.take('\n', 1);
    } else if (
      inner &&
      inner.type !== 'blockquote' &&
      this.source.startsWith(inner.mark, this.at) &&
      this.ends(inner)
    ) {
      this.close(inner);
    } else {
      this.begin(character);
    }
  }

  take(character: string, length: number): void {
    this.text += character;
    this.at += length;
    if (character !== '\r') this.lineStart = character === '\n';
  }

  /** A single _ does not end italic where two stand: those are an underline. */
  ends(inner: Open): boolean {
    return inner.type !== 'italic' || this.source[this.at + 1] !== '_';
  }

  begin(character: string): void {
    if (character === '>' && this.lineStart) {
      if (!this.inQuote()) this.push('blockquote', '', 1);
      else this.at += 1;
      return;
    }
    if (character === '[') {
      this.push('text_link', ']', 1);
    } else if (character === '!' && this.source[this.at + 1] === '[') {
      this.push('custom_emoji', ']', 2);
    } else {
      const mark = MARKS.find((each) => this.source.startsWith(each.mark, this.at));
      if (!mark) throw new Wrong(`Character '${character}' is reserved and must be escaped with the preceding '\\'`);
      this.push(mark.type, mark.mark, mark.mark.length);
      if (mark.type === 'pre') this.readLanguage();
    }
  }

  push(type: string, mark: string, length: number): void {
    this.open.push({ type, mark, offset: this.text.length, at: this.at });
    this.at += length;
    this.lineStart = false;
  }

  readLanguage(): void {
    const [whole = '', language] = /^(?:([^\s`]+)(?=\s))?(?:\r\n|\n\r|\n|\r)?/.exec(this.source.slice(this.at)) ?? [];
    const block = this.open.at(-1);
    if (block && language) block.language = language;
    this.at += whole.length;
  }

  close(inner: Open): void {
    this.open.pop();
    const inside = this.text.slice(inner.offset);
    this.at += inner.mark.length;
    const place = { offset: inner.offset, length: inside.length };
    const entity =
      inner.type === 'text_link' || inner.type === 'custom_emoji'
        ? this.linked(inner, place, inside)
        : { type: inner.type, ...place, ...(inner.language ? { language: inner.language } : {}) };
    if (entity && place.length > 0) this.entities.push(entity);
  }

  linked(inner: Open, place: { offset: number; length: number }, inside: string): MessageEntity | undefined {
    const address = this.source[this.at] === '(' ? this.readAddress() : inside;
    if (inner.type === 'custom_emoji') {
      const id = /^tg:\/\/emoji\?id=(\d+)$/.exec(address)?.[1];
      if (!id) throw new Wrong('Invalid tg://emoji or tg://time URL specified');
      return { type: 'custom_emoji', ...place, custom_emoji_id: id };
    }
    const user = linkedUser(address);
    if (user !== undefined) return { type: 'text_mention', ...place, user: { id: user } };
    const url = checkedLink(address);
    return url ? { type: 'text_link', ...place, url } : undefined;
  }

  readAddress(): string {
    const begin = this.at + 1;
    const [whole, address = ''] = /^\(((?:\\[\s\S]|[^)\\])*)\)/.exec(this.source.slice(this.at)) ?? [];
    if (whole === undefined)
      throw new Wrong(`Can't find end of a URL at byte offset ${byteOffset(this.source, begin)}`);
    this.at += whole.length;
    return address.replace(/\\(.)/gs, (pair, next) => (isEscapable(next) ? next : pair));
  }

  inQuote(): boolean {
    return this.open.some(({ type }) => type === 'blockquote');
  }

  /** A quote ends with its last line; || at the very end makes it one that unfolds. */
  closeQuote(): void {
    if (!this.inQuote()) return;
    let type = 'blockquote';
    const last = this.open.at(-1);
    if (last?.type === 'spoiler' && last.offset === this.text.length) {
      this.open.pop();
      type = 'expandable_blockquote';
    }
    const quote = this.open.pop();
    if (quote?.type !== 'blockquote') throw this.unclosed(quote ?? { type, mark: '', offset: 0, at: 0 });
    const length = this.text.length - quote.offset;
    if (length > 0) this.entities.push({ type, offset: quote.offset, length });
  }

  unclosed({ type, at }: Open): Wrong {
    return new Wrong(`Can't find end of ${NAMES[type] ?? type} entity at byte offset ${byteOffset(this.source, at)}`);
  }
}
