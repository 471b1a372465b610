import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nameLikeness, nameParts } from '../../domain/person-names.ts';
import { ListError, readList, readLists } from './lists.ts';
import { createScreening } from './screening.ts';

const textOf = (name: string): string =>
  readFileSync(new URL(`../../sandbox/sanctions/${name}`, import.meta.url), 'utf8');
const screeningOf = (...names: string[]) =>
  createScreening({ places: names, now: Date.now, read: async (name) => textOf(name) });
const both = screeningOf('ofac-sdn.xml', 'un-consolidated.xml');

test('each public format is read: persons alone, with every name and year they go by', () => {
  expect(readList(textOf('ofac-sdn.xml'))).toEqual([
    {
      list: 'ofac-sdn',
      entry: '900001',
      names: ['Borislav Arkadievich VOLKODAVSKY', 'Boris WOLKODAWSKIJ'],
      bornIn: [1961],
    },
    { list: 'ofac-sdn', entry: '900002', names: ['Ramón José QUINTANILLA & BELMONTE'], bornIn: [1974] },
  ]);
  expect(readList(textOf('ofac-sdn.csv'))).toEqual(readList(textOf('ofac-sdn.xml')).slice(0, 1));
  expect(readList(textOf('un-consolidated.xml'))).toEqual([
    {
      list: 'un-sc',
      entry: 'QDi.900',
      names: ['FARRUKH BEKZOD TOSHKANDIY', 'Фаррух Тошкандий'],
      bornIn: [1979, 1981],
    },
  ]);
});

test.each(['', '<html>maintenance</html>', '<sdnList></sdnList>', '{"persons":[]}'])(
  'what is no list, or one with nobody on it, clears nobody: %j',
  (text) => {
    expect(() => readList(text)).toThrow(ListError);
  },
);

test.each([
  ['Borislav Volkodavsky', '1961-10-07'],
  ['VOLKODAVSKIY Borislav', '1962-01-01'],
  ['Борислав Аркадьевич Волкодавский', '1961-10-07'],
  ['Boris Wolkodawski', '1961-05-05'],
])('%s, born %s, is found as the one on the list', async (name, bornOn) => {
  expect((await both.screen({ name, bornOn }))?.[0]).toMatchObject({ list: 'ofac-sdn', entry: '900001' });
});

test('who is nearly certain scores higher than who was born in another year', async () => {
  const [same] = (await both.screen({ name: 'Farrukh Toshkandiy', bornOn: '1979-03-11' })) ?? [];
  const other = await both.screen({ name: 'Farrukh Toshkandiy', bornOn: '1999-03-11' });
  expect(same?.score).toBeGreaterThanOrEqual(97);
  expect(other?.[0]?.score).toBe((same?.score ?? 0) - 15);
});

test.each(['Ada Lovelace', 'Boris Petrov', 'Ramón García', 'Li Wei', 'Farrukh'])(
  '%s is nobody on a list',
  async (name) => {
    expect(await both.screen({ name, bornOn: '1979-01-01' })).toEqual([]);
  },
);

test('the other names of alt.csv are those of whoever has the number, and alone it is no list', async () => {
  const [listed] = readLists([textOf('ofac-alt.csv'), textOf('ofac-sdn.csv')]);
  expect(listed?.names).toEqual(['Borislav Arkadievich VOLKODAVSKY', 'Boris WOLKODAWSKIJ', 'Arkady ZAMOROZKIN']);
  expect(() => readList(textOf('ofac-alt.csv'))).toThrow(ListError);
  const apart = screeningOf('ofac-sdn.csv', 'ofac-alt.csv');
  expect(await apart.screen({ name: 'Arkadij Zamoroskin', bornOn: '1961-10-07' })).toMatchObject([{ entry: '900001' }]);
});

test('a name in one spelling is in that spelling already, whatever it is written in', () => {
  const letters = fc.constantFrom(..."aceghijkpqwxyzéßøŁЖщЁΣİ京-' ");
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: letters })), (name) => {
      const parts = nameParts(name);
      expect(nameParts(parts.join(' '))).toEqual(parts);
    }),
  );
});

const part = fc.string({ unit: fc.constantFrom(...'abcdefghiklmnoprstuz'), minLength: 2, maxLength: 9 });
const names = fc.array(part, { minLength: 1, maxLength: 5 });

test('the order in which a name is written changes nothing, and its own letters without their marks are the same name', () => {
  const shuffled = (parts: readonly string[]) => fc.shuffledSubarray([...parts], { minLength: parts.length });
  fc.assert(
    fc.property(
      names.chain((one) => fc.tuple(fc.constant(one), shuffled(one))),
      names.chain((other) => fc.tuple(fc.constant(other), shuffled(other))),
      ([one, mixed], [other, otherMixed]) => {
        expect(nameLikeness(nameParts(mixed.join(' ')), nameParts(otherMixed.join(' ')))).toBe(
          nameLikeness(nameParts(one.join(' ')), nameParts(other.join(' '))),
        );
        const marked = mixed.join('-').replaceAll('e', 'é').replaceAll('o', 'ö').replaceAll('c', 'Č');
        expect(nameLikeness(nameParts(marked), nameParts(one.join(' ')))).toBe(100);
      },
    ),
  );
});

test('a list that cannot be read clears nobody, and is read anew once it can be', async () => {
  let isAway = true;
  const screening = createScreening({
    places: ['ofac-sdn.xml', 'un-consolidated.xml'],
    now: Date.now,
    read: async (name) => {
      if (isAway && name.startsWith('un')) throw new Error('away');
      return textOf(name);
    },
  });
  await expect(screening.screen({ name: 'Ada Lovelace', bornOn: '1990-01-01' })).rejects.toThrow('away');
  isAway = false;
  expect(await screening.screen({ name: 'Ada Lovelace', bornOn: '1990-01-01' })).toEqual([]);
});

test('without lists nobody is said to be on none, and an edition is named by what is in it', async () => {
  expect(await screeningOf().screen({ name: 'Ada Lovelace', bornOn: '1990-01-01' })).toBeUndefined();
  expect(await screeningOf().edition()).toBeUndefined();
  expect(await both.edition()).not.toBe(await screeningOf('ofac-sdn.xml').edition());
  expect(await both.nameOf({ list: 'un-sc', entry: 'QDi.900' })).toBe('FARRUKH BEKZOD TOSHKANDIY');
});
