import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PayoutId, WithdrawalId } from '../../contracts/ids.ts';
import { type House, openHouse, repeated } from '../test-house.ts';
import { openWithdrawals } from './test-withdrawals.ts';
import {
  answerPayout,
  approveWithdrawal,
  beginPayout,
  dropPayouts,
  finishWithdrawal,
  overdueWithdrawals,
  releaseWithdrawal,
  resolvePayout,
  reviewWithdrawal,
  startSending,
} from './withdrawals.ts';

let house: House;
let withdrawals: ReturnType<typeof openWithdrawals>;
beforeAll(async () => {
  house = await openHouse({ processes: 3 });
  withdrawals = openWithdrawals(house);
  await withdrawals.funds(10_000_000n);
});
afterAll(async () => {
  const faults = await house.faults();
  await house.close();
  expect(faults).toEqual([]);
});

const rich = (minor = 10_000n) => house.holds(minor);
const partOf = async (id: WithdrawalId, n = 1): Promise<PayoutId> =>
  (await withdrawals.read(id)).parts[n - 1]?.reference as PayoutId;
const finish = (id: WithdrawalId) => house.transaction((tx) => finishWithdrawal(tx, id));
const release = (id: WithdrawalId, as: 'expired' | 'cancelled' | 'declined') =>
  house.transaction((tx) => releaseWithdrawal(tx, id, as));

test('of a hundred withdrawals at once with funds for ten, ten are held and the rest refused', async () => {
  // One player may have one that waits for its code, so each of the hundred is confirmed as soon as it is held.
  const { player, account } = await rich(10n * 1_050n);
  const outcomes = await Promise.all(
    Array.from({ length: 100 }, async (_, n) => {
      for (;;) {
        const asked = await withdrawals
          .asks(player.id, { minor: 1_000n, fee: 50n }, house.process(n).transaction)
          .catch((error: { constraint?: string }) => {
            if (error.constraint !== 'withdrawal_unconfirmed') throw error;
            return undefined;
          });
        if (!asked) continue;
        if ('reason' in asked) return asked.reason;
        await withdrawals.confirms(asked.id);
        return 'held';
      }
    }),
  );
  expect(outcomes.filter((outcome) => outcome === 'held')).toHaveLength(10);
  expect(outcomes.filter((outcome) => outcome === 'insufficient-funds')).toHaveLength(90);
  expect(await withdrawals.heldOf(account)).toBe(10_500);
  expect(await house.balanceOf(account)).toBe(10_500n);
});

test('what is paid is posted once with its fee, however often and by however many it is finished', async () => {
  const { player, account } = await rich();
  const id = await withdrawals.sent(player.id, { minor: 4_000n, fee: 50n });
  expect(await withdrawals.part(id, 1, 'paid')).toBe('paid');
  const finished = await Promise.all(
    Array.from({ length: 20 }, (_, n) => house.process(n).transaction((tx) => finishWithdrawal(tx, id))),
  );
  expect(finished.filter(Boolean)).toHaveLength(1);
  expect(await withdrawals.read(id)).toMatchObject({ status: 'paid', paid: { minor: 4_000n } });
  expect(await house.balanceOf(account)).toBe(5_950n);
  expect(await withdrawals.heldOf(account)).toBe(0);
});

test('a withdrawal that is refused gives everything back', async () => {
  const { player, account } = await rich();
  const id = await withdrawals.sent(player.id, { minor: 4_000n, fee: 50n });
  await withdrawals.part(id, 1, 'refused');
  expect(await finish(id)).toBe(true);
  expect(await withdrawals.read(id)).toMatchObject({ status: 'refused', paid: { minor: 0n } });
  expect([await house.balanceOf(account), await withdrawals.heldOf(account)]).toEqual([10_000n, 0]);
});

test('of a withdrawal paid in part that part is posted, with its share of the fee rounded down', async () => {
  const { player, account } = await rich();
  const id = await withdrawals.sent(player.id, { minor: 3_000n, fee: 50n, parts: [1_000n, 2_000n] });
  await withdrawals.part(id, 1, 'paid');
  await withdrawals.part(id, 2, 'refused');
  expect(await finish(id)).toBe(true);
  expect(await withdrawals.read(id)).toMatchObject({ status: 'paid-in-part', paid: { minor: 1_000n } });
  expect(await house.balanceOf(account)).toBe(10_000n - 1_000n - 16n);
  expect(await withdrawals.heldOf(account)).toBe(0);
});

test('a withdrawal does not end while one of its parts may still be paid', async () => {
  const { player } = await rich();
  const id = await withdrawals.sent(player.id, { minor: 3_000n, parts: [1_000n, 2_000n] });
  await withdrawals.part(id, 1, 'paid');
  expect(await finish(id)).toBe(false);
  expect(await withdrawals.part(id, 2, 'accepted')).toBe('accepted');
  expect(await finish(id)).toBe(false);
  expect(await withdrawals.read(id)).toMatchObject({ status: 'sending', paid: undefined });
});

test('of a hundred who ask for a part at once, one may send it', async () => {
  const { player } = await rich();
  const part = await partOf(await withdrawals.sent(player.id));
  const handed = await Promise.all(
    Array.from({ length: 100 }, (_, n) => house.process(n).transaction((tx) => beginPayout(tx, part))),
  );
  expect(handed.filter((each) => each !== undefined)).toEqual([{ attempt: 1, firstSentAt: undefined }]);
});

test('a part is sent again only when it is proven that it was never accepted, and then says when it was first sent', async () => {
  const { player } = await rich();
  const id = await withdrawals.sent(player.id);
  const part = await partOf(id);
  expect(await withdrawals.part(id, 1, 'never-accepted')).toBe('planned');
  const again = await house.transaction((tx) => beginPayout(tx, part));
  expect(again).toEqual({ attempt: 2, firstSentAt: (await withdrawals.read(id)).parts[0]?.firstSentAt });
  const told = { reference: part, answer: 'never-accepted', providerRef: undefined, why: undefined } as const;
  // Looked up before it was sent again: a proof about the first says nothing of the second.
  expect(await house.transaction((tx) => answerPayout(tx, { ...told, attempt: 1 }))).toEqual({
    state: 'sending',
    isNews: false,
  });
  expect(await house.transaction((tx) => beginPayout(tx, part))).toBeUndefined();
});

test('what has ended stays as it ended, whatever the provider tells later and in whatever order', async () => {
  const { player } = await rich();
  const id = await withdrawals.sent(player.id);
  const part = await partOf(id);
  await withdrawals.part(id, 1, 'paid');
  for (const answer of ['accepted', 'refused', 'never-accepted', 'paid'] as const) {
    const told = { reference: part, attempt: 1, answer, providerRef: 're_2', why: undefined };
    expect(await house.transaction((tx) => answerPayout(tx, told))).toEqual({ state: 'paid', isNews: false });
  }
});

test('nothing is handed out before the withdrawal is confirmed, looked at and approved', async () => {
  const { player } = await rich();
  const id = await withdrawals.held(player.id);
  const part = await partOf(id);
  const tries = async () => [
    await house.transaction((tx) => startSending(tx, id)),
    await house.transaction((tx) => beginPayout(tx, part)),
  ];
  expect(await tries()).toEqual([false, undefined]);
  expect(await withdrawals.confirms(id)).toBe(true);
  expect(await tries()).toEqual([false, undefined]);
  await house.transaction((tx) => reviewWithdrawal(tx, id, 2, ['large']));
  expect(await tries()).toEqual([false, undefined]);
  const by = (staff: string, pass = randomUUID()) =>
    house.transaction((tx) => approveWithdrawal(tx, id, { staff, pass }));
  const [lena, ines, pass] = [await house.employs(), await house.employs(), randomUUID()];
  expect(await by(lena, pass)).toBe('one-more');
  expect(await by(lena, pass)).toBe('one-more'); // the same decision, repeated
  expect(await by(lena)).toBe('same-person');
  expect(await tries()).toEqual([false, undefined]);
  expect(await by(ines)).toBe('approved');
  expect(await tries()).toEqual([true, { attempt: 1, firstSentAt: undefined }]);
});

test('a hundred approvals by one member of staff are one', async () => {
  const { player } = await rich();
  const id = await withdrawals.held(player.id);
  await withdrawals.confirms(id);
  await house.transaction((tx) => reviewWithdrawal(tx, id, 2, ['large']));
  const lena = await house.employs();
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, n) =>
      house.process(n).transaction((tx) => approveWithdrawal(tx, id, { staff: lena, pass: randomUUID() })),
    ),
  );
  expect(answers.filter((answer) => answer === 'one-more')).toHaveLength(1);
  expect(answers.filter((answer) => answer === 'same-person')).toHaveLength(99);
  expect((await withdrawals.read(id)).approvals).toBe(1);
});

test('a withdrawal is confirmed once, as it was read, and in time', async () => {
  const { player } = await rich();
  const id = await withdrawals.held(player.id);
  expect(await withdrawals.confirms(id, { minor: 999n })).toBe(false);
  const confirmed = await Promise.all(repeated(id, 10).map((each) => withdrawals.confirms(each)));
  expect(confirmed.filter(Boolean)).toHaveLength(1);
  const late = await withdrawals.held(player.id, { confirmInMs: -1 });
  expect(await withdrawals.confirms(late)).toBe(false);
  expect(await overdueWithdrawals(house.app, 0, 10)).toContain(late);
});

test('what is taken back, declined or never confirmed is free again, once, and cannot be sent any more', async () => {
  const { player, account } = await rich();
  const expired = await withdrawals.held(player.id);
  expect(await Promise.all(repeated(expired, 10).map((id) => release(id, 'expired')))).toContain(true);
  const cancelled = await withdrawals.held(player.id, { fee: 10n });
  expect(await release(cancelled, 'cancelled')).toBe(true);
  const declined = await withdrawals.held(player.id);
  expect(await release(declined, 'declined')).toBe(false); // nobody has confirmed it
  await withdrawals.confirms(declined);
  expect(await release(declined, 'expired')).toBe(false);
  expect(await release(declined, 'declined')).toBe(true);
  expect([await house.balanceOf(account), await withdrawals.heldOf(account)]).toEqual([10_000n, 0]);
  for (const id of [expired, cancelled, declined])
    expect(await house.transaction((tx) => startSending(tx, id))).toBe(false);
});

test('of taking back and sending at once one happens', async () => {
  const { player } = await rich();
  for (let n = 0; n < 10; n++) {
    const id = await withdrawals.held(player.id);
    await withdrawals.confirms(id);
    await house.transaction((tx) => reviewWithdrawal(tx, id, 0, []));
    const done = await Promise.all([
      release(id, 'cancelled'),
      house.process(n).transaction((tx) => startSending(tx, id)),
    ]);
    expect(done.filter(Boolean)).toHaveLength(1);
    if (done[1]) await release(id, 'cancelled').then((again) => expect(again).toBe(false));
  }
});

test('the house pays out no more than it has with the provider, and says so apart from what the player lacks', async () => {
  const { player } = await house.holds(1_000n, 'USD');
  expect(await withdrawals.asks(player.id, { asset: 'USD', minor: 1_001n })).toEqual({ reason: 'insufficient-funds' });
  expect(await withdrawals.asks(player.id, { asset: 'USD', minor: 1_000n })).toEqual({ reason: 'rail-short' });
  await withdrawals.funds(1_000n, 'USD');
  expect(await withdrawals.asks(player.id, { asset: 'USD', minor: 1_000n })).toHaveProperty('id');
});

test('staff say how a part ended once; what is known already is not theirs to say', async () => {
  const { player } = await rich();
  const id = await withdrawals.sent(player.id, { minor: 2_000n, parts: [1_000n, 1_000n] });
  const [first, second] = [await partOf(id, 1), await partOf(id, 2)];
  const pass = randomUUID();
  const resolve = (part: PayoutId, outcome: 'paid' | 'refused', by = randomUUID()) =>
    house.transaction((tx) => resolvePayout(tx, part, outcome, by));
  expect(await resolve(first, 'paid', pass)).toBe(false); // it was never sent
  await house.transaction((tx) => beginPayout(tx, first));
  expect(await resolve(first, 'paid', pass)).toBe(true);
  expect(await resolve(first, 'paid', pass)).toBe(true);
  expect(await resolve(first, 'refused')).toBe(false);
  expect(await house.transaction((tx) => dropPayouts(tx, id))).toBe(1);
  expect((await withdrawals.read(id)).parts.map(({ state }) => state)).toEqual(['paid', 'dropped']);
  expect(await house.transaction((tx) => beginPayout(tx, second))).toBeUndefined();
});

test('the application can change none of it but through its functions, and nobody goes back', async () => {
  const { player } = await rich();
  const id = await withdrawals.sent(player.id);
  await withdrawals.part(id, 1, 'paid');
  await finish(id);
  for (const table of ['withdrawal', 'payout', 'approval'])
    await expect(house.app.query(`delete from payments.${table}`)).rejects.toThrow(/permission denied/);
  await expect(house.asOwner(`update payments.withdrawal set status = 'sending' where id = '${id}'`)).rejects.toThrow(
    /does not go from paid to sending/,
  );
  await expect(house.asOwner(`update payments.withdrawal set minor = 1 where id = '${id}'`)).rejects.toThrow(
    /changes in its state alone/,
  );
  await expect(
    house.asOwner(`update payments.payout set state = 'planned' where withdrawal_id = '${id}'`),
  ).rejects.toThrow(/does not go from paid to planned/);
  await expect(house.asOwner('delete from payments.payout')).rejects.toThrow(/stays written/);
});
