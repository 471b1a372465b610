import { assert } from './assert.ts';

/**
 * Chance that can be proved: HMAC-SHA256 (RFC 2104, FIPS 198-1) over what neither side could choose alone. The house commits to
 * its seed before the player writes theirs, so neither can steer a result; once the house's seed is opened, anybody can count
 * every result again. The words of a page and the formulas stand in docs/fairness.md.
 */
export type Sha256 = (message: Uint8Array) => Uint8Array;
export type Hmac = (key: Uint8Array, message: Uint8Array) => Uint8Array;

/** What one round is drawn from. A nonce is used once in a pair of seeds: 0, 1, 2, without a gap. */
export type RoundSeeds = {
  /** 32 random bytes as 64 small hex digits; their text is what is hashed, so that any tool can follow. */
  readonly serverSeed: string;
  readonly clientSeed: string;
  readonly nonce: number;
};

/** A whole number from nothing to below `below`, each equally likely. */
export type Draw = (below: number) => number;

/** Four bytes as they came out of the stream, and what became of them. */
export type DrawnWord = {
  readonly cursor: number;
  /** 0 to 7: which four bytes of the block. */
  readonly place: number;
  readonly word: number;
  readonly below: number;
  /** Undefined: the word was passed over, for it would have made some results likelier than others. */
  readonly drawn: number | undefined;
};

/** What a curious reader is shown of a stream. */
export type Watch = {
  block?(message: string, hex: string): void;
  word?(word: DrawnWord): void;
};

export const SERVER_SEED_BYTES = 32;

/** @param random 32 bytes of a source that nobody can foresee (GLI-19 v3.0, 3.3.2) */
export function newServerSeed(random: Uint8Array): string {
  assert(random.length === SERVER_SEED_BYTES, `${SERVER_SEED_BYTES} bytes are needed`);
  return hexOf(random);
}

const SERVER_SEED = /^[0-9a-f]{64}$/;

export const isServerSeed = (text: string): boolean => SERVER_SEED.test(text);

/** SHA-256 of the seed's text, in hex: what the player is given before they choose theirs. */
export function commitmentTo(serverSeed: string, sha256: Sha256): string {
  assert(isServerSeed(serverSeed), 'a server seed is 64 hex digits');
  return hexOf(sha256(bytesOf(serverSeed)));
}

export const CLIENT_SEED_MOST = 64;

/** Letters, digits and signs of ASCII: the same bytes on every keyboard. No colon, which divides the message. */
const CLIENT_SEED = /^[!-9;-~]{1,64}$/;

export type ClientSeedRefusal = { readonly reason: 'wrong-client-seed' };

/** The player's seed as it was typed; blanks around it are forgiven. */
export function readClientSeed(text: string): string | ClientSeedRefusal {
  const seed = text.trim();
  return CLIENT_SEED.test(seed) ? seed : { reason: 'wrong-client-seed' };
}

/** The message whose HMAC is the block at `cursor`. */
export const blockMessage = ({ clientSeed, nonce }: RoundSeeds, cursor: number): string =>
  `${clientSeed}:${nonce}:${cursor}`;

/** Words are of four bytes, the first the highest. */
const WORDS = 2 ** 32;
const WORD_BYTES = 4;

/**
 * A round's source of chance. Each call takes the next word of the stream; a word that is not below the greatest multiple of
 * `below` is passed over, so that every number is exactly as likely as any other (rejection sampling; GLI-19 v3.0, 3.2).
 * The same seeds give the same numbers, from the first on, for whoever draws.
 */
export function drawsOf(seeds: RoundSeeds, hmac: Hmac, watch: Watch = {}): Draw {
  assert(isServerSeed(seeds.serverSeed), 'a server seed is 64 hex digits');
  assert(CLIENT_SEED.test(seeds.clientSeed), 'a client seed is 1 to 64 signs without a colon');
  assert(Number.isSafeInteger(seeds.nonce) && seeds.nonce >= 0, `not a nonce: ${seeds.nonce}`);
  const key = bytesOf(seeds.serverSeed);
  let block: Uint8Array = new Uint8Array();
  let cursor = -1;
  let at = 0;

  const nextWord = (): number => {
    if (at === block.length) {
      cursor += 1;
      at = 0;
      const message = blockMessage(seeds, cursor);
      block = hmac(key, bytesOf(message));
      assert(block.length === 32, 'HMAC-SHA256 gives 32 bytes');
      watch.block?.(message, hexOf(block));
    }
    const word = wordAt(block, at);
    at += WORD_BYTES;
    return word;
  };

  return (below) => {
    assert(Number.isSafeInteger(below) && below >= 1 && below <= WORDS, `nothing can be drawn below ${below}`);
    const fair = WORDS - (WORDS % below);
    for (;;) {
      const word = nextWord();
      const drawn = word < fair ? word % below : undefined;
      watch.word?.({ cursor, place: at / WORD_BYTES - 1, word, below, drawn });
      if (drawn !== undefined) return drawn;
    }
  };
}

/**
 * `some` different places of `all`, in rising order; every choice is exactly as likely as any other. The first steps of a
 * Fisher-Yates shuffle: what stays unshuffled is never looked at.
 */
export function placesOf(draw: Draw, all: number, some: number): number[] {
  assert(some >= 0 && some <= all, `${some} of ${all} cannot be chosen`);
  const places = Array.from({ length: all }, (_, place) => place);
  for (let n = 0; n < some; n++) {
    const other = n + draw(all - n);
    [places[n], places[other]] = [places[other] ?? 0, places[n] ?? 0];
  }
  return places.slice(0, some).sort((a, b) => a - b);
}

const wordAt = (block: Uint8Array, at: number): number =>
  (block[at] ?? 0) * 2 ** 24 + (block[at + 1] ?? 0) * 2 ** 16 + (block[at + 2] ?? 0) * 2 ** 8 + (block[at + 3] ?? 0);

/** Seeds and messages are ASCII: a sign is a byte. */
function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let n = 0; n < text.length; n++) bytes[n] = text.charCodeAt(n);
  return bytes;
}

const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
