import { Address } from '@ton/core';
import type { PlayerId, WalletId } from '../contracts/ids.ts';
import { differenceOf } from '../domain/hot-wallet.ts';
import { createPool } from '../prisma/pool.ts';
import { createTransaction, query, sql } from '../prisma/tx.ts';
import { noPayoutRails, noPlaces } from '../rails/test-rails.ts';
import { createEnqueue } from '../records/delivery/outbox.ts';
import { playerOfTelegram } from '../records/identity/reads.ts';
import { findFaults } from '../records/ledger/faults.ts';
import { chainPositions } from '../records/payments/chain-books.ts';
import { readPayments } from '../records/payments/faults.ts';
import { linkWallet } from '../records/payments/wallets.ts';
import { newId } from '../runtime/ids.ts';
import { type Random, seededRandom } from '../sandbox/ground/chance.ts';
import type { House, PartName } from '../sandbox/testing/house.ts';
import { addDestination } from '../use-cases/destinations.ts';
import { patience } from './test-kills.ts';

export type TonRun = {
  /** Each sends one deposit, in as many waves as somebody is killed meanwhile, at least one. */
  readonly players: number;
  /** So many of them take money out. */
  readonly payouts: number;
  /** So many of those at once; the others in waves, as deposits. */
  readonly atOnce: number;
  readonly kills: { readonly in: number; readonly out: number };
  readonly seed: number;
  readonly log?: (line: string) => void;
};

/**
 * Players send TON and USDT from an exchange, and take some of it out to wallets of theirs, while the loops and the worker are killed
 * at moments that the chain names; comes back when every player has been told that it was credited, and that it was paid. Answers who
 * was to be paid.
 */
export async function payWhileKilling(house: House, run: TonRun): Promise<readonly Address[]> {
  const { players, payouts, atOnce, kills, seed, log = () => undefined } = run;
  const exchange = house.ton.wallet.of('Exchange');
  for (const { name, minor } of COINS) await exchange.gets(name, minor * BigInt(players + 1));
  const killer = openKiller(house, seededRandom(seed), log);
  await killer(IN_MOMENTS, waves(numbers(players), kills.in), (n) => paysIn(house, n));
  log(`${players} deposits are credited`);
  const recipients = await saveWallets(house, payouts);
  const [first, others] = [numbers(payouts).slice(0, atOnce), numbers(payouts).slice(atOnce)];
  await killer(OUT_MOMENTS, [first, ...waves(others, kills.out - 1)], (n) => takesOut(house, n));
  log(`${payouts} payouts are told as paid`);
  house.ton.faults.clear();
  return recipients;
}

/** As even as can be. */
const waves = (of: readonly number[], count: number): number[][] =>
  numbers(Math.max(1, count)).map((wave) => of.filter((n) => n % Math.max(1, count) === wave));

const COINS = [
  { name: 'TON', rail: 'ton', by: 'In TON instead', minor: 20_000_000_000n },
  { name: 'USDT', rail: 'usdt', by: 'In USDT on TON instead', minor: 50_000_000n },
] as const;
/** What says that it is seen speaks of the cash, too. */
const CREDITED = /is in your cash\s+Paid: /;
const PAID_OUT = /was paid out/;
const coinOf = (n: number) => COINS[n % 2 === 0 ? 0 : 1];
const numbers = (count: number): number[] => [...Array(count).keys()];
const nameOf = (n: number): string => `Player ${n}`;

/** As from an exchange: any amount, to the house's address and the player's memo. */
async function paysIn({ telegram, ton }: House, n: number): Promise<void> {
  const player = telegram.player(nameOf(n));
  const coin = coinOf(n);
  player.says('/deposit');
  await player.sees(/How much\?/, patience);
  await player.taps(coin.by, patience);
  await player.taps('Any amount, sent by hand', patience);
  const { buttons } = await player.sees(/Without the memo/, patience);
  const copies = (what: string): string => buttons.flat().find(({ text }) => text === what)?.data ?? '';
  await ton.wallet.of('Exchange').sends({
    to: copies('Copy the address'),
    coin: coin.name,
    minor: coin.minor,
    comment: copies('Copy the memo'),
  });
  await player.sees(CREDITED, patience);
}

async function takesOut({ telegram }: House, n: number): Promise<void> {
  const player = telegram.player(nameOf(n));
  player.says('/withdraw');
  await player.taps(`withdraw:by:${coinOf(n).rail}`, patience);
  await player.taps(new RegExp(`^withdraw:${coinOf(n).rail}:EUR:\\d+`), patience);
  // Their wallet has a code of its own in this chat.
  const asked = await player.sees(/withdraw money[\s\S]*Your code: \d{6}/, patience);
  await player.taps('Yes, do it', { ...patience, in: asked });
  await player.sees(PAID_OUT, patience);
}

/** As the app saves one, for each of the first players; proved and confirmed the day before yesterday, so that nobody needs to look at it. */
async function saveWallets(house: House, players: number): Promise<Address[]> {
  const pool = createPool(house.database.appUrl, { max: 1, name: 'test' });
  const transaction = createTransaction(pool);
  const enqueue = createEnqueue(() => undefined);
  const takes = { takes: 'ton' } as never;
  const add = addDestination({
    transaction,
    enqueue,
    now: Date.now,
    dataKeys: [{ id: 'test', key: Buffer.alloc(32, 6) }],
    rails: { ...noPayoutRails, ton: takes, usdt: takes },
    places: noPlaces,
  });
  const addresses: Address[] = [];
  for (let n = 0; n < players; n++) {
    const subject = String(house.telegram.player(nameOf(n)).id);
    const player = await transaction((tx) => playerOfTelegram(tx, subject));
    if (!player) throw new Error('nobody came');
    const address = addressOf(n);
    const wallet = await transaction((tx) => linkWallet(tx, proved(player, address), 5));
    if (!('id' in wallet)) throw new Error(wallet.outcome);
    const added = await add(player, { kind: 'ton-wallet', walletId: wallet.id }, String(house.telegram.botId));
    if ('reason' in added) throw new Error(added.reason);
    addresses.push(address);
  }
  await pool.end();
  const behind = createPool(house.database.superuserUrl, { max: 1, name: 'test-behind' });
  await query(behind, sql`set session_replication_role = replica`); // when it was confirmed is changed by nobody
  await query(behind, sql`update payments.destination set confirmed_at = now() - interval '2 days'`);
  await behind.end();
  return addresses;
}

/** Nobody ever wrote to these. */
const addressOf = (n: number): Address => new Address(0, Buffer.alloc(32, n + 1));
const proved = (player: PlayerId, address: Address) => ({
  id: newId(Date.now()) as WalletId,
  player,
  address: address.toRawString(),
  publicKey: Buffer.alloc(32, 1),
  app: undefined,
});

/** When somebody is killed: as the chain sees it. */
type Moment = {
  readonly name: string;
  readonly who: PartName;
  /** Called before it is waited for, and for every block: whether it has come. */
  readonly prepare: (house: House) => () => boolean;
};

/** A call to the API that came in since, whatever became of it. */
const called = (call: string) => (house: House) => {
  const before = house.ton.calls(call).length;
  return () => house.ton.calls(call).length > before;
};

/** A call that is carried out or not, and never answered: whoever made it hangs. */
const silent = (executed: boolean) => (house: House) => {
  house.ton.faults.failCalls({ calls: ['sendBoc'], executed, answer: 'silence', next: 1 });
  return called('sendBoc')(house);
};

/** Something new at the hot wallet, or at its own wallet of USDT: from outside, or from another account. */
const landed = (from: 'external-in' | 'internal') => (house: House) => {
  const ours = [house.ton.hotWallet, house.ton.usdt.walletOf(house.ton.hotWallet)].map((each) => each.toRawString());
  let has = false;
  const stop = house.ton.chain.listen((_, all) => {
    if (!all.some((each) => ours.includes(each.account) && each.transaction.inMessage?.info.type === from)) return;
    has = true;
    stop();
  });
  return () => has;
};

const IN_MOMENTS: readonly Moment[] = [
  { name: 'a deposit is in a block', who: 'loops', prepare: landed('internal') },
  { name: 'a page of transactions is being read', who: 'loops', prepare: called('getTransactions') },
  { name: 'a deposit is in a block', who: 'worker', prepare: landed('internal') },
];

const OUT_MOMENTS: readonly Moment[] = [
  { name: 'a payout is signed and not broadcast', who: 'loops', prepare: silent(false) },
  { name: 'a payout is broadcast and nobody knows', who: 'loops', prepare: silent(true) },
  { name: 'a payout is in a block', who: 'loops', prepare: landed('external-in') },
  { name: 'a payout is in a block', who: 'worker', prepare: landed('external-in') },
  { name: 'its delivery is looked for', who: 'loops', prepare: called('tryLocateTx') },
];

function openKiller(house: House, random: Random, log: (line: string) => void) {
  let killed = 0;
  const strike = async ({ name, who, prepare }: Moment, isOver: () => boolean): Promise<void> => {
    const has = prepare(house);
    await new Promise<void>((resolve) => {
      const stop = house.ton.chain.listen(() => {
        if (!has() && !isOver()) return;
        stop();
        resolve();
      });
    });
    if (!has()) return;
    await house.part(who).kill();
    killed += 1;
    log(`kill ${killed}: ${who}, when ${name}`);
    if (who === 'worker') await house.replaceWorker();
    else await house.start(who).ready;
  };
  /** Begins a wave, kills somebody as soon as the moment has come, and begins the next one when the successor works. Ends when all are done. */
  return async (
    moments: readonly Moment[],
    all: readonly number[][],
    one: (n: number) => Promise<void>,
  ): Promise<void> => {
    let underWay = 0;
    const works: Promise<void>[] = [];
    for (const [n, wave] of all.entries()) {
      underWay += wave.length;
      works.push(...wave.map((each) => one(each).finally(() => (underWay -= 1))));
      // Each moment comes once before any is drawn.
      const moment = moments[n < moments.length ? n : Math.floor(random() * moments.length)] as Moment;
      await Promise.race([strike(moment, () => underWay === 0), failing(works)]);
    }
    await Promise.all(works);
  };
}

/** Ends when one of them fails, and never else. */
const failing = (works: readonly Promise<void>[]): Promise<never> =>
  new Promise((_, reject) => {
    for (const work of works) work.catch(reject);
  });

/** What the books say, and what the chain's own account says that each was paid. */
export async function readTonBooks(house: House, players: number, recipients: readonly Address[]) {
  const pool = createPool(house.database.appUrl, { max: 2, name: 'books' });
  try {
    const [row] = await query<{ credited: bigint; paid: bigint; held: bigint; pauses: bigint }>(
      pool,
      sql`select (select count(*) from payments."order" where status = 'credited') as credited,
          (select count(*) from payments.withdrawal where status = 'paid') as paid,
          (select coalesce(sum(held), 0)::bigint from ledger.account) as held,
          (select count(*) from payments.rail_pause) as pauses`,
    );
    const sent = await query<{ recipient: string; minor: bigint }>(
      pool,
      sql`select recipient, sum(minor)::bigint as minor from chain.payout where state = 'paid' group by recipient`,
    );
    const faults: unknown[] = [...(await findFaults(pool))];
    for await (const page of readPayments(pool)) faults.push(...page.faults);
    return {
      ...{ credited: Number(row?.credited), paid: Number(row?.paid), held: row?.held, pauses: Number(row?.pauses) },
      faults,
      receipts: numbers(players).map((n) => told(house, n, CREDITED)),
      letters: numbers(recipients.length).map((n) => told(house, n, PAID_OUT)),
      arrived: recipients.map((to, n) => arrivedAt(house, to, coinOf(n).name)),
      /** What our own queue says of each. */
      sent: recipients.map((to) => sent.find(({ recipient }) => recipient === to.toRawString())?.minor),
    };
  } finally {
    await pool.end();
  }
}

/** All that came from the hot wallet, by the chain's own account of the one it came to. Minor units. */
function arrivedAt({ ton }: House, to: Address, coin: 'TON' | 'USDT'): { times: number; minor: bigint } {
  const of = (owner: Address): Address => (coin === 'TON' ? owner : ton.usdt.walletOf(owner));
  const values = [...ton.chain.view().history(of(to))].flatMap(({ transaction: { inMessage } }) =>
    inMessage?.info.type === 'internal' && inMessage.info.src.equals(of(ton.hotWallet))
      ? [inMessage.info.value.coins]
      : [],
  );
  const minor = coin === 'TON' ? values.reduce((sum, each) => sum + each, 0n) : ton.usdt.balanceOf(to);
  return { times: values.length, minor };
}

const told = ({ telegram }: House, n: number, what: RegExp): number =>
  telegram
    .player(nameOf(n))
    .chat()
    .filter(({ text }) => what.test(text)).length;

/** What the chain holds and the books do not know, by rail; settled within a round or two of those who book. */
export async function chainDifferences(house: House): Promise<Record<string, bigint>> {
  const pool = createPool(house.database.appUrl, { max: 1, name: 'books' });
  try {
    const all = await chainPositions({ query: (statement) => query(pool, statement) });
    return Object.fromEntries(all.map(({ rail, sums }) => [rail, differenceOf(sums)]));
  } finally {
    await pool.end();
  }
}

/** Each credited once, told once, and paid once: by our books, and by the chain's own account. */
export const rightBooks = (
  { players, payouts }: TonRun,
  { sent }: { readonly sent: readonly (bigint | undefined)[] },
) => ({
  ...{ credited: players, paid: payouts, held: 0n, pauses: 0, faults: [] },
  receipts: Array(players).fill(1),
  letters: Array(payouts).fill(1),
  arrived: sent.map((minor) => ({ times: 1, minor })),
  sent: sent.map((minor) => (minor !== undefined && minor > 0n ? minor : 'nothing')),
});
