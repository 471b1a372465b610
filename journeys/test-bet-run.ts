import { randomUUID } from 'node:crypto';
import type { BalancesBody } from '../contracts/http/account.ts';
import type { BonusesBody } from '../contracts/http/bonuses.ts';
import type { PlayedBody, RoundBody, RoundsBody, SeedsBody } from '../contracts/http/games.ts';
import { drawsOf } from '../domain/fairness.ts';
import { decided } from '../domain/games/game.ts';
import { gameOf } from '../domain/games/index.ts';
import { counted } from '../domain/wagering.ts';
import { createPool, type Pool } from '../prisma/pool.ts';
import { findFaults } from '../records/ledger/faults.ts';
import { readPlay } from '../records/play/faults.ts';
import { type Random, seededRandom } from '../sandbox/ground/chance.ts';
import type { House } from '../sandbox/testing/house.ts';
import { hmac } from '../use-cases/play-round.ts';
import { publishes } from './play-hands.ts';
import { type Door, openDoor, signsIn } from './test-device.ts';
import { givesCash } from './test-wager-run.ts';

export type BetRun = {
  readonly players: number;
  /** Of each of the two devices of each player. */
  readonly rounds: number;
  readonly kills: number;
  readonly seed: number;
  readonly log?: (line: string) => void;
};

const DEVICES = 2;
/** Little where there is a bonus, so that stakes come to be of both; more than can be staked where there is none. */
const cashOf = (hasBonus: boolean): bigint => (hasBonus ? 300n : 100_000n);
/** So large that no stake is refused and it does not end: what is told can be added up. */
const terms = {
  id: 'kills',
  kind: 'code',
  code: 'KILLS',
  asset: 'EUR',
  amount: '100000',
  spins: { many: 40, game: 'brass-orchard', stake: '50' },
  wagerTimes: 10,
  counts: 'all',
  sticky: 'non-sticky',
  order: 'cash-first',
  contributionBps: { dice: 10_000, 'coin-flip': 3_333, mines: 5_000 },
  mostStake: '500',
  mostConverted: null,
  offerHours: 72,
  playHours: 168,
} as const;

/**
 * Players bet on two devices each, most of them with a bonus and free spins, while the process that takes their bets is killed without warning
 * again and again. A device that gets no answer asks again with the same key, as the app does. Comes back when everything was answered, with
 * what the devices were told and what the house says of it.
 */
export async function betWhileKilling(house: House, run: BetRun) {
  const pool = createPool(house.database.appUrl, { max: 2, name: 'test' });
  try {
    return await playTill(house, pool, run);
  } finally {
    await pool.end();
  }
}

async function playTill(house: House, pool: Pool, { players, rounds, kills, seed, log = () => undefined }: BetRun) {
  const random = seededRandom(seed);
  const door = openDoor(house, pool);
  await publishes(house, [terms]);
  const people = await Promise.all(Array.from({ length: players }, (_, n) => enters(house, pool, door, n)));

  const due = Array.from({ length: kills }, (_, n) =>
    Math.floor(((n + 0.2 + 0.8 * random()) * players * DEVICES * rounds) / (kills + 1)),
  );
  let answered = 0;
  let killed = 0;
  let killing = Promise.resolve();
  const heard = (): void => {
    answered += 1;
    if (answered !== due[killed]) return;
    killed += 1;
    log(`killed ${killed} times, ${answered} rounds are answered`);
    killing = killing.then(door.kills);
  };
  await Promise.all(
    people.flatMap((person) =>
      Array.from({ length: DEVICES }, () => person.plays(rounds, seededRandom(random() * 2 ** 32), heard)),
    ),
  );

  await killing;
  const ends = await Promise.all(people.map((person) => person.end()));
  const faults: { readonly what: string }[] = [...(await findFaults(pool))];
  for await (const page of readPlay(pool)) faults.push(...page.faults);
  const late = people.flatMap((person) => person.late());
  return {
    told: ends.map(({ told }) => told),
    books: ends.map(({ books }) => books),
    faults,
    /** Bets that nobody had been told of when they were asked for again: those that were made by then, and those that were not. */
    found: late.filter((isThere) => isThere).length,
    lost: late.filter((isThere) => !isThere).length,
  };
}

/** A player with some cash; every third has nothing else, the others a bonus with free spins. */
async function enters(house: House, pool: Pool, door: Door, n: number) {
  const { player, asks, gets } = await signsIn(house, door, n);
  const hasBonus = n % 3 > 0;
  await givesCash(pool, player, cashOf(hasBonus));
  let grant = '';
  if (hasBonus) {
    const { offers } = await gets<BonusesBody>('/bonuses/codes', { code: terms.code });
    grant = offers[0]?.id ?? '';
    await gets(`/bonuses/${grant}/claim`, {});
  }

  /** The last that was told of each round, and whether those asked for again were there already. */
  const told = new Map<string, RoundBody>();
  const late: boolean[] = [];
  const hear = (round: RoundBody): RoundBody => {
    told.set(round.id, round);
    return round;
  };

  /** A bet under a key of its own; undefined: it was refused as another device of this player explains. */
  const bets = async (wish: object): Promise<RoundBody | undefined> => {
    const key = randomUUID();
    const { status, body, againAt } = await asks('/rounds', wish, key);
    const { reason } = body as { reason?: string };
    if (reason === 'round-open' || reason === 'no-free-spin') return undefined;
    if (status !== 201) throw new Error(`${JSON.stringify(wish)}: ${status} ${reason}`);
    const { round } = body as PlayedBody;
    if (told.has(round.id)) throw new Error(`two keys, and one round: ${round.id}`);
    if (againAt !== undefined) late.push(Date.parse(round.beganAt) < againAt);
    return hear(round);
  };
  /** A step; one that was made already, and not answered, is read off the round. */
  const acts = async (round: RoundBody, action: RoundBody['choices']): Promise<RoundBody> => {
    const answer = await asks(`/rounds/${round.id}/actions`, { version: round.version, action });
    const isMade = answer.againAt !== undefined && answer.status === 409;
    if (answer.status !== 200 && !isMade) throw new Error(`a step: ${answer.status} ${JSON.stringify(answer.body)}`);
    const now = isMade ? await gets<RoundBody>(`/rounds/${round.id}`) : (answer.body as PlayedBody).round;
    const steps = JSON.stringify([now.version, now.actions]);
    if (steps !== JSON.stringify([round.version + 1, [...round.actions, action]]))
      throw new Error(`one step was made of round ${round.id} at ${round.version}, and it says ${steps}`);
    return hear(now);
  };

  /** Opens the pair of seeds that all of it was played with. */
  const opensSeeds = async (): Promise<string> => {
    const { next, now } = await gets<SeedsBody>('/seeds');
    const { before } = await gets<SeedsBody>('/seeds', { next: next.id, clientSeed: 'mine' });
    return before.find(({ id }) => id === now.id)?.serverSeed ?? '';
  };

  return {
    late: () => late,
    async plays(rounds: number, random: Random, heard: () => void): Promise<void> {
      for (let n = 0; n < rounds; n++) {
        let round = await bets(wishOf(random, hasBonus ? grant : undefined));
        heard();
        const tiles = [3, 9, 17];
        while (round?.state === 'open') {
          const tile = round.actions.length > 0 && random() < 0.25 ? undefined : tiles.pop();
          round = await acts(round, tile === undefined ? { do: 'take' } : { do: 'open', tile });
        }
      }
    },

    /** All that this player was told, added up; and the same as the house has it, round by round. */
    async end() {
      const rounds: RoundBody[] = [];
      for (let before: string | null = ''; before !== null; ) {
        const page: RoundsBody = await gets<RoundsBody>(`/rounds${before ? `?before=${before}` : ''}`);
        rounds.push(...page.rounds);
        before = page.next;
      }
      const { cash } = await gets<BalancesBody>('/balances');
      const { active } = await gets<BonusesBody>('/bonuses');
      return {
        told: addedUp([...told.values()], hasBonus),
        books: {
          rounds: inOrder(rounds),
          nonces: inOrder(rounds).map(({ seed }) => seed.nonce),
          results: resultsOf(rounds, await opensSeeds()),
          cash: BigInt(cash[0]?.minor ?? -1),
          bonus: active && {
            holds: BigInt(active.balance.minor),
            counted: BigInt(active.wager.done.minor),
            spinsLeft: active.spinsLeft,
          },
        },
      };
    },
  };
}

/** What there must be, by what was told of each round and nothing else. */
function addedUp(rounds: readonly RoundBody[], hasBonus: boolean) {
  const sum = (of: (round: RoundBody) => bigint): bigint => rounds.reduce((total, round) => total + of(round), 0n);
  const minor = (name: 'stakeCash' | 'stakeBonus' | 'winCash' | 'winBonus') =>
    sum((round) => BigInt(round[name].minor));
  return {
    rounds: inOrder(rounds),
    nonces: rounds.map((_, n) => n),
    results: inOrder(rounds).map(({ facts }) => facts),
    cash: cashOf(hasBonus) + minor('winCash') - minor('stakeCash'),
    bonus: hasBonus
      ? {
          holds: BigInt(terms.amount) + minor('winBonus') - minor('stakeBonus'),
          counted: sum(({ game, stakeCash, stakeBonus }) =>
            counted(terms, game, { cash: BigInt(stakeCash.minor), bonus: BigInt(stakeBonus.minor) }),
          ),
          spinsLeft: terms.spins.many - rounds.filter(({ isFree }) => isFree).length,
        }
      : null,
  };
}

const inOrder = (rounds: readonly RoundBody[]): RoundBody[] =>
  rounds.toSorted((a, b) => a.seed.nonce - b.seed.nonce || (a.id < b.id ? -1 : 1));

/** Each round played once more, from the seeds that were opened and the steps that were told. */
const resultsOf = (rounds: readonly RoundBody[], serverSeed: string) =>
  inOrder(rounds).map(({ game, choices, actions, seed: { clientSeed, nonce } }) => {
    const again = decided(gameOf(game), choices, actions, () => drawsOf({ serverSeed, clientSeed, nonce }, hmac));
    return 'facts' in again ? again.facts : again.reason;
  });

/** What a device asks for next: mostly a game that is decided at once, now and then one of several steps, or a free spin. */
function wishOf(random: Random, grant: string | undefined): object {
  const below = (most: number): number => Math.floor(random() * most);
  const stake = { asset: 'EUR', minor: String(10 + below(90)) };
  const free = { game: terms.spins.game, stake: { asset: 'EUR', minor: terms.spins.stake }, choices: {} };
  return [
    () => ({ game: 'dice', stake, choices: { side: 'under', target: 4_950 } }),
    () => ({ game: 'coin-flip', stake, choices: { side: 'heads' } }),
    () => ({ game: 'brass-orchard', stake, choices: {} }),
    () => ({ game: 'mines', stake, choices: { mines: 3 } }),
    () => (grant === undefined ? { ...free, stake } : { ...free, freeSpin: grant }),
  ].at(below(5))?.() as object;
}
