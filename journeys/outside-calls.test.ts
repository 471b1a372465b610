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
import { savesBankAccount } from './test-bank-account.ts';

const patience = { timeoutMs: 90_000 };

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
  house.adyen.faults.clear();
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

const spoils =
  (of: 'stripe' | 'adyen', ...calls: string[]) =>
  (fault: Fault): void =>
    house[of].faults.failCalls({ calls, ...fault });
const spoilsTelegram =
  (...methods: string[]) =>
  (fault: Fault): void =>
    house.telegram.faults.failCalls({ methods, ...fault });

const asks = async (person: Person, way?: string | RegExp, amount: string | RegExp = '€25.00'): Promise<void> => {
  person.says('/deposit');
  const { id } = await person.sees(/How much\?/, patience);
  if (way !== undefined) {
    await person.taps(way, { in: id, ...patience });
    await person.sees((message) => message.id === id && !message.text.includes('by invoice'), patience);
  }
  await person.taps(amount, { in: id, ...patience });
};
const asksForCard = (person: Person) => asks(person, 'By card instead');
const asksForBankPage = (person: Person) => asks(person, 'By card or bank page instead');
const asksForStars = (person: Person) => asks(person, 'With Telegram Stars instead', /⭐/);

const isCredited = async (person: Person): Promise<void> => {
  await person.sees(/is in your cash|yours to play with/, patience);
};
const paysAt = async (person: Person, of: 'stripe' | 'adyen', changed = {}): Promise<void> => {
  await person.sees(/Open until/, patience);
  const { url } = await person.taps(/Pay/);
  expect(house[of].buyer(String(url)).pays(undefined, changed)).toMatchObject({ outcome: 'paid' });
};
const paysInvoice = async (person: Person): Promise<void> => {
  await person.sees(/Open until/, patience);
  expect(await person.pays()).toMatchObject({ outcome: 'paid' });
  await isCredited(person);
};
const hasPaidByCard = async (person: Person): Promise<void> => {
  await asksForCard(person);
  await paysAt(person, 'stripe');
  await isCredited(person);
};
const hasPaidAtAdyen = async (person: Person): Promise<void> => {
  await asksForBankPage(person);
  await paysAt(person, 'adyen');
  await isCredited(person);
};
const withdraws = async (person: Person): Promise<void> => {
  person.says('/withdraw 10');
  await person.sees(/€10\.00[\s\S]*Your code: \d{6}/, patience);
  await person.taps('Yes, do it');
};
const isPaidOut = async (person: Person): Promise<void> => {
  await person.sees(/€10\.00 was paid out/, patience);
};
const isGivenBack = async (person: Person): Promise<void> => {
  await person.sees(/was sent back/, patience);
};

const deposits: readonly Row[] = [
  {
    name: 'an invoice is opened at Telegram',
    spoil: spoilsTelegram('createInvoiceLink'),
    begin: (person) => asks(person),
    end: paysInvoice,
  },
  {
    name: 'an invoice in Stars is opened',
    spoil: spoilsTelegram('createInvoiceLink'),
    begin: asksForStars,
    end: paysInvoice,
  },
  {
    name: 'a page is opened at Stripe',
    spoil: spoils('stripe', 'POST /v1/checkout/sessions'),
    begin: asksForCard,
    end: async (person) => {
      await paysAt(person, 'stripe');
      await isCredited(person);
    },
  },
  {
    name: 'a page is opened at Adyen',
    spoil: spoils('adyen', 'POST /paymentLinks'),
    begin: asksForBankPage,
    end: async (person) => {
      await paysAt(person, 'adyen');
      await isCredited(person);
    },
  },
];

const payouts: readonly Row[] = [
  {
    name: 'a payout is sent at Stripe',
    ready: hasPaidByCard,
    spoil: spoils('stripe', 'POST /v1/refunds'),
    begin: withdraws,
    end: isPaidOut,
  },
  {
    name: 'a payout that is unknown is looked up at Stripe',
    ready: hasPaidByCard,
    spoil: (fault) => {
      spoils('stripe', 'POST /v1/refunds')({ ...done, next: 1 });
      spoils('stripe', 'GET /v1/refunds')(fault);
    },
    begin: withdraws,
    end: isPaidOut,
  },
  {
    name: 'a payout is sent back by Adyen',
    ready: hasPaidAtAdyen,
    spoil: spoils('adyen', 'POST /payments/:id/refunds'),
    begin: withdraws,
    end: isPaidOut,
  },
  {
    name: 'a payout is sent to a bank by Adyen, and looked up',
    ready: async (person) => {
      await asks(person);
      await paysInvoice(person);
      await savesBankAccount(house, String(person.id));
    },
    spoil: (fault) => {
      spoils('adyen', 'POST /transfers')(fault);
      spoils('adyen', 'GET /transfers')(fault);
    },
    begin: withdraws,
    end: isPaidOut,
  },
];

const refunds: readonly Row[] = [
  {
    name: 'what nobody was credited for is given back at Stripe',
    ready: asksForCard,
    spoil: spoils('stripe', 'POST /v1/refunds'),
    begin: (person) => paysAt(person, 'stripe', { currency: 'usd' }),
    end: isGivenBack,
  },
  {
    name: 'what nobody was credited for is given back at Adyen',
    ready: asksForBankPage,
    spoil: spoils('adyen', 'POST /payments/:id/refunds'),
    begin: (person) => paysAt(person, 'adyen', { currency: 'USD' }),
    end: isGivenBack,
  },
  {
    name: 'Stars that were paid twice are given back',
    ready: asksForStars,
    spoil: spoilsTelegram('refundStarPayment'),
    begin: async (person) => {
      await person.sees(/Open until/, patience);
      const twice = await Promise.all([person.pays(), person.pays()]); // asked about before either was told
      expect(twice.map(({ outcome }) => outcome)).toEqual(['paid', 'paid']);
    },
    end: isGivenBack,
  },
];

const rows = [...deposits, ...payouts, ...refunds];

/** Resolves when every fault has struck. */
const allHaveStruck = async (): Promise<void> => {
  await house.stripe.until(() => house.stripe.faults.settings.calls.length === 0, patience);
  await house.adyen.until(() => house.adyen.faults.settings.calls.length === 0, patience);
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
    expect({
      credited: after.credited - before.credited,
      paidOut: after.paidOut - before.paidOut,
      givenBack: after.givenBack - before.givenBack,
      charged: after.charged - before.charged,
      sent: after.sent - before.sent,
    }).toEqual({
      credited: deposits.length + 1, // of the Stars that were paid twice one payment counts
      paidOut: payouts.length,
      givenBack: refunds.length,
      charged: deposits.length + refunds.length + 1,
      sent: payouts.length + refunds.length,
    });
    expect(after).toMatchObject({ held: 0, faults: [] });
  },
  300_000,
);

/** What was done, by our books and by the books of the providers. */
async function readEffects() {
  const [row] = await query<{ credited: bigint; paid_out: bigint; given_back: bigint; held: bigint }>(
    pool,
    sql`select (select count(*) from payments."order" where status = 'credited') as credited,
        (select count(*) from payments.withdrawal where status = 'paid') as paid_out,
        (select count(*) from payments.refund where state = 'paid') as given_back,
        (select coalesce(sum(held), 0)::bigint from ledger.account) as held`,
  );
  const faults: unknown[] = [...(await findFaults(pool))];
  for await (const page of readPayments(pool)) faults.push(...page.faults);
  const { telegram, stripe, adyen } = house;
  return {
    credited: Number(row?.credited),
    paidOut: Number(row?.paid_out),
    givenBack: Number(row?.given_back),
    held: Number(row?.held),
    faults,
    charged: telegram.charges().length + stripe.charges().length + adyen.payments().length,
    sent:
      telegram.charges().filter(({ refundedAt }) => refundedAt !== undefined).length +
      stripe.refunds().length +
      adyen.transfers().filter(({ direction }) => direction === 'outgoing').length,
  };
}
