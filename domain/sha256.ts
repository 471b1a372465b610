/**
 * SHA-256 (FIPS 180-4, 6.2) and HMAC over it (RFC 2104), at once and without a connection: browsers have theirs only behind a
 * promise, and only on secure pages. Not in constant time, so for what is public or opened; secrets are hashed by the platform.
 */
const BLOCK = 64;
const DIGEST = 32;

/** The first 32 bits of what is behind the point of the cube roots of the first 64 primes, and of the square roots of eight. */
const primes = firstPrimes(64);
const K = Int32Array.from(primes, (prime) => fraction(Math.cbrt(prime)));
const START = Int32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime)));

export function sha256(message: Uint8Array): Uint8Array {
  return finished(START.slice(), message, 0);
}

/** For many messages under one key: what depends on the key alone is done once. */
export function hmacUnder(key: Uint8Array): (message: Uint8Array) => Uint8Array {
  const padded = new Uint8Array(BLOCK);
  padded.set(key.length > BLOCK ? sha256(key) : key);
  const [inner, outer] = [0x36, 0x5c].map((pad) => {
    const state = START.slice();
    compress(
      state,
      padded.map((byte) => byte ^ pad),
      0,
    );
    return state;
  }) as [Int32Array, Int32Array];
  return (message) => finished(outer.slice(), finished(inner.slice(), message, BLOCK), BLOCK);
}

export const hmacSha256 = (key: Uint8Array, message: Uint8Array): Uint8Array => hmacUnder(key)(message);

/** @param before bytes that `state` has already taken in */
function finished(state: Int32Array, message: Uint8Array, before: number): Uint8Array {
  const whole = message.length - (message.length % BLOCK);
  for (let at = 0; at < whole; at += BLOCK) compress(state, message, at);
  const rest = message.length - whole;
  const tail = new Uint8Array(rest + 9 > BLOCK ? 2 * BLOCK : BLOCK);
  tail.set(message.subarray(whole));
  tail[rest] = 0x80;
  const bytes = new DataView(tail.buffer);
  const length = before + message.length;
  bytes.setUint32(tail.length - 8, Math.floor(length / 2 ** 29));
  bytes.setUint32(tail.length - 4, (length * 8) % 2 ** 32);
  for (let at = 0; at < tail.length; at += BLOCK) compress(state, tail, at);

  const digest = new Uint8Array(DIGEST);
  const out = new DataView(digest.buffer);
  for (let n = 0; n < state.length; n++) out.setInt32(n * 4, word(state, n));
  return digest;
}

const W = new Int32Array(64);

/** Words are signed here: what fits into 32 bits, engines count fastest. No index leaves its array, so none reads nothing. */
function compress(state: Int32Array, block: Uint8Array, at: number): void {
  for (let t = 0, n = at; t < 16; t++, n += 4)
    W[t] = (byte(block, n) << 24) | (byte(block, n + 1) << 16) | (byte(block, n + 2) << 8) | byte(block, n + 3);
  for (let t = 16; t < 64; t++) {
    const far = word(W, t - 15);
    const near = word(W, t - 2);
    const low = turned(far, 7) ^ turned(far, 18) ^ (far >>> 3);
    const high = turned(near, 17) ^ turned(near, 19) ^ (near >>> 10);
    W[t] = (word(W, t - 16) + low + word(W, t - 7) + high) | 0;
  }
  let a = word(state, 0);
  let b = word(state, 1);
  let c = word(state, 2);
  let d = word(state, 3);
  let e = word(state, 4);
  let f = word(state, 5);
  let g = word(state, 6);
  let h = word(state, 7);
  for (let t = 0; t < 64; t++) {
    const mixed = (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g));
    const one = (h + mixed + word(K, t) + word(W, t)) | 0;
    const two = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  state[0] = word(state, 0) + a;
  state[1] = word(state, 1) + b;
  state[2] = word(state, 2) + c;
  state[3] = word(state, 3) + d;
  state[4] = word(state, 4) + e;
  state[5] = word(state, 5) + f;
  state[6] = word(state, 6) + g;
  state[7] = word(state, 7) + h;
}

const word = (words: Int32Array, n: number): number => words[n] as number;
const byte = (bytes: Uint8Array, n: number): number => bytes[n] as number;
const turned = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

function fraction(root: number): number {
  return Math.floor((root - Math.floor(root)) * 2 ** 32);
}

function firstPrimes(many: number): number[] {
  const found: number[] = [];
  for (let n = 2; found.length < many; n++) if (found.every((prime) => n % prime !== 0)) found.push(n);
  return found;
}
