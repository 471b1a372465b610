import { createHash, verify } from 'node:crypto';
import { Address, Cell, contractAddress } from '@ton/core';
import { type LinkWalletBody, tonChains } from '../../contracts/http/wallets.ts';
import { publicKeyOf } from '../../runtime/ed25519.ts';
import type { TonNetwork } from './address.ts';
import { keyOf } from './wallet-codes.ts';

/** What a wallet signed, and what it says of itself. */
export type WalletProof = Pick<LinkWalletBody, 'account' | 'proof'>;

/** By the step that it failed; that its payload is ours, unused and this session's is looked at by whoever gave it out. */
export type ProofRefusal = {
  readonly reason:
    | 'wallet-address'
    | 'wallet-network'
    | 'proof-state-init'
    | 'wallet-unknown'
    | 'proof-key'
    | 'proof-domain'
    | 'proof-time'
    | 'proof-signature';
};

export type ProofRules = {
  readonly network: TonNetwork;
  /** Hosts of our own pages, as a wallet is told them; these and no others, letter by letter. */
  readonly domains: readonly string[];
  readonly nowMs: number;
  /** What a deployed contract answers to `get_public_key`; undefined: nothing. Throws on an outage. */
  readonly keyOnChain: (address: Address) => Promise<Buffer | undefined>;
};

/** Hosts of pages at these addresses: wallets name a page by its host, some with its port and some without. */
export const domainsOf = (addresses: readonly string[]): string[] => [
  ...new Set(addresses.map((address) => new URL(address)).flatMap(({ host, hostname }) => [host, hostname])),
];

/** @property address raw: `0:<64 hex digits, lower case>` */
export type ProvenWallet = { readonly address: string; readonly publicKey: Buffer };

/** A proof is as old as its payload may be, at most; and a phone's clock may be ahead of ours, a little. */
const MOST_AGE_S = 15 * 60;
const MOST_AHEAD_S = 5 * 60;

/**
 * Whether whoever answered holds the key of that wallet (TON Connect, "Signing", ton_proof; knowledge of its steps is in
 * docs/decisions/0018). Nothing that the wallet says of itself is believed: its key is read from the code and data that its
 * address is the hash of. The chain is asked last, and for a wallet of an unknown kind alone.
 */
export async function checkProof(
  { account, proof }: WalletProof,
  { network, domains, nowMs, keyOnChain }: ProofRules,
): Promise<ProvenWallet | ProofRefusal> {
  const address = addressOf(account.address);
  if (!address) return { reason: 'wallet-address' };
  if (account.chain !== tonChains[network]) return { reason: 'wallet-network' };
  const init = stateInitOf(account.walletStateInit);
  if (!init || !contractAddress(0, init).equals(address)) return { reason: 'proof-state-init' };

  const { domain, timestamp } = proof;
  if (!domains.includes(domain.value) || domain.lengthBytes !== Buffer.byteLength(domain.value))
    return { reason: 'proof-domain' };
  const ageS = nowMs / 1_000 - timestamp;
  if (ageS > MOST_AGE_S || ageS < -MOST_AHEAD_S) return { reason: 'proof-time' };

  const found = keyOf(init);
  const key = found === 'unknown-code' ? await keyOnChain(address) : found;
  if (key === undefined || key === 'no-key') return { reason: 'wallet-unknown' };
  if (account.publicKey !== undefined && account.publicKey.toLowerCase() !== key.toString('hex'))
    return { reason: 'proof-key' };
  if (isWeak(key)) return { reason: 'proof-key' };

  const signature = Buffer.from(proof.signature, 'base64');
  const isSigned = signature.length === 64 && verify(null, digestOf(address, proof), publicKeyOf(key), signature);
  return isSigned ? { address: address.toRawString(), publicKey: key } : { reason: 'proof-signature' };
}

/** As wallets tell it, raw and in the basic workchain; players have none elsewhere. */
function addressOf(text: string): Address | undefined {
  return /^0:[0-9a-f]{64}$/i.test(text) ? Address.parseRaw(text) : undefined;
}

/**
 * The code and the data of a StateInit that has nothing else: no wallet has. Read by hand, because a parser would walk through
 * its libraries, a dictionary that a few cells can make endless.
 */
function stateInitOf(boc: string): { code: Cell; data: Cell } | undefined {
  try {
    const root = Cell.fromBase64(boc).beginParse();
    const isPlain = root.remainingBits === 5 && root.remainingRefs === 2 && root.loadUint(5) === 0b00110;
    return isPlain ? { code: root.loadRef(), data: root.loadRef() } : undefined;
  } catch {
    return undefined;
  }
}

function digestOf({ workChain, hash }: Address, { domain, timestamp, payload }: WalletProof['proof']): Buffer {
  const message = Buffer.concat([
    Buffer.from('ton-proof-item-v2/'),
    numberOf(4, (bytes) => bytes.writeInt32BE(workChain)),
    hash,
    numberOf(4, (bytes) => bytes.writeUInt32LE(domain.lengthBytes)),
    Buffer.from(domain.value),
    numberOf(8, (bytes) => bytes.writeBigUInt64LE(BigInt(timestamp))),
    Buffer.from(payload),
  ]);
  return sha256(Buffer.concat([Buffer.from([0xff, 0xff]), Buffer.from('ton-connect'), sha256(message)]));
}

function numberOf(length: number, write: (bytes: Buffer) => number): Buffer {
  const bytes = Buffer.alloc(length);
  write(bytes);
  return bytes;
}

const sha256 = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();

/**
 * The points of small order, without their sign: under such a key signatures can be made without knowing anything (RFC 8032, 8.4
 * leaves them in). A wallet that is moved by its extensions alone may well have a key of zeros.
 */
const WEAK: ReadonlySet<string> = new Set([
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  `ec${'ff'.repeat(30)}7f`,
  `ed${'ff'.repeat(30)}7f`,
  `ee${'ff'.repeat(30)}7f`,
]);

function isWeak(key: Buffer): boolean {
  const unsigned = Buffer.from(key);
  unsigned[31] = (unsigned[31] ?? 0) & 0x7f;
  return WEAK.has(unsigned.toString('hex'));
}
