import { expect, test } from 'vitest';
import { parseMarkdown } from './markdown.ts';

test.each([
  [
    '*bold* and _italic_',
    'bold and italic',
    [
      ['bold', 0, 4],
      ['italic', 9, 6],
    ],
  ],
  [
    '`code` ```js\nlet x```',
    'code let x',
    [
      ['code', 0, 4],
      ['pre', 5, 5],
    ],
  ],
  ['[here](https://example.com/)', 'here', [['text_link', 0, 4]]],
  ['2\\*2 and snake\\_case', '2*2 and snake_case', []],
  ['[no link]', 'no link', []],
  [
    '* * and 🎲 *ü*',
    '  and 🎲 ü',
    [
      ['bold', 0, 1],
      ['bold', 9, 1],
    ],
  ],
])('%j reads %j', (source, text, marks) => {
  const parsed = parseMarkdown(source) as {
    text: string;
    entities: { type: string; offset: number; length: number }[];
  };
  expect(parsed.text).toBe(text);
  expect(parsed.entities.map(({ type, offset, length }) => [type, offset, length])).toEqual(marks);
});

test.each([
  ['*bold', 0],
  ['a _b', 2],
  ['é `x', 3],
  ['[x', 0],
])('%j is refused: what begins must end', (source, at) => {
  expect(parseMarkdown(source)).toMatchObject({
    description: `Bad Request: can't parse entities: Can't find end of the entity starting at byte offset ${at}`,
  });
});
