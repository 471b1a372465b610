import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PlayerId, TransferId } from '../../contracts/ids.ts';
import { sql } from '../../prisma/tx.ts';
import { childId } from '../../runtime/ids.ts';
import { type House, type Order, openHouse } from '../test-house.ts';
import { hasOpenDispute } from './reads.ts';
import { recordTakeBack, type TakeBack, type TookBack } from './take-backs.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse({ processes: 4 });
});
afterAll(() => house.close());

/** A card payment of €25.00 that was credited, or is owed. */
async function paid({ minor = 2_500n, differs = false } = {}) {
  const order = await house.places({ minor, ...(differs ? { least: minor } : {}) });
  const charge = { provider: 'stripe', id: `pi_${order.id}`, payer: 'card-1', minor: differs ? minor - 1n : minor };
  await house.process(0).settle(await house.takes(order, charge));
  return { order, charge: charge.id, minor: charge.minor };
}
type Paid = Awaited<ReturnType<typeof paid>>;

const tell = (
  { order, charge, minor }: Paid,
  state: TakeBack['state'],
  changed: Partial<TakeBack> = {},
  process = 0,
): Promise<TookBack> => {
  const kind = state === 'refunded' || state === 'failed' ? 'refund' : 'dispute';
  const id = changed.id ?? `${kind}-${order.id}`;
  const news: TakeBack = {
    provider: 'stripe',
    id,
    kind,
    chargeId: charge,
    asset: 'EUR',
    minor,
    state,
    reason: 'fraudulent',
    ...changed,
  };
  const step = (name: string) => childId(order.id, name) as TransferId;
  return house.process(process).transaction((tx) => recordTakeBack(tx, news, step(`take:${id}`), step(`undo:${id}`)));
};
const accounts = async (player: PlayerId): Promise<Record<string, bigint>> => {
  const rows = await house.read<{ kind: string; balance: bigint }>(
    sql`select kind, balance from ledger.account where player_id = ${player} order by kind`,
  );
  return Object.fromEntries(rows.map(({ kind, balance }) => [kind, balance]));
};
const isFrozen = (order: Order) => house.transaction((tx) => hasOpenDispute(tx, order.player.id));
/** The player has no more of their cash: it was taken out, or lost. */
const spends = async ({ order }: Paid, minor: bigint) => {
  const id = childId(order.id, `spent:${minor}`);
  await house.asSuperuser(`
    select ledger.execute(array[row('${id}', 'post', 'bet', null, null, null, null, null, null)::ledger.command],
      array[row(1, ledger.open_account('player-cash', '${order.player.id}', null, 'EUR'), -${minor})::ledger.leg,
        row(1, ledger.open_account('bankroll', null, 'house', 'EUR'), ${minor})::ledger.leg])`);
};

test('a dispute takes back the cash that is there and freezes withdrawals; won, it gives it again and thaws them', async () => {
  const payment = await paid();
  expect(await tell(payment, 'open')).toBe('booked');
  expect(await accounts(payment.order.player.id)).toEqual({ 'player-cash': 0n });
  expect(await isFrozen(payment.order)).toBe(true);
  expect(await tell(payment, 'won')).toBe('undone');
  expect(await accounts(payment.order.player.id)).toMatchObject({ 'player-cash': 2_500n });
  expect(await isFrozen(payment.order)).toBe(false);
});

test('what the player has no more of they owe, and a dispute they win forgives it', async () => {
  const payment = await paid();
  await spends(payment, 1_700n);
  expect(await tell(payment, 'open')).toBe('booked');
  expect(await accounts(payment.order.player.id)).toEqual({ 'player-cash': 0n, receivable: -1_700n });
  expect(await tell(payment, 'won')).toBe('undone');
  expect(await accounts(payment.order.player.id)).toEqual({ 'player-cash': 800n, receivable: 0n });
});

test('a dispute that is lost moves nothing more, and what is owed stays owed', async () => {
  const payment = await paid();
  await spends(payment, 2_500n);
  await tell(payment, 'open');
  expect(await tell(payment, 'lost')).toBe('noted');
  expect(await accounts(payment.order.player.id)).toEqual({ 'player-cash': 0n, receivable: -2_500n });
  expect(await isFrozen(payment.order)).toBe(false);
});

test('a refund in the dashboard goes the same way, and the bank may send it back', async () => {
  const payment = await paid();
  expect(await tell(payment, 'refunded', { minor: 1_000n })).toBe('booked');
  expect(await accounts(payment.order.player.id)).toEqual({ 'player-cash': 1_500n });
  expect(await isFrozen(payment.order)).toBe(false);
  expect(await tell(payment, 'failed', { minor: 1_000n })).toBe('undone');
  expect(await accounts(payment.order.player.id)).toMatchObject({ 'player-cash': 2_500n });
});

test('a refund of money that was never credited touches nobody’s cash', async () => {
  const payment = await paid({ differs: true });
  expect(await tell(payment, 'refunded')).toBe('booked');
  expect(await accounts(payment.order.player.id)).toMatchObject({ 'player-cash': 0n });
  expect(await house.count(sql`select from_owed from payments.take_back where charge_id = ${payment.charge}`)).toBe(
    2_499,
  );
});

test('news that comes again or too late changes nothing', async () => {
  const payment = await paid();
  expect(await tell(payment, 'won')).toBe('noted'); // its end was told first: nothing to book
  for (const state of ['open', 'lost', 'won'] as const) expect(await tell(payment, state)).toBe('repeated');
  expect(await accounts(payment.order.player.id)).toEqual({ 'player-cash': 2_500n });
});

/** A payment of $100.01 that was credited as €90.00, at 0.9. */
async function paidInDollars(): Promise<Paid> {
  const order = await house.places({ asset: 'USD', minor: 10_001n, market: '0.9' });
  const charge = { provider: 'stripe', id: `pi_${order.id}`, payer: 'card-1' };
  await house.process(0).settle(await house.takes(order, charge));
  return { order, charge: charge.id, minor: order.minor };
}
const inDollars = { asset: 'USD' } as const;

test('a payment that was exchanged and is taken back comes out of the cash it was credited as, and comes again as that', async () => {
  const payment = await paidInDollars();
  const { player } = payment.order;
  expect(await accounts(player.id)).toEqual({ 'player-cash': 9_000n });
  expect(await tell(payment, 'open', inDollars)).toBe('booked');
  expect(await accounts(player.id)).toEqual({ 'player-cash': 0n });
  expect(await tell(payment, 'won', inDollars)).toBe('undone');
  expect(await accounts(player.id)).toEqual({ 'player-cash': 9_000n, receivable: 0n });
  const dollars = sql`select sum(balance) from ledger.account where asset = 'USD' and kind = 'taken-back'`;
  expect(await house.count(dollars)).toBe(0);
});

test('a part of it is taken in proportion, what is missing is owed in the wallet’s currency, and the house is where it was', async () => {
  const payment = await paidInDollars();
  await spends(payment, 8_500n);
  const positionIn = (asset: string) =>
    house.count(
      sql`select coalesce(sum(balance), 0) from ledger.account where kind = 'liquidity' and asset = ${asset}`,
    );
  const before = [await positionIn('USD'), await positionIn('EUR')];
  expect(await tell(payment, 'refunded', { ...inDollars, minor: 1_001n })).toBe('booked'); // €9.0081
  expect(await accounts(payment.order.player.id)).toEqual({ 'player-cash': 0n, receivable: -400n });
  expect([await positionIn('USD'), await positionIn('EUR')]).toEqual([
    Number(before[0]) - 1_001,
    Number(before[1]) + 900,
  ]);
  const cent = await tell(payment, 'refunded', { ...inDollars, id: `cent-${payment.order.id}`, minor: 1n });
  expect([cent, await accounts(payment.order.player.id)]).toEqual(['booked', { 'player-cash': 0n, receivable: -401n }]);
});

test('whatever the sums and the rate, an exchange that is undone gives back to the unit what it took', async () => {
  const sums = [
    ['RUB', 50_001n, '0.0107'],
    ['RUB', 9_999_999n, '0.010309'],
    ['USD', 3n, '0.93'],
    ['USD', 77_777n, '1.000000000000000001'],
  ] as const;
  for (const [asset, minor, market] of sums) {
    const order = await house.places({ asset, minor, market, feeBps: 150n, spreadBps: 200n });
    const charge = `pi_${order.id}`;
    await house.process(0).settle(await house.takes(order, { provider: 'stripe', id: charge, payer: 'card-1' }));
    const credited = await house.cashOf(order.player);
    const payment = { order, charge, minor };
    await tell(payment, 'open', { asset });
    expect(await house.cashOf(order.player)).toBe(0n);
    await tell(payment, 'won', { asset });
    expect(await accounts(order.player.id)).toEqual({ 'player-cash': credited, receivable: 0n });
  }
});

test('a hundred at once book one take-back', async () => {
  const payment = await paid();
  const did = await Promise.all(Array.from({ length: 100 }, (_, n) => tell(payment, 'open', {}, n)));
  expect(did.filter((each) => each === 'booked')).toHaveLength(1);
  expect(did.filter((each) => each === 'repeated')).toHaveLength(99);
  expect(await accounts(payment.order.player.id)).toEqual({ 'player-cash': 0n });
});

test('nothing is booked before its charge is, and nothing of another body under its name', async () => {
  const order = await house.places();
  await house.takes(order, { provider: 'stripe', id: 'pi_waiting', payer: 'card-1' });
  const waiting = { order, charge: 'pi_waiting', minor: order.minor };
  expect(await tell(waiting, 'open')).toBe('unsettled');
  expect(await tell({ ...waiting, charge: 'pi_unknown' }, 'open')).toBe('unsettled');
  const payment = await paid();
  await tell(payment, 'open');
  await expect(tell(payment, 'lost', { minor: 1n })).rejects.toThrow(/another body/);
  await expect(tell(await paid(), 'open', { id: 'more', minor: 2_501n })).rejects.toThrow(/not of its charge/);
});

test('what was booked for a take-back cannot be changed or deleted, even by the owner', async () => {
  const payment = await paid();
  await tell(payment, 'open');
  for (const script of ['set minor = 1', "set state = 'refunded'", 'set from_cash = 0'])
    await expect(house.asOwner(`update payments.take_back ${script}`)).rejects.toThrow();
  await expect(house.asOwner('delete from payments.take_back')).rejects.toThrow(/refused/);
});

test('the books add up after all of it', async () => {
  expect(await house.faults()).toEqual([]);
});
