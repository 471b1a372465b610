/**
 * A process that pays until it is killed: from many accounts into one of the house, 32 at a time, now and then by a hold or a
 * chain. Each command is said on standard output before it is asked for, and again when it is answered.
 */
import type { TransferId } from '../../contracts/ids.ts';
import { createPool } from '../../prisma/pool.ts';
import { childId } from '../../runtime/ids.ts';
import { createLedger } from './execute.ts';

const [url = '', seed = '', list = '', house = ''] = process.argv.slice(2);
const players = list.split(',').map(BigInt);
const to = BigInt(house);
const ledger = createLedger(createPool(url, { max: 2, name: 'test-payer' }));
let asked = 0;

async function pay(): Promise<void> {
  for (;;) {
    const n = asked++;
    const id = childId(seed, String(n)) as TransferId;
    const from = players[n % players.length] as bigint;
    const base = { kind: 'test', subject: null } as const;
    const legs = [
      { account: from, amount: -1n },
      { account: to, amount: 1n },
    ];
    process.stdout.write(`? ${n}\n`);
    if (n % 5 === 0) {
      const hold = childId(id, 'hold') as TransferId;
      await ledger.do({ action: 'hold', ...base, id: hold, from, to, amount: 2n, expiresAt: null });
      await ledger.do({ action: 'post-hold', ...base, id, hold, amount: 1n });
    } else if (n % 5 === 1) {
      const fee = { action: 'post', ...base, id: childId(id, 'fee') as TransferId, legs } as const;
      await ledger.together(fee, { action: 'post', ...base, id, legs });
    } else {
      await ledger.do({ action: 'post', ...base, id, legs });
    }
    process.stdout.write(`! ${n}\n`);
  }
}

await Promise.all(Array.from({ length: 32 }, pay));
