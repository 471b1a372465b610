import type { MessageEntity } from '@grammyjs/types';
import { badRequest } from './refusals.ts';

export type Formatted = { text: string; entities: MessageEntity[] };

const tags: Record<string, MessageEntity['type']> = {
  b: 'bold', strong: 'bold', i: 'italic', em: 'italic', u: 'underline', ins: 'underline', s: 'strikethrough', strike: 'strikethrough', del: 'strikethrough',
  code: 'code', pre: 'pre', a: 'text_link', blockquote: 'blockquote', 'tg-spoiler': 'spoiler',
};
const named: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' };

/** Text and its entities, offsets in UTF-16 units (Bot API, Formatting options). Refuses what Telegram refuses. */
export function format(text: string, mode: string | undefined): Formatted {
  if (mode === undefined || mode === '') return { text, entities: [] };
  if (mode.toLowerCase() === 'html') return html(text);
  if (mode.toLowerCase() === 'markdownv2') return markdown(text);
  throw badRequest('unsupported parse_mode');
}

function html(source: string): Formatted {
  const open: { tag: string; offset: number; url?: string }[] = [];
  const entities: MessageEntity[] = [];
  let text = '';
  for (const [piece] of source.matchAll(/<[^>]*>|&[#\w]+;|[^<&]+|[<&]/g)) {
    if (piece.startsWith('&') && piece.length > 1) {
      text += entityOf(piece);
      continue;
    }
    if (!piece.startsWith('<')) {
      text += piece;
      continue;
    }
    const [, closing, tag = '', rest = ''] = /^<(\/?)([\w-]+)([^>]*)>$/.exec(piece) ?? [];
    const type = tags[tag.toLowerCase()];
    if (!type) throw badRequest(`can't parse entities: Unsupported start tag "${tag}" at byte offset ${Buffer.byteLength(text)}`);
    if (!closing) {
      const url = /href="([^"]*)"/.exec(rest)?.[1];
      open.push({ tag: tag.toLowerCase(), offset: text.length, ...(url === undefined ? {} : { url }) });
      continue;
    }
    const last = open.pop();
    if (last?.tag !== tag.toLowerCase()) throw badRequest(`can't parse entities: Unmatched end tag at byte offset ${Buffer.byteLength(text)}, expected "</${last?.tag ?? ''}>", found "</${tag}>"`);
    add(entities, type, last.offset, text.length, last.url);
  }
  const [left] = open;
  if (left) throw badRequest(`can't parse entities: Can't find end tag corresponding to start tag "${left.tag}"`);
  return trimmed(text, entities);
}

function entityOf(piece: string): string {
  const name = piece.slice(1, -1);
  if (name.startsWith('#')) return String.fromCodePoint(Number.parseInt(name.slice(name[1] === 'x' ? 2 : 1), name[1] === 'x' ? 16 : 10));
  return named[name] ?? piece;
}

const marks: readonly [string, MessageEntity['type']][] = [['__', 'underline'], ['||', 'spoiler'], ['*', 'bold'], ['_', 'italic'], ['~', 'strikethrough'], ['`', 'code']];
const reserved = new Set('_*[]()~`>#+-=|{}.!');

function markdown(source: string): Formatted {
  const open: { mark: string; offset: number }[] = [];
  const entities: MessageEntity[] = [];
  let text = '';
  for (let at = 0; at < source.length; ) {
    const char = source[at] as string;
    if (char === '\\' && at + 1 < source.length) {
      text += source[at + 1];
      at += 2;
      continue;
    }
    const found = marks.find(([mark]) => source.startsWith(mark, at));
    if (found) {
      const [mark, type] = found;
      const index = open.findLastIndex((other) => other.mark === mark);
      if (index >= 0) add(entities, type, open.splice(index, 1)[0]?.offset ?? 0, text.length);
      else open.push({ mark, offset: text.length });
      at += mark.length;
      continue;
    }
    const link = /^\[((?:\\.|[^\]\\])*)\]\(((?:\\.|[^)\\])*)\)/.exec(source.slice(at));
    if (link) {
      const label = (link[1] ?? '').replace(/\\(.)/g, '$1');
      add(entities, 'text_link', text.length, text.length + label.length, (link[2] ?? '').replace(/\\(.)/g, '$1'));
      text += label;
      at += link[0].length;
      continue;
    }
    if (reserved.has(char)) throw badRequest(`can't parse entities: Character '${char}' is reserved and must be escaped with the preceding '\\'`);
    text += char;
    at += 1;
  }
  const [left] = open;
  if (left) throw badRequest(`can't parse entities: Can't find end of the entity starting at byte offset ${Buffer.byteLength(text.slice(0, left.offset))}`);
  return trimmed(text, entities);
}

function add(entities: MessageEntity[], type: MessageEntity['type'], from: number, to: number, url?: string): void {
  if (to > from) entities.push({ type, offset: from, length: to - from, ...(url === undefined ? {} : { url }) } as MessageEntity);
}

function trimmed(text: string, entities: MessageEntity[]): Formatted {
  const lead = text.length - text.trimStart().length;
  const cut = text.trim();
  const kept = entities
    .map((entity) => ({ ...entity, offset: Math.max(0, entity.offset - lead) }))
    .filter((entity) => entity.offset < cut.length)
    .sort((a, b) => a.offset - b.offset || b.length - a.length);
  return { text: cut, entities: kept as MessageEntity[] };
}
