import type { StaffId } from '../contracts/ids.ts';
import { createPool } from '../prisma/pool.ts';
import { createTransaction, query, sql } from '../prisma/tx.ts';
import { findFaults } from '../records/ledger/faults.ts';
import { readPayments } from '../records/payments/faults.ts';
import { employ } from '../records/test-house.ts';
import { newId } from '../runtime/ids.ts';
import { createWorkflowClient } from '../runtime/workflow-client.ts';
import type { House } from '../sandbox/testing/house.ts';
import { issuePass } from '../use-cases/issue-pass.ts';
import { patience, type RunOptions, whileKilling } from './test-kills.ts';

/** What an unknown payout waits for, in seconds where production has minutes: a killed worker's sending is looked up in time. */
export const HASTY = {
  PROVIDER_TIMEOUT_MS: '1000',
  PAYOUT_QUIET_MS: '3000',
  PAYOUT_LOOK_UPS: `1,2,${'4,'.repeat(60)}8`,
};

/** Whatever a card company does on its worst day: answers that are lost after the deed and before it, refusals to answer, echoes. */
export function onItsWorstDay({ stripe }: House): void {
  const calls = ['POST /v1/refunds'];
  stripe.faults.failCalls({ calls, answer: 'silence', executed: true, chance: 0.1 });
  stripe.faults.failCalls({ calls, answer: 502, executed: true, chance: 0.1 });
  stripe.faults.failCalls({ calls, answer: 500, chance: 0.1 });
  stripe.faults.failCalls({ answer: 503, chance: 0.02 });
  stripe.faults.change({ duplicates: 2, reorderWithinMs: 500, droppedEvents: { chance: 0.2 } });
}

/** What each player takes out, in cents. */
export const TAKEN_OUT = 1_000n;

/**
 * Many players pay in by card, and take part of it out with a code from the bot while the worker is killed and the card company has its
 * worst day; comes back when every player has been told that it was paid.
 */
export async function withdrawWhileKilling(house: House, options: RunOptions): Promise<void> {
  const { players, log = () => undefined } = options;
  const waiting = Array.from({ length: players }, (_, n) => n);
  await Promise.all(
    Array.from({ length: 25 }, async () => {
      for (let n = waiting.shift(); n !== undefined; n = waiting.shift()) await payIn(house, n);
    }),
  );
  log(`${players} players have paid in`);
  onItsWorstDay(house);
  const ops = await opsAt(house);
  try {
    await whileKilling(house, options, async (n) => {
      const player = house.telegram.player(`Player ${n}`);
      player.says('/withdraw 10');
      await player.sees(/Your code: \d{6}/, patience);
      await player.taps('Yes, do it');
      await player.sees(/€10\.00 was paid out/, patience);
    });
  } finally {
    log(`ops pressed retry ${await ops.goHome()} times`);
  }
}

const ROUND_MS = 2_000;

/**
 * Ops at their desk: whatever parks, because the provider proved three times that it never accepted it or nobody knows, they look up
 * again, each time with a pass of its own.
 */
async function opsAt(house: House) {
  const pool = createPool(house.database.appUrl, { max: 2, name: 'ops' });
  const transaction = createTransaction(pool);
  const client = createWorkflowClient({ ...house.temporal, keys: [{ id: 'test', key: Buffer.alloc(32, 7) }] });
  const id = newId(Date.now()) as StaffId;
  await transaction((tx) => employ(tx, { subject: 'ines.prado', name: 'Ines Prado', roles: ['ops'] }, id));
  const issue = issuePass({ transaction, now: Date.now });
  let pressed = 0;
  const round = async (): Promise<void> => {
    const parked = await query<{ subject: string }>(
      pool,
      sql`select subject from payments.attention where ended_at is null and attention in ('not-accepted', 'unknown-outcome')`,
    );
    for (const { subject } of parked) {
      const decision = { reason: 'provider-is-back' } as const;
      const pass = await issue({ id, roles: ['ops'] }, { action: 'withdrawal.retry', workflowId: subject, decision });
      if ('reason' in pass) throw new Error(pass.reason);
      const update = client.workflow.getHandle(subject).executeUpdate('retry', { args: [JSON.parse(pass.paste)] });
      // Somebody, or something, was faster: a refusal in words, and the pass is used.
      await update.then(
        () => {
          pressed += 1;
        },
        () => undefined,
      );
    }
  };
  let isOver = false;
  const shift = (async () => {
    while (!isOver) {
      await round().catch(() => undefined); // the next round looks again
      await new Promise((resolve) => setTimeout(resolve, ROUND_MS));
    }
  })();
  return {
    /** Answers how often they pressed. */
    async goHome(): Promise<number> {
      isOver = true;
      await shift;
      await client.connection.close();
      await pool.end();
      return pressed;
    },
  };
}

async function payIn(house: House, n: number): Promise<void> {
  const player = house.telegram.player(`Player ${n}`);
  player.says('/deposit');
  await player.sees(/How much\?/, patience);
  await player.taps('By card instead');
  await player.sees(/Deposit by card/, patience);
  await player.taps('€25.00');
  await player.sees(/Open until/, patience);
  const { url } = await player.taps(/Pay/);
  house.stripe.buyer(String(url)).pays();
  await player.sees(/is in your cash/, patience);
}

/** What the books say, and what the card company really sent. */
export async function readWithdrawals(house: House) {
  const pool = createPool(house.database.appUrl, { max: 2, name: 'books' });
  try {
    const [row] = await query<{ paid: bigint; cash: bigint; held: bigint }>(
      pool,
      sql`select (select count(*) from payments.withdrawal where status = 'paid') as paid,
          (select coalesce(sum(balance), 0)::bigint from ledger.account where kind = 'player-cash') as cash,
          (select coalesce(sum(held), 0)::bigint from ledger.account) as held`,
    );
    const faults: unknown[] = [...(await findFaults(pool))];
    for await (const page of readPayments(pool)) faults.push(...page.faults);
    const sent = house.stripe.refunds();
    return {
      paid: Number(row?.paid),
      cash: row?.cash,
      held: row?.held,
      faults,
      sent: sent.length,
      sentMinor: BigInt(sent.reduce((sum, { amount }) => sum + amount, 0)),
      /** How many different payments of players went back, and under how many references of ours. */
      charges: new Set(sent.map(({ charge }) => charge)).size,
      references: new Set(sent.map(({ metadata }) => metadata?.payout)).size,
    };
  } finally {
    await pool.end();
  }
}

/** Each paid once: by our books, and by the company's own. */
export const paidOnceEach = (players: number) => ({
  paid: players,
  cash: BigInt(players) * (2_500n - TAKEN_OUT),
  held: 0n,
  faults: [],
  sent: players,
  sentMinor: BigInt(players) * TAKEN_OUT,
  charges: players,
  references: players,
});
