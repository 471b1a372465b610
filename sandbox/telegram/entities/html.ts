import { badRequest, isRefused, type Refused } from '../refusal.ts';
import type { FormattedText, MessageEntity } from '../shapes.ts';
import { byteOffset, inOrder } from './formatted-text.ts';
import { checkedLink, linkedUser } from './link.ts';

const TYPES: Readonly<Record<string, string>> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  span: 'spoiler',
  'tg-spoiler': 'spoiler',
  'tg-emoji': 'custom_emoji',
  a: 'text_link',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
};

type Tag = { readonly name: string; readonly attributes: ReadonlyMap<string, string>; readonly next: number };
type Open = { readonly name: string; readonly attributes: ReadonlyMap<string, string>; readonly offset: number };

const wrong = (why: string): Refused => badRequest(`can't parse entities: ${why}`);

/** The dialect of Bot API, "HTML style", with tdlib's own complaints (MessageEntity.cpp, parse_html). */
export function parseHtml(source: string): FormattedText | Refused {
  let text = '';
  let entities: MessageEntity[] = [];
  const open: Open[] = [];
  for (let at = 0; at < source.length; ) {
    if (source[at] === '&') {
      const { character, next } = characterReference(source, at);
      text += character;
      at = next;
    } else if (source[at] !== '<') {
      text += source[at];
      at += 1;
    } else if (source[at + 1] === '/') {
      const closed = readEndTag(source, at, open.at(-1));
      if (isRefused(closed)) return closed;
      const begun = open.pop();
      if (begun) entities = withClosed(entities, begun, text);
      at = closed.next;
    } else {
      const tag = readStartTag(source, at);
      if (isRefused(tag)) return tag;
      open.push({ name: tag.name, attributes: tag.attributes, offset: text.length });
      at = tag.next;
    }
  }
  const left = open.at(-1);
  if (left) return wrong(`Can't find end tag corresponding to start tag "${left.name}"`);
  return { text, entities: inOrder(entities.map(withoutStrayLanguage)) };
}

/** A language counts only where the code is a block, inside <pre>. */
const withoutStrayLanguage = (entity: MessageEntity): MessageEntity =>
  entity.type === 'code' ? { type: entity.type, offset: entity.offset, length: entity.length } : entity;

function withClosed(entities: MessageEntity[], begun: Open, text: string): MessageEntity[] {
  const place = { offset: begun.offset, length: text.length - begun.offset };
  if (place.length === 0) return entities;
  const last = entities.at(-1);
  const wraps = last?.offset === place.offset && last.length === place.length;
  if (begun.name === 'pre' && wraps && last.type === 'code') {
    return [...entities.slice(0, -1), { ...last, type: 'pre' }];
  }
  const entity = entityOf(begun, place, text.slice(begun.offset));
  return entity ? [...entities, entity] : entities;
}

function entityOf({ name, attributes }: Open, place: { offset: number; length: number }, inside: string) {
  const type = TYPES[name] ?? name;
  if (name === 'a') {
    const href = attributes.get('href') || inside;
    const user = linkedUser(href);
    if (user !== undefined) return { type: 'text_mention', ...place, user: { id: user } };
    const url = checkedLink(href);
    return url ? { type, ...place, url } : undefined;
  }
  if (name === 'code') {
    const language = /^language-(.+)$/.exec(attributes.get('class') ?? '')?.[1];
    return { type, ...place, ...(language ? { language } : {}) };
  }
  if (name === 'tg-emoji') return { type, ...place, custom_emoji_id: attributes.get('emoji-id') ?? '' };
  if (name === 'blockquote' && attributes.has('expandable')) return { type: 'expandable_blockquote', ...place };
  return { type, ...place };
}

function readStartTag(source: string, begin: number): Tag | Refused {
  const at = byteOffset(source, begin);
  const name = /^[^\s>]*/.exec(source.slice(begin + 1))?.[0] ?? '';
  let next = begin + 1 + name.length;
  if (next >= source.length) return wrong(`Unclosed start tag at byte offset ${at}`);
  const tag = name.toLowerCase();
  if (!(tag in TYPES)) return wrong(`Unsupported start tag "${tag}" at byte offset ${at}`);

  const attributes = new Map<string, string>();
  const attribute = /\s*([^\s=>/"']*)\s*(=?)\s*(?:"([^"]*)"|'([^']*)'|([A-Za-z0-9.-]*))/y;
  while (source.slice(next).trimStart()[0] !== '>') {
    attribute.lastIndex = next;
    const found = attribute.exec(source);
    if (!found || source.slice(next).trim() === '') return wrong(`Unclosed start tag "${tag}" at byte offset ${at}`);
    if (!found[1]) return wrong(`Empty attribute name in the tag "${tag}" at byte offset ${at}`);
    const value = found[3] ?? found[4] ?? (found[5] ?? '').toLowerCase();
    attributes.set(found[1].toLowerCase(), found[2] ? unescaped(value) : '');
    next = found[2] ? attribute.lastIndex : next + found[0].indexOf(found[1]) + found[1].length;
    if (!/^[\s>]/.test(source.slice(next))) {
      if (next >= source.length) return wrong(`Unclosed start tag at byte offset ${at}`);
      return wrong(`Unexpected end of name token at byte offset ${byteOffset(source, next)}`);
    }
  }
  if (tag === 'span' && attributes.get('class') !== 'tg-spoiler') {
    return wrong(`Tag "span" must have class "tg-spoiler" at byte offset ${at}`);
  }
  if (tag === 'tg-emoji' && !/^[1-9]\d*$/.test(attributes.get('emoji-id') ?? '')) {
    return wrong('Invalid custom emoji identifier specified');
  }
  return { name: tag, attributes, next: source.indexOf('>', next) + 1 };
}

function readEndTag(source: string, begin: number, open: Open | undefined): { next: number } | Refused {
  const at = byteOffset(source, begin);
  if (!open) return wrong(`Unexpected end tag at byte offset ${at}`);
  const found = /^<\/([^\s>]*)\s*(>?)/.exec(source.slice(begin));
  const name = (found?.[1] ?? '').toLowerCase();
  if (!found?.[2]) return wrong(`Unclosed end tag at byte offset ${at}`);
  if (name && name !== open.name) {
    return wrong(`Unmatched end tag at byte offset ${at}, expected "</${open.name}>", found "</${name}>"`);
  }
  return { next: begin + found[0].length };
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };

/** Telegram knows numbers and four names; whatever else begins with & stays as it is. */
function characterReference(source: string, at: number): { character: string; next: number } {
  const found = /^&(?:#x([0-9a-f]+)|#(\d+)|([a-z]+));?/i.exec(source.slice(at, at + 14));
  const named = found?.[3] === undefined ? undefined : NAMED[found[3]];
  const code = found?.[1] ? Number.parseInt(found[1], 16) : Number(found?.[2] ?? 0);
  const character = named ?? (code > 0 && code < 0x10ffff ? String.fromCodePoint(code) : undefined);
  return found && character ? { character, next: at + found[0].length } : { character: '&', next: at + 1 };
}

const unescaped = (value: string): string =>
  value.replace(/&[^;\s]+;?/g, (reference) => {
    const { character, next } = characterReference(reference, 0);
    return character + reference.slice(next);
  });
