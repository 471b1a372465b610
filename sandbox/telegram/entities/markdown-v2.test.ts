import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseMarkdownV2 } from './markdown-v2.ts';

const wrong = (source: string): string => {
  const parsed = parseMarkdownV2(source);
  return 'refused' in parsed ? parsed.description : `no complaint about ${source}`;
};

test.each([
  ['*x*', 'bold'],
  ['_x_', 'italic'],
  ['__x__', 'underline'],
  ['~x~', 'strikethrough'],
  ['||x||', 'spoiler'],
  ['`x`', 'code'],
  ['```x```', 'pre'],
  ['>x', 'blockquote'],
  ['>x||', 'expandable_blockquote'],
])('%s is %s', (source, type) => {
  expect(parseMarkdownV2(source)).toEqual({ text: 'x', entities: [{ type, offset: 0, length: 1 }] });
});

test('marks nest', () => {
  expect(parseMarkdownV2('*a _b __c__ d_ e*')).toEqual({
    text: 'a b c d e',
    entities: [
      { type: 'bold', offset: 0, length: 9 },
      { type: 'italic', offset: 2, length: 5 },
      { type: 'underline', offset: 4, length: 1 },
    ],
  });
});

test('a block of code keeps its language and everything in it', () => {
  expect(parseMarkdownV2('```ts\nif (a > b) {}\n```')).toEqual({
    text: 'if (a > b) {}\n',
    entities: [{ type: 'pre', offset: 0, length: 14, language: 'ts' }],
  });
});

test('a link has words and an address', () => {
  expect(parseMarkdownV2('[go \\- now](https://example.com/a\\)b)')).toEqual({
    text: 'go - now',
    entities: [{ type: 'text_link', offset: 0, length: 8, url: 'https://example.com/a)b' }],
  });
});

test('a quote goes on over lines that begin with > and ends with the first that does not', () => {
  expect(parseMarkdownV2('>a\n>b\nc')).toEqual({
    text: 'a\nb\nc',
    entities: [{ type: 'blockquote', offset: 0, length: 3 }],
  });
});

test.each([
  ['€5.00', "Character '.' is reserved and must be escaped with the preceding '\\'"],
  ['a-b', "Character '-' is reserved and must be escaped with the preceding '\\'"],
  ['wow!', "Character '!' is reserved and must be escaped with the preceding '\\'"],
  ['€ *x', "Can't find end of Bold entity at byte offset 4"],
  ['a _x', "Can't find end of Italic entity at byte offset 2"],
  ['`x', "Can't find end of Code entity at byte offset 0"],
  ['[x](https://example.com', "Can't find end of a URL at byte offset 4"],
])('%s: %s', (source, why) => {
  expect(wrong(source)).toBe(`Bad Request: can't parse entities: ${why}`);
});

test('escaped text comes back as it was, whatever it is', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const escaped = text.replace(/[_*[\]()~`>#+\-=|{}.!\\]/g, '\\$&');
      expect(parseMarkdownV2(escaped)).toEqual({ text, entities: [] });
    }),
  );
});

test('no text makes the parser throw or run for ever', () => {
  const piece = fc.constantFrom(
    '*',
    '_',
    '__',
    '~',
    '||',
    '`',
    '```',
    '[',
    '](',
    ')',
    '!',
    '>',
    '\n',
    '\\',
    'a',
    ' ',
    '€',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => void parseMarkdownV2(pieces.join(''))),
    { numRuns: 2_000 },
  );
});
