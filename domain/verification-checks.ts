import { isComparable, nameLikeness, nameParts } from './person-names.ts';
import type { CheckKind, CheckOutcome, DocumentKind } from './verification.ts';

/** What was found without a person: an outcome, and codes that say why. Nothing of it is personal: it is in the trail for ever. */
export type Finding = { readonly kind: CheckKind; readonly outcome: CheckOutcome; readonly found: readonly Found[] };

/** What a check can find, as a code; whoever has a text for each is told by the compiler when there is one more. */
export type FoundCode =
  | `no-${DocumentKind}`
  | 'held'
  | 'document-says-none'
  | 'document-expired'
  | 'document-expires-soon'
  | 'under-age'
  | 'very-old'
  | 'nothing-to-compare'
  | `same-${Sameness}`
  | 'no-lists'
  | 'other-script';
/** By what another player is the same. */
export type Sameness = 'document' | 'person' | 'file';
/** With what it counts: how many holders are called otherwise; whom of which list, and how alike (`matchOf`). */
export type Found = FoundCode | `holders-differ-${number}` | `${string}:${string}:${number}`;

/** What a player says of themselves, as it is written in their document. */
export type Facts = {
  readonly givenNames: string;
  readonly familyName: string;
  /** Calendar days: `1990-02-28`. */
  readonly bornOn: string;
  readonly country: string;
  readonly documentNumber: string;
  readonly expiresOn: string | null;
};

export const fullName = ({ givenNames, familyName }: Pick<Facts, 'givenNames' | 'familyName'>): string =>
  `${givenNames} ${familyName}`;

/** Every kind that was asked for was sent, and has been looked through for viruses. */
export function checkFiles(
  asked: readonly DocumentKind[],
  sent: readonly { readonly kind: DocumentKind; readonly state: 'held' | 'kept' }[],
): Finding {
  const missing = asked.filter((kind) => !sent.some((file) => file.kind === kind && file.state === 'kept'));
  const held = sent.some(({ kind, state }) => state === 'held' && asked.includes(kind));
  const found: FoundCode[] = [...missing.map((kind) => `no-${kind}` as const), ...(held ? (['held'] as const) : [])];
  return { kind: 'files', outcome: missing.length > 0 ? 'fail' : held ? 'look' : 'pass', found };
}

/** Not enough of it is left to be worth a level that ends with it. */
const SOON_DAYS = 30;

export function checkExpiry({ expiresOn }: Pick<Facts, 'expiresOn'>, today: string): Finding {
  if (expiresOn === null) return { kind: 'expiry', outcome: 'look', found: ['document-says-none'] };
  if (expiresOn < today) return { kind: 'expiry', outcome: 'fail', found: ['document-expired'] };
  const isSoon = expiresOn < dayAfter(today, SOON_DAYS);
  return { kind: 'expiry', outcome: isSoon ? 'look' : 'pass', found: isSoon ? ['document-expires-soon'] : [] };
}

/** Somebody is of an age from their birthday on; born on the 29th of February, from the 1st of March in years that have none. */
export function ageOn(bornOn: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(bornOn.slice(0, 4));
  return today.slice(5) < bornOn.slice(5) ? years - 1 : years;
}

const OLDEST = 115;

export function checkAge({ bornOn }: Pick<Facts, 'bornOn'>, today: string, leastAge: number): Finding {
  const age = ageOn(bornOn, today);
  if (age < leastAge) return { kind: 'age', outcome: 'fail', found: ['under-age'] };
  if (age > OLDEST) return { kind: 'age', outcome: 'look', found: ['very-old'] };
  return { kind: 'age', outcome: 'pass', found: [] };
}

/** From this on two spellings are taken for one name. */
export const SAME_NAME = 88;

/** Whether money goes to somebody of that name: the holders of the accounts that the player saved. */
export function checkName(facts: Pick<Facts, 'givenNames' | 'familyName'>, holders: readonly string[]): Finding {
  if (holders.length === 0) return { kind: 'name', outcome: 'pass', found: ['nothing-to-compare'] };
  const own = nameParts(fullName(facts));
  const differs = holders.filter((holder) => nameLikeness(own, nameParts(holder)) < SAME_NAME).length;
  return differs === 0
    ? { kind: 'name', outcome: 'pass', found: [] }
    : { kind: 'name', outcome: 'look', found: [`holders-differ-${differs}`] };
}

export const checkDuplicate = (same: readonly Sameness[]): Finding => ({
  kind: 'duplicate',
  outcome: same.length > 0 ? 'look' : 'pass',
  found: same.map((kind) => `same-${kind}` as const),
});

/** A match with a list: its own number there, and how alike, 0 to 100. */
export type Match = { readonly list: string; readonly entry: string; readonly score: number };

/** From this on it is nearly certain, and nobody approves it alone or lightly. */
const NEARLY_CERTAIN = 97;
const MOST_NAMED = 10;

/**
 * Nobody is cleared by a name that no list could have: one in letters we do not read is looked for by a person.
 * @param matches undefined: there are no lists to look in
 * @param name as it was looked for
 */
export function checkSanctions(matches: readonly Match[] | undefined, name: string): Finding {
  if (matches === undefined) return { kind: 'sanctions', outcome: 'unknown', found: ['no-lists'] };
  if (matches.length === 0 && !isComparable(nameParts(name)))
    return { kind: 'sanctions', outcome: 'unknown', found: ['other-script'] };
  const worst = Math.max(0, ...matches.map(({ score }) => score));
  return {
    kind: 'sanctions',
    outcome: worst >= NEARLY_CERTAIN ? 'fail' : matches.length > 0 ? 'look' : 'pass',
    found: matches.slice(0, MOST_NAMED).map(({ list, entry, score }) => `${list}:${entry}:${score}` as const),
  };
}

/** The match behind a code. */
export function matchOf(code: string): Match | undefined {
  const [, list, entry, score] = /^([a-z0-9-]+):([A-Za-z0-9.-]+):(\d{1,3})$/.exec(code) ?? [];
  return list === undefined || entry === undefined ? undefined : { list, entry, score: Number(score) };
}

/** Why it cannot be approved as it is, whoever looks: a colleague can judge a name, nobody can judge a birthday away. */
export const standsInTheWay = (checks: readonly Pick<Finding, 'kind' | 'outcome'>[]): CheckKind | undefined =>
  checks.find(({ kind, outcome }) => outcome === 'fail' && (kind === 'files' || kind === 'age' || kind === 'expiry'))
    ?.kind;

const DAY_MS = 86_400_000;
export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
