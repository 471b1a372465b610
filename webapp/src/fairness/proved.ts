import { canonicalJson } from '../../../domain/canonical-json.ts';
import type { DrawnWord } from '../../../domain/fairness.ts';
import type { Outcome } from '../../../domain/games/game.ts';
import { type Proof, verifyRound } from '../../../domain/games/verify.ts';
import { hmacSha256, sha256 } from '../../../domain/sha256.ts';
import { claimOf, type RoundFile } from './round-file.ts';

/** A round that was counted again, on this device, with each step beside what its player was told. */
export type Proved = {
  readonly round: RoundFile;
  readonly differs: Proof['differs'];
  /** Undefined: the round is none that could have been played, and there was nothing to count. */
  readonly steps: Steps | undefined;
};

export type Steps = {
  readonly commitment: { readonly given: string; readonly isSame: boolean };
  readonly blocks: readonly Block[];
  readonly words: readonly Word[];
  readonly outcome: Outcome & { readonly isSame: boolean };
  readonly isSameWin: boolean;
};

/** A block of 32 bytes: those that were drawn from it stand before `rest`. */
export type Block = { readonly message: string; readonly drawn: string; readonly rest: string };
/** Four bytes, the first the highest, the number they are, and what it leaves. */
export type Word = DrawnWord & { readonly bytes: readonly [number, number, number, number] };

const WORD_DIGITS = 8;

export function prove(round: RoundFile): Proved {
  const { differs, commitment, blocks, words, outcome } = verifyRound(claimOf(round), { sha256, hmac: hmacSha256 });
  if (commitment === undefined || outcome === undefined) return { round, differs, steps: undefined };
  return {
    round,
    differs,
    steps: {
      commitment: { given: commitment, isSame: commitment === round.commitment },
      blocks: blocks.map(({ message, hex }, cursor) => {
        const read = words.filter((word) => word.cursor === cursor).length * WORD_DIGITS;
        return { message, drawn: hex.slice(0, read), rest: hex.slice(read) };
      }),
      words: words.map((word) => ({ ...word, bytes: bytesOf(word.word) })),
      outcome: { ...outcome, isSame: isSame(round.facts, outcome.facts) },
      isSameWin: outcome.win === BigInt(round.win),
    },
  };
}

const bytesOf = (word: number): Word['bytes'] => [
  Math.floor(word / 2 ** 24),
  Math.floor(word / 2 ** 16) % 256,
  Math.floor(word / 2 ** 8) % 256,
  word % 256,
];

/** What was pasted may be anything. */
function isSame(seen: unknown, given: unknown): boolean {
  try {
    return canonicalJson(seen) === canonicalJson(given);
  } catch {
    return false;
  }
}

/** Sixty-four digits as they are compared by eye: by sixteen. */
export const inSixteens = (hex: string): string => hex.replace(/(.{16})(?=.)/g, '$1 ');

/** The ends of what is too long to be read. */
export const shortened = (hex: string): string => (hex.length > 16 ? `${hex.slice(0, 8)}…${hex.slice(-4)}` : hex);
