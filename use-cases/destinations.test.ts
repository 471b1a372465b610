import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { DestinationId, PlayerId, WithdrawalId } from '../contracts/ids.ts';
import { money } from '../domain/money.ts';
import { sql, type Tx } from '../prisma/tx.ts';
import type { PayoutRail } from '../rails/payout-rail.ts';
import { noPayoutRails, noPlaces } from '../rails/test-rails.ts';
import { createEnqueue } from '../records/delivery/outbox.ts';
import { readWithdrawal } from '../records/payments/withdrawal-reads.ts';
import { type Guest, type House, openHouse } from '../records/test-house.ts';
import { confirmByButton } from './confirm-code.ts';
import { confirmWithdrawal } from './confirm-withdrawal.ts';
import {
  addDestination,
  confirmDestination,
  destinationRisks,
  openDestination,
  removeDestination,
  shownDestinations,
} from './destinations.ts';
import { usualWithdrawalPatience } from './patience.ts';
import { requestWithdrawal } from './request-withdrawal.ts';
import { nobodyAsks } from './test-protection.ts';
import { openSeams } from './withdrawal-seams.ts';

const IBANS = [
  'DE89 3704 0044 0532 0130 00',
  'GB29NWBK60161331926819',
  'FR1420041010050500013M02606',
  'NL91ABNA0417164300',
];
const keys = [{ id: 'd1', key: Buffer.alloc(32, 3) }];
const BOT = '7000000001';

let house: House;
let deps: ReturnType<typeof depsOf>;
const depsOf = (rail: PayoutRail) => ({
  transaction: house.transaction,
  enqueue: createEnqueue(() => undefined),
  hint: () => undefined,
  now: Date.now,
  dataKeys: keys,
  rails: { ...noPayoutRails, adyen: rail },
  places: noPlaces,
  seams: openSeams,
  requestVerification: nobodyAsks,
  patience: usualWithdrawalPatience,
});
/** To a bank account alone: nothing here goes back the way it came. */
const bankRail = (): PayoutRail => ({
  terms: { EUR: { least: 100n, most: 500_000n, fee: { fixed: 0n, bps: 0n } } },
  send: async () => ({ outcome: 'refused', why: 'not here' }),
  lookUp: async () => ({ state: 'never-accepted' }),
  id: 'adyen',
  takes: 'iban',
  plan: ({ amount, beyond, destination }) =>
    destination && beyond && beyond.minor >= amount.minor
      ? { parts: [{ amount, target: `destination:${destination.id}` }], destination: destination.label }
      : { reason: destination ? 'not-coverable' : 'destination-missing', most: money('EUR', 0n) },
});
beforeAll(async () => {
  house = await openHouse();
  deps = depsOf(bankRail());
});
afterAll(() => house.close());

let player: PlayerId;
let chat: string;
beforeEach(async () => {
  ({ id: player, telegramId: chat } = await house.admits());
});

const adds = (iban = IBANS[0] ?? '', holder = 'Ada Lovelace') =>
  addDestination(deps)(player, { kind: 'iban', iban, holder }, BOT);
const shown = () => shownDestinations({ query: house.read })(player);
const confirms = async () => {
  const open = (await shown()).find(({ codeId }) => codeId !== undefined);
  const performers = {
    destination: confirmDestination,
    withdrawal: confirmWithdrawal(deps),
    'unlink-telegram': async () => undefined,
  };
  return open?.codeId && confirmByButton({ ...deps, performers })(chat, open.codeId);
};
const saved = async (iban?: string): Promise<DestinationId> => {
  const added = await adds(iban);
  if ('reason' in added) throw new Error(added.reason);
  await confirms();
  return added.destinationId;
};

test('a bank account is known by its label alone, and opens for the one who sends, once a code has confirmed it', async () => {
  const added = await adds();
  expect(added).toHaveProperty('destinationId');
  const open = openDestination({ query: house.read }, keys);
  const id = 'destinationId' in added ? added.destinationId : '';
  await expect(open(id)).rejects.toThrow(/not confirmed/);
  expect(await confirms()).toHaveProperty('confirmed');
  expect((await shown())[0]?.destination).toMatchObject({
    label: 'DE •• 3000',
    country: 'DE',
    confirmedAt: expect.any(Date),
  });
  expect(await open(id)).toEqual({
    kind: 'iban',
    iban: 'DE89370400440532013000',
    holder: 'Ada Lovelace',
    memo: undefined,
  });
});

test('neither the number nor the name is anywhere but under seal', async () => {
  await saved();
  const everywhere = await house.read<{ text: string }>(sql`
    select string_agg(t, ' ') as text from (
      select to_jsonb(d)::text as t from payments.destination d union all select to_jsonb(e)::text from audit.entry e
      union all select to_jsonb(c)::text from identity.one_time_code c union all select to_jsonb(o)::text from delivery.outbox o) all_rows(t)`);
  expect(everywhere[0]?.text).toContain('DE •• 3000');
  expect(everywhere[0]?.text).not.toMatch(/DE8937|0532013000|Lovelace/);
});

test('a number with a digit wrong is no number; one that waits is asked about again; one that is saved is saved', async () => {
  expect(await adds('DE89 3704 0044 0532 0130 01')).toEqual({ reason: 'iban-invalid' });
  expect(await adds('<b>')).toEqual({ reason: 'iban-invalid' });
  const [first, second] = [await adds(), await adds('de89370400440532013000')];
  expect(second).toEqual(first);
  await confirms();
  expect(await adds()).toEqual({ reason: 'already-saved' });
});

test('a player has five at most, however many are added at once', async () => {
  const more = ['BE68539007547034', 'AT611904300234573201', 'ES9121000418450200051332', 'FI2112345600000785'];
  const outcomes = [];
  for (const iban of [...IBANS, ...more]) outcomes.push(await adds(iban)); // codes are few: the first refusal ends it
  expect((await shown()).length).toBeLessThanOrEqual(5);
  expect(outcomes.filter((each) => 'destinationId' in each).length).toBeLessThanOrEqual(5);
});

test('without keys, or a rail that pays to banks, nothing is saved', async () => {
  expect(
    await addDestination({ ...deps, dataKeys: [] })(player, { kind: 'iban', iban: IBANS[0] ?? '', holder: 'A' }, BOT),
  ).toEqual({
    reason: 'rail-off',
  });
  const rails = noPayoutRails;
  expect(
    await addDestination({ ...deps, rails })(player, { kind: 'iban', iban: IBANS[0] ?? '', holder: 'A' }, BOT),
  ).toEqual({
    reason: 'rail-off',
  });
});

const withdraws = (destination: DestinationId | undefined, minor = 2_500n) =>
  requestWithdrawal(deps)(player, {
    rail: 'adyen',
    amount: money('EUR', minor),
    bot: BOT,
    destination,
    shownIn: undefined,
  });
const earns = async (minor: bigint) =>
  house.moves(await house.houseAccount('clearing', 'EUR', 'adyen'), await house.accountOf({ id: player }), minor);

test('a withdrawal goes to a confirmed destination of one’s own, which cannot be removed while it is under way', async () => {
  await earns(10_000n);
  const other = player;
  const id = await saved();
  const requested = await withdraws(id);
  if ('reason' in requested) throw new Error(JSON.stringify(requested));
  const w = await readWithdrawal({ query: house.read }, requested.withdrawalId as WithdrawalId);
  expect(w).toMatchObject({ destination: 'DE •• 3000', parts: [{ target: `destination:${id}` }] });
  expect(await removeDestination(deps)(player, id)).toBe('in-use');
  expect(
    await destinationRisks(Date.now)({ query: house.read } as Tx, w as NonNullable<typeof w>, { unproven: true }),
  ).toEqual(['new-destination']);
  const aDayLater = () => Date.now() + 86_400_001;
  expect(
    await destinationRisks(aDayLater)({ query: house.read } as Tx, w as NonNullable<typeof w>, { unproven: true }),
  ).toEqual([]);

  ({ id: player } = await house.admits());
  await earns(10_000n);
  expect(await withdraws(id)).toEqual({ reason: 'blocked', blockers: [{ reason: 'destination-unconfirmed' }] });
  expect(await withdraws(undefined)).toMatchObject({
    reason: 'blocked',
    blockers: [{ reason: 'destination-missing' }],
  });
  expect(await removeDestination(deps)(player, id)).toBe('gone');
  expect(other).not.toBe(player);
});

test('who paid by card on a Telegram invoice within thirty days has people look at what goes to a bank', async () => {
  const order = await house.places({ player: { id: player, telegramId: chat } as Guest, minor: 5_000n });
  await house.process(0).settle(await house.takes(order));
  await earns(10_000n);
  const requested = await withdraws(await saved());
  if ('reason' in requested) throw new Error(JSON.stringify(requested));
  const w = await readWithdrawal({ query: house.read }, requested.withdrawalId);
  if (!w) throw new Error('it is there');
  const risksIn = (days: number) =>
    destinationRisks(() => Date.now() + days * 86_400_000)({ query: house.read } as Tx, w, { unproven: true });
  expect(await risksIn(0)).toEqual(['new-destination', 'card-money-to-bank']);
  expect(await risksIn(29)).toEqual(['card-money-to-bank']);
  expect(await risksIn(31)).toEqual([]);
  const backTheWayItCame = { ...w, parts: w.parts.map((part) => ({ ...part, target: 'pi_1' })) };
  expect(await destinationRisks(Date.now)({ query: house.read } as Tx, backTheWayItCame, { unproven: true })).toEqual(
    [],
  );
});

test('what was removed is forgotten, and may be added anew', async () => {
  const id = await saved();
  expect(await removeDestination(deps)(player, id)).toBe('removed');
  expect(await removeDestination(deps)(player, id)).toBe('gone');
  expect(await shown()).toEqual([]);
  const [row] = await house.read<{ sealed: Buffer | null }>(
    sql`select sealed from payments.destination where id = ${id}`,
  );
  expect(row?.sealed).toBeNull();
  await expect(openDestination({ query: house.read }, keys)(id)).rejects.toThrow();
  expect(await adds()).toHaveProperty('destinationId');
});

test('a destination is not changed by anybody: not the label that a code was for, nor whose it is', async () => {
  const id = await saved();
  await expect(
    house.asSuperuser(`update payments.destination set label = 'GB •• 1111' where id = '${id}'`),
  ).rejects.toThrow(/changed/);
  await expect(house.asSuperuser(`delete from payments.destination where id = '${id}'`)).rejects.toThrow();
});
