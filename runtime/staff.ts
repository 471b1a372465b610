import { isStaffRole, type StaffRole, staffRoles } from '../contracts/staff.ts';
import type { Claims } from './oidc/relying-party.ts';

/** `role=name`: how our role is called by the provider. Two roles may share a name there. */
export type RoleName = `${StaffRole}=${string}`;

export const defaultRoleNames: readonly RoleName[] = staffRoles.map((role): RoleName => `${role}=${role}`);

/** The pairs in a text, or none at all where one of them names no role of ours, names it twice or gives it no name. */
export function readRoleNames(text: string): readonly RoleName[] {
  const pairs = text.split(',').map((pair) => pair.trim());
  const roles = pairs.map((pair) => pair.slice(0, pair.indexOf('=')));
  const areKnown = pairs.every((pair, n) => isStaffRole(roles[n] ?? '') && pair.length > (roles[n] ?? '').length + 1);
  return areKnown && new Set(roles).size === roles.length ? (pairs as RoleName[]) : [];
}

export type StaffIdentity = {
  /** The provider's own name for this person, which never changes; names and addresses may. */
  readonly subject: string;
  readonly name: string;
  readonly roles: readonly StaffRole[];
  /** The number of their Telegram account; undefined: the provider does not say. */
  readonly telegram?: string | undefined;
};
export type StaffRefusal = { readonly reason: 'no-role' };

type RoleClaims = {
  readonly claim: string;
  readonly names: readonly RoleName[];
  /** The claim that names their Telegram account; undefined: none does. */
  readonly telegramClaim?: string | undefined;
};

/**
 * Who signed in, by the provider's claims. `claim` may lead into an object, with dots between (Keycloak:
 * `realm_access.roles`). Whoever has none of our roles is refused: that the provider knows them is not enough.
 */
export function readStaffClaims(
  claims: Claims,
  { claim, names, telegramClaim }: RoleClaims,
): StaffIdentity | StaffRefusal {
  const theirs = textsIn(claimAt(claims, claim));
  const roles = staffRoles.filter((role) => theirs.some((name) => names.includes(`${role}=${name}`)));
  if (roles.length === 0) return { reason: 'no-role' };
  const [name] = textsIn([claims.name, claims.preferred_username, claims.email, claims.sub]);
  const telegram = telegramClaim === undefined ? undefined : numberIn(claimAt(claims, telegramClaim));
  return {
    subject: claims.sub,
    name: (name ?? claims.sub).slice(0, 100),
    roles,
    ...(telegram === undefined ? {} : { telegram }),
  };
}

/** A claim of that very name goes before one inside another: a provider's custom claim may have dots in its name. */
function claimAt(claims: Claims, claim: string): unknown {
  if (Object.hasOwn(claims, claim)) return claims[claim];
  return claim
    .split('.')
    .reduce<unknown>(
      (within, name) => (isObject(within) && Object.hasOwn(within, name) ? within[name] : undefined),
      claims,
    );
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** As a number or as a text of digits: providers differ. */
function numberIn(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && /^\d{1,20}$/.test(text) ? text : undefined;
}

/** One text is a list of one. */
const textsIn = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((each): each is string => typeof each === 'string' && each !== '');
