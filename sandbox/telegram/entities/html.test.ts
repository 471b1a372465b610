import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseHtml } from './html.ts';

const wrong = (source: string): string => {
  const parsed = parseHtml(source);
  return 'refused' in parsed ? parsed.description : `no complaint about ${source}`;
};

test('tags become entities, counted in UTF-16 units', () => {
  expect(parseHtml('🎲 <b>Cash</b> €5')).toEqual({
    text: '🎲 Cash €5',
    entities: [{ type: 'bold', offset: 3, length: 4 }],
  });
});

test('entities nest, the outer one first', () => {
  expect(parseHtml('<b>a<i>b</i></b>')).toEqual({
    text: 'ab',
    entities: [
      { type: 'bold', offset: 0, length: 2 },
      { type: 'italic', offset: 1, length: 1 },
    ],
  });
});

test.each([
  ['<strong>x</strong>', 'bold'],
  ['<em>x</em>', 'italic'],
  ['<ins>x</ins>', 'underline'],
  ['<strike>x</strike>', 'strikethrough'],
  ['<del>x</del>', 'strikethrough'],
  ['<span class="tg-spoiler">x</span>', 'spoiler'],
  ['<tg-spoiler>x</tg-spoiler>', 'spoiler'],
  ['<blockquote>x</blockquote>', 'blockquote'],
  ['<blockquote expandable>x</blockquote>', 'expandable_blockquote'],
  ['<code>x</code>', 'code'],
  ['<B>x</b>', 'bold'],
])('%s is %s', (source, type) => {
  expect(parseHtml(source)).toEqual({ text: 'x', entities: [{ type, offset: 0, length: 1 }] });
});

test('code inside pre is one block with its language', () => {
  expect(parseHtml('<pre><code class="language-ts">x</code></pre>')).toMatchObject({
    entities: [{ type: 'pre', language: 'ts', offset: 0, length: 1 }],
  });
});

test('four names and all numbers are references, every other & is itself', () => {
  expect(parseHtml('&lt;b&gt; &amp;&quot; &#8364; &#x20ac; AT&T &copy;')).toMatchObject({
    text: '<b> &" € € AT&T &copy;',
  });
});

test('a link keeps its address, unescaped; one that Telegram would not open is dropped', () => {
  expect(parseHtml('<a href="https://t.me/x?a=1&amp;b=2">go</a>')).toMatchObject({
    entities: [{ type: 'text_link', url: 'https://t.me/x?a=1&b=2' }],
  });
  expect(parseHtml('<a href="http://localhost:8080/">go</a>')).toEqual({ text: 'go', entities: [] });
  expect(parseHtml('<a href="tg://user?id=42">you</a>')).toMatchObject({
    entities: [{ type: 'text_mention', user: { id: 42 } }],
  });
});

test('an empty entity is none', () => {
  expect(parseHtml('<b></b>x')).toEqual({ text: 'x', entities: [] });
});

test.each([
  ['a <h1>x</h1>', 'Unsupported start tag "h1" at byte offset 2'],
  ['€ <b>x', 'Can\'t find end tag corresponding to start tag "b"'],
  ['€</b>', 'Unexpected end tag at byte offset 3'],
  ['<b>x</i>', 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'],
  ['5 <', 'Unclosed start tag at byte offset 2'],
  ['<b', 'Unclosed start tag at byte offset 0'],
  ['<b>x</b', 'Unclosed end tag at byte offset 4'],
  ['<span>x</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
  ['<a href>', 'Can\'t find end tag corresponding to start tag "a"'],
  ['<a "x">y</a>', 'Empty attribute name in the tag "a" at byte offset 0'],
])('%s: %s', (source, why) => {
  expect(wrong(source)).toBe(`Bad Request: can't parse entities: ${why}`);
});

test('escaped text comes back as it was, whatever it is', () => {
  const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(parseHtml(`<b>${escaped(text)}</b>`)).toMatchObject({ text });
    }),
  );
});

test('no text makes the parser throw or run for ever', () => {
  const piece = fc.constantFrom(
    '<',
    '>',
    '/',
    'b',
    'a',
    ' ',
    '=',
    '"',
    "'",
    '&',
    'lt',
    ';',
    '#',
    'x',
    '€',
    '<b>',
    '</b>',
    '<a href=',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => void parseHtml(pieces.join(''))),
    { numRuns: 2_000 },
  );
});
