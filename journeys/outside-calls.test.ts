/**
 * The matrix: every activity that talks to the outside, at every rail, with each way in which such a call goes wrong. The cells of
 * a column run side by side, and one kill serves them all. Whatever happens: one effect, books at zero, and the player is told
 * how it ended.
 */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createPool, type Pool } from '../prisma/pool.ts';
import { query, sql } from '../prisma/tx.ts';
import { findFaults } from '../records/ledger/faults.ts';
import { readPayments } from '../records/payments/faults.ts';
import { type House, openHouse } from '../sandbox/testing/house.ts';
import { patience } from './test-kills.ts';
import { HASTY } from './test-withdrawal-run.ts';

let house: House;
let pool: Pool;
beforeAll(async () => {
  // Long enough for a kill to come before whoever waits gives up.
  house = await openHouse({ settings: { ...HASTY, PROVIDER_TIMEOUT_MS: '3000', PAYOUT_QUIET_MS: '4000' } });
  pool = createPool(house.database.appUrl, { max: 2, name: 'test' });
});
afterAll(async () => {
  await pool.end();
  await house.close();
});
afterEach(() => {
  house.stripe.faults.clear();
  house.telegram.faults.clear();
});

type Fault = { readonly executed?: true; readonly answer: 500 | 'silence'; readonly next: number };
type Person = ReturnType<House['telegram']['player']>;

/** An activity at a rail. */
type Row = {
  readonly name: string;
  /** What must be there before the day turns bad. */
  readonly ready?: (person: Person) => Promise<void>;
  /** Spoils the call, once. */
  readonly spoil: (fault: Fault) => void;
  /** What brings the call about. */
  readonly begin: (person: Person) => Promise<void>;
  /** The rest, until the player has been told how it ended. */
  readonly end: (person: Person) => Promise<void>;
};

const done: Omit<Fault, 'next'> = { executed: true, answer: 'silence' };
const columns = {
  'fails before it does anything': { fault: { answer: 500, next: 1 }, kills: false },
  'does it and times out': { fault: { ...done, next: 1 }, kills: false },
  'does it, and the worker is killed right after': { fault: { ...done, next: 1 }, kills: true },
} as const satisfies Record<string, { fault: Fault; kills: boolean }>;

const spoilStripe =
  (...calls: string[]) =>
  (fault: Fault): void =>
    house.stripe.faults.failCalls({ calls, ...fault });

const asksForCard = async (person: Person): Promise<void> => {
  person.says('/deposit');
  await person.sees(/How much\?/, patience);
  await person.taps('By card instead');
  await person.sees(/Deposit by card/, patience);
  await person.taps('€25.00');
};
const paysByCard = async (person: Person): Promise<void> => {
  await person.sees(/Open until/, patience);
  const { url } = await person.taps(/Pay/);
  expect(house.stripe.buyer(String(url)).pays()).toMatchObject({ outcome: 'paid' });
  await person.sees(/is in your cash/, patience);
};
const hasPaidByCard = async (person: Person): Promise<void> => {
  await asksForCard(person);
  await paysByCard(person);
};
const withdraws = async (person: Person): Promise<void> => {
  person.says('/withdraw 10');
  await person.sees(/Your code: \d{6}/, patience);
  await person.taps('Yes, do it');
};
const isPaidOut = async (person: Person): Promise<void> => {
  await person.sees(/€10\.00 was paid out/, patience);
};

const rows: readonly Row[] = [
  {
    name: 'an invoice is opened at Telegram',
    spoil: (fault) => house.telegram.faults.failCalls({ methods: ['createInvoiceLink'], ...fault }),
    begin: async (person) => {
      person.says('/deposit');
      await person.sees(/How much\?/, patience);
      await person.taps('€25.00');
    },
    end: async (person) => {
      await person.sees(/Open until/, patience);
      expect(await person.pays()).toMatchObject({ outcome: 'paid' });
      await person.sees(/is in your cash/, patience);
    },
  },
  {
    name: "a page is opened at the card company's",
    spoil: spoilStripe('POST /v1/checkout/sessions'),
    begin: asksForCard,
    end: paysByCard,
  },
  {
    name: "a payout is sent at the card company's",
    ready: hasPaidByCard,
    spoil: spoilStripe('POST /v1/refunds'),
    begin: withdraws,
    end: isPaidOut,
  },
  {
    name: "a payout that is unknown is looked up at the card company's",
    ready: hasPaidByCard,
    spoil: (fault) => {
      house.stripe.faults.failCalls({ calls: ['POST /v1/refunds'], ...done, next: 1 });
      house.stripe.faults.failCalls({ calls: ['GET /v1/refunds'], ...fault });
    },
    begin: withdraws,
    end: isPaidOut,
  },
];

/** Resolves when every fault has struck. */
const allHaveStruck = async (): Promise<void> => {
  await house.stripe.until(() => house.stripe.faults.settings.calls.length === 0, patience);
  await expect.poll(() => house.telegram.faults.settings.calls, { timeout: patience.timeoutMs }).toEqual([]);
};

test.each(Object.entries(columns))(
  '%s: one effect each, and whoever waits is told',
  async (column, { fault, kills }) => {
    const cells = rows.map((row, n) => ({ row, person: house.telegram.player(`Cell ${n} of ${column}`) }));
    await Promise.all(cells.map(({ row, person }) => row.ready?.(person)));
    const before = await readEffects();
    for (const { row } of cells) row.spoil(fault);
    await Promise.all(cells.map(({ row, person }) => row.begin(person)));
    if (kills) {
      await allHaveStruck();
      await house.part('worker').kill();
      await house.replaceWorker();
    }
    await Promise.all(cells.map(({ row, person }) => row.end(person)));
    await allHaveStruck();

    const after = await readEffects();
    expect(after.credited - before.credited).toBe(2);
    expect(after.charged - before.charged).toBe(2);
    expect(after.paidOut - before.paidOut).toBe(2);
    expect(after.sent - before.sent).toBe(2);
    expect(after).toMatchObject({ held: 0, faults: [] });
  },
  300_000,
);

/** What was done, by our books and by the books of the providers. */
async function readEffects() {
  const [row] = await query<{ credited: bigint; paid_out: bigint; held: bigint }>(
    pool,
    sql`select (select count(*) from payments."order" where status = 'credited') as credited,
        (select count(*) from payments.withdrawal where status = 'paid') as paid_out,
        (select coalesce(sum(held), 0)::bigint from ledger.account) as held`,
  );
  const faults: unknown[] = [...(await findFaults(pool))];
  for await (const page of readPayments(pool)) faults.push(...page.faults);
  return {
    credited: Number(row?.credited),
    paidOut: Number(row?.paid_out),
    held: Number(row?.held),
    faults,
    charged: house.telegram.charges().length + house.stripe.charges().length,
    sent: house.stripe.refunds().length,
  };
}
