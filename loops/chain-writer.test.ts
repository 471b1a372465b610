import { Cell } from '@ton/core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { PayoutId } from '../contracts/ids.ts';
import { sql } from '../prisma/tx.ts';
import { noteLooked, readLeft, readSignedInVain, resumeWriter } from '../rails/ton/queue.ts';
import type { WriterDeps } from '../rails/ton/writer-desk.ts';
import { frozen, type HotWalletWorld, mortal, nobody, openHotWalletWorld, thrower } from './test-hot-wallet.ts';

const TON = 1_000_000_000n;
const USDT = 1_000_000n;
/** Long enough for a signed message to run out, and a little more. */
const RUN_OUT_MS = 300_000;

let world: HotWalletWorld;
beforeAll(async () => {
  world = await openHotWalletWorld();
});
afterAll(() => world.close());
afterEach(() => world.ton.faults.clear());

const stateOf = async (reference: PayoutId) => (await world.standing(reference))?.state;

test('a payout of TON and one of USDT leave in one message, arrive with their memo, and say so once', async () => {
  const memo = 'Пополнение счёта на бирже '.repeat(8).slice(0, 100); // two hundred bytes
  const [ada, bob] = [nobody(), nobody()];
  const ton = await world.asks(ada, 7n * TON, { memo });
  const usdt = await world.asks(bob, 5n * USDT, { rail: 'usdt', memo });
  await world.runs(10, world.writer());
  expect([await stateOf(ton), await stateOf(usdt)]).toEqual(['paid', 'paid']);
  expect([world.tonOf(ada), world.usdtOf(bob)]).toEqual([7n * TON, 5n * USDT]);
  expect(commentOf(ada)).toBe(memo);
  expect(commentOf(bob)).toBe(memo);
  expect([...world.ended].sort()).toEqual([ton, usdt].sort());
  expect(await world.attempts(ton)).toMatchObject([{ state: 'included', payouts: 2, sent_times: 1 }]);
});

/** Of what was received last, as an exchange reads it: of a transfer, or of what a jetton's wallet tells of one. */
function commentOf(address: HotWalletWorld['wallet']['address']): string {
  const [last] = world.ton.chain.view().history(address);
  let body = last?.transaction.inMessage?.body.beginParse();
  if (body?.loadUint(32) === 0x7362d09c) {
    body.skip(64);
    body.loadCoins();
    body.loadAddress();
    body = body.loadBit() ? body.loadRef().beginParse() : body;
    body.skip(32);
  }
  return body?.loadStringTail() ?? '';
}

test('whichever moment its writer dies in, a payout is paid once by the chain’s own account', async () => {
  for (let diesAt = 1, survived = false; !survived; diesAt++) {
    const [ada, bob] = [nobody(), nobody()];
    const asked = [await world.asks(ada, TON), await world.asks(bob, USDT, { rail: 'usdt' })];
    const first = mortal(world.deps, diesAt);
    const dying = world.writer(first.deps);
    for (let n = 0; n < 9 && !first.isDead(); n++) await world.runs(1, () => dying().catch(() => undefined));
    survived = !first.isDead();
    const heir = world.writer();
    const states = () => Promise.all(asked.map(stateOf));
    // The two may have left in messages of their own: whichever was first, the other is waited for too.
    for (let n = 0; n < 12 && (await states()).some((state) => state !== 'paid'); n++) await world.runs(1, heir);
    expect([diesAt, ...(await states())]).toEqual([diesAt, 'paid', 'paid']);
    expect([diesAt, world.tonOf(ada), world.usdtOf(bob)]).toEqual([diesAt, TON, USDT]);
    expect(diesAt).toBeLessThan(200);
  }
  expect(world.ended.length).toBeGreaterThan(0);
});

test('fifty payouts at once, two writers at work on them: each is paid once', async () => {
  const asked = await Promise.all(
    Array.from({ length: 50 }, async (_, n) => {
      const [to, rail] = [nobody(), n % 2 === 0 ? ('ton' as const) : ('usdt' as const)];
      const minor = BigInt(n + 1) * 1_000_000n;
      return { to, rail, minor, reference: await world.asks(to, minor, { rail }) };
    }),
  );
  await world.runs(80, world.writer(), world.writer());
  for (const { to, rail, minor, reference } of asked) {
    expect([await stateOf(reference), rail === 'ton' ? world.tonOf(to) : world.usdtOf(to)]).toEqual(['paid', minor]);
    expect(world.ended.filter((each) => each === reference)).toHaveLength(1);
    expect(await world.attempts(reference)).toMatchObject([{ state: 'included' }]);
  }
});

describe('a node that does not do what it says', () => {
  test.each([
    [
      'carries it out and answers that it failed',
      () => world.ton.faults.failCalls({ calls: ['sendBoc'], executed: true, answer: 500 }),
    ],
    [
      'carries it out and does not answer in time',
      () => world.ton.faults.failCalls({ calls: ['sendBoc'], executed: true, answer: 'silence', next: 2 }),
    ],
    ['drops the first three broadcasts', () => world.ton.faults.change({ dropped: { next: 3 } })],
    ['turns the first three broadcasts down', () => world.ton.faults.change({ refused: { next: 3 } })],
    ['knows the chain up to some blocks ago', () => world.ton.faults.change({ lagBlocks: 3 })],
    ['does not answer every third call', () => world.ton.faults.failCalls({ answer: 500, chance: 0.3 })],
  ])('%s: it is paid once', async (_what, breaks) => {
    const ada = nobody();
    const reference = await world.asks(ada, 3n * TON);
    breaks();
    const round = world.writer({ resendMs: 0 });
    await world.runs(15, () => round().catch(() => undefined));
    world.ton.faults.clear();
    await world.waits(RUN_OUT_MS);
    await world.runs(12, round);
    expect([await stateOf(reference), world.tonOf(ada)]).toEqual(['paid', 3n * TON]);
  });

  test('drops it for good: signed anew when its time is over, under the same number, and the old message pays nobody', async () => {
    const ada = nobody();
    const reference = await world.asks(ada, 3n * TON);
    world.ton.faults.change({ dropped: { chance: 1 } });
    await world.runs(3, world.writer());
    expect(await stateOf(reference)).toBe('signed');
    await world.waits(RUN_OUT_MS);
    world.ton.faults.clear();
    await world.runs(10, world.writer());
    const [old, anew] = await world.attempts(reference);
    expect(old).toMatchObject({ state: 'expired' });
    expect(anew).toMatchObject({ state: 'included', seqno: old?.seqno });
    expect(await world.ton.chain.submit(old?.boc ?? Buffer.alloc(0))).toMatchObject({ reason: 'not-accepted' });
    expect([await stateOf(reference), world.tonOf(ada)]).toEqual(['paid', 3n * TON]);
  });

  test('a block that vanishes takes nothing with it: the same message is sent until it stays', async () => {
    const ada = nobody();
    const reference = await world.asks(ada, 3n * TON);
    const round = world.writer({ resendMs: 0 });
    await round();
    world.ton.chain.lie({ blocks: 2 });
    await world.runs(12, round);
    expect([await stateOf(reference), world.tonOf(ada)]).toEqual(['paid', 3n * TON]);
    expect(await world.attempts(reference)).toHaveLength(1);
  });
});

describe('too little', () => {
  test('what cannot be paid is not signed and says so; smaller ones go on; after a top-up it is paid by itself', async () => {
    const [ada, bob, cyd] = [nobody(), nobody(), nobody()];
    const large = await world.asks(ada, 5_000n * TON);
    const dollars = await world.asks(bob, 50_000n * USDT, { rail: 'usdt' });
    const small = await world.asks(cyd, 3n * TON);
    const round = world.writer();
    await world.runs(10, round);
    expect(await world.standing(large)).toEqual({ state: 'waiting', answer: 'waiting-for-funds' });
    expect(await world.standing(dollars)).toEqual({ state: 'waiting', answer: 'waiting-for-funds' });
    expect([...world.troubles]).toEqual(['waiting-for-funds TON', 'waiting-for-funds USDT']);
    expect(await stateOf(small)).toBe('paid');
    await world.ton.give(world.wallet.address, 5_000n * TON);
    await world.ton.giveUsdt(world.wallet.address, 50_000n * USDT);
    await world.runs(12, round);
    expect([await stateOf(large), await stateOf(dollars)]).toEqual(['paid', 'paid']);
    expect([world.tonOf(ada), world.usdtOf(bob)]).toEqual([5_000n * TON, 50_000n * USDT]);
    expect([...world.troubles]).toEqual([]);
  });

  test('however many wait for USDT, TON goes on, and the other way round', async () => {
    const short = await Promise.all(
      Array.from({ length: 45 }, () => world.asks(nobody(), 50_000n * USDT, { rail: 'usdt' })),
    );
    const ada = nobody();
    await world.asks(ada, TON);
    await world.runs(9, world.writer());
    expect(world.tonOf(ada)).toBe(TON);
    for (const reference of short) await world.read(sql`select chain.refuse_payout(${reference}, 'over')`);
  });

  /** A node that says that the wallet is richer than it is: what is signed then can send nothing. */
  const believing = () => ({
    client: {
      ...world.client,
      account: async (address: Parameters<typeof world.client.account>[0]) => {
        const account = await world.client.account(address);
        return address.equals(world.wallet.address)
          ? { ...account, balance: account.balance + 10_000n * TON }
          : account;
      },
    },
  });

  test('a message that was let in and could send nothing pays nobody; its payouts are paid after the top-up, once', async () => {
    const ada = nobody();
    const reference = await world.asks(ada, 5_000n * TON);
    await world.runs(6, world.writer(believing()));
    expect(await world.attempts(reference)).toMatchObject([{ state: 'open', failed: 1, sent_times: 1 }]);
    await world.waits(RUN_OUT_MS);
    await world.runs(3, world.writer());
    expect(await world.standing(reference)).toEqual({ state: 'waiting', answer: 'waiting-for-funds' });
    await world.ton.give(world.wallet.address, 5_000n * TON);
    await world.runs(10, world.writer());
    expect([await stateOf(reference), world.tonOf(ada)]).toEqual(['paid', 5_000n * TON]);
  });

  test('that same message pays after a top-up if anybody sends it again: then it is not signed anew', async () => {
    const ada = nobody();
    const reference = await world.asks(ada, 5_000n * TON);
    await world.runs(6, world.writer(believing()));
    await world.ton.give(world.wallet.address, 5_000n * TON);
    const [attempt] = await world.attempts(reference);
    await world.ton.chain.submit(attempt?.boc ?? Buffer.alloc(0));
    await world.runs(8, world.writer());
    await world.waits(RUN_OUT_MS);
    await world.runs(8, world.writer());
    expect([await stateOf(reference), world.tonOf(ada)]).toEqual(['paid', 5_000n * TON]);
    expect(await world.attempts(reference)).toMatchObject([{ state: 'included' }]);
  });
});

describe('recipients', () => {
  test('a contract that takes nothing keeps what was fixed for it, however its address was written', async () => {
    const ada = nobody();
    await world.ton.chain.put(ada, thrower(ada));
    const reference = await world.asks(ada, 3n * TON, { bounce: true });
    await world.runs(10, world.writer());
    expect([await stateOf(reference), world.tonOf(ada)]).toEqual(['paid', 3n * TON]);
  });

  test('TON that come back are the player’s again once our own chain has them, and not by what a node says alone', async () => {
    const ada = nobody();
    await world.ton.chain.put(ada, thrower(ada));
    const { wallet } = world;
    const returning: Partial<WriterDeps> = {
      wallet: {
        ...wallet,
        sign: (order) =>
          wallet.sign({ ...order, messages: order.messages.map((message) => ({ ...message, bounce: true })) }),
      },
    };
    const reference = await world.asks(ada, 3n * TON);
    await world.runs(4, world.writer(returning));
    expect(await stateOf(reference)).toBe('sent');
    await world.read(sql`select chain.deliver_payout(${reference}, 'bounced', 'recipient-refuses', 1, 'x', 1, 1, 0)`);
    await world.read(sql`select chain.deliver_payout(${reference}, 'bounced', 'recipient-refuses', 1, 'x', 1, 1, 0)`);
    expect(await stateOf(reference)).toBe('sent');
    await world.runs(8, world.writer());
    expect(await world.standing(reference)).toEqual({ state: 'bounced', answer: 'recipient-refuses' });
    expect(world.tonOf(ada)).toBe(0n);
    expect(world.ended).toContain(reference);
  });

  test('one that is frozen, and one of ours, is refused before anything is signed', async () => {
    const cold = nobody();
    await world.ton.chain.put(cold, frozen(cold));
    const asked = [
      await world.asks(cold, 3n * TON),
      await world.asks(cold, 3n * USDT, { rail: 'usdt' }),
      await world.asks(world.wallet.address, 3n * TON),
      await world.asks(world.ton.usdt.master, 3n * USDT, { rail: 'usdt' }),
      await world.asks(world.ton.usdt.walletOf(world.wallet.address), 3n * TON),
    ];
    await world.runs(2, world.writer());
    expect((await Promise.all(asked.map((each) => world.standing(each)))).map((each) => each?.answer)).toEqual([
      'recipient-frozen',
      'recipient-frozen',
      'ours',
      'ours',
      'ours',
    ]);
    for (const each of asked) expect(await world.attempts(each)).toEqual([]);
    expect(world.ended).toEqual(expect.arrayContaining(asked));
  });

  test('USDT to a wallet that its issuer has locked comes back to ours, and is said to be refused', async () => {
    const ada = nobody();
    await world.ton.usdt.lock(ada);
    const before = world.usdtOf(world.wallet.address);
    const reference = await world.asks(ada, 3n * USDT, { rail: 'usdt' });
    await world.runs(12, world.writer());
    expect(await world.standing(reference)).toEqual({ state: 'bounced', answer: 'recipient-refuses' });
    expect([world.usdtOf(ada), world.usdtOf(world.wallet.address)]).toEqual([0n, before]);
  });

  test('when our own wallet of USDT is locked nothing leaves it, and the payout is refused', async () => {
    await world.ton.usdt.lock(world.wallet.address);
    const reference = await world.asks(nobody(), 3n * USDT, { rail: 'usdt' });
    await world.runs(12, world.writer());
    await world.ton.usdt.unlock(world.wallet.address);
    expect(await world.standing(reference)).toEqual({ state: 'bounced', answer: 'jetton-wallet-refuses' });
  });
});

describe('the key in other hands', () => {
  const spendsElsewhere = async () => {
    const seqno = (await world.client.seqno(world.wallet.address)) ?? 0;
    const { boc } = await world.wallet.sign({
      seqno,
      validUntil: Math.floor(world.clock.now() / 1_000) + 60,
      messages: [{ to: nobody(), value: TON, bounce: false, body: Cell.EMPTY }],
    });
    await world.ton.chain.submit(boc);
    await world.ton.chain.settle();
  };

  test('a number that we did not use stops the writer, until people say that they have seen it', async () => {
    const [ada, bob] = [nobody(), nobody()];
    await world.asks(ada, TON);
    await world.runs(9, world.writer());
    await spendsElsewhere();
    const reference = await world.asks(bob, TON);
    await world.runs(4, world.writer(), world.writer());
    expect(await world.standing(reference)).toEqual({ state: 'waiting', answer: 'seqno-conflict' });
    expect([...world.troubles]).toEqual(['seqno-conflict TON']);
    expect(world.tonOf(bob)).toBe(0n);
    expect(await resumeWriter(world.deps, world.wallet.address.toRawString(), [])).toBe('resumed');
    await world.runs(9, world.writer());
    expect([await stateOf(reference), world.tonOf(bob)]).toEqual(['paid', TON]);
  });

  test('when it was used while our message was under way, ours runs out, and then people are called', async () => {
    const ada = nobody();
    const reference = await world.asks(ada, TON);
    world.ton.faults.change({ dropped: { chance: 1 } });
    await world.runs(2, world.writer());
    await spendsElsewhere();
    world.ton.faults.clear();
    await world.waits(RUN_OUT_MS);
    await world.runs(3, world.writer());
    expect(await world.standing(reference)).toEqual({ state: 'waiting', answer: 'seqno-conflict' });
    expect(world.tonOf(ada)).toBe(0n);
    const hot = world.wallet.address.toRawString();
    const inVain = await readSignedInVain(world.deps, hot);
    expect(inVain).toMatchObject([{ reference, amount: { minor: TON } }]);
    expect(await resumeWriter(world.deps, hot, [])).toBe('in-vain');
    expect(
      await resumeWriter(
        world.deps,
        hot,
        inVain.map((each) => each.reference),
      ),
    ).toBe('resumed');
    await world.runs(9, world.writer());
    expect([await stateOf(reference), world.tonOf(ada)]).toEqual(['paid', TON]);
  });
});

describe('what nobody answers about', () => {
  const silentAbout = (addresses: readonly string[]): Partial<WriterDeps> => ({
    client: {
      ...world.client,
      account: async (address) => {
        if (addresses.includes(address.toRawString())) throw new Error('no answer');
        return world.client.account(address);
      },
    },
  });

  test('recipients that no node answers about hold up nobody behind them, however many they are', async () => {
    const away = Array.from({ length: 5 }, nobody);
    const asked = await Promise.all(away.map((address) => world.asks(address, TON)));
    const [ada, bob] = [nobody(), nobody()];
    const others = [await world.asks(ada, TON), await world.asks(bob, USDT, { rail: 'usdt' })];
    await world.runs(12, world.writer(silentAbout(away.map((address) => address.toRawString()))));
    expect(await Promise.all(others.map(stateOf))).toEqual(['paid', 'paid']);
    expect((await Promise.all(asked.map((each) => world.standing(each)))).map((each) => each?.answer)).toEqual(
      asked.map(() => 'recipient-away'),
    );
    await world.runs(14, world.writer());
    expect(await Promise.all(asked.map(stateOf))).toEqual(asked.map(() => 'paid'));
  });

  test('what left and cannot be found is looked for in turn: it hides nobody', async () => {
    const references = [await world.asks(nobody(), TON), await world.asks(nobody(), TON)];
    const blind: Partial<WriterDeps> = { client: { ...world.client, locate: async () => undefined } };
    await world.runs(4, world.writer(blind));
    const hot = world.wallet.address.toRawString();
    const first = (await readLeft(world.deps, hot, 1))[0]?.reference;
    await noteLooked(world.deps, [first as PayoutId]);
    const second = (await readLeft(world.deps, hot, 1))[0]?.reference;
    expect(new Set([first, second])).toEqual(new Set(references));
    await world.runs(6, world.writer());
    expect(await Promise.all(references.map(stateOf))).toEqual(['paid', 'paid']);
  });
});

describe('switches', () => {
  test('while the way out is paused, or somebody says no, what is in the queue is not signed either', async () => {
    const ada = nobody();
    const reference = await world.asks(ada, TON);
    await world.read(sql`select payments.pause_rail('ton', 'out', null, 'maintenance')`);
    await world.runs(3, world.writer());
    expect(await world.standing(reference)).toEqual({ state: 'waiting', answer: 'rail-paused' });
    await world.read(sql`select payments.resume_rail('ton', 'out')`);
    await world.runs(3, world.writer({ mayPay: async () => 'daily-limit' }));
    expect(await world.standing(reference)).toEqual({ state: 'waiting', answer: 'daily-limit' });
    expect(await world.attempts(reference)).toEqual([]);
    await world.runs(9, world.writer());
    expect(world.tonOf(ada)).toBe(TON);
  });

  test('while staff are called for a difference nothing is signed, whatever else is paused or goes on', async () => {
    const reference = await world.asks(nobody(), TON);
    await world.read(sql`select payments.raise_attention('hot-wallet-ton', 'chain-differs')`);
    await world.runs(2, world.writer());
    expect(await world.standing(reference)).toEqual({ state: 'waiting', answer: 'chain-differs' });
    await world.read(sql`select payments.end_attention('hot-wallet-ton', 'chain-differs', null, null)`);
    await world.runs(8, world.writer());
    expect(await stateOf(reference)).toBe('paid');
  });

  test('of a wallet whose transactions nobody reads yet nothing is signed: what it sent before would be sent again', async () => {
    const other = nobody().toRawString();
    const [row] = await world.read(
      sql`select chain.sign_attempt(gen_random_uuid(), ${other}, 1, ''::bytea, ${'a'.repeat(64)}, now(), '{}'::uuid[], '{}', '{}', '{}') as answer`,
    );
    expect(row).toEqual({ answer: 'not-watched' });
  });

  test('while the chain is further behind the clock than is allowed nothing is signed', async () => {
    const reference = await world.asks(nobody(), TON);
    world.clock.turn(120_000);
    await world.writer()();
    expect(await world.standing(reference)).toEqual({ state: 'waiting', answer: 'chain-lags' });
  });
});
