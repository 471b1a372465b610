import { createHmac, hkdfSync } from 'node:crypto';
import type { PlayerId } from '../contracts/ids.ts';
import { nameParts } from '../domain/person-names.ts';
import type { Facts } from '../domain/verification-checks.ts';
import type { Tx } from '../prisma/tx.ts';
import type { Likenesses } from '../records/compliance/likenesses.ts';
import { sealedFacts } from '../records/compliance/verification-reads.ts';
import { createVault, type PlayerVault } from '../records/identity/vault.ts';
import type { NamedKey } from '../runtime/settings.ts';

/** What seals and opens them, for whoever serves players. */
export const factsVault = (dataKeys: readonly NamedKey[]): PlayerVault => createVault(dataKeys);

const BOUND_TO = ['verification.facts'];

/** What a player says of themselves, sealed under their own key. */
export const sealFacts = (vault: PlayerVault, tx: Tx, player: PlayerId, facts: Facts): Promise<Buffer> =>
  vault.seal(tx, player, 'kyc', JSON.stringify(facts), BOUND_TO);

/** Opened for a moment. Undefined: they have said nothing yet. */
export async function openFacts(vault: PlayerVault, tx: Tx, player: PlayerId): Promise<Facts | undefined> {
  const sealed = await sealedFacts(tx, player);
  if (!sealed) return undefined;
  return JSON.parse((await vault.open(tx, player, 'kyc', sealed, BOUND_TO)).toString()) as Facts;
}

/**
 * What a player is recognised by when they come as another one: digests under a key that the database does not hold. It is derived
 * from the oldest of DATA_KEYS, so that a new one in front does not make everybody unknown.
 */
export function likenessesOf(dataKeys: readonly NamedKey[], facts: Facts): Likenesses {
  const oldest = dataKeys.at(-1);
  if (!oldest) throw new Error('DATA_KEYS is not set: nobody can be recognised');
  const key = Buffer.from(hkdfSync('sha256', oldest.key, 'cage', 'cage.likeness.1', 32));
  const digest = (...parts: readonly string[]) => createHmac('sha256', key).update(JSON.stringify(parts)).digest();
  const number = facts.documentNumber.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
  const name = nameParts(`${facts.givenNames} ${facts.familyName}`).sort();
  return {
    document: digest('document', facts.country, number),
    person: digest('person', facts.bornOn, ...name),
  };
}
