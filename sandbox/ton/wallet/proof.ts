import { createHash } from 'node:crypto';
import type { Address } from '@ton/core';
import { sign } from '@ton/crypto';

export type ProofWish = {
  readonly address: Address;
  /** Host, and port if any, of the app's `url` in its manifest. */
  readonly domain: string;
  readonly payload: string;
  /** Unix seconds. */
  readonly timestamp: number;
};

const sha256 = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();

/**
 * What a wallet signs to prove an address:
 * sha256(0xffff | "ton-connect" | sha256("ton-proof-item-v2/" | wc i32 BE | hash | length u32 LE | domain | time u64 LE | payload)).
 * Source: github.com/ton-blockchain/ton-connect, requests-responses.md, "Address proof signature (ton_proof)".
 */
export function proofDigest({ address, domain, payload, timestamp }: ProofWish): Buffer {
  const workchain = Buffer.alloc(4);
  workchain.writeInt32BE(address.workChain);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(Buffer.byteLength(domain));
  const time = Buffer.alloc(8);
  time.writeBigUInt64LE(BigInt(timestamp));
  const message = Buffer.concat([
    Buffer.from('ton-proof-item-v2/'),
    workchain,
    address.hash,
    length,
    Buffer.from(domain),
    time,
    Buffer.from(payload),
  ]);
  return sha256(Buffer.concat([Buffer.from([0xff, 0xff]), Buffer.from('ton-connect'), sha256(message)]));
}

/** The `proof` of a `ton_proof` item. */
export function prove(wish: ProofWish, secretKey: Buffer) {
  return {
    timestamp: wish.timestamp,
    domain: { lengthBytes: Buffer.byteLength(wish.domain), value: wish.domain },
    payload: wish.payload,
    signature: sign(proofDigest(wish), secretKey).toString('base64'),
  };
}
