import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { GrantId, RoundId } from '../../contracts/ids.ts';
import type { WrittenTerms } from '../../domain/bonuses.ts';
import { sql } from '../../prisma/tx.ts';
import { type Guest, type House, openHouse } from '../test-house.ts';
import { endGrant, lockActiveGrant } from './grants.ts';
import { openBonuses } from './test-bonuses.ts';

let house: House;
let bonuses: ReturnType<typeof openBonuses>;
beforeAll(async () => {
  house = await openHouse({ processes: 3 });
  bonuses = openBonuses(house);
});
afterAll(() => house.close());

/** A bonus as somebody with two purses and a sheet of paper would keep it. */
type Purse = { left: bigint; needed: bigint; done: bigint; state: string; converted: bigint; forfeited: bigint };
type Terms = Pick<WrittenTerms, 'wagerTimes' | 'counts' | 'order' | 'mostConverted' | 'contributionBps'>;
type Open = { purse: number | undefined; cash: bigint; bonus: bigint; id: RoundId };

class Model {
  cash = 0n;
  /** In from outside, out again, and what promotions gave less what came back to them. */
  paidIn = 0n;
  takenOut = 0n;
  promoted = 0n;
  bank = 0n;
  purses: (Purse & { terms: Terms; id: GrantId })[] = [];
  open: Open | undefined;

  get active() {
    return this.purses.findIndex(({ state }) => state === 'active');
  }
  stake(minor: bigint): { cash: bigint; bonus: bigint } | undefined {
    const purse = this.purses[this.active];
    const bonus = purse?.left ?? 0n;
    const cash = !purse
      ? minor
      : purse.terms.order === 'cash-first'
        ? least(minor, this.cash)
        : minor - least(minor, bonus);
    if (cash > this.cash || minor - cash > bonus) return undefined;
    this.cash -= cash;
    if (purse) purse.left -= minor - cash;
    this.bank += minor;
    return { cash, bonus: minor - cash };
  }
  win(at: number | undefined, of: { cash: bigint; bonus: bigint }, win: bigint): void {
    const inCash = (win * of.cash) / (of.cash + of.bonus);
    this.bank -= win;
    this.cash += inCash;
    const purse = at === undefined ? undefined : this.purses[at];
    const rest = win - inCash;
    if (!purse) return; // of no bonus, all of the stake was cash: there is no rest
    if (purse.state === 'active') {
      purse.left += rest;
      return;
    }
    const most = purse.terms.mostConverted === null ? rest : BigInt(purse.terms.mostConverted) - purse.converted;
    const still = purse.state === 'completed' ? least(rest, most) : 0n;
    purse.converted += still;
    this.cash += still;
    this.promoted -= rest - still;
  }
  count(at: number | undefined, game: 'dice' | 'mines', { cash, bonus }: { cash: bigint; bonus: bigint }): void {
    const purse = at === undefined ? undefined : this.purses[at];
    if (purse?.state !== 'active') return;
    const counts = { all: cash + bonus, cash, bonus }[purse.terms.counts];
    purse.done += (counts * BigInt(purse.terms.contributionBps[game] ?? 0)) / 10_000n;
  }
  end(at: number, state: string): void {
    const purse = this.purses[at];
    if (!purse) return;
    const { mostConverted } = purse.terms;
    const converted =
      state === 'completed' ? least(purse.left, mostConverted === null ? purse.left : BigInt(mostConverted)) : 0n;
    Object.assign(purse, { state, converted, forfeited: purse.left - converted });
    this.cash += converted;
    this.promoted -= purse.left - converted;
    purse.left = 0n;
  }
  judge(at: number, isLate: boolean): void {
    const purse = this.purses[at];
    if (purse?.state !== 'active') return;
    const isOpen = this.open?.purse === at && this.open.bonus > 0n;
    if (purse.done >= purse.needed && (purse.left > 0n || isOpen)) this.end(at, 'completed');
    else if (purse.left === 0n && !isOpen) this.end(at, 'lost');
    else if (isLate) this.end(at, 'expired');
  }
  /** What is due to end by itself ends so first. */
  giveUp(at: number, state: string): void {
    this.judge(at, false);
    if (this.purses[at]?.state === 'active') this.end(at, state);
  }
}
const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);

type World = { player: Guest; model: Model };
type Step = (world: World) => Promise<void>;

const minor = fc.bigInt(1n, 500n);
const times = fc.constantFrom(0n, 0n, 0n, 1n, 2n, 3n);
const terms: fc.Arbitrary<Terms> = fc.record({
  wagerTimes: fc.constantFrom(0, 0.5, 1, 2.5),
  counts: fc.constantFrom('all', 'cash', 'bonus'),
  order: fc.constantFrom('cash-first', 'bonus-first'),
  mostConverted: fc.constantFrom(null, '300', '5000'),
  contributionBps: fc.constantFrom({ dice: 10_000, mines: 5_000 }, { dice: 3_333 }),
});

const deposits = minor.map<Step>((amount) => async ({ player, model }) => {
  await house.gives(player.id, amount);
  model.cash += amount;
  model.paidIn += amount;
});
const accepts = terms.map<Step>((wish) => async ({ player, model }) => {
  const { id } = await bonuses.offers({ player, terms: wish });
  const answer = await bonuses.claim(id);
  if (model.active >= 0) return expect(answer).toEqual({ reason: 'bonus-active' });
  expect(answer).toBe('claimed');
  const needed = (1_000n * BigInt(wish.wagerTimes * 100)) / 100n;
  model.purses.push({ id, terms: wish, left: 1_000n, needed, done: 0n, state: 'active', converted: 0n, forfeited: 0n });
  model.promoted += 1_000n;
});
const bets = fc.tuple(minor, times).map<Step>(([amount, by]) => async ({ player, model }) => {
  const split = model.stake(amount);
  const played = await bonuses.bets(player.id, { minor: amount, win: amount * by });
  if (!split) return expect(played).toEqual({ reason: 'insufficient-funds' });
  expect(played).toMatchObject({ round: { stakeCash: split.cash, stakeBonus: split.bonus } });
  const at = model.active < 0 ? undefined : model.active;
  model.win(at, split, amount * by);
  model.count(at, 'dice', split);
});
const begins = minor.map<Step>((amount) => async ({ player, model }) => {
  if (model.open) return;
  const at = model.active < 0 ? undefined : model.active;
  const split = model.stake(amount);
  const played = await bonuses.bets(player.id, { minor: amount });
  if (!split) return expect(played).toEqual({ reason: 'insufficient-funds' });
  if ('reason' in played) throw new Error(played.reason);
  model.open = { ...split, purse: at, id: played.round.id };
});
const finishes = times.map<Step>((by) => async ({ player, model }) => {
  const { open } = model;
  if (!open) return;
  const win = (open.cash + open.bonus) * by;
  await bonuses.settles(player.id, open.id, win);
  model.open = undefined;
  model.win(open.purse, open, win);
  model.count(open.purse, 'mines', open);
});
const judges = fc.boolean().map<Step>((isLate) => async ({ model }) => {
  const at = model.active;
  const purse = model.purses[at];
  if (!purse) return;
  const state = await bonuses.judged(purse.id, new Date(Date.now() + (isLate ? 8 * 86_400_000 : 0)));
  model.judge(at, isLate);
  expect(state).toBe(purse.state);
});
const cancels = fc.constant<Step>(async ({ model }) => {
  const purse = model.purses[model.active];
  if (!purse) return;
  const state = await bonuses.ends(purse.id, 'cancelled');
  model.giveUp(model.active, 'cancelled');
  expect(state).toBe(purse.state);
});
const withdraws = minor.map<Step>((amount) => async ({ player, model }) => {
  const taken = await takesOut(player, amount);
  if (amount > model.cash) return expect(taken).toBe(false);
  expect(taken).toBe(true);
  model.giveUp(model.active, 'withdrawn');
  model.cash -= amount;
  model.takenOut += amount;
});
const step = fc.oneof(
  { weight: 2, arbitrary: deposits },
  { weight: 2, arbitrary: accepts },
  { weight: 6, arbitrary: bets },
  { weight: 2, arbitrary: begins },
  { weight: 2, arbitrary: finishes },
  { weight: 2, arbitrary: judges },
  { weight: 1, arbitrary: cancels },
  { weight: 1, arbitrary: withdraws },
);

/** As a withdrawal does it: the grant is held first, ends with the cash that leaves, and stays where there is too little. */
async function takesOut(player: Guest, amount: bigint): Promise<boolean> {
  const [account, clearing] = [await house.accountOf(player), await house.houseAccount('clearing')];
  return house.transaction(async (tx) => {
    const grant = await lockActiveGrant(tx, player.id);
    const word = await house.moves(account, clearing, amount, { by: (fn) => fn(tx) });
    if (word !== 'done') return false;
    if (grant) await endGrant(tx, grant, 'withdrawn', new Date());
    return true;
  });
}

test('whatever is bet, won, left open, cancelled, run out or withdrawn, funds are what the model says to the cent', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 30 }), async (steps) => {
      const world: World = { player: await house.admits(), model: new Model() };
      const [promoted, bank] = [await bonuses.promotions(), await bankOf()];
      for (const each of steps) await each(world);
      const { player, model } = world;
      expect(await house.cashOf(player)).toBe(model.cash);
      for (const { id, left, done, state, converted, forfeited } of model.purses) {
        expect(await bonuses.stands(id)).toMatchObject({ state, balance: left });
        const [row] = await house.read<{ wager_done: bigint; converted: bigint | null; forfeited: bigint | null }>(
          sql`select wager_done, converted, forfeited from play."grant" where id = ${id}`,
        );
        expect([row?.wager_done, row?.converted ?? 0n, row?.forfeited ?? 0n]).toEqual([done, converted, forfeited]);
        expect(await bonuses.endsOf(id)).toBe(state === 'active' ? 0 : 1);
      }
      expect(promoted - (await bonuses.promotions())).toBe(model.promoted);
      expect((await bankOf()) - bank).toBe(model.bank);
    }),
    { numRuns: 60 },
  );
  expect(await house.faults()).toEqual([]);
}, 300_000);

const bankOf = async (): Promise<bigint> => {
  const [row] = await house.read<{ sum: bigint }>(
    sql`select coalesce(sum(balance), 0)::bigint as sum from ledger.account where kind = 'bankroll'`,
  );
  return row?.sum ?? 0n;
};

/** What is true in whatever order things happened, by the rows alone. */
async function breaches(player: Guest, paidIn: bigint, takenOut: bigint): Promise<unknown> {
  return house.read(sql`
    with r as (select * from play.round where player_id = ${player.id}), g as (select * from play."grant" where player_id = ${player.id})
    select 'cash is not what was paid in, won with cash and converted' as breach, null::uuid as id
    where (select coalesce(sum(a.balance), 0) from ledger.account a where a.player_id = ${player.id} and a.kind = 'player-cash')
      <> ${paidIn}::bigint - ${takenOut}::bigint + (select coalesce(sum(win_cash - stake_cash), 0) from r) + (select coalesce(sum(converted), 0) from g)
    union all select 'a win was not split as its stake', id from r where settled_at is not null and win_cash <> div(win::numeric * stake_cash, stake)
    union all select 'a bonus account is not what went in and out', g.id from g join ledger.account a on a.id = g.account_id
      where a.balance <> case when g.state = 'active' then g.worth + (select coalesce(sum(r.win_bonus - r.stake_bonus), 0) from r where r.grant_id = g.id) else 0 end
    union all select 'completed before it was wagered', id from g where state = 'completed' and wager_done < wager_needed
    union all select 'more became cash than the terms let', id from g where converted > (terms ->> 'mostConverted')::bigint
    union all select 'ended twice or never', g.id from g where g.claimed_at is not null and (g.state <> 'active')::int
      <> (select count(*) from audit.entry e where e.subject = g.id::text
          and e.action in ('bonus.completed', 'bonus.lost', 'bonus.expired', 'bonus.cancelled', 'bonus.withdrawn'))
    union all select 'two are active', min(id::text)::uuid from g where state = 'active' having count(*) > 1`);
}

test('when all of it happens at once, money is conserved, nothing is convertible that was not earned, and each bonus ends once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.infiniteStream(fc.integer({ min: 0, max: 999 })), terms, async (chance, wish) => {
      const next = () => chance.next().value as number;
      const { player } = await house.holds(2_000n);
      let [paidIn, takenOut] = [2_000n, 0n];
      for (let batch = 0; batch < 3; batch++) {
        const { id } = await bonuses.offers({ player, terms: wish });
        await bonuses.claim(id);
        const acts = Array.from({ length: 16 }, (_, n) => ({ n, by: next(), minor: BigInt(1 + (next() % 300)) }));
        await Promise.all(
          acts.map(async ({ n, by, minor: amount }) => {
            if (n < 9) await bonuses.bets(player.id, { minor: amount, win: amount * BigInt(by % 3) });
            else if (n === 9) await bonuses.bets(player.id, { minor: amount });
            else if (n === 10) await settleOpen(player, BigInt(by % 4));
            else if (n === 11) {
              await house.gives(player.id, amount);
              paidIn += amount;
            } else if (n === 12 && by % 3 === 0) await bonuses.ends(id, 'cancelled');
            else if (n === 13 && by % 3 === 0) {
              if (await takesOut(player, amount)) takenOut += amount;
            } else await bonuses.judged(id, new Date(Date.now() + (by % 5 === 0 ? 8 * 86_400_000 : 0)));
          }),
        );
      }
      expect(await breaches(player, paidIn, takenOut)).toEqual([]);
    }),
    { numRuns: 25 },
  );
  expect(await house.faults()).toEqual([]);
}, 300_000);

/** The player's open round, if there is one, is played to its end. */
async function settleOpen(player: Guest, by: bigint): Promise<void> {
  const [open] = await house.read<{ id: RoundId; stake: bigint }>(
    sql`select id, stake from play.round where player_id = ${player.id} and settled_at is null limit 1`,
  );
  if (open) await bonuses.settles(player.id, open.id, open.stake * by);
}
