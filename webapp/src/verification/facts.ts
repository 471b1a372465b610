import type { FactsBody } from '../../../contracts/http/kyc.ts';

/** What is typed, before it means anything. */
export type FactsDraft = Omit<FactsBody, 'expiresOn'> & { readonly expiresOn: string; readonly expires: boolean };
export type Fact = keyof FactsBody;
export type FactProblem =
  | 'missing'
  | 'not-letters'
  | 'too-long'
  | 'not-a-day'
  | 'not-yet'
  | 'too-long-ago'
  | 'expired'
  | 'not-a-number';

export const EMPTY: FactsDraft = {
  givenNames: '',
  familyName: '',
  bornOn: '',
  country: '',
  documentNumber: '',
  expiresOn: '',
  expires: true,
};

/** In the order of the form. */
export const FACTS = [
  'givenNames',
  'familyName',
  'bornOn',
  'country',
  'documentNumber',
  'expiresOn',
] as const satisfies readonly Fact[];

const LONGEST_NAME = 80;
const NAME = /^[\p{L}\p{M}'’. -]+$/u;
const NUMBER = /^[A-Z0-9 -]{4,24}$/i;
const OLDEST_YEAR = 1900;

/**
 * What is wrong with it, by field; the same as the API would say, so that nothing is asked in vain. Whether somebody is old
 * enough is not judged here: a page that says no to a birthday only teaches another one.
 * @param today `2026-11-22`
 */
export function problemsOf(draft: FactsDraft, today: string): Partial<Record<Fact, FactProblem>> {
  const found: Record<Fact, FactProblem | undefined> = {
    givenNames: ofName(draft.givenNames),
    familyName: ofName(draft.familyName),
    bornOn: ofBirth(draft.bornOn, today),
    country: /^[A-Z]{2}$/.test(draft.country) ? undefined : 'missing',
    documentNumber: ofNumber(draft.documentNumber),
    expiresOn: draft.expires ? ofExpiry(draft.expiresOn, today) : undefined,
  };
  return Object.fromEntries(Object.entries(found).filter(([, problem]) => problem !== undefined));
}

/** What is handed in; undefined while something is wrong. */
export function factsOf(draft: FactsDraft, today: string): FactsBody | undefined {
  if (Object.keys(problemsOf(draft, today)).length > 0) return undefined;
  const { givenNames, familyName, bornOn, country, documentNumber, expires, expiresOn } = draft;
  return {
    givenNames: givenNames.trim(),
    familyName: familyName.trim(),
    bornOn,
    country,
    documentNumber: documentNumber.trim(),
    expiresOn: expires ? expiresOn : null,
  };
}

function ofName(typed: string): FactProblem | undefined {
  const name = typed.trim();
  if (name === '') return 'missing';
  if (name.length > LONGEST_NAME) return 'too-long';
  return NAME.test(name) ? undefined : 'not-letters';
}

function ofNumber(typed: string): FactProblem | undefined {
  const number = typed.trim();
  if (number === '') return 'missing';
  return NUMBER.test(number) ? undefined : 'not-a-number';
}

function ofBirth(day: string, today: string): FactProblem | undefined {
  if (day === '') return 'missing';
  if (!isDay(day)) return 'not-a-day';
  if (day >= today) return 'not-yet';
  return Number(day.slice(0, 4)) < OLDEST_YEAR ? 'too-long-ago' : undefined;
}

function ofExpiry(day: string, today: string): FactProblem | undefined {
  if (day === '') return 'missing';
  if (!isDay(day)) return 'not-a-day';
  return day < today ? 'expired' : undefined;
}

/** A day that the calendar has: the 30th of February is none. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** The player's own day: a document of theirs is good until it ends there. */
export const todayOf = (now: Date): string =>
  [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
