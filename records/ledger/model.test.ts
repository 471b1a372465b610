import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TransferId } from '../../contracts/ids.ts';
import { newId } from '../../runtime/ids.ts';
import { type House, openHouse, postingOf, wordOf } from '../test-house.ts';
import type { Command } from './commands.ts';
import type { Chain } from './execute.ts';
import { expireHolds } from './expire.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse({ processes: 3 });
});
afterAll(() => house.close());

/** What a child with coins, a purse for what is set aside and a notebook would do. */
class Model {
  coins = [20, 0, 0, 0]; // the last is the house's, which may owe
  aside = [0, 0, 0, 0];
  notes = new Map<string, string>();
  purses = new Map<string, { from: number; to: number; amount: number; isDue: boolean; open: boolean }>();
  moves = new Map<string, { moved: readonly [number, number][]; reversed: boolean }>();

  /** All or none: what was done before one was refused is undone. */
  chain(steps: readonly Step[]): string[] {
    const { coins, aside, notes, purses, moves } = structuredClone({ ...this });
    if (steps.every(({ key }) => this.notes.has(key))) return steps.map((step) => step.model(this));
    // Some of it done before: it is another chain than it was.
    const answers: string[] = steps.map(({ key }) => (this.notes.has(key) ? 'conflict' : ''));
    let isBroken = false;
    for (const [n, step] of steps.entries()) {
      if (!isBroken) answers[n] ||= step.model(this);
      isBroken ||= answers[n] !== 'done';
    }
    if (!isBroken) return answers;
    Object.assign(this, { coins, aside, notes, purses, moves });
    return answers.map((answer) => (answer === '' || answer === 'done' ? 'chain-broken' : answer));
  }
  does(id: string, body: string, act: () => string): string {
    const noted = this.notes.get(id);
    if (noted !== undefined) return noted === body ? 'repeated' : 'conflict';
    const answer = act();
    if (answer === 'done') this.notes.set(id, body);
    return answer;
  }
  move(id: string, ...moved: readonly [number, number][]): string {
    const left = (who: number, by: number) => who === 3 || (this.coins[who] ?? 0) + by >= (this.aside[who] ?? 0);
    if (!moved.every(([who, by]) => left(who, by))) return 'insufficient-funds';
    for (const [who, by] of moved) this.coins[who] = (this.coins[who] ?? 0) + by;
    this.moves.set(id, { moved, reversed: false });
    return 'done';
  }
  hold(id: string, from: number, to: number, amount: number, isDue: boolean): string {
    if (from !== 3 && (this.coins[from] ?? 0) - (this.aside[from] ?? 0) < amount) return 'insufficient-funds';
    if (from !== 3) this.aside[from] = (this.aside[from] ?? 0) + amount;
    this.purses.set(id, { from, to, amount, isDue, open: true });
    return 'done';
  }
  end(id: string, hold: string, amount: number | undefined): string {
    const purse = this.purses.get(hold);
    if (!purse) return 'unknown-hold';
    if (!purse.open) return 'hold-ended';
    if (amount !== undefined && purse.isDue) return 'hold-expired';
    if (amount !== undefined && amount > purse.amount) return 'over-held';
    if (purse.from !== 3) this.aside[purse.from] = (this.aside[purse.from] ?? 0) - purse.amount;
    purse.open = false;
    if (amount === undefined) return 'done';
    return this.move(id, [purse.from, -amount], [purse.to, amount]);
  }
  reverse(target: string): string {
    const made = this.moves.get(target);
    if (!made) return this.notes.has(target) ? 'not-reversible' : 'unknown-transfer';
    if (made.reversed) return 'already-reversed';
    const answer = this.move('', ...made.moved.map(([who, by]) => [who, -by] as [number, number]));
    this.moves.delete('');
    if (answer === 'done') made.reversed = true;
    return answer;
  }
  expire(): void {
    for (const [id, purse] of this.purses)
      if (purse.isDue && purse.open) this.end('', id, undefined) && this.notes.set(`expiry of ${id}`, '');
  }
}

type Real = { readonly accounts: readonly bigint[]; readonly ids: Map<string, TransferId> };
/** One command, as the ledger is asked and as the child does it. */
type Step = {
  readonly key: string;
  readonly says: string;
  /** The other command it is about. */
  readonly names: string | undefined;
  command(real: Real): Command;
  model(model: Model): string;
};

const who = fc.nat(3);
const pair = fc.tuple(who, who).filter(([a, b]) => a !== b);
const amount = fc.integer({ min: 1, max: 12 });
/** Few names, so that ids are used again, holds ended twice and reversals repeated. */
const name = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
const PAST = new Date(0);

const idOf = (real: Real, key: string): TransferId => {
  const id = real.ids.get(key) ?? (newId(Date.now()) as TransferId);
  real.ids.set(key, id);
  return id;
};
const named = (real: Real, key: string) => ({ id: idOf(real, key), kind: 'test', subject: null });
const at = (real: Real, n: number) => real.accounts[n] as bigint;

const step = (
  key: string,
  body: string,
  command: (real: Real) => Command,
  act: (model: Model) => string,
  names?: string,
): Step => ({
  key,
  says: `${key}: ${body}`,
  names,
  command,
  model: (model) => model.does(key, body, () => act(model)),
});

const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(name, pair, amount).map(([key, [from, to], by]) =>
    step(
      key,
      `post ${by} from ${from} to ${to}`,
      (real) => postingOf(idOf(real, key), [at(real, from), BigInt(-by)], [at(real, to), BigInt(by)]),
      (model) => model.move(key, [from, -by], [to, by]),
    ),
  ),
  fc.tuple(name, pair, amount, fc.boolean()).map(([key, [from, to], by, isDue]) =>
    step(
      key,
      `hold ${by} from ${from} to ${to}${isDue ? ', over already' : ''}`,
      (real) => ({
        ...named(real, key),
        action: 'hold',
        from: at(real, from),
        to: at(real, to),
        amount: BigInt(by),
        expiresAt: isDue ? PAST : null,
      }),
      (model) => model.hold(key, from, to, by, isDue),
    ),
  ),
  fc.tuple(name, name, amount).map(([key, hold, by]) =>
    step(
      key,
      `post ${by} of hold ${hold}`,
      (real) => ({ ...named(real, key), action: 'post-hold', hold: idOf(real, hold), amount: BigInt(by) }),
      (model) => model.end(key, hold, by),
      hold,
    ),
  ),
  fc.tuple(name, name).map(([key, hold]) =>
    step(
      key,
      `void hold ${hold}`,
      (real) => ({ ...named(real, key), action: 'void-hold', hold: idOf(real, hold) }),
      (model) => model.end(key, hold, undefined),
      hold,
    ),
  ),
  fc.tuple(name, name).map(([key, transfer]) =>
    step(
      key,
      `reverse ${transfer}`,
      (real) => ({ ...named(real, key), action: 'reverse', transfer: idOf(real, transfer) }),
      (model) => model.reverse(transfer),
      transfer,
    ),
  ),
);

/** One command, or several that stand or fall together: each another, and none about another. */
const chains: fc.Arbitrary<Step[]> = fc.oneof(
  { weight: 3, arbitrary: steps.map((one) => [one]) },
  {
    weight: 1,
    arbitrary: fc.array(steps, { minLength: 2, maxLength: 3 }).filter((all) => {
      const keys = all.map(({ key }) => key);
      return new Set(keys).size === all.length && !all.some(({ names }) => names !== undefined && keys.includes(names));
    }),
  },
);

/** Asked for in one turn: one call, in this order. */
class AtOnce implements fc.AsyncCommand<Model, Real> {
  readonly #chains: readonly Step[][];
  constructor(chains: readonly Step[][]) {
    this.#chains = chains;
  }
  check = () => true;
  async run(model: Model, real: Real): Promise<void> {
    const { ledger } = house.process(0);
    const asked = this.#chains.map((chain) => chain.map((each) => each.command(real)) as unknown as Chain);
    const answers = await Promise.all(asked.map((chain) => ledger.together(...chain)));
    expect(answers.map((each) => each.map(wordOf))).toEqual(this.#chains.map((chain) => model.chain(chain)));
    const rows = await house.read<{ balance: bigint; held: bigint }>({
      text: 'select a.balance, a.held from unnest($1::bigint[]) with ordinality as x(id, n) join ledger.account a on a.id = x.id order by x.n',
      values: [real.accounts.slice(0, 3)],
    });
    const funds = rows.map((row) => [Number(row.balance), Number(row.held)]);
    expect(funds).toEqual([0, 1, 2].map((n) => [model.coins[n], model.aside[n]]));
  }
  toString = () => `[${this.#chains.map((chain) => chain.map(({ says }) => says).join(' + ')).join('; ')}]`;
}

/** The sweeper comes by. */
class Sweep implements fc.AsyncCommand<Model, Real> {
  check = () => true;
  async run(model: Model): Promise<void> {
    model.expire();
    while ((await expireHolds(house.app, house.process(0).ledger, 100)) > 0);
  }
  toString = () => 'sweep';
}

async function guests(): Promise<Real> {
  const players = await Promise.all([house.holds(20n), house.holds(0n), house.holds(0n)]);
  return { accounts: [...players.map(({ account }) => account), await house.houseAccount('bankroll')], ids: new Map() };
}

const RUNS = Number(process.env.RUNS ?? 150);

test('whatever is posted, held, ended, reversed, repeated and swept, alone or at once, the books are the child’s', async () => {
  const commands = fc.commands(
    [
      chains.map((one) => new AtOnce([one])),
      fc.array(chains, { minLength: 2, maxLength: 10 }).map((several) => new AtOnce(several)),
      fc.constant(new Sweep()),
    ],
    { maxCommands: 25 },
  );
  const play = async (all: Iterable<fc.AsyncCommand<Model, Real>>) => {
    const real = await guests();
    await fc.asyncModelRun(() => ({ model: new Model(), real }), all);
  };
  await fc.assert(fc.asyncProperty(commands, play), { numRuns: RUNS });
  expect(await house.faults()).toEqual([]);
});

test('several processes at once, with the same ids among them: nothing is lost, made or done twice', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { minLength: 20, maxLength: 60 }), async (all) => {
      const real = await guests();
      const commands = all.map((each) => each.command(real));
      // Each by two processes, as when a worker is thought dead and is not.
      const done: string[] = [];
      await Promise.all(
        commands.flatMap((command, n) =>
          [n, n + 1].map(async (process) => {
            if (wordOf(await house.process(process).ledger.do(command)) === 'done') done.push(command.id);
          }),
        ),
      );
      expect(done.length).toBe(new Set(done).size);
    }),
    { numRuns: 10 },
  );
  expect(await house.faults()).toEqual([]);
});
