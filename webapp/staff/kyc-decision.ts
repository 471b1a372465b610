import type { KycCaseBody } from '../../contracts/http/staff-kyc.ts';
import { type CheckKind, type DocumentKind, documentKinds, verificationLevels } from '../../domain/verification.ts';
import { standsInTheWay } from '../../domain/verification-checks.ts';

/** An action as the API offers it: fields, each with the names to choose from. */
export type Offered = { readonly decision: Readonly<Record<string, readonly string[]>> };
/** What is to be chosen by hand. */
export type Field = {
  readonly name: string;
  readonly names: readonly string[];
  /** It was accepted before: who says nothing of it leaves it so. */
  readonly isOptional: boolean;
};
export type Chosen = Readonly<Record<string, string>>;
export type Case = Pick<KycCaseBody, 'aims' | 'approvalsNeeded' | 'asked' | 'checks'>;

const NOT_ASKED = 'not-asked';
const FINE = 'fine';
const SOMEBODY_ELSE = 'match-is-somebody-else';

const isKind = (field: string): field is DocumentKind => (documentKinds as readonly string[]).includes(field);
const isApproving = ({ decision }: Offered): boolean => Object.hasOwn(decision, 'level');
const isAskingAgain = ({ decision }: Offered): boolean => Object.keys(decision).some(isKind);
const stateOf = ({ asked }: Case, kind: DocumentKind) => asked.find((each) => each.kind === kind)?.state;

/** Which check forbids this, whoever looks. The workflow refuses it, too. */
export const barOf = (action: Offered, { checks }: Case): CheckKind | undefined =>
  isApproving(action) ? standsInTheWay(checks) : undefined;

/**
 * What a reviewer chooses: what has one answer alone is none, and what was never asked for is not asked about. What would be refused
 * is not offered: a level above what was asked for, a match where there is none, and no word of one where there is.
 */
export function fieldsOf(action: Offered, about: Case): readonly Field[] {
  return Object.entries(action.decision)
    .filter(([name, names]) => names.length > 1 && (!isKind(name) || stateOf(about, name) !== undefined))
    .map(([name, names]) => ({
      name,
      names: names.filter((each) => isOffered(action, name, each, about)),
      isOptional: isKind(name) && stateOf(about, name) === 'accepted',
    }));
}

function isOffered(action: Offered, field: string, name: string, about: Case): boolean {
  if (isKind(field)) return name !== NOT_ASKED;
  if (field === 'level') return rankOf(name) <= rankOf(about.aims);
  return !isApproving(action) || (name === SOMEBODY_ELSE) === about.approvalsNeeded > 1;
}

const rankOf = (level: string): number => (verificationLevels as readonly string[]).indexOf(level);

export type Outcome =
  | { readonly decision: Chosen }
  /** Fields in which nothing is chosen yet. */
  | { readonly missing: readonly string[] }
  /** The player would be asked again for what is all fine. */
  | 'nothing-wrong'
  | 'barred';

/** What was chosen in full, as it is decided; or why it is no decision yet. */
export function decisionOf(action: Offered, about: Case, chosen: Chosen): Outcome {
  if (barOf(action, about)) return 'barred';
  const fields = fieldsOf(action, about);
  const said = Object.fromEntries(
    fields.flatMap(({ name, names }) => (names.includes(chosen[name] ?? '') ? [[name, chosen[name] as string]] : [])),
  );
  const missing = fields.filter(({ name, isOptional }) => !isOptional && said[name] === undefined);
  if (missing.length > 0) return { missing: missing.map(({ name }) => name) };
  if (isAskingAgain(action) && Object.values(said).every((name) => name === FINE)) return 'nothing-wrong';
  const decided = Object.entries(action.decision).map(([name, [only = '', ...others]]) => {
    if (isKind(name)) return [name, said[name] ?? NOT_ASKED];
    return [name, others.length === 0 ? only : said[name]];
  });
  return { decision: Object.fromEntries(decided) };
}
