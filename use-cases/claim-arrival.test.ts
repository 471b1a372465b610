import { randomUUID } from 'node:crypto';
import { toNano } from '@ton/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { refundActivities } from '../activities/refunds.ts';
import type { OrderId, RefundId } from '../contracts/ids.ts';
import { depositTerms } from '../contracts/terms.ts';
import { parseRate } from '../domain/exchange-rates.ts';
import { differenceOf } from '../domain/hot-wallet.ts';
import { tellWorkflow } from '../loops/chain-writer.ts';
import { thrower } from '../loops/test-hot-wallet.ts';
import { knowsRates, memoFor, scannerOn, settleChain, settleCharges, type TestScanner } from '../loops/test-scanner.ts';
import { sql } from '../prisma/tx.ts';
import { noRefundRails } from '../rails/test-rails.ts';
import { createChainClient } from '../rails/ton/chain-client.ts';
import { chainRefund } from '../rails/ton/refund.ts';
import { messageHash } from '../rails/ton/transaction.ts';
import { openHotWallet } from '../rails/ton/wallet.ts';
import { createWriter } from '../rails/ton/writer.ts';
import { createEnqueue } from '../records/delivery/outbox.ts';
import { claimsOf } from '../records/payments/arrival-reads.ts';
import type { FinalArrival } from '../records/payments/arrivals.ts';
import { bookChain, chainPositions } from '../records/payments/chain-books.ts';
import { keepRate } from '../records/payments/rates.ts';
import { employ, type Guest, type House, openHouse } from '../records/test-house.ts';
import { createLogger } from '../runtime/logger.ts';
import { transferBody } from '../sandbox/ton/chain/jetton.ts';
import { type StartedTon, startTon } from '../sandbox/ton/server.ts';
import { seedOf } from '../sandbox/ton/wires.ts';
import { bookDifference } from './book-difference.ts';
import { assign, claim } from './claim-arrival.ts';
import { giveBack } from './give-back.ts';
import { giveArrivalBack } from './give-back-arrival.ts';
import { lookAfterArrivals } from './look-after-arrivals.ts';
import { usualWithdrawalPatience } from './patience.ts';

let house: House;
let ton: StartedTon;
let scanner: TestScanner;
beforeAll(async () => {
  [house, ton] = await Promise.all([openHouse({ processes: 4 }), startTon()]);
  scanner = scannerOn(house, ton);
  await knowsRates(house);
  await settleChain(ton, scanner);
});
afterAll(async () => {
  const faults = await house.faults();
  await Promise.all([house.close(), ton.close()]);
  expect(faults).toEqual([]);
});

const deps = (n = 0) => ({
  transaction: house.process(n).transaction,
  query: house.read,
  termsOf: (rail: FinalArrival['rail']) => depositTerms[rail],
  chain: createChainClient({ url: ton.settings.TON_API_URL, apiKey: undefined, timeoutMs: 5_000 }),
  enqueue: createEnqueue(() => undefined),
  now: Date.now,
});

/** Money without a memo from somebody's wallet; answers its arrival. */
async function comes(from: string, value: string): Promise<{ id: string; hash: string; sender: string }> {
  const wallet = await ton.person(from);
  await wallet.sends({ to: ton.hotWallet, value: toNano(value) });
  await settleChain(ton, scanner);
  const [row] = await house.read<{ id: string; hash: string; sender: string }>(
    sql`select id, hash, sender from payments.arrival where sender = ${wallet.address.toRawString()} order by lt desc limit 1`,
  );
  if (!row) throw new Error('nothing came');
  return row;
}

async function credited(player: Guest): Promise<bigint> {
  await scanner.receiveAll();
  await settleCharges(house);
  return house.cashOf(player);
}

const owed = () =>
  house.count(sql`select coalesce(sum(balance), 0) from ledger.account where kind = 'owed' and asset = 'TON'`);

/** An order of a TON that waits, as one of the chat. */
async function opensTon(player: Guest): Promise<string> {
  const order = randomUUID();
  const quote = randomUUID();
  await house.asSuperuser(`
    insert into payments.quote (id, player_id, rail, pay_asset, pay_minor, fee_minor, rate, credit_asset, credit_minor, fixed_at, expires_at, least_minor,
      fee_fixed, fee_bps, spread_bps)
      values ('${quote}', '${player.id}', 'ton', 'TON', 1000000000, 0, 3, 'EUR', 297, now() - interval '1 minute', now() + interval '10 minutes', 1, 0, 0, 0);
    insert into payments."order" (id, player_id, rail, quote_id, status, shown_bot, shown_chat, opened_at)
      values ('${order}', '${player.id}', 'ton', '${quote}', 'awaiting-payment', '1', 5, now() - interval '1 minute')`);
  return order;
}

const hired = (name: string) => house.transaction((tx) => employ(tx, { subject: name, name, roles: ['ops'] }));

const provesWallet = (player: Guest, address: string) =>
  house.asOwner(
    `insert into payments.wallet (id, player_id, address, public_key) values (gen_random_uuid(), '${player.id}', '${address}', decode(repeat('00', 32), 'hex'))`,
  );

test('without a proof it takes two members of staff who name the same player, however many claim it', async () => {
  const [ann, bob] = [await house.admits(), await house.admits()];
  const [first, second] = [await hired('one'), await hired('two')];
  const { id, hash } = await comes('exchange', '10');
  expect(await claim(deps())(ann.id, hash)).toEqual({ state: 'noted' });
  expect(await claim(deps())(bob.id, hash)).toEqual({ state: 'noted' });
  expect(await credited(ann)).toBe(0n);
  const says = (by: typeof first, player: Guest) =>
    assign(deps())(by, id, { player: player.id, reason: 'receipt-of-the-exchange' });
  expect(await says(first, ann)).toEqual({ state: 'noted' });
  expect(await says(first, ann)).toEqual({ state: 'noted' });
  expect(await says(second, bob)).toEqual({ state: 'noted' });
  expect(await credited(ann)).toBe(0n);
  const before = await owed();
  expect(await says(second, ann)).toEqual({ state: 'released' });
  expect([await credited(ann), await house.cashOf(bob), before - (await owed())]).toEqual([2_970n, 0n, 10_000_000_000]);
  expect(await says(first, bob)).toEqual({ reason: 'not-waiting' });
  expect(await claim(deps())(bob.id, hash)).toEqual({ reason: 'arrival-credited' });
});

test('from a wallet that its player proved it is credited at once, once, however often it is claimed; also when it was too little', async () => {
  const carl = await house.admits();
  const eve = await house.admits();
  const { hash, sender } = await comes('carls wallet', '4');
  const little = await comes('carls wallet', '0.2');
  await provesWallet(carl, sender);
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) => claim(deps(n))(n % 2 === 0 ? carl.id : eve.id, hash)),
  );
  expect(answers.filter((answer) => 'state' in answer && answer.state === 'released')).toHaveLength(1);
  expect(await claim(deps())(carl.id, little.hash)).toEqual({ state: 'released' });
  expect([await credited(carl), await credited(eve)]).toEqual([1_188n + 59n, 0n]);
  expect(
    await house.count(sql`select count(*) from payments.arrival where sender = ${sender} and state <> 'credited'`),
  ).toBe(0);
});

test('nobody can fill the desk: so many claims wait, and no more are taken', async () => {
  const greedy = await house.admits();
  const came: string[] = [];
  for (let n = 0; n < 11; n++) came.push((await comes('whale', '1')).hash);
  const answers = [];
  for (const hash of came) answers.push(await claim(deps())(greedy.id, hash));
  expect(answers.slice(0, 10)).toEqual(Array(10).fill({ state: 'noted' }));
  expect(answers[10]).toEqual({ reason: 'too-many-claims' });
  expect(await claim(deps())(greedy.id, 'f'.repeat(64))).toEqual({ reason: 'unknown-arrival' });
});

test('a transfer is found by whatever its sender can hold of it: of TON and of USDT', async () => {
  const zoe = await house.admits();
  const { hash, sender } = await comes('zoes exchange', '3');
  const sent = [...ton.chain.view().history((await ton.person('zoes exchange')).address)].find(
    ({ transaction }) => transaction.outMessagesCount > 0,
  );
  const signed = sent?.transaction.inMessage;
  if (!sent || !signed) throw new Error(`${sender} sent nothing`);
  expect(await claim({ ...deps(), chain: undefined })(zoe.id, messageHash(signed))).toEqual({
    reason: 'unknown-arrival',
  });
  expect(await claim(deps())(zoe.id, messageHash(signed))).toEqual({ state: 'noted' });
  for (const other of [hash, sent.hash.toString('hex')])
    expect(await claim({ ...deps(), chain: undefined })(zoe.id, other)).toEqual({ state: 'noted' });

  const payer = await ton.person('usdt exchange');
  await ton.giveUsdt(payer.address, 9_000_000n);
  const wish = { amount: 8_000_000n, to: ton.hotWallet, excessesTo: payer.address };
  await payer.sends({ to: ton.usdt.walletOf(payer.address), value: toNano('0.1'), body: transferBody(wish) });
  await settleChain(ton, scanner);
  const asked = [...ton.chain.view().history(payer.address)].find(
    ({ transaction }) => transaction.inMessage?.info.type === 'external-in',
  )?.transaction.inMessage;
  if (!asked) throw new Error('nothing was signed');
  expect(await claim(deps())(zoe.id, messageHash(asked))).toEqual({ state: 'noted' });
});

test('what cannot be claimed is told apart: not final, credited, going back, and too little for anything', async () => {
  const kim = await house.admits();
  const dust = await comes('kims wallet', '0.0000001');
  await provesWallet(kim, dust.sender);
  expect(await claim(deps())(kim.id, dust.hash)).toEqual({ reason: 'arrival-too-little' });
  const by = await hired('three');
  const assignment = { player: kim.id, reason: 'amount-and-time-agree' } as const;
  expect(await assign(deps())(by, dust.id, assignment)).toEqual({ reason: 'arrival-too-little' });
  expect(await giveArrivalBack(deps())(by, dust.id, 'sender-asked')).toEqual({ reason: 'arrival-too-little' });
  const wallet = await ton.person('somebody');
  await wallet.sends({ to: ton.hotWallet, value: toNano('2') });
  await ton.chain.settle();
  while ((await scanner.round()) === 'again');
  const [seen] = await house.read<{ hash: string }>(sql`select hash from payments.arrival where state = 'seen'`);
  expect(await claim(deps())(kim.id, seen?.hash ?? '')).toEqual({ reason: 'arrival-not-final' });
  await settleChain(ton, scanner);
});

/** Whoever signs, until all that waits is paid and booked. */
async function paysAll(): Promise<void> {
  const client = createChainClient({ url: ton.settings.TON_API_URL, apiKey: undefined, timeoutMs: 5_000 });
  const write = createWriter({
    transaction: house.transaction,
    query: house.read,
    client,
    wallet: await openHotWallet(seedOf(ton.hotWalletKey), ton.hotWallet),
    jettonMaster: ton.usdt.master.toRawString(),
    mayPay: async () => 'yes',
    onEnded: tellWorkflow({ enqueue: createEnqueue(() => undefined) }),
    onTrouble: async () => undefined,
    log: createLogger('test', 'silent'),
    now: Date.now,
    reserve: 1_000_000_000n,
    finalBlocks: 2,
    mostLagMs: 3_600_000,
  });
  for (let n = 0; n < 9; n++) {
    await write();
    await ton.chain.block();
    while ((await scanner.round()) === 'again');
  }
  while ((await house.transaction((tx) => bookChain(tx, 200))) > 0);
}

const differences = async () => (await chainPositions({ query: house.read })).map(({ sums }) => differenceOf(sums));
/** What the hot wallet sent there last, by the chain's own account. */
function sentTo(address: Parameters<StartedTon['give']>[0]): bigint | undefined {
  for (const { transaction } of ton.chain.view().history(address)) {
    const info = transaction.inMessage?.info;
    if (info?.type === 'internal' && info.src.equals(ton.hotWallet)) return info.value.coins;
  }
  return undefined;
}

test('what is nobody’s goes back to its sender when two members of staff say so, once, less what sending costs, and the books agree', async () => {
  const [one, two] = [await hired('back one'), await hired('back two')];
  const { id, hash, sender } = await comes('lost sender', '5');
  const { address } = await ton.person('lost sender');
  const owes = await owed();
  const says = (by: typeof one) => giveArrivalBack(deps())(by, id, 'sender-asked');
  expect([await says(one), await says(one)]).toEqual([{ state: 'noted' }, { state: 'noted' }]);
  const both = await Promise.all([says(two), says(two), says(one)]);
  expect(both.filter((answer) => 'state' in answer && answer.state === 'begun')).toHaveLength(1);
  expect(await says(two)).toEqual({ reason: 'not-waiting' });
  const player = await house.admits();
  expect(await claim(deps())(player.id, hash)).toEqual({ reason: 'arrival-goes-back' });
  expect(await differences()).toEqual([0n, 0n]);
  await paysAll();
  expect(sentTo(address)).toBe(toNano('4.99'));
  expect(owes - (await owed())).toBe(Number(toNano('5')));
  expect(await house.read(sql`select state, sender from payments.arrival where id = ${id}`)).toEqual([
    { state: 'given-back', sender },
  ]);
  expect(await differences()).toEqual([0n, 0n]);
  expect(
    await house.read(
      sql`select action from audit.entry where subject = ${id} and action like 'arrival.%back%' order by id`,
    ),
  ).toMatchObject([
    { action: 'arrival.back-asked' },
    { action: 'arrival.back-asked' },
    { action: 'arrival.back-begun' },
    { action: 'arrival.given-back' },
  ]);
});

test('a claim that waits for a day calls staff once, and whoever it is decided against is told once', async () => {
  const [ann, bob] = [await house.admits(), await house.admits()];
  for (const { id } of [ann, bob]) await memoFor(house, id);
  const { id, hash } = await comes('slow exchange', '7');
  await claim(deps())(ann.id, hash);
  await claim(deps())(bob.id, hash);
  const care = lookAfterArrivals(deps());
  const calls = sql`select ended_at is null as open from payments.attention where subject = ${`arrival-${id}`} and attention = 'claim-waits'`;
  await care();
  expect(await house.read(calls)).toEqual([]);
  await house.asSuperuser(
    `update payments.claim set claimed_at = now() - interval '25 hours' where arrival_id = '${id}'`,
  );
  await care();
  await care();
  expect(await house.read(calls)).toEqual([{ open: true }]);
  const [one, two] = [await hired('slow one'), await hired('slow two')];
  for (const by of [one, two]) await assign(deps())(by, id, { player: ann.id, reason: 'receipt-of-the-exchange' });
  await care();
  await care();
  expect(await house.read(calls)).toEqual([{ open: false }]);
  expect(
    (
      await house.read<{ body: { claimedBy: string } }>(
        sql`select body from delivery.outbox where key like ${`claim:${id}:%`}`,
      )
    ).map(({ body }) => body.claimedBy),
  ).toEqual([bob.id]);
  expect([
    (await claimsOf({ query: house.read }, ann.id, 5)).map(({ state }) => state),
    (await claimsOf({ query: house.read }, bob.id, 5)).map(({ state }) => state),
  ]).toEqual([['yours'], ['not-yours']]);
});

test('what a wallet said it sent, and what never came, is told once, when nobody can carry it out any more', async () => {
  const ann = await house.admits();
  const told = async () => {
    await lookAfterArrivals(deps())();
    return house.count(
      sql`select count(*) from delivery.outbox where key like 'order:%:missed' and body ->> 'orderId' = ${order}`,
    );
  };
  const order = await opensTon(ann);
  await house.asSuperuser(
    `insert into payments.sent_hint (order_id, hash, told_at) values ('${order}', '${'e'.repeat(64)}', now() - interval '20 minutes')`,
  );
  expect(await told()).toBe(0);
  await house.asSuperuser(`set session_replication_role = replica; update payments.quote set expires_at = now() - interval '10 minutes', fixed_at = now() - interval '25 minutes'
    where id = (select quote_id from payments."order" where id = '${order}')`);
  const until = (minutes: number) =>
    house.asSuperuser(`update chain.account set final_until = now() - interval '${minutes} minutes'`);
  await until(15);
  expect(await told()).toBe(0);
  await until(0);
  expect([await told(), await told()]).toEqual([1, 1]);
});

test('what could not be sent back is owed as before, and decided anew', async () => {
  const [one, two] = [await hired('in vain one'), await hired('in vain two')];
  const { id } = await comes('vain sender', '5');
  const owes = await owed();
  const says = (by: typeof one) => giveArrivalBack(deps())(by, id, 'sender-asked');
  await says(one);
  await says(two);
  const [payout] = await house.read<{ reference: string }>(
    sql`select reference from payments.give_back where arrival_id = ${id}`,
  );
  await house.read(sql`select chain.refuse_payout(${payout?.reference ?? null}, 'recipient-frozen')`);
  expect(await house.read(sql`select state from payments.arrival where id = ${id}`)).toEqual([{ state: 'unmatched' }]);
  expect(await owed()).toBe(owes);
  expect(await says(two)).toEqual({ state: 'noted' });
  expect(await says(one)).toEqual({ state: 'begun' });
  await paysAll();
  expect([owes - (await owed()), await differences()]).toEqual([Number(toNano('5')), [0n, 0n]]);
});

/** Money with a memo that nothing can be credited for, by its sender; its refund is opened. */
async function isOwed(from: string) {
  const rate = parseRate('0.0000001');
  if (!rate) throw new Error('no rate');
  const takenAt = new Date(Date.now() - 60_000);
  const goodUntil = new Date(Date.now() + 3_600_000);
  await keepRate(
    { query: house.read as never },
    { base: 'TON', quote: 'EUR' },
    { rate, sources: ['a', 'b'], takenAt, goodUntil },
  );
  const ann = await house.admits();
  const { address } = await ton.person(from);
  await (await ton.person(from)).sends({
    to: ton.hotWallet,
    value: toNano('6'),
    comment: await memoFor(house, ann.id),
  });
  await settleChain(ton, scanner);
  expect(await credited(ann)).toBe(0n);
  const [arrival] = await house.read<{ id: string; state: string; order: OrderId; charge: string }>(
    sql`select id, state, order_id as order, account || ':' || lt || ':' || hash as charge from payments.arrival where player_id = ${ann.id}`,
  );
  if (!arrival) throw new Error('nothing came');
  expect(arrival.state).toBe('owed');
  const enqueue = createEnqueue(() => undefined);
  const refunding = {
    transaction: house.transaction,
    enqueue,
    hint: () => undefined,
    patience: usualWithdrawalPatience,
  };
  await giveBack(refunding)({ order: arrival.order, provider: 'ton', chargeId: arrival.charge });
  const [refund] = await house.read<{ reference: RefundId }>(
    sql`select reference from payments.refund where order_id = ${arrival.order}`,
  );
  const rail = chainRefund('ton', { query: house.read, now: Date.now, quietMs: 0 });
  const refunds = refundActivities({
    ...refunding,
    query: house.read,
    refundRails: { ...noRefundRails, ton: rail },
  });
  const says = (by: Awaited<ReturnType<typeof hired>>) =>
    giveArrivalBack(deps())(by, arrival.id, 'nobody-can-be-credited');
  return { reference: refund?.reference as RefundId, address, refunds, rail, says };
}

test('a charge that ended as owed goes back by its refund’s workflow, and not before two have said so', async () => {
  const { reference, address, refunds, says } = await isOwed('owed sender');
  expect(await refunds.sendRefund(reference)).toMatchObject({ state: 'planned', said: 'rail-off' });
  const [one, two] = [await hired('owed one'), await hired('owed two')];
  expect([await says(one), await says(two)]).toEqual([{ state: 'noted' }, { state: 'begun' }]);
  const owes = await owed();
  expect(await refunds.sendRefund(reference)).toMatchObject({ state: 'accepted' });
  expect(await refunds.sendRefund(reference)).toMatchObject({ state: 'accepted' });
  await paysAll();
  expect(await refunds.lookUpRefund(reference)).toMatchObject({ state: 'paid' });
  expect([sentTo(address), owes - (await owed())]).toEqual([toNano('5.99'), Number(toNano('6'))]);
  expect(await differences()).toEqual([0n, 0n]);
  const told = sql`select count(*) from delivery.outbox where kind = 'workflow-signal' and lane = ${`refund-${reference}`}`;
  expect(await house.count(told)).toBe(2);
});

test('what was handed out and given back by hand before it came to the queue does not come there any more', async () => {
  const { reference, address, rail, says } = await isOwed('late sender');
  const [one, two] = [await hired('late one'), await hired('late two')];
  expect([await says(one), await says(two)]).toEqual([{ state: 'noted' }, { state: 'begun' }]);
  // Handed out by a worker that hangs then; a member of staff gives it back meanwhile, and the worker goes on.
  await house.read(sql`select payments.begin_refund(${reference})`);
  await house.read(sql`select payments.resolve_refund(${reference}, 'paid', ${randomUUID()}, ${randomUUID()})`);
  await expect(rail.send({ reference } as never)).rejects.toThrow('ended meanwhile');
  await paysAll();
  expect(sentTo(address)).toBeUndefined();
  expect(await house.count(sql`select count(*) from chain.payout where reference = ${reference}`)).toBe(0);
  await bookDifference({ transaction: house.transaction, now: Date.now })('ton'); // by hand it came out of another pocket
});

/** USDT without a memo; answers its arrival. */
async function comesUsdt(from: string, minor: bigint) {
  const payer = await ton.person(from);
  await ton.giveUsdt(payer.address, minor + 1_000_000n);
  const wish = { amount: minor, to: ton.hotWallet, excessesTo: payer.address };
  await payer.sends({ to: ton.usdt.walletOf(payer.address), value: toNano('0.1'), body: transferBody(wish) });
  await settleChain(ton, scanner);
  const [row] = await house.read<{ id: string }>(
    sql`select id from payments.arrival where sender = ${payer.address.toRawString()} and rail = 'usdt' order by lt desc limit 1`,
  );
  if (!row) throw new Error('nothing came');
  return { id: row.id, address: payer.address };
}
const owedUsdt = () =>
  house.count(sql`select coalesce(sum(balance), 0) from ledger.account where kind = 'owed' and asset = 'USDT'`);

test('USDT goes back to its owner, or is owed as before where their wallet of it refuses, and the books agree to the last unit', async () => {
  const [one, two] = [await hired('usdt one'), await hired('usdt two')];
  const { id, address } = await comesUsdt('usdt lost sender', 7_000_000n);
  const says = (by: typeof one, arrival: string) => giveArrivalBack(deps())(by, arrival, 'sender-asked');
  await says(one, id);
  expect(await says(two, id)).toEqual({ state: 'begun' });
  const owes = await owedUsdt();
  await paysAll();
  expect([ton.usdt.balanceOf(address), owes - (await owedUsdt())]).toEqual([7_900_000n, 7_000_000]);
  expect(await differences()).toEqual([0n, 0n]);

  const refusing = await comesUsdt('usdt refusing sender', 5_000_000n);
  await says(one, refusing.id);
  expect(await says(two, refusing.id)).toEqual({ state: 'begun' });
  const theirs = ton.usdt.walletOf(refusing.address);
  await ton.chain.put(theirs, thrower(theirs));
  const owesBefore = await owedUsdt();
  await paysAll();
  expect(await differences()).toEqual([0n, 0n]);
  await paysAll();
  expect(await house.read(sql`select state from payments.arrival where id = ${refusing.id}`)).toEqual([
    { state: 'unmatched' },
  ]);
  expect(await owedUsdt()).toBe(owesBefore);
  expect(await differences()).toEqual([0n, 0n]);
});

test('what is claimed long after it came is credited at the lesser rate of the two minutes: waiting is no bet', async () => {
  const dora = await house.admits();
  const { id, hash, sender } = await comes('doras wallet', '10');
  await house.asSuperuser(`
    set session_replication_role = replica;
    update payments.arrival set final_at = now() - interval '2 hours', at = now() - interval '2 hours' where id = '${id}';
    insert into payments.rate (base, quote, rate, sources, taken_at, good_until)
      values ('TON', 'EUR', 3, '{a,b}', now() - interval '2 hours 1 minute', now() - interval '1 hour 50 minutes'),
             ('TON', 'EUR', 1.5, '{a,b}', now() - interval '1 second', now() + interval '1 hour')`);
  await provesWallet(dora, sender);
  expect(await claim(deps())(dora.id, hash)).toEqual({ state: 'released' });
  expect(await credited(dora)).toBe(1_485n);
});
