import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DestinationId, PayoutId, WithdrawalId } from '../../contracts/ids.ts';
import { money } from '../../domain/money.ts';
import { type OpenDatabase, openDatabase } from '../../prisma/test-databases.ts';
import { query, type Row, type Sql, sql } from '../../prisma/tx.ts';
import { turnedClock } from '../../sandbox/ground/test-clock.ts';
import type { PayoutPart, PayoutRail, TonDetails } from '../payout-rail.ts';
import { type PayoutWorld, paysOut } from '../test-conformance.ts';
import { usdtPayout } from '../usdt/payout.ts';
import { type ChainPayoutDeps, tonPayout } from './payout.ts';

const WALLET = `0:${'a1'.repeat(32)}`;
const MASTER = `0:${'b2'.repeat(32)}`;
const PLAYERS: TonDetails = { kind: 'ton', address: `0:${'c3'.repeat(32)}`, isBounceable: true, memo: 'Счёт 7' };
const destination = { id: randomUUID() as DestinationId, label: 'UQCabc…def123' };

let database: OpenDatabase;
beforeAll(async () => {
  database = await openDatabase({ connections: 10 });
});
afterAll(() => database.close());
const read = <R extends Row>(statement: Sql): Promise<R[]> => query<R>(database.app, statement);

/** The queue is what its provider is: what is in it is sent, once, by whoever holds the key. */
async function queueOf(id: 'ton' | 'usdt', build: (deps: ChainPayoutDeps) => PayoutRail): Promise<PayoutWorld> {
  const clock = turnedClock();
  const wallet = `0:${randomBytes(32).toString('hex')}`;
  let [failing, opened]: [undefined | 'before' | 'after', TonDetails] = [undefined, PLAYERS];
  let sent: { reference: string; minor: bigint }[] = [];
  const rail = build({
    play: false,
    wallet,
    jettonMaster: MASTER,
    openDestination: async () => opened,
    now: clock.now,
    async query(statement) {
      const isPut = statement.text.includes('ask_payout');
      const how = isPut ? failing : undefined;
      if (isPut) failing = undefined;
      if (how === 'before') throw new Error('the connection was lost');
      const rows = await read(statement);
      sent = await read(
        sql`select reference::text, minor from chain.payout where wallet = ${wallet} and state <> 'refused'`,
      );
      if (how === 'after') throw new Error('the connection was lost');
      return rows as never;
    },
  });
  const asset = id === 'ton' ? ('TON' as const) : ('USDT' as const);
  const inAsset = (part: PayoutPart): PayoutPart => ({ ...part, amount: money(asset, part.amount.minor) });
  return {
    rail: {
      ...rail,
      plan: (wish) => rail.plan({ ...wish, destination }),
      send: (part) => rail.send(inAsset(part)),
      lookUp: (part) => rail.lookUp(inAsset(part)),
    },
    hasPaidIn: async () => [],
    sent: () => sent,
    fails: (how) => {
      failing = how === 'silently' ? 'after' : how;
    },
    spoil: () => {
      opened = { ...PLAYERS, address: wallet };
    },
    turn: clock.turn,
    now: clock.now,
    close: async () => undefined,
  };
}

describe('ton pays out', () => paysOut(() => queueOf('ton', tonPayout)));
describe('usdt pays out', () => paysOut(() => queueOf('usdt', usdtPayout)));

const partOf = (asset: 'TON' | 'EUR', reference = randomUUID() as PayoutId): PayoutPart => ({
  reference,
  withdrawal: randomUUID() as WithdrawalId,
  amount: money(asset, 3_000_000_000n),
  target: `destination:${destination.id}`,
  firstSentAt: undefined,
});
const railWith = (opened: () => unknown) =>
  tonPayout({
    play: false,
    wallet: WALLET,
    jettonMaster: MASTER,
    openDestination: async () => opened() as TonDetails,
    now: Date.now,
    query: read,
  });

test('without a destination nothing is planned, and nothing goes back the way it came', () => {
  expect(railWith(() => PLAYERS).plan({ amount: money('EUR', 1_000n), refundable: [] })).toEqual({
    reason: 'destination-missing',
    most: money('EUR', 0n),
  });
});

test.each([
  ['our own hot wallet', { ...PLAYERS, address: WALLET }, 'ours'],
  ['the master of the jetton', { ...PLAYERS, address: MASTER }, 'ours'],
  ['the masterchain', { ...PLAYERS, address: `-1:${'c3'.repeat(32)}` }, 'other-workchain'],
  ['a bank account', { kind: 'iban', iban: 'DE89', holder: 'Ada' }, 'not-on-the-chain'],
])('%s is refused, and nothing is put into the queue', async (_what, to, why) => {
  const part = partOf('TON');
  expect(await railWith(() => to).send(part)).toEqual({ outcome: 'refused', why });
  expect(await read(sql`select from chain.payout where reference = ${part.reference}`)).toEqual([]);
});

test('what is in the queue is not opened again: a destination may be gone by then', async () => {
  const part = partOf('TON');
  await railWith(() => PLAYERS).send(part);
  const gone = railWith(() => {
    throw new Error('there is none any more');
  });
  expect(await gone.send(part)).toMatchObject({ outcome: 'accepted', providerRef: part.reference });
});

test('a reference is one payout: asked for with another amount, or in the wrong asset, it is our own bug', async () => {
  const rail = railWith(() => PLAYERS);
  await expect(rail.send(partOf('EUR'))).rejects.toThrow('is of TON, not of EUR');
  const part = partOf('TON');
  await rail.send(part);
  await expect(
    read(
      sql`select chain.ask_payout(${part.reference}, 'ton', ${WALLET}, 'TON', 1, ${PLAYERS.address}, true, ${PLAYERS.memo})`,
    ),
  ).rejects.toThrow('other words');
});

test('what the database keeps of a payout goes forward alone, and is kept', async () => {
  const part = partOf('TON');
  await railWith(() => PLAYERS).send(part);
  for (const change of ["state = 'paid', ended_at = now()", 'minor = 1', "recipient = '0:' || repeat('0', 64)"])
    await expect(
      database.asOwner(`update chain.payout set ${change} where reference = '${part.reference}'`),
    ).rejects.toThrow();
  await expect(database.asOwner(`delete from chain.payout where reference = '${part.reference}'`)).rejects.toThrow(
    /kept/,
  );
  await expect(read(sql`update chain.payout set state = 'paid' where reference = ${part.reference}`)).rejects.toThrow(
    /permission denied/,
  );
});
