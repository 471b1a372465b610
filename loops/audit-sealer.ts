import type { Transaction } from '../prisma/tx.ts';
import type { HeadsFile } from '../records/audit/heads-file.ts';
import { sealNext } from '../records/audit/seal.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Round } from '../runtime/loop.ts';
import type { SealingKey } from '../runtime/sealing.ts';

type Deps = {
  transaction: Transaction;
  /** Signs; the database has never seen it. */
  key: SealingKey;
  heads: HeadsFile;
  held: () => Promise<boolean>;
  log: Logger;
};

/**
 * Seals what is older than every open transaction, then writes the new heads to the file. A file that cannot be written
 * keeps nothing from being sealed: its lines are made up for when it can. Should two sealers believe to hold the lease, the
 * database lets one of them work.
 */
export const auditSealer = ({ transaction, key, heads, held, log }: Deps) => {
  let failures = 0;
  const writeHeads = async (): Promise<void> => {
    try {
      await heads.catchUp();
      if (failures > 0) log.info({ failures }, 'heads are written to their file again');
      failures = 0;
    } catch (err) {
      failures += 1;
      if (Number.isInteger(Math.log2(failures)))
        log.error({ err, failures }, 'heads could not be written to their file: the end of the trail is unguarded');
    }
  };

  return async (): Promise<Round> => {
    if (!(await held())) return 'rest';
    const { more } = await transaction((tx) => sealNext(tx, key));
    await writeHeads();
    return more ? 'again' : 'rest';
  };
};
