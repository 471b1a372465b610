import { expect, test } from 'vitest';
import { parseText } from './parse-text.ts';

const types = (text: string): unknown => {
  const parsed = parseText(text, '', undefined);
  if ('refused' in parsed) return parsed;
  return parsed.entities.map(({ type, offset, length }) => [type, text.trim().slice(offset, offset + length)]);
};

test('commands, links and names are found in plain words', () => {
  expect(types('/start now, @cage_bot: see https://t.me/$abc-_1. Mail a.b@example.com #win $EUR')).toEqual([
    ['bot_command', '/start'],
    ['mention', '@cage_bot'],
    ['url', 'https://t.me/$abc-_1'],
    ['email', 'a.b@example.com'],
    ['hashtag', '#win'],
    ['cashtag', '$EUR'],
  ]);
});

test('a command for another bot names it', () => {
  expect(types('/start@cage_bot')).toEqual([['bot_command', '/start@cage_bot']]);
});

test('money, dates and paths are none of these', () => {
  expect(types('€5.00 or 10/20 on 1.12.2026, a/b')).toEqual([]);
});

test('nothing is found inside code', () => {
  expect(parseText('<code>/start https://t.me</code>', 'HTML', undefined)).toMatchObject({
    entities: [{ type: 'code', offset: 0, length: 19 }],
  });
});

test('blanks at both ends go, and entities move along', () => {
  expect(parseText('\n <b>Hi</b> \n', 'html', undefined)).toEqual({
    text: 'Hi',
    entities: [{ type: 'bold', offset: 0, length: 2 }],
  });
});

test('an unknown parse mode is refused', () => {
  expect(parseText('x', 'bbcode', undefined)).toMatchObject({ description: 'Bad Request: unsupported parse_mode' });
});

test('entities that a bot sends are taken as they are, and those that cannot be are left out', () => {
  const given = [
    { type: 'bold', offset: 0, length: 2 },
    { type: 'italic', offset: 1, length: 9 },
    { type: 'text_link', offset: 0, length: 2, url: 'javascript:alert(1)' },
    { type: 'url', offset: 0, length: 2 },
    'nonsense',
  ];
  expect(parseText('Hi you', '', given)).toEqual({
    text: 'Hi you',
    entities: [{ type: 'bold', offset: 0, length: 2 }],
  });
});
