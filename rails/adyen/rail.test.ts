import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DestinationId, OrderId, PayoutId, WithdrawalId } from '../../contracts/ids.ts';
import { money } from '../../domain/money.ts';
import { newId } from '../../runtime/ids.ts';
import { letterOf } from '../../sandbox/adyen/notices.ts';
import { testAdyen } from '../../sandbox/adyen/test-account.ts';
import type { ProviderHint, RailNews } from '../told-rail.ts';
import { createAdyenClient } from './client.ts';
import { isHeard, passedOver, takeBacks } from './events.ts';
import { isSignedItem, type NoticeItem } from './notice.ts';
import { adyenPayout } from './payout.ts';
import { adyenRail } from './rail.ts';
import { adyenTold } from './told.ts';

let account: Awaited<ReturnType<typeof testAdyen>>;
beforeEach(async () => {
  account = await testAdyen();
});
afterEach(() => account.close());

const told = (hmacKeys = account.account.hmacKeys) =>
  adyenTold({ hmacKeys, merchantAccount: account.account.merchantAccount, play: false });
const rail = (changed: Partial<typeof account.account> = {}) =>
  adyenRail({
    adyen: createAdyenClient({ ...account.account, ...changed }, 300),
    returnTo: (order) => `https://cage.example/${order}`,
    play: false,
    now: account.clock.now,
  });
const opens = async (pay = money('EUR', 2_500n)) => {
  const id = newId(account.clock.now()) as OrderId;
  const expiresAt = new Date(account.clock.now() + 2_400_000);
  const order = { id, pay, title: 'Deposit', description: '', expiresAt, bot: undefined };
  return { id, ...(await rail().open(order)) };
};
const paid = async () => {
  const { id, link } = await opens();
  account.adyen.buyer(link).pays();
  await account.adyen.idle();
  const psp = account.adyen.payments().at(-1)?.psp ?? '';
  return { id, psp };
};
/** What the product makes of all that it was told, in the order given. */
const news = async (from = account.received): Promise<RailNews[]> => {
  const all: RailNews[] = [];
  for (const { body, signature } of from) {
    const read = told().readHint(Buffer.from(body), () => signature);
    const hints: readonly ProviderHint[] =
      typeof read === 'string' ? [] : Array.isArray(read) ? read : [read as ProviderHint];
    for (const hint of hints) all.push(...(await told().ask(hint)));
  }
  return all;
};

// docs.adyen.com, "Verify HMAC signatures": the example of Adyen's own.
const EXAMPLE = {
  pspReference: '7914073381342284',
  originalReference: '',
  merchantAccountCode: 'TestMerchant',
  merchantReference: 'TestPayment-1407325143704',
  amount: { value: 1130, currency: 'EUR' },
  eventCode: 'AUTHORISATION',
  success: 'true',
  additionalData: { hmacSignature: 'coqCmt/IZ4E3CzPvMY8zTjQVL5hYJUiBRg8UU+iCWo0=' },
} as const satisfies NoticeItem;
const EXAMPLE_KEY = '44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056';

test('a signature is checked as Adyen’s own example says, by any of our keys, over every field that counts', () => {
  expect(isSignedItem(EXAMPLE, [EXAMPLE_KEY])).toBe(true);
  expect(isSignedItem(EXAMPLE, ['00'.repeat(32), EXAMPLE_KEY])).toBe(true);
  expect(isSignedItem(EXAMPLE, ['00'.repeat(32)])).toBe(false);
  const forged: Partial<NoticeItem>[] = [
    { amount: { value: 113_000, currency: 'EUR' } },
    { amount: { value: 1130, currency: 'USD' } },
    { pspReference: '7914073381342285' },
    { merchantReference: 'another' },
    { success: 'false' },
    { eventCode: 'REFUND' },
  ];
  for (const changed of forged) expect(isSignedItem({ ...EXAMPLE, ...changed }, [EXAMPLE_KEY])).toBe(false);
});

test('what nobody signed is forged, and one bad item makes all of a call bad', async () => {
  await paid();
  const [first] = account.received;
  const body = JSON.parse(first?.body ?? '');
  const [item] = body.notificationItems;
  const changed = structuredClone(item);
  changed.NotificationRequestItem.amount.value += 1;
  const read = (sent: unknown) => told().readHint(Buffer.from(JSON.stringify(sent)), () => undefined);
  expect(read(body)).toHaveLength(1);
  expect(read({ notificationItems: [item, item] })).toHaveLength(2);
  expect(read({ notificationItems: [item, changed] })).toBe('forged');
  expect(read({ notificationItems: [] })).toBe('forged');
  expect(read('hello')).toBe('forged');
  const transfer = account.received.find(({ signature }) => signature !== undefined);
  expect(told().readHint(Buffer.from(`${transfer?.body} `), () => transfer?.signature)).toBe('forged');
});

test('of a card nothing is kept, and another merchant account’s news is not ours', async () => {
  await paid();
  const hints = account.received.map(({ body, signature }) => told().readHint(Buffer.from(body), () => signature));
  expect(JSON.stringify(hints)).toContain('AUTHORISATION');
  expect(JSON.stringify(hints)).not.toMatch(/1111|03\/2030|074971/);
  const other = adyenTold({ hmacKeys: account.account.hmacKeys, merchantAccount: 'Another', play: false });
  expect(other.readHint(Buffer.from(account.received[0]?.body ?? ''), () => undefined)).toBe('passed-over');
});

test('a payment nobody told us of is found by asking; one that was declined, or not made, is none', async () => {
  const { id, link, providerRef = '' } = await opens();
  account.adyen.faults.change({ droppedEvents: {} });
  account.adyen.buyer(link).pays('4000 0000 0000 0002');
  expect(await rail().lookUp?.(providerRef)).toBeUndefined();
  account.adyen.buyer(link).pays('4000 0000 0000 6319');
  expect(account.received).toEqual([]);
  const psp = account.adyen.payments().at(-1)?.psp;
  expect(await rail().lookUp?.(providerRef)).toMatchObject({ kind: 'paid', orderId: id, chargeId: psp, minor: 2_500n });
  await expect(rail({ balanceAccount: undefined }).lookUp?.(providerRef)).rejects.toThrow(/told nothing/);
});

test('a link is paid once, and the same order’s link is the same link', async () => {
  const { link } = await opens();
  expect(account.adyen.buyer(link).pays()).toMatchObject({ outcome: 'paid' });
  expect(account.adyen.buyer(link).pays()).toEqual({ outcome: 'closed' });
  expect(account.adyen.payments()).toHaveLength(1);
});

test('a chargeback that is won and begun anew is each a step of its own, and of our own payouts nothing is taken back', async () => {
  const { psp } = await paid();
  const dispute = account.adyen.dashboard.dispute(psp);
  await account.adyen.idle();
  account.adyen.dashboard.endDispute(dispute.psp, true);
  await account.adyen.idle();
  account.adyen.dashboard.secondChargeback(dispute.psp);
  await account.adyen.idle();
  const steps = (await news()).filter((each) => each.kind === 'taken-back');
  const of = { by: 'dispute', chargeId: psp, minor: 2_500n };
  expect(steps).toMatchObject([
    { ...of, id: dispute.psp, state: 'open' },
    { ...of, id: dispute.psp, state: 'open' },
    { ...of, id: dispute.psp, state: 'won' },
    { ...of, id: `${dispute.psp}:second`, state: 'lost' },
  ]);
});

test('a refund by hand is taken back, and given again when the bank returns it', async () => {
  const { psp } = await paid();
  const refund = account.adyen.dashboard.refund(psp, 1_000);
  await account.adyen.idle();
  account.clock.turn(3_000);
  await account.adyen.idle();
  account.adyen.dashboard.endRefund(refund.psp, 'reversed');
  await account.adyen.idle();
  expect((await news()).filter((each) => each.kind === 'taken-back')).toMatchObject([
    { by: 'refund', id: refund.psp, minor: 1_000n, state: 'refunded' },
    { by: 'refund', id: refund.psp, minor: 1_000n, state: 'failed' },
  ]);
});

test('every event we know of is either heard or passed over for a reason', () => {
  for (const event of Object.keys(takeBacks)) expect(isHeard(event)).toBe(true);
  for (const [event, why] of Object.entries(passedOver)) {
    expect(isHeard(event)).toBe(false);
    expect(why).toMatch(/\w/);
  }
});

const payout = (iban = 'DE89370400440532013000') =>
  adyenPayout({
    adyen: createAdyenClient(account.account, 300),
    play: false,
    now: account.clock.now,
    openDestination: async () => ({ kind: 'iban', iban, holder: 'Ada Lovelace' }),
  });
const bank = { id: randomUUID() as DestinationId, label: 'DE •• 3000' };
const charge = (minor: bigint) => ({
  provider: 'adyen',
  chargeId: `psp-${minor}`,
  providerRef: undefined,
  left: money('EUR', minor),
  paidAt: new Date(0),
});

test('money goes back the way it came first, and only what may leave otherwise goes to a bank account', () => {
  const plan = (minor: bigint, beyond: bigint, destination?: typeof bank) =>
    payout().plan({
      amount: money('EUR', minor),
      refundable: [charge(1_000n), charge(500n)],
      beyond: money('EUR', beyond),
      ...(destination ? { destination } : {}),
    });
  expect(plan(1_200n, 0n)).toMatchObject({
    destination: 'card',
    parts: [{ target: 'psp-1000' }, { target: 'psp-500' }],
  });
  expect(plan(2_000n, 500n, bank)).toMatchObject({
    destination: 'card + DE •• 3000',
    parts: [{}, {}, { target: `destination:${bank.id}`, amount: money('EUR', 500n) }],
  });
  expect(plan(2_000n, 500n)).toEqual({ reason: 'destination-missing', most: money('EUR', 1_500n) });
  expect(plan(2_001n, 500n, bank)).toEqual({ reason: 'not-coverable', most: money('EUR', 2_000n) });
});

const toBank = (minor = 700n) => ({
  reference: randomUUID() as PayoutId,
  withdrawal: randomUUID() as WithdrawalId,
  amount: money('EUR', minor),
  target: `destination:${bank.id}`,
  firstSentAt: undefined,
});

test.each([
  ['booked', { state: 'paid' }],
  ['failed', { state: 'refused', why: 'counterpartyAccountClosed' }],
  ['returned', { state: 'refused', why: 'counterpartyAccountClosed' }],
] as const)('a transfer that was %s is known by our reference', async (how, looked) => {
  const part = toBank();
  expect(await payout().send(part)).toMatchObject({ outcome: 'accepted', isFinal: false });
  expect(await payout().lookUp(part)).toMatchObject({ state: 'pending' });
  account.adyen.dashboard.endTransfer(account.adyen.transfers().at(-1)?.id ?? '', how);
  expect(await payout().lookUp({ ...part, firstSentAt: new Date(account.clock.now()) })).toMatchObject(looked);
  await account.adyen.idle();
  expect(await news()).toContainEqual({ kind: 'payout-moved', reference: part.reference });
});

test('a refund of ours that fails later is refused, and is no take-back', async () => {
  const { psp } = await paid();
  const part = { ...toBank(), target: psp };
  await payout().send(part);
  account.adyen.dashboard.endRefund(account.adyen.refunds().at(-1)?.psp ?? '', 'failed');
  expect(await payout().lookUp(part)).toMatchObject({ state: 'refused' });
  await account.adyen.idle();
  expect((await news()).filter((each) => each.kind === 'taken-back')).toEqual([]);
});

test('an account number that Adyen does not take is refused for good, and what it says of it is not repeated', async () => {
  const answer = await payout('XX').send(toBank());
  expect(answer).toEqual({ outcome: 'refused', why: 'not processed (29_001)' });
  const wrong = adyenPayout({
    adyen: createAdyenClient({ ...account.account, apiKey: 'another key of ours' }, 300),
    play: false,
    now: account.clock.now,
    openDestination: async () => ({ kind: 'iban' as const, iban: 'DE89370400440532013000', holder: 'Ada Lovelace' }),
  });
  await expect(wrong.send(toBank())).rejects.toThrow(/^Adyen answered 401/); // our trouble, and no word on the payment
});

test('the stand-in signs as Adyen does', () => {
  const item = { ...EXAMPLE, eventDate: '', paymentMethod: 'visa', reason: '', additionalData: {} };
  const { body } = letterOf({ id: 'n', kind: 'standard', item }, EXAMPLE_KEY);
  expect(body).toContain(EXAMPLE.additionalData.hmacSignature);
});
