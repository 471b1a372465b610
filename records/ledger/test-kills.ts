import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { TransferId } from '../../contracts/ids.ts';
import { sql } from '../../prisma/tx.ts';
import { childId, newId } from '../../runtime/ids.ts';
import { program } from '../../sandbox/testing/fixtures.ts';
import { openHouse } from '../test-house.ts';
import type { Fault } from './faults.ts';

export type Kill = {
  /** Commands it had been told were done, and commands it had asked for. */
  readonly answered: number;
  readonly asked: number;
  /** Of those it was told were done, how many the books do not show. */
  readonly lost: number;
  readonly faults: readonly Fault[];
};

/** Kills a paying process in the middle of its work, so often, each time after it was told of so many payments. */
export async function killPayers(times: number): Promise<{ kills: Kill[]; repeats: string[] }> {
  const house = await openHouse();
  const accounts = await Promise.all(Array.from({ length: 20 }, () => house.holds(1_000_000n)));
  const players = accounts.map(({ account }) => account);
  const bank = await house.houseAccount('bankroll');
  const kills: Kill[] = [];
  const repeats: string[] = [];
  try {
    for (let n = 0; n < times; n++) {
      const seed = newId(Date.now());
      const { asked, answered } = await payUntilKilled(house.appUrl, seed, players, bank, 40 + 17 * (n % 23));
      const ids = (of: readonly number[]) => of.map((each) => childId(seed, String(each)));
      const lost = await house.count(
        sql`select count(*) from unnest(${ids(answered)}::uuid[]) x where not exists (select from ledger.transfer t where t.id = x)`,
      );
      kills.push({ answered: answered.length, asked: asked.length, lost, faults: await house.faults() });
      // What was under way is repeated under its ids by whoever comes next: it happens once.
      const unknown = asked.filter((each) => !answered.includes(each) && each % 5 > 1).slice(0, 5);
      for (const each of unknown) {
        const id = childId(seed, String(each)) as TransferId;
        const from = players[each % players.length] as bigint;
        repeats.push(await house.moves(from, bank, 1n, { id }), await house.moves(from, bank, 1n, { id }));
      }
    }
    return { kills, repeats };
  } finally {
    await house.close();
  }
}

async function payUntilKilled(url: string, seed: string, players: readonly bigint[], bank: bigint, after: number) {
  const args = program('records/ledger/test-payer.ts', url, seed, players.join(), String(bank));
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = new Promise((resolve) => child.once('close', resolve));
  const asked: number[] = [];
  const answered: number[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    const n = Number(line.slice(2));
    (line.startsWith('!') ? answered : asked).push(n);
    if (answered.length === after) child.kill('SIGKILL');
  }
  await gone;
  return { asked, answered };
}
