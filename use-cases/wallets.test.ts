import { Address } from '@ton/core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { DestinationId, OrderId, PlayerId, QuoteId, WalletId, WithdrawalId } from '../contracts/ids.ts';
import type { RailId } from '../contracts/rails.ts';
import { parseRate } from '../domain/exchange-rates.ts';
import { type Money, money } from '../domain/money.ts';
import { quoteDeposit } from '../domain/quotes.ts';
import { sql, type Tx } from '../prisma/tx.ts';
import type { PayoutRail } from '../rails/payout-rail.ts';
import { noPayoutRails } from '../rails/test-rails.ts';
import { tonPlaces } from '../rails/ton/places.ts';
import type { WalletProof } from '../rails/ton/proof.ts';
import { provingWallet } from '../rails/ton/test-proofs.ts';
import { createEnqueue } from '../records/delivery/outbox.ts';
import { placeOrder } from '../records/payments/orders.ts';
import { readWithdrawal } from '../records/payments/withdrawal-reads.ts';
import { type Guest, type House, openHouse } from '../records/test-house.ts';
import { newId } from '../runtime/ids.ts';
import { confirmByButton } from './confirm-code.ts';
import { confirmWithdrawal } from './confirm-withdrawal.ts';
import {
  addDestination,
  confirmDestination,
  destinationKindsOf,
  destinationRisks,
  openDestination,
  shownDestinations,
} from './destinations.ts';
import { usualWithdrawalPatience } from './patience.ts';
import { requestWithdrawal } from './request-withdrawal.ts';
import { nobodyAsks } from './test-protection.ts';
import { askForProof, linkWallet, removeWallet, shownWallets } from './wallets.ts';
import { openSeams } from './withdrawal-seams.ts';

const BOT = '7000000001';
const HOT = `0:${'ab'.repeat(32)}`;
const USDT = 'EQCxE6mUtQJKFnGfaROTKOt1lZbDiiX1kCixRv7Nw2Id_sDs';
const keys = [{ id: 'd1', key: Buffer.alloc(32, 3) }];
const rules = { network: 'mainnet', domains: ['cage.example'], keyOnChain: async () => undefined } as const;
const places = tonPlaces('mainnet', { hotWallet: HOT, usdtMaster: Address.parse(USDT).toRawString() });

/** Sends to the chain, and takes nothing else. */
const tonRail: PayoutRail = {
  id: 'ton',
  terms: { EUR: { least: 100n, most: 500_000n, fee: { fixed: 0n, bps: 0n } } },
  takes: 'ton',
  plan: ({ amount, destination }) =>
    destination
      ? { parts: [{ amount, target: `destination:${destination.id}` }], destination: destination.label }
      : { reason: 'destination-missing', most: money('EUR', 0n) },
  send: async () => ({ outcome: 'refused', why: 'not here' }),
  lookUp: async () => ({ state: 'never-accepted' }),
};

let house: House;
let deps: ReturnType<typeof depsOf>;
const depsOf = (clock: { aheadMs: number }) => ({
  transaction: house.transaction,
  enqueue: createEnqueue(() => undefined),
  hint: () => undefined,
  now: () => Date.now() + clock.aheadMs,
  dataKeys: keys,
  rails: { ...noPayoutRails, ton: tonRail },
  places,
  wallets: rules,
  seams: openSeams,
  requestVerification: nobodyAsks,
  patience: usualWithdrawalPatience,
});
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

let player: PlayerId;
let chat: string;
const clock = { aheadMs: 0 };
beforeEach(async () => {
  clock.aheadMs = 0;
  deps = depsOf(clock);
  ({ id: player, telegramId: chat } = await house.admits());
});

let seeds = 0;
/** A wallet that no other test has. */
const freshWallet = () => {
  const seed = Buffer.alloc(32, 5);
  seed.writeUInt32BE(++seeds);
  return provingWallet('v4R2', seed);
};
const sessionOf = (id = player) => ({ player: id, id: newId(Date.now()) });
type Asker = ReturnType<typeof sessionOf>;
const proofOf = async (wallet = freshWallet(), asker: Asker = sessionOf()) => {
  const { payload } = await askForProof(deps)(asker);
  return { ...wallet.proves({ payload, domain: 'cage.example', atMs: Date.now() }), app: 'Tonkeeper' };
};
const links = async (wallet = freshWallet(), asker: Asker = sessionOf()) =>
  linkWallet(deps)(asker, await proofOf(wallet, asker), BOT);
const linked = async (wallet = freshWallet()): Promise<WalletId> => {
  const outcome = await links(wallet);
  if ('reason' in outcome) throw new Error(outcome.reason);
  return outcome.walletId;
};
const shown = (id = player) => shownWallets({ query: house.read }, 'mainnet')(id);
const lettersTo = (to: string) =>
  house.read<{ body: { show: string; walletId: string } }>(
    sql`select body from delivery.outbox where lane = ${`${BOT}:${to}`} and key like 'wallet:%'`,
  );

test('a wallet that is proved is the player’s, its chat is told of it once, and the trail names no address', async () => {
  const wallet = freshWallet();
  const id = await linked(wallet);
  expect(await shown()).toMatchObject([
    { id, app: 'Tonkeeper', address: wallet.address.toString({ bounceable: false }) },
  ]);
  expect(await links(wallet)).toEqual({ walletId: id });
  expect(await lettersTo(chat)).toMatchObject([{ body: { show: 'wallet', walletId: id } }]);
  const trail = await house.read<{ action: string; text: string }>(
    sql`select action, to_jsonb(e)::text as text from audit.entry e where subject = ${id}`,
  );
  expect(trail.map(({ action }) => action)).toEqual(['wallet.linked']);
  expect(trail[0]?.text).not.toContain(wallet.address.hash.toString('hex'));
});

test('a proof is good once, also when it comes a hundred times at once', async () => {
  const asker = sessionOf();
  const proof = await proofOf(freshWallet(), asker);
  const outcomes = await Promise.all(Array.from({ length: 100 }, () => linkWallet(deps)(asker, proof, BOT)));
  expect(outcomes.filter((each) => 'walletId' in each)).toHaveLength(1);
  expect(outcomes.filter((each) => 'reason' in each && each.reason === 'proof-payload')).toHaveLength(99);
  expect(await shown()).toHaveLength(1);
});

test('a payload is worth nothing in another session, to another player, after a quarter of an hour, or of one’s own making', async () => {
  const asker = sessionOf();
  const other = await house.admits();
  const refused = { reason: 'proof-payload' };
  const proof = await proofOf(freshWallet(), asker);
  expect(await linkWallet(deps)({ ...asker, id: sessionOf().id }, proof, BOT)).toEqual(refused);
  expect(await linkWallet(deps)({ ...asker, player: other.id }, proof, BOT)).toEqual(refused);
  const made = freshWallet().proves({ payload: 'of-my-own-making', domain: 'cage.example', atMs: Date.now() });
  expect(await linkWallet(deps)(asker, made, BOT)).toEqual(refused);
  expect(await linkWallet(deps)(asker, proof, BOT)).toHaveProperty('walletId'); // nobody else used it up

  clock.aheadMs = -15 * 60_000 - 1_000; // asked for so long ago
  const late = await proofOf(freshWallet(), asker);
  clock.aheadMs = 0;
  expect(await linkWallet(deps)(asker, late, BOT)).toEqual(refused);
});

test('a forged proof uses its payload up: nothing is tried twice with it', async () => {
  const asker = sessionOf();
  const proof = await proofOf(freshWallet(), asker);
  const forged: WalletProof = {
    ...proof,
    proof: { ...proof.proof, signature: Buffer.alloc(64, 1).toString('base64') },
  };
  expect(await linkWallet(deps)(asker, forged, BOT)).toEqual({ reason: 'proof-signature' });
  expect(await linkWallet(deps)(asker, proof, BOT)).toEqual({ reason: 'proof-payload' });
  expect(await shown()).toEqual([]);
});

test('a wallet is one player’s at a time: of two who prove it at once one has it, and the other is told no more than that', async () => {
  const wallet = freshWallet();
  const other = await house.admits();
  const outcomes = await Promise.all([links(wallet), links(wallet, sessionOf(other.id))]);
  expect(outcomes.filter((each) => 'walletId' in each)).toHaveLength(1);
  expect(outcomes.filter((each) => 'reason' in each)).toEqual([{ reason: 'wallet-taken' }]);
  const [owner, loser] = (await shown()).length === 1 ? [player, other.id] : [other.id, player];
  const [mine] = await shown(owner);
  expect(await removeWallet(deps)(loser, mine?.id as WalletId)).toBe('gone');
  expect(await removeWallet(deps)(owner, mine?.id as WalletId)).toBe('removed');
  expect(await links(wallet, sessionOf(loser))).toHaveProperty('walletId');
});

test('a player has ten at most, a closed account links none, and where there is no chain there is no wallet', async () => {
  for (let n = 0; n < 10; n++) await linked();
  expect(await links()).toEqual({ reason: 'too-many-wallets' });
  const closed = await house.admits();
  await house.transaction((tx) => tx.query(sql`select identity.close_player(${closed.id}, ${player})`));
  expect(await links(freshWallet(), sessionOf(closed.id))).toEqual({ reason: 'account-closed' });
  const asker = sessionOf();
  expect(await linkWallet({ ...deps, wallets: undefined })(asker, await proofOf(freshWallet(), asker), BOT)).toEqual({
    reason: 'rail-off',
  });
});

test('a wallet is what was proved: nobody changes it, and nobody forgets it', async () => {
  const id = await linked();
  await expect(house.asSuperuser(`update payments.wallet set address = '${HOT}' where id = '${id}'`)).rejects.toThrow(
    /changed/,
  );
  await expect(house.asSuperuser(`delete from payments.wallet where id = '${id}'`)).rejects.toThrow();
});

const adds = (wish: Parameters<ReturnType<typeof addDestination>>[1]) => addDestination(deps)(player, wish, BOT);
const confirms = async () => {
  const open = (await shownDestinations({ query: house.read })(player)).find(({ codeId }) => codeId !== undefined);
  const performers = {
    destination: confirmDestination,
    withdrawal: confirmWithdrawal(deps),
    'unlink-telegram': async () => undefined,
  };
  return open?.codeId && confirmByButton({ ...deps, performers })(chat, open.codeId);
};
const saved = async (wish: Parameters<typeof adds>[0]): Promise<DestinationId> => {
  const added = await adds(wish);
  if ('reason' in added) throw new Error(added.reason);
  await confirms();
  return added.destinationId;
};
const earns = async (minor: bigint) =>
  house.moves(await house.houseAccount('clearing', 'EUR', 'ton'), await house.accountOf({ id: player }), minor);
const withdraws = (destination: DestinationId | undefined) =>
  requestWithdrawal(deps)(player, {
    rail: 'ton',
    amount: money('EUR', 2_500n),
    bot: BOT,
    destination,
    shownIn: undefined,
  });
const risksOf = async (id: WithdrawalId, unproven = false) => {
  const w = await readWithdrawal({ query: house.read }, id);
  if (!w) throw new Error('it is there');
  return destinationRisks(() => Date.now() + 86_400_001)({ query: house.read } as Tx, w, { unproven });
};

test('a proved wallet is paid to once a code confirmed it, and not before; unlinked, it is no destination any more', async () => {
  const wallet = freshWallet();
  const walletId = await linked(wallet);
  const added = await adds({ kind: 'ton-wallet', walletId });
  const id = 'destinationId' in added ? added.destinationId : ('' as DestinationId);
  const open = openDestination({ query: house.read }, keys);
  await expect(open(id)).rejects.toThrow(/not confirmed/);
  expect(await confirms()).toHaveProperty('confirmed');
  expect(await open(id)).toEqual({
    kind: 'ton',
    address: wallet.address.toRawString(),
    isBounceable: false,
    memo: undefined,
  });
  expect(await shown()).toMatchObject([{ id: walletId, destinationId: id }]);
  expect(await adds({ kind: 'ton-wallet', walletId })).toEqual({ reason: 'already-saved' });

  await earns(10_000n);
  const requested = await withdraws(id);
  if ('reason' in requested) throw new Error(JSON.stringify(requested));
  expect(await risksOf(requested.withdrawalId)).toEqual([]);
  expect(await removeWallet(deps)(player, walletId)).toBe('in-use');

  const unused = await linked();
  const other = await saved({ kind: 'ton-wallet', walletId: unused });
  expect(await removeWallet(deps)(player, unused)).toBe('removed');
  await expect(open(other)).rejects.toThrow(/not there/);
  expect(await adds({ kind: 'ton-wallet', walletId: unused })).toEqual({ reason: 'unknown-wallet' });
  const strangers = (await house.admits()).id;
  expect(await addDestination(deps)(strangers, { kind: 'ton-wallet', walletId }, BOT)).toEqual({
    reason: 'unknown-wallet',
  });
});

test('what goes to an address nobody proved is looked at by two people unless it is small, and the address is under seal with its memo', async () => {
  const address = freshWallet().address;
  const id = await saved({ kind: 'ton-address', address: address.toString(), memo: ' 102938475610 ' });
  expect(await openDestination({ query: house.read }, keys)(id)).toEqual({
    kind: 'ton',
    address: address.toRawString(),
    isBounceable: true,
    memo: '102938475610',
  });
  const friendly = address.toString();
  expect((await shownDestinations({ query: house.read })(player))[0]?.destination).toMatchObject({
    country: undefined,
    label: `${friendly.slice(0, 6)}…${friendly.slice(-6)} · memo 1029…5610`,
  });
  await earns(10_000n);
  const requested = await withdraws(id);
  if ('reason' in requested) throw new Error(JSON.stringify(requested));
  expect(await risksOf(requested.withdrawalId)).toEqual(['unproven-wallet']);
  expect(await risksOf(requested.withdrawalId, true)).toEqual([]);
  const everywhere = await house.read<{ text: string }>(sql`
    select string_agg(t, ' ') as text from (
      select to_jsonb(d)::text as t from payments.destination d union all select to_jsonb(e)::text from audit.entry e
      union all select to_jsonb(c)::text from identity.one_time_code c union all select to_jsonb(w)::text from payments.withdrawal w
      union all select to_jsonb(p)::text from payments.payout p union all select to_jsonb(o)::text from delivery.outbox o) all_rows(t)`);
  expect(everywhere[0]?.text).toContain(friendly.slice(-6));
  for (const secret of [friendly, address.hash.toString('hex'), '102938475610'])
    expect(everywhere[0]?.text).not.toContain(secret);
});

test('the same address with another memo is another destination, and each is known by both', async () => {
  const address = freshWallet().address.toString();
  const one = await saved({ kind: 'ton-address', address, memo: '1' });
  const other = await saved({ kind: 'ton-address', address, memo: '2' });
  expect(other).not.toBe(one);
  expect(await adds({ kind: 'ton-address', address, memo: '1' })).toEqual({ reason: 'already-saved' });
});

test('an address is called by the letters in which it was typed, also where ours for it would be others', async () => {
  deps = { ...deps, places: { ...deps.places, network: 'testnet' } };
  const typed = freshWallet().address.toString({ testOnly: false });
  await saved({ kind: 'ton-address', address: typed });
  const [shownAs] = await shownDestinations({ query: house.read })(player);
  expect(shownAs?.destination.label).toBe(`${typed.slice(0, 6)}…${typed.slice(-6)}`);
});

test('an address that no player can be paid at is refused by its name', async () => {
  const { address } = freshWallet();
  const wallet = address.toString({ bounceable: false });
  const isRefused = async (as: string, wish: { address: string; memo?: string }) =>
    expect(await adds({ kind: 'ton-address', ...wish }), JSON.stringify(wish)).toEqual({ reason: as });
  await isRefused('address-invalid', {
    address: `${wallet.slice(0, 20)}${wallet[20] === 'A' ? 'B' : 'A'}${wallet.slice(21)}`,
  });
  await isRefused('address-invalid', { address: address.toRawString() });
  await isRefused('address-invalid', { address: 'EQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAM9c' });
  await isRefused('address-other-network', { address: address.toString({ testOnly: true }) });
  await isRefused('address-other-workchain', { address: 'Ef8zMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzM0vF' });
  await isRefused('address-token', { address: USDT });
  await isRefused('memo-invalid', { address: wallet, memo: 'one\u202Etwo' });
  await isRefused('memo-too-long', { address: wallet, memo: 'я'.repeat(62) });
  await isRefused('address-ours', { address: 'UQCrq6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq5jh' });
});

test('what may be saved is what a rail that is on pays to, and no rail is paid for by another’s destination', async () => {
  expect(destinationKindsOf(deps)).toEqual(['ton-wallet', 'ton-address']);
  expect(await adds({ kind: 'iban', iban: 'DE89370400440532013000', holder: 'Ada' })).toEqual({ reason: 'rail-off' });
  const bank: PayoutRail = { ...tonRail, id: 'adyen', takes: 'iban' };
  deps = { ...deps, rails: { ...noPayoutRails, ton: tonRail, adyen: bank } };
  const iban = await saved({ kind: 'iban', iban: 'DE89370400440532013000', holder: 'Ada' });
  await earns(10_000n);
  expect(await withdraws(iban)).toEqual({ reason: 'blocked', blockers: [{ reason: 'destination-unconfirmed' }] });
});

/** Paid by that way and credited; another asset than the wallet's at that rate. */
async function pays(rail: RailId, amount: Money, market?: string): Promise<void> {
  const quote = quoteDeposit(
    amount,
    { assets: { [amount.asset]: { least: 1n, most: 2n ** 62n, fee: { fixed: 0n, bps: 0n } } }, validForMs: 3_600_000 },
    Date.now(),
    market === undefined ? undefined : parseRate(market),
  );
  if ('reason' in quote) throw new Error(quote.reason);
  const [id, quoteId] = [newId(Date.now()) as OrderId, newId(Date.now()) as QuoteId];
  await house.transaction((tx) => placeOrder(tx, { id, quoteId, player, rail, quote, shownIn: undefined }));
  const order = { id, player: { id: player, telegramId: chat } as Guest, ...amount };
  await house.process(0).settle(await house.takes(order, { provider: rail }));
}

test('what came by card goes back to it before anything goes to the chain; what came by the chain may go anywhere', async () => {
  const cards: PayoutRail = {
    ...tonRail,
    id: 'stripe',
    takes: undefined as never,
    plan: ({ amount }) => ({ parts: [{ amount, target: 'pi' }] }),
  };
  deps = { ...deps, rails: { ...noPayoutRails, stripe: cards, ton: tonRail } };
  const destination = await saved({ kind: 'ton-wallet', walletId: await linked() });
  const wants = (minor: bigint) =>
    requestWithdrawal(deps)(player, {
      rail: 'ton',
      amount: money('EUR', minor),
      bot: BOT,
      destination,
      shownIn: undefined,
    });
  await house.rates('TON', '3');
  await pays('ton', money('TON', 20_000_000_000n), '3'); // sixty euros
  await pays('stripe', money('EUR', 2_500n));
  expect(await wants(6_001n)).toEqual({
    reason: 'blocked',
    blockers: [{ reason: 'goes-back-first', rail: 'stripe', left: money('EUR', 2_500n), most: money('EUR', 6_000n) }],
  });
  expect(await wants(6_000n)).toHaveProperty('withdrawalId');
});
