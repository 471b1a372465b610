import { createHmac, randomBytes } from 'node:crypto';
import { type Draw, drawsOf, type Hmac, isServerSeed, newServerSeed, type RoundSeeds } from '../domain/fairness.ts';
import type { Chance, Example, Fields, Game } from '../domain/games/game.ts';
import { gameIds, gameOf } from '../domain/games/index.ts';
import { asNumber } from '../domain/ratio.ts';
import type { Bench, Figure } from './bench.ts';

/** Of each game; `--rounds=` for fewer, `--games=a,b` for some. */
const ROUNDS = 10_000_000;
/** Chance alone goes beyond it once in 370 times: whoever sees that plays another seed, and looks into it if it stays. */
const ALLOWED_SIGMAS = 3;

const flag = (name: string): string | undefined =>
  process.argv.find((given) => given.startsWith(`--${name}=`))?.slice(name.length + 3);

/**
 * Ten million rounds of each game, drawn as players' rounds are, beside what its paytable returns exactly. A new seed each time,
 * printed; `--seed=` plays the same rounds again.
 */
export const bench: Bench = {
  name: 'rtp',
  unit: 'standard errors',
  runs: 1,
  async prepare(say) {
    const serverSeed = flag('seed') ?? newServerSeed(randomBytes(32));
    const rounds = Number(flag('rounds') ?? ROUNDS);
    if (!isServerSeed(serverSeed) || !(rounds >= 1)) throw new Error('--seed= takes 64 hex digits, --rounds= a number');
    say(`seed ${serverSeed}, ${rounds.toLocaleString('en')} rounds of each game`);
    const games = gameIds.filter((id) => (flag('games')?.split(',') ?? gameIds).includes(id));
    if (!games.length) throw new Error(`--games= takes some of ${gameIds.join(',')}`);
    const figures: Figure[] = [];
    return {
      note: `ours: the game furthest from what it returns exactly; rival: the ${ALLOWED_SIGMAS} that chance is allowed`,
      async ours() {
        let furthest = 0;
        for (const id of games) {
          const game = gameOf(id);
          const [example] = game.examples;
          if (!example) throw new Error(`${id} has no bet to try`);
          const { exact, sigma } = momentsOf(chancesOf(game, example));
          const paid = simulated(game, example, rounds, serverSeed);
          const sigmas = Math.abs(paid - exact) / (sigma / Math.sqrt(rounds));
          say(`${id}: ${percent(paid)} of exactly ${percent(exact)}, ${sigmas.toFixed(2)} standard errors off`);
          figures.push({ name: `${id} returned`, value: paid * 100, unit: `% (exactly ${percent(exact)})` });
          furthest = Math.max(furthest, sigmas);
        }
        if (furthest > ALLOWED_SIGMAS) throw new Error(`a game is ${furthest.toFixed(2)} standard errors off`);
        return furthest;
      },
      rival: async () => ALLOWED_SIGMAS,
      also: async () => figures,
      async close() {},
    };
  },
};

/** Rounds of one bet, nonce by nonce, from their seeds to what they pay; what comes back of one staked. */
function simulated(game: Game, { choices, actions }: Example<Fields, Fields>, rounds: number, serverSeed: string) {
  const counts = new Map<number, number>();
  for (let nonce = 0; nonce < rounds; nonce++) {
    const facts = endOf(game, choices, actions, drawsAgain({ serverSeed, clientSeed: game.id, nonce }));
    const pays = asNumber(game.pays(choices, facts));
    counts.set(pays, (counts.get(pays) ?? 0) + 1);
  }
  return [...counts].reduce((sum, [pays, many]) => sum + (pays * many) / rounds, 0);
}

const hmac: Hmac = (key, message) => createHmac('sha256', key).update(message).digest();

/** The draws of a round, from the first on each time they are asked for: every step of a game of several takes the same. */
function drawsAgain(seeds: RoundSeeds): () => Draw {
  const blocks: Uint8Array[] = [];
  return () => {
    let cursor = 0;
    return drawsOf(seeds, (key, message) => {
      const block = blocks[cursor] ?? hmac(key, message);
      blocks[cursor++] = block;
      return block;
    });
  };
}

/** As far as the actions go: a round may be over before the last of them. */
function endOf(game: Game, choices: Fields, actions: readonly Fields[], draws: () => Draw): Fields {
  if (game.kind === 'instant') return game.decide(choices, draws());
  let state = game.begin(choices);
  for (const action of actions) {
    const next = game.act(state, action, draws());
    if ('facts' in next) return next.facts;
    if ('reason' in next) throw new Error(`an action of ${game.id} is not legal`);
    state = next.state;
  }
  return game.abandon(state, draws());
}

const chancesOf = (game: Game, { choices, actions }: Example<Fields, Fields>): readonly Chance[] =>
  game.kind === 'instant' ? game.chances(choices) : game.chances(choices, actions);

/** What one round is expected to pay, and how far rounds lie around it. */
function momentsOf(chances: readonly Chance[]): { exact: number; sigma: number } {
  const parts = chances.map(({ probability, multiplier }) => [asNumber(probability), asNumber(multiplier)] as const);
  const exact = parts.reduce((sum, [likely, pays]) => sum + likely * pays, 0);
  return { exact, sigma: Math.sqrt(parts.reduce((sum, [likely, pays]) => sum + likely * (pays - exact) ** 2, 0)) };
}

const percent = (part: number): string => `${(part * 100).toFixed(4)} %`;
