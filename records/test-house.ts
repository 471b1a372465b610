import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import type { OrderId, QuoteId, StaffId, TransferId } from '../contracts/ids.ts';
import type { StaffRole } from '../contracts/staff.ts';
import type { Asset } from '../domain/assets.ts';
import { type ExchangeRate, parseRate, type RatePair } from '../domain/exchange-rates.ts';
import { money } from '../domain/money.ts';
import { quoteDeposit } from '../domain/quotes.ts';
import { createDatabase } from '../prisma/client.ts';
import { createPool, type Pool } from '../prisma/pool.ts';
import { CONNECT_MS, openDatabase } from '../prisma/test-databases.ts';
import { createTransaction, query, type Row, type Sql, sql, type Transaction, type Tx } from '../prisma/tx.ts';
import { newId } from '../runtime/ids.ts';
import { readWaiting } from './delivery/reads.ts';
import { type Player, playerFor } from './identity/player-for.ts';
import { openSession } from './identity/sessions.ts';
import { admitStaff } from './identity/staff.ts';
import { openAccount } from './ledger/accounts.ts';
import { type Answer, isDone, type Post } from './ledger/commands.ts';
import { createLedger, executeOne, type Ledger } from './ledger/execute.ts';
import { findFaults } from './ledger/faults.ts';
import { type Charge, type ChargeToSettle, createSettle, recordCharge } from './payments/charges.ts';
import { placeOrder, type ShownIn } from './payments/orders.ts';
import { keepRate } from './payments/rates.ts';
import { type OrderView, readOrder } from './payments/reads.ts';

export const HOUR_MS = 3_600_000;

/** One process of the product: connections and batchers of its own. */
export type Process = {
  readonly pool: Pool;
  readonly transaction: Transaction;
  readonly settle: ReturnType<typeof createSettle>;
  readonly ledger: Ledger;
};

export type Guest = Player & { readonly telegramId: string };
export type Order = { readonly id: OrderId; readonly player: Guest; readonly asset: Asset; readonly minor: bigint };
export type OrderWish = {
  player?: Guest;
  asset?: Asset;
  minor?: bigint;
  feeBps?: bigint;
  /** Less than this is not credited. */
  least?: bigint;
  /** What one of the asset is worth in the wallet, as a decimal; and what the house keeps of it. */
  market?: string;
  spreadBps?: bigint;
  /** How long the quote holds from now; below zero it has run out already. */
  expiresInMs?: number;
  shownIn?: ShownIn;
};

export type House = Awaited<ReturnType<typeof openHouse>>;

/** A database with players, orders and money in it, and several processes at work on it. */
export async function openHouse({ processes = 1 } = {}) {
  const database = await openDatabase({ connections: 10 });
  const pools = [database.app, ...Array.from({ length: processes - 1 }, () => poolOn(database.appUrl))];
  const staff = pools.map(processOn);
  const { transaction } = staff[0] as Process;
  const prisma = createDatabase(database.appUrl, { max: 2, name: 'test' });
  const read = <R extends Row>(statement: Sql): Promise<R[]> => query<R>(database.app, statement);

  const house = {
    ...database,
    transaction,
    /** As the sealer of the audit trail works. */
    sealing: createTransaction(database.sealer),
    /** The processes in turn: the first call gets the first, and so on round. */
    process: (n: number): Process => staff[n % staff.length] as Process,
    read,
    /** One number of one row. */
    async count(statement: Sql): Promise<number> {
      const [row] = await read(statement);
      return Number(Object.values(row ?? {})[0]);
    },

    async admits(telegramId = String(randomInt(1, 2 ** 40))): Promise<Guest> {
      const player = await transaction((tx) =>
        playerFor(tx, { id: telegramId, language: 'en' }, newId(Date.now()), 'EUR'),
      );
      return { ...player, telegramId };
    },

    async places({
      player,
      asset = 'EUR',
      minor = 2_500n,
      feeBps = 0n,
      least = 1n,
      market,
      spreadBps = 0n,
      expiresInMs = HOUR_MS,
      shownIn,
    }: OrderWish = {}): Promise<Order> {
      const payer = player ?? (await house.admits());
      const fixedAtMs = Date.now() - (expiresInMs < 0 ? HOUR_MS : 0);
      const terms = { least, most: 2n ** 62n, fee: { fixed: 0n, bps: feeBps }, spreadBps };
      const quote = quoteDeposit(
        money(asset, minor),
        { assets: { [asset]: terms }, validForMs: Date.now() + expiresInMs - fixedAtMs },
        fixedAtMs,
        market === undefined ? undefined : parseRate(market),
      );
      if ('reason' in quote) throw new Error(quote.reason);
      const id = newId(fixedAtMs) as OrderId;
      const quoteId = newId(fixedAtMs) as QuoteId;
      await transaction((tx) =>
        placeOrder(tx, { id, quoteId, player: payer.id, rail: 'telegram-invoice', quote, shownIn }),
      );
      return { id, player: payer, asset, minor };
    },

    /** What one of an asset is worth in euros, as two sources say: since when, and for how long. */
    rates: (base: RatePair['base'], text: string, { agoMs = 0, goodForMs = HOUR_MS } = {}): Promise<void> =>
      transaction((tx) => {
        const takenAt = new Date(Date.now() - agoMs);
        const goodUntil = new Date(takenAt.getTime() + goodForMs);
        const rate = parseRate(text) as ExchangeRate;
        return keepRate(tx, { base, quote: 'EUR' }, { rate, takenAt, goodUntil, sources: ['one', 'other'] });
      }),

    /** What the provider tells of a payment that is just as it was asked for, or as it is changed here. */
    chargeOf: (order: Order, changed: Partial<Charge> = {}): Charge => ({
      provider: 'telegram',
      id: randomUUID(),
      orderId: order.id,
      payer: order.player.telegramId,
      asset: order.asset,
      minor: order.minor,
      providerRef: null,
      receivedAt: new Date(),
      ...changed,
    }),

    /** Notes a payment and says how to settle it. */
    async takes(order: Order, changed: Partial<Charge> = {}): Promise<ChargeToSettle> {
      const charge = house.chargeOf(order, changed);
      await transaction((tx) => recordCharge(tx, charge));
      return {
        provider: charge.provider,
        chargeId: charge.id,
        orderId: charge.orderId,
        transferId: newId(Date.now()) as TransferId,
      };
    },

    async order(order: Order): Promise<OrderView> {
      const view = await transaction((tx) => readOrder(tx, order.id));
      if (!view) throw new Error(`no order ${order.id}`);
      return view;
    },

    accountOf: (player: Pick<Guest, 'id'>, asset: Asset = 'EUR') =>
      transaction((tx) => openAccount(tx, 'player-cash', { player: player.id }, asset)),
    houseAccount: (kind: string, asset: Asset = 'EUR', name = 'telegram-invoice') =>
      transaction((tx) => openAccount(tx, kind, { house: name }, asset)),
    async balanceOf(account: bigint): Promise<bigint> {
      const [row] = await read<{ balance: bigint }>(sql`select balance from ledger.account where id = ${account}`);
      if (!row) throw new Error(`no account ${account}`);
      return row.balance;
    },
    async cashOf(player: Guest, asset: Asset = 'EUR'): Promise<bigint> {
      return house.balanceOf(await house.accountOf(player, asset));
    },

    /** Moves money from one account to another, once under the id. */
    moves: (
      from: bigint,
      to: bigint,
      amount: bigint,
      { id = newId(Date.now()), by = transaction } = {},
    ): Promise<string> => by(async (tx) => wordOf(await executeOne(tx, postingOf(id, [from, -amount], [to, amount])))),
    /** A member of staff, signed in at the desk. */
    employs: (roles: readonly StaffRole[] = ['compliance']): Promise<StaffId> =>
      transaction((tx) => employ(tx, { subject: newId(Date.now()), name: 'Lena Hoff', roles })),
    /** Cash out of nowhere, for a player who is there already. */
    async gives(player: string, minor: bigint, asset: Asset = 'EUR'): Promise<void> {
      const account = await house.accountOf({ id: player as Guest['id'] }, asset);
      await house.moves(await house.houseAccount('clearing', asset), account, minor);
    },
    /** Stars out of nowhere, to play with. */
    async givesStars(player: string, minor: bigint): Promise<void> {
      const account = await transaction((tx) =>
        openAccount(tx, 'player-stars', { player: player as Guest['id'] }, 'XTR'),
      );
      await house.moves(await house.houseAccount('clearing', 'XTR', 'stars'), account, minor);
    },
    /** A player with so much cash, taken in by a provider. */
    async holds(minor: bigint, asset: Asset = 'EUR') {
      const player = await house.admits();
      const account = await house.accountOf(player, asset);
      if (minor > 0n) await house.moves(await house.houseAccount('clearing', asset), account, minor);
      return { player, account };
    },

    /** Throws out whoever is in the middle of a call to the ledger; answers how many were. */
    cuts: (): Promise<number> =>
      house.count(
        sql`select count(pg_terminate_backend(pid)) from pg_stat_activity
          where datname = current_database() and state = 'active' and query like '%ledger.execute%' and pid <> pg_backend_pid()`,
      ),
    /** Until somebody waits for a lock. */
    async waits(): Promise<void> {
      const waiting = sql`select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
      while ((await house.count(waiting)) === 0);
    },

    faults: () => findFaults(database.app),
    /** What waits and what was laid aside, by queue. */
    waiting: () => readWaiting(prisma),
    async close(): Promise<void> {
      await prisma.$disconnect();
      await Promise.all(pools.slice(1).map((pool) => pool.end()));
      await database.close();
    },
  };
  return house;
}

/** An answer in a word. */
export const wordOf = (answer: Answer): string =>
  isDone(answer) ? (answer.isRepeat ? 'repeated' : 'done') : answer.reason;

/** A posting by its legs. */
export const postingOf = (id: string, ...legs: [account: bigint, amount: bigint][]): Post => ({
  action: 'post',
  id: id as TransferId,
  kind: 'test',
  subject: null,
  legs: legs.map(([account, amount]) => ({ account, amount })),
});

/** A member of staff under this id, signed in at the desk: passes are theirs alone who are. */
export async function employ(
  tx: Tx,
  told: { readonly subject: string; readonly name: string; readonly roles: readonly StaffRole[] },
  id = newId(Date.now()),
): Promise<StaffId> {
  const { id: staff } = await admitStaff(tx, { ...told, issuer: 'https://staff.example' }, id);
  await openSession(tx, {
    id: newId(Date.now()),
    owner: { staff },
    door: 'staff',
    bot: undefined,
    device: 'Firefox, Linux',
    openedAt: new Date(),
    expiresAt: new Date(Date.now() + 10 * HOUR_MS),
    idleMs: HOUR_MS / 4,
    refreshHash: randomBytes(32),
  });
  return staff;
}

const poolOn = (url: string): Pool => createPool(url, { max: 10, name: 'test', connectMs: CONNECT_MS });

const processOn = (pool: Pool): Process => ({
  pool,
  transaction: createTransaction(pool),
  settle: createSettle(pool),
  ledger: createLedger(pool),
});

/** The same things in an order nobody planned, but the same in every run. */
export function shuffled<T>(things: readonly T[]): T[] {
  const result = [...things];
  let seed = 7;
  for (let n = result.length - 1; n > 0; n--) {
    seed = (seed * 48_271) % 2_147_483_647;
    const other = seed % (n + 1);
    [result[n], result[other]] = [result[other] as T, result[n] as T];
  }
  return result;
}

export const repeated = <T>(thing: T, times: number): T[] => Array.from({ length: times }, () => thing);
