import type { Cell, Slice } from '@ton/core';

/** Where the owner's key lies in the data that a wallet begins with. Undefined: it is not its key that moves its money. */
type KeyIn = (data: Slice) => Buffer | undefined;

const afterBits =
  (bits: number): KeyIn =>
  (data) =>
    data.skip(bits).loadBuffer(32);

const afterSeqno = afterBits(32);
const afterWalletId = afterBits(32 + 32);
/** Its first bit says whether a signature by the key is heard at all; else its extensions alone move its money. */
const fifth: KeyIn = (data) => (data.loadBit() ? afterWalletId(data) : undefined);

/** Wallets by the SHA-256 of their code; a test holds each against the libraries that make such wallets. */
const keyIn: Readonly<Record<string, KeyIn>> = {
  a0cfc2c48aee16a271f2cfc0b7382d81756cecb1017d077faaab3bb602f6868c: afterSeqno, // v1R1
  d4902fcc9fad74698fa8e353220a68da0dcf72e32bcb2eb9ee04217c17d3062c: afterSeqno, // v1R2
  '587cc789eff1c84f46ec3797e45fc809a14ff5ae24f1e0c7a6a99cc9dc9061ff': afterSeqno, // v1R3
  '5c9a5e68c108e18721a07c42f9956bfb39ad77ec6d624b60c576ec88eee65329': afterSeqno, // v2R1
  fe9530d3243853083ef2ef0b4c2908c0abf6fa1c31ea243aacaa5bf8c7d753f1: afterSeqno, // v2R2
  b61041a58a7980b946e8fb9e198e3c904d24799ffa36574ea4251c41a566f581: afterWalletId, // v3R1
  '84dafa449f98a6987789ba232358072bc0f76dc4524002a5d0918b9a75d2d599': afterWalletId, // v3R2
  '64dd54805522c5be8a9db59cea0105ccf0d08786ca79beb8cb79e880a8d7322d': afterWalletId, // v4R1
  feb5ff6820e2ff0d9483e7e0d62c817d846789fb4ae580c878866d959dabd5c0: afterWalletId, // v4R2
  '20834b7b72b112147e1b2fb457b84e74d1a30f04f737d4f62a668e9552d2b72f': fifth, // v5R1
};

/** `unknown-code`: ask the chain. `no-key`: it is known, and not moved by a key, or its data is not such a wallet's. */
export type KeyFound = Buffer | 'unknown-code' | 'no-key';

/** The key of a wallet, by what it begins with. */
export function keyOf({ code, data }: { readonly code: Cell; readonly data: Cell }): KeyFound {
  const read = keyIn[code.hash().toString('hex')];
  if (!read) return 'unknown-code';
  try {
    return read(data.beginParse()) ?? 'no-key';
  } catch {
    return 'no-key';
  }
}
