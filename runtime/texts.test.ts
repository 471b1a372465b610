import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { AssertionError } from '../domain/assert.ts';
import { loadTexts } from './texts.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'texts-'));
afterAll(() => rmSync(folder, { recursive: true }));

function catalogueOf(files: Record<string, string>) {
  const directory = mkdtempSync(path.join(folder, 'catalogue-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(directory, name)), { recursive: true });
    writeFileSync(path.join(directory, name), text);
  }
  return loadTexts(pathToFileURL(`${directory}/`));
}

const catalogue = catalogueOf({
  'en/bot.ftl': 'hello = Hello { $name }\ncount = { $count ->\n    [one] one\n   *[other] { $count }\n }',
  'de/bot.ftl': 'hello = Hallo { $name }',
  'ar/bot.ftl': 'hello = مرحبا { $name }',
  'pt-BR/bot.ftl': 'hello = Oi { $name }',
  'README.md': 'no catalogue',
});

test.each([
  ['de', 'Hallo Ada'],
  ['de-AT', 'Hallo Ada'],
  ['pt-BR', 'Oi Ada'],
  ['pt', 'Hello Ada'],
  ['xx', 'Hello Ada'],
  ['', 'Hello Ada'],
  ['../../etc/passwd', 'Hello Ada'],
  ['__proto__', 'Hello Ada'],
  [undefined, 'Hello Ada'],
])('who speaks %s is spoken to with %s', (language, text) => {
  expect(catalogue.of(language)('hello', { name: 'Ada' })).toBe(text);
});

test('a language that was found says which one it is', () => {
  expect(catalogue.of('de-AT').language).toBe('de');
  expect(catalogue.of('xx').language).toBe('en');
  expect([...catalogue.languages].sort()).toEqual(['ar', 'de', 'en', 'pt-BR']);
});

test('texts hold no invisible signs around what is put into them', () => {
  expect(catalogue.of('en')('hello', { name: 'Ada' })).toMatch(/^[\x20-\x7e]+$/);
});

test('a text written from right to left keeps what is put into it apart from the words around it', () => {
  expect(catalogue.of('ar')('hello', { name: 'Ada' })).toBe('مرحبا \u2068Ada\u2069');
});

test('a text that does not exist, or misses what it speaks of, is a mistake of ours', () => {
  const t = catalogue.of('en');
  expect(() => t('nothing')).toThrow(AssertionError);
  expect(() => t('hello')).toThrow(AssertionError);
  expect(() => t('hello', { nam: 'Ada' })).toThrow(/hello.*en/);
});

test('a catalogue without English cannot be loaded', () => {
  expect(() => catalogueOf({ 'de/bot.ftl': 'hello = Hallo' })).toThrow(/en/);
});

test('our own catalogue can be loaded', () => {
  expect(loadTexts().of('en')('menu-home')).toBe('Menu');
});
