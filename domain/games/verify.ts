import { canonicalJson } from '../canonical-json.ts';
import {
  commitmentTo,
  type DrawnWord,
  drawsOf,
  type Hmac,
  isServerSeed,
  type RoundSeeds,
  readClientSeed,
  type Sha256,
} from '../fairness.ts';
import { decided, type Fields, type Outcome, settled } from './game.ts';
import { gameOf, isGameId } from './index.ts';

/** A round as its player has it: what was promised, what was chosen, what was seen. None of it is believed. */
export type RoundClaim = RoundSeeds & {
  readonly game: string;
  readonly commitment: string;
  readonly choices: unknown;
  /** What was done in a game of several steps, in order; none elsewhere. */
  readonly actions: readonly unknown[];
  /** Minor units. */
  readonly stake: bigint;
  readonly facts: unknown;
  readonly win: bigint;
};

/** The steps of a proof, in the order they are made; the first that differs ends what can be believed. */
export const proofSteps = ['round', 'commitment', 'outcome', 'win'] as const;
export type ProofStep = (typeof proofSteps)[number];

export type Proof = {
  /** What differs first; undefined: the round was as it should be. `round`: it is none that could have been played. */
  readonly differs: ProofStep | undefined;
  /** What the opened seed hashes to, the blocks that were mixed, and the words that were drawn from them: for whoever looks. */
  readonly commitment?: string;
  readonly blocks: readonly { readonly message: string; readonly hex: string }[];
  readonly words: readonly DrawnWord[];
  readonly outcome?: Outcome;
};

/** Plays a round again from its seeds, on any machine, and says in which step it is not what its player saw. */
export function verifyRound(claim: RoundClaim, { sha256, hmac }: { sha256: Sha256; hmac: Hmac }): Proof {
  const blocks: { message: string; hex: string }[] = [];
  const words: DrawnWord[] = [];
  const round = readRound(claim);
  if (!round) return { differs: 'round', blocks, words };
  const { game, choices, actions } = round;

  const commitment = commitmentTo(claim.serverSeed, sha256);
  const draws = () => {
    // Each step of a round draws the same numbers from the first on: the last to look has seen them all.
    blocks.length = 0;
    words.length = 0;
    const block = (message: string, hex: string) => void blocks.push({ message, hex });
    return drawsOf(claim, hmac, { block, word: (word) => void words.push(word) });
  };
  const end = decided(game, choices, actions, draws);
  if ('reason' in end) return { differs: 'round', commitment, blocks, words };

  const outcome = settled(game, claim.stake, choices, end.facts);
  const proof = { commitment, blocks, words, outcome };
  if (commitment !== claim.commitment) return { differs: 'commitment', ...proof };
  if (!isSame(claim.facts, outcome.facts)) return { differs: 'outcome', ...proof };
  return { differs: outcome.win === claim.win ? undefined : 'win', ...proof };
}

function readRound(claim: RoundClaim) {
  const { serverSeed, clientSeed, nonce, stake } = claim;
  if (!isGameId(claim.game) || !isServerSeed(serverSeed) || readClientSeed(clientSeed) !== clientSeed) return undefined;
  if (!Number.isSafeInteger(nonce) || nonce < 0 || stake <= 0n) return undefined;
  const game = gameOf(claim.game);
  const choices = game.readChoices(claim.choices);
  if ('reason' in choices) return undefined;
  const actions: Fields[] = [];
  for (const raw of claim.actions) {
    const action = game.kind === 'stepped' ? game.readAction(raw) : undefined;
    if (!action || 'reason' in action) return undefined;
    actions.push(action);
  }
  return { game, choices, actions };
}

/** What was seen comes from anywhere, and may be anything. */
function isSame(seen: unknown, facts: Fields): boolean {
  try {
    return canonicalJson(seen) === canonicalJson(facts);
  } catch {
    return false;
  }
}
