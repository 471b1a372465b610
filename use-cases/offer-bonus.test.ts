import { afterAll, beforeAll, expect, test } from 'vitest';
import type { GrantId, TransferId } from '../contracts/ids.ts';
import { readTerms } from '../domain/bonus-terms.ts';
import { money } from '../domain/money.ts';
import { sql, type Tx } from '../prisma/tx.ts';
import { joinPeople, takePause } from '../records/compliance/exclusions.ts';
import { createEnqueue } from '../records/delivery/outbox.ts';
import { recordTakeBack } from '../records/payments/take-backs.ts';
import { openWithdrawals } from '../records/payments/test-withdrawals.ts';
import { returnPayout } from '../records/payments/withdrawals.ts';
import { readGrants } from '../records/play/grant-reads.ts';
import { lockActiveGrant } from '../records/play/grants.ts';
import { publishTerms, termsToComeTo } from '../records/play/terms.ts';
import { someTerms, testGrants } from '../records/play/test-grants.ts';
import { type Guest, type House, openHouse } from '../records/test-house.ts';
import { childId, newId } from '../runtime/ids.ts';
import { claimBonus } from './answer-offer.ts';
import { enterCode, offerForDeposit } from './offer-bonus.ts';
import { showBonuses } from './show-bonuses.ts';

let house: House;
const depsOf = () => ({
  transaction: house.transaction,
  enqueue: createEnqueue(() => undefined),
  hint: () => undefined,
  bot: '7000000001',
  now: Date.now,
});
const publishes = async (changed: Record<string, unknown>) => {
  const terms = readTerms({ ...someTerms, ...changed });
  if ('reason' in terms) throw new Error(`${terms.field}: ${terms.must}`);
  await house.transaction((tx) => publishTerms(tx, terms));
};
beforeAll(async () => {
  house = await openHouse({ processes: 2 });
  const { amount: _, ...rest } = someTerms;
  const match = { bps: 10_000, most: '10000', leastDeposit: '1000' };
  await publishes({ ...rest, amount: undefined, id: 'match', kind: 'first-deposit', match });
  await publishes({ id: 'hello', code: 'HELLO5' });
});
afterAll(() => house.close());

/** Pays in, as the deposit's workflow does it: credited, then offered; again is the same once more. */
async function paysIn(player: Guest, minor = 2_500n) {
  const order = await house.places({ player, minor });
  const charge = await house.takes(order);
  await house.process(0).settle(charge);
  const deposit = { order: order.id, player: player.id, transfer: charge.transferId, credit: money('EUR', minor) };
  const offers = () => house.transaction((tx) => offerForDeposit(depsOf(), tx, deposit));
  await offers();
  return { order, charge, offers };
}
const offersOf = async ({ id }: Guest) =>
  (await readGrants({ query: house.read }, id, new Date())).offers.map(({ terms, worth }) => [terms.id, worth.minor]);
const takesBack = ({ order, charge }: Awaited<ReturnType<typeof paysIn>>, within?: Tx) => {
  const book = (tx: Tx) =>
    recordTakeBack(
      tx,
      {
        provider: charge.provider,
        id: `back-${order.id}`,
        kind: 'refund',
        chargeId: charge.chargeId,
        asset: 'EUR',
        minor: order.minor,
        state: 'refunded',
        reason: null,
      },
      childId(order.id, 'take') as TransferId,
      childId(order.id, 'undo') as TransferId,
    );
  return within ? book(within) : house.transaction(book);
};

test('the first deposit of a person is offered its match, once, however often its workflow asks', async () => {
  const player = await house.admits();
  const { offers } = await paysIn(player);
  await Promise.all([offers(), offers()]);
  expect(await offersOf(player)).toEqual([['match', 2_500n]]);
  await paysIn(player, 5_000n);
  expect(await offersOf(player)).toEqual([['match', 2_500n]]);
  const letters = sql`select count(*) from delivery.outbox where body ->> 'show' = 'bonus' and body ->> 'chat' = ${player.telegramId}`;
  expect(await house.count(letters)).toBe(1);
});

test('a deposit that is too small earns no match, and neither does the one after it', async () => {
  const player = await house.admits();
  await paysIn(player, 999n);
  await paysIn(player, 5_000n);
  expect(await offersOf(player)).toEqual([]);
});

test('who bought Stars to try has not paid in yet: the first deposit of their money is still to come', async () => {
  const player = await house.admits();
  const order = await house.places({ player, asset: 'XTR', minor: 50n });
  expect(await house.process(0).settle(await house.takes(order))).toMatchObject({ outcome: 'credited' });
  const comesTo = async () =>
    (await house.transaction((tx) => termsToComeTo(tx, player.id, 'EUR'))).map(({ id }) => id);
  expect(await comesTo()).toEqual(['match']); // and no code
  await paysIn(player);
  expect(await offersOf(player)).toEqual([['match', 2_500n]]);
  expect(await comesTo()).toEqual([]);
});

test('who has paid in, or whose other account was offered it, is promoted no bonus of a first deposit', async () => {
  const [early, one, other] = [await house.admits(), await house.admits(), await house.admits()];
  await paysIn(early, 999n); // too little for the match
  const { id } = await testGrants(house).offers({ player: one });
  const [row] = await house.read<{ bonus_id: string }>(sql`select bonus_id from play."grant" where id = ${id}`);
  await house.asSuperuser(`update play.bonus set kind = 'free-spins', code = null where id = '${row?.bonus_id}'`);
  const comesTo = async (player: Guest) =>
    (await house.transaction((tx) => termsToComeTo(tx, player.id, 'EUR'))).map((terms) => terms.id);
  expect(await comesTo(early)).toEqual([]);
  expect(await comesTo(one)).toEqual(['match']);
  expect(await comesTo(other)).toHaveLength(2);
  await house.transaction((tx) => joinPeople(tx, other.id, one.id));
  expect([await comesTo(one), await comesTo(other)]).toEqual([['match'], ['match']]);
  await house.asSuperuser(`update play.bonus set ended_at = now() where id = '${row?.bonus_id}'`);
});

test('a match is never more than its most', async () => {
  const player = await house.admits();
  await paysIn(player, 25_000n);
  expect(await offersOf(player)).toEqual([['match', 10_000n]]);
});

test('a withdrawal that failed, and money that came back of one, is no deposit: it counts as none and earns no bonus', async () => {
  const player = await house.admits();
  await house.gives(player.id, 5_000n); // of before there were bonuses, and no charge
  const withdrawals = openWithdrawals(house);
  await withdrawals.funds(10_000n);
  const refused = await withdrawals.sent(player.id, { minor: 1_000n });
  await withdrawals.part(refused, 1, 'refused');
  const returned = await withdrawals.sent(player.id, { minor: 1_000n });
  await withdrawals.part(returned, 1, 'paid');
  const [part] = (await withdrawals.read(returned)).parts;
  if (part) await house.transaction((tx) => returnPayout(tx, part.reference, 'bounced'));
  expect(await offersOf(player)).toEqual([]);
  expect(
    await house.count(
      sql`select deposited from compliance.day_total where person_id = ${player.id} union all select 0 limit 1`,
    ),
  ).toBe(0);
  await paysIn(player); // and the first that is one is still the first
  expect(await offersOf(player)).toEqual([['match', 2_500n]]);
});

test('a deposit that was taken out before its bonus was even offered brings none', async () => {
  const player = await house.admits();
  const order = await house.places({ player, minor: 2_500n });
  const charge = await house.takes(order);
  await house.process(0).settle(charge);
  const withdrawals = openWithdrawals(house);
  await withdrawals.funds(10_000n);
  await withdrawals.sent(player.id, { minor: 2_000n });
  // The process that would have offered it died, and another one comes to it now.
  const deposit = { order: order.id, player: player.id, transfer: charge.transferId, credit: money('EUR', 2_500n) };
  await house.transaction((tx) => offerForDeposit(depsOf(), tx, deposit));
  const { offers } = await readGrants({ query: house.read }, player.id, new Date());
  expect(offers).toHaveLength(1);
  expect(await claimBonus(depsOf())(player.id, offers[0]?.id as GrantId)).toEqual({ reason: 'deposit-gone' });
});

test('a bonus is not taken in the moment in which its deposit goes back', async () => {
  const player = await house.admits();
  const paid = await paysIn(player);
  const { offers } = await readGrants({ query: house.read }, player.id, new Date());
  let claiming: Promise<unknown> = Promise.resolve();
  await house.transaction(async (tx) => {
    expect(await lockActiveGrant(tx, player.id)).toBeUndefined();
    claiming = claimBonus({ ...depsOf(), transaction: house.process(1).transaction })(
      player.id,
      offers[0]?.id as GrantId,
    );
    await house.waits();
    await takesBack(paid, tx);
  });
  expect(await claiming).toEqual({ reason: 'deposit-gone' });
});

test('a deposit that went back to its payer earns nothing, and its bonus cannot be taken', async () => {
  const player = await house.admits();
  const paid = await paysIn(player);
  await takesBack(paid);
  const [{ id } = { id: '' as GrantId }] = (await readGrants({ query: house.read }, player.id, new Date())).offers;
  expect(await claimBonus(depsOf())(player.id, id)).toEqual({ reason: 'deposit-gone' });
  const other = await house.admits();
  const order = await house.places({ player: other });
  const charge = await house.takes(order);
  await house.process(0).settle(charge);
  await takesBack({ order, charge, offers: async () => undefined });
  const deposit = { order: order.id, player: other.id, transfer: charge.transferId, credit: money('EUR', 2_500n) };
  await house.transaction((tx) => offerForDeposit(depsOf(), tx, deposit));
  expect(await offersOf(other)).toEqual([]);
});

test('a match cannot be taken when cash was taken out since it was offered, and can when it was played with', async () => {
  const [out, plays] = [await house.admits(), await house.admits()];
  for (const player of [out, plays]) await paysIn(player);
  await openWithdrawals(house).asks(out.id, { minor: 1_000n });
  await house.moves(await house.accountOf(plays), await house.houseAccount('bankroll', 'EUR', 'play'), 2_000n);
  const claims = async ({ id }: Guest) => {
    const [offer] = (await readGrants({ query: house.read }, id, new Date())).offers;
    return offer && claimBonus(depsOf())(id, offer.id);
  };
  const shown = async ({ id }: Guest) =>
    (await house.transaction((tx) => showBonuses({ now: Date.now })(tx, id))).offers.map(({ terms }) => terms.id);
  expect(await shown(out)).toEqual([]); // nothing is offered that would be refused
  expect(await shown(plays)).toEqual(['match']);
  expect(await claims(out)).toEqual({ reason: 'deposit-gone' });
  expect(await claims(plays)).toBe('claimed');
});

test('who excluded themselves is offered nothing, by a deposit of before or by a code', async () => {
  const player = await house.admits();
  const order = await house.places({ player });
  const charge = await house.takes(order);
  await house.process(0).settle(charge);
  await house.transaction((tx) =>
    takePause(tx, newId(Date.now()), player.id, { kind: 'exclusion', length: '6m' }, new Date()),
  );
  const deposit = { order: order.id, player: player.id, transfer: charge.transferId, credit: money('EUR', 2_500n) };
  await house.transaction((tx) => offerForDeposit(depsOf(), tx, deposit));
  expect(await offersOf(player)).toEqual([]);
  expect(await enterCode(depsOf())(player.id, 'hello5')).toEqual({ reason: 'excluded' });
});

test('a code becomes one offer, however it is typed; used, it is used; one that is over is none', async () => {
  const player = await house.admits();
  const enters = (code: string) => enterCode(depsOf())(player.id, code);
  const entered = [await enters('hello-5'), await enters(' Hello5 ')];
  expect(await offersOf(player)).toEqual([['hello', 1_000n]]);
  const [offer] = (await readGrants({ query: house.read }, player.id, new Date())).offers;
  expect(entered).toEqual([{ offer: offer?.id }, { offer: offer?.id }]);
  if (offer) await claimBonus(depsOf())(player.id, offer.id);
  expect(await enters('HELLO5')).toEqual({ reason: 'code-used', grant: offer?.id });
  expect(await enters('NEVERWAS')).toEqual({ reason: 'no-such-code' });
});
