import { readFile } from 'node:fs/promises';
import { nameLikeness, nameParts } from '../../domain/person-names.ts';
import type { Match } from '../../domain/verification-checks.ts';
import { editionOf, type Listed, readLists } from './lists.ts';

/** Whom to look for. */
export type Person = { readonly name: string; readonly bornOn: string };

/** Where a player is looked for on sanctions lists. A provider of one's own stands behind the same three questions. */
export type Screening = {
  /** Who on the lists is like this person, the most alike first; undefined: there are no lists. */
  screen(person: Person): Promise<readonly Match[] | undefined>;
  /** Which edition of the lists that is; undefined: there are none. */
  edition(): Promise<string | undefined>;
  /** What somebody on a list is called there, for a reviewer; undefined: they are on it no more. */
  nameOf(match: Pick<Match, 'list' | 'entry'>): Promise<string | undefined>;
};

/** From this on somebody is named as like a person on a list. */
export const LIKE_ENOUGH = 85;
/** Born in another year, they are less alike; lists are wrong by one at times. */
const OTHER_YEAR = 15;
/** A list is read anew so often. */
const FRESH_MS = 10 * 60_000;
const MOST_BYTES = 300 * 1024 * 1024;

type Indexed = Listed & { readonly parts: readonly (readonly string[])[] };
type Lists = { readonly edition: string; readonly listed: readonly Indexed[] };

type Deps = {
  /** Paths, and addresses. None: nobody is screened. */
  readonly places: readonly string[];
  readonly now: () => number;
  readonly read?: (place: string) => Promise<string>;
};

/**
 * Screening by lists at these places, read anew every ten minutes. One that cannot be read makes it throw, so that it is tried again:
 * nobody is cleared by half of the lists.
 */
export function createScreening({ places, now, read = readPlace }: Deps): Screening {
  let lists: Promise<Lists> | undefined;
  let freshUntilMs = 0;
  const load = async (last: Promise<Lists> | undefined): Promise<Lists> => {
    const texts = await Promise.all(places.map(read));
    const edition = editionOf(texts);
    const before = await last?.catch(() => undefined);
    if (before?.edition === edition) return before;
    const listed = readLists(texts).map((each) => ({ ...each, parts: each.names.map(nameParts) }));
    return { edition, listed };
  };
  const current = (): Promise<Lists> => {
    if (lists && now() < freshUntilMs) return lists;
    freshUntilMs = now() + FRESH_MS;
    const loading = load(lists);
    lists = loading;
    loading.catch(() => {
      freshUntilMs = 0;
    });
    return loading;
  };

  return {
    async screen({ name, bornOn }) {
      if (places.length === 0) return undefined;
      const { listed } = await current();
      const own = nameParts(name);
      const year = Number(bornOn.slice(0, 4));
      return listed
        .map(({ list, entry, parts, bornIn }) => ({ list, entry, score: scoreOf(own, year, parts, bornIn) }))
        .filter(({ score }) => score >= LIKE_ENOUGH)
        .sort((a, b) => b.score - a.score || a.entry.localeCompare(b.entry));
    },
    async edition() {
      return places.length === 0 ? undefined : (await current()).edition;
    },
    async nameOf({ list, entry }) {
      if (places.length === 0) return undefined;
      return (await current()).listed.find((each) => each.list === list && each.entry === entry)?.names[0];
    },
  };
}

function scoreOf(
  own: readonly string[],
  year: number,
  names: readonly (readonly string[])[],
  bornIn: readonly number[],
): number {
  const likeness = Math.max(0, ...names.map((parts) => nameLikeness(own, parts)));
  const isOtherYear = bornIn.length > 0 && !bornIn.some((theirs) => Math.abs(theirs - year) <= 1);
  return Math.max(0, likeness - (isOtherYear ? OTHER_YEAR : 0));
}

async function readPlace(place: string): Promise<string> {
  if (place.startsWith('/')) return readFile(place, 'utf8');
  const answer = await fetch(place, { signal: AbortSignal.timeout(60_000), redirect: 'follow' });
  if (!answer.ok) throw new Error(`a sanctions list could not be read: HTTP ${answer.status}`);
  const bytes = Buffer.from(await answer.arrayBuffer());
  if (bytes.length > MOST_BYTES) throw new Error('a sanctions list is larger than any of them');
  return bytes.toString('utf8');
}
