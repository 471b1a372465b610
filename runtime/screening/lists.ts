import { createHash } from 'node:crypto';

/** Somebody on a sanctions list: their number there, every name they go by, and the years they may be born in. */
export type Listed = {
  readonly list: string;
  readonly entry: string;
  readonly names: readonly string[];
  readonly bornIn: readonly number[];
};

export class ListError extends Error {}

/**
 * Reads lists that belong together: the names of OFAC's alt.csv are those of whoever has that number in the others.
 * @throws ListError when one is none that we know, or when nobody is on it: an empty list must not clear everybody
 */
export function readLists(texts: readonly string[]): readonly Listed[] {
  const others = new Map<string, string[]>();
  for (const [entry, name] of texts.filter(isOfacAlt).flatMap(ofacAlt))
    others.set(entry, [...(others.get(entry) ?? []), name]);
  return texts
    .filter((text) => !isOfacAlt(text))
    .flatMap(readList)
    .map((listed) =>
      listed.list === 'ofac-sdn'
        ? { ...listed, names: [...new Set([...listed.names, ...(others.get(listed.entry) ?? [])])] }
        : listed,
    );
}

/**
 * Reads a list, in whichever of the public formats it is: OFAC's SDN as XML (sdn.xml) or CSV (sdn.csv), the consolidated list of the
 * UN Security Council as XML. Persons alone: ships and companies verify nobody.
 * @throws ListError when it is none of them, or when nobody is on it: an empty list must not clear everybody
 */
export function readList(text: string): readonly Listed[] {
  const listed = /<sdnList[\s>]/.test(text)
    ? ofacXml(text)
    : /<CONSOLIDATED_LIST[\s>]/.test(text)
      ? unXml(text)
      : /^"?\d+"?,/.test(text)
        ? ofacCsv(text)
        : undefined;
  if (!listed) throw new ListError('it is no sanctions list in a format we know');
  if (listed.length === 0) throw new ListError('nobody is on it');
  return listed;
}

/** Which edition it is: another one is another text. */
export const editionOf = (texts: readonly string[]): string => {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(createHash('sha256').update(text).digest());
  return hash.digest('base64url').slice(0, 22);
};

/** Source: OFAC, SDN list, sdn.xsd. */
function ofacXml(text: string): Listed[] {
  return elements(text, 'sdnEntry').flatMap((entry) => {
    if (textOf(entry, 'sdnType') !== 'Individual') return [];
    const akas = elements(entry, 'aka');
    const own = entry.replace(/<akaList>[\s\S]*?<\/akaList>/g, '');
    return {
      list: 'ofac-sdn',
      entry: textOf(own, 'uid') ?? '',
      names: [own, ...akas].map((of) => joined(textOf(of, 'firstName'), textOf(of, 'lastName'))).filter(Boolean),
      bornIn: years(elements(entry, 'dateOfBirth').map(plain)),
    };
  });
}

/** Source: OFAC, sdn.csv: number, name as "LAST, First", type, ..., remarks with "DOB 07 Oct 1954". `-0-` stands for nothing. */
function ofacCsv(text: string): Listed[] {
  return rows(text).flatMap(([entry = '', name = '', type = '', ...rest]) => {
    if (type.trim().toLowerCase() !== 'individual') return [];
    const remarks = rest.at(-1) ?? '';
    const [last = '', first = ''] = name.split(',');
    const akas = Array.from(remarks.matchAll(/\ba\.k\.a\. '([^']+)'/g), ([, aka = '']) => aka);
    return {
      list: 'ofac-sdn',
      entry: entry.trim(),
      names: [joined(first, last), ...akas],
      bornIn: years(Array.from(remarks.matchAll(/\bDOB ([^;.]+)/g), ([, date = '']) => date)),
    };
  });
}

/** Source: OFAC, alt.csv: the number in sdn.csv, its own, what kind of other name, the name as "LAST, First", remarks. */
const isOfacAlt = (text: string): boolean => /^"?\d+"?,"?\d+"?,"?[afn]\.?k\.?a\.?"?,/.test(text);
const ofacAlt = (text: string): (readonly [entry: string, name: string])[] =>
  rows(text).map(([entry = '', , , name = '']) => {
    const [last = '', first = ''] = name.split(',');
    return [entry.trim(), joined(first, last)];
  });

/** Source: UN Security Council, consolidated list, its XML schema. */
function unXml(text: string): Listed[] {
  return elements(text, 'INDIVIDUAL').map((person) => {
    const own = person.replace(/<INDIVIDUAL_ALIAS>[\s\S]*?<\/INDIVIDUAL_ALIAS>/g, '');
    const name = ['FIRST_NAME', 'SECOND_NAME', 'THIRD_NAME', 'FOURTH_NAME'].map((part) => textOf(own, part));
    const akas = elements(person, 'INDIVIDUAL_ALIAS').map((alias) => textOf(alias, 'ALIAS_NAME') ?? '');
    const births = elements(person, 'INDIVIDUAL_DATE_OF_BIRTH');
    return {
      list: 'un-sc',
      entry: (textOf(own, 'REFERENCE_NUMBER') ?? textOf(own, 'DATAID') ?? '').replaceAll(/[^A-Za-z0-9.-]/g, ''),
      names: [joined(...name), ...akas].filter(Boolean),
      bornIn: years(births.flatMap((birth) => [textOf(birth, 'DATE') ?? '', textOf(birth, 'YEAR') ?? ''])),
    };
  });
}

const joined = (...parts: readonly (string | undefined)[]): string =>
  parts
    .map((part) => part?.trim())
    .filter((part) => part !== undefined && part !== '' && part !== '-0-')
    .join(' ');

const years = (dates: readonly string[]): number[] => [
  ...new Set(dates.flatMap((date) => Array.from(date.matchAll(/\b(1[89]\d\d|20\d\d)\b/g), ([year]) => Number(year)))),
];

/** What stands between the tags of this name; none of them is ever within another of its own name. */
const elements = (xml: string, name: string): string[] =>
  Array.from(xml.matchAll(new RegExp(`<${name}(?:\\s[^>]*)?>([\\s\\S]*?)</${name}>`, 'g')), ([, inner = '']) => inner);

const textOf = (xml: string, name: string): string | undefined => {
  const [inner] = elements(xml, name);
  const text = inner === undefined ? '' : plain(inner);
  return text === '' ? undefined : text;
};

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const plain = (text: string): string =>
  text
    .replaceAll(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (all, decimal, hex, name) =>
      decimal || hex ? letter(Number.parseInt(decimal ?? hex, decimal ? 10 : 16), all) : (ENTITIES[name] ?? all),
    )
    .trim();
const letter = (code: number, otherwise: string): string => (code <= 0x10ffff ? String.fromCodePoint(code) : otherwise);

/** Comma-separated values with quotes (RFC 4180). */
function rows(text: string): string[][] {
  const all: string[][] = [[]];
  let field = '';
  let isQuoted = false;
  const end = () => {
    all.at(-1)?.push(field);
    field = '';
  };
  for (let n = 0; n < text.length; n++) {
    const sign = text[n] as string;
    if (isQuoted && sign === '"' && text[n + 1] === '"') field += text[++n];
    else if (sign === '"') isQuoted = !isQuoted;
    else if (sign === ',' && !isQuoted) end();
    else if (sign === '\n' && !isQuoted) {
      end();
      all.push([]);
    } else if (sign !== '\r') field += sign;
  }
  end();
  return all.filter((row) => row.length > 2);
}
