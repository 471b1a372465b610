import { sql, type Tx } from '../../prisma/tx.ts';

/**
 * A proof of identity was shown: true the first time, false ever after, also for the one of two at once that came second.
 * @param until from then on it is refused by its age, and need not be remembered
 */
export async function spendProof(tx: Tx, fingerprint: Uint8Array, until: Date): Promise<boolean> {
  const rows = await tx.query(sql`
    insert into identity.spent_proof (fingerprint, until) values (${fingerprint}, ${until})
    on conflict (fingerprint) do nothing returning 1`);
  return rows.length > 0;
}
