import { type SignerCall, signerCalls, type WalletCall, walletCalls } from '../contracts/operations.ts';
import type { Tx } from '../prisma/tx.ts';
import { writeAddress } from '../rails/ton/address.ts';
import type { TonSettings } from '../rails/ton/settings.ts';
import { readSigner, type Signer } from '../records/chain/signing.ts';
import { openCalls } from '../records/payments/attention.ts';
import { type ChainPosition, chainPositions, unsignedRails } from '../records/payments/chain-books.ts';
import { type Queued, readSigningQueue } from '../records/payments/signing-queue.ts';
import type { HotWalletRules } from './hot-wallet-rules.ts';
import { UNSIGNED_MS, walletSubject } from './watch-hot-wallet.ts';

export type WalletStanding = ChainPosition & {
  /**
   * Where the operator sends more of either asset, as wallets write it. A wallet of tokens is its owner's: what is sent to itself as
   * an owner is lost.
   */
  readonly address: string;
  readonly floor: bigint | undefined;
  readonly ceiling: bigint | undefined;
  readonly daily: bigint | undefined;
  /** What staff are called for. */
  readonly calls: readonly (WalletCall | SignerCall)[];
};

/** Who signs, and what waits for it: one for both assets, which leave from one wallet. */
export type SigningStand = Signer & {
  readonly queue: readonly Queued[];
  readonly reserve: bigint;
  /** As wallets write it. */
  readonly address: string;
  /** A page about that address. */
  readonly explorer: string;
  /** A page about a transaction, but for its hash. */
  readonly transactions: string;
};

/** So many of the queue are shown, the oldest. */
const SHOWN = 50;

type Chain = Pick<TonSettings, 'hotWallet' | 'network' | 'explorer' | 'addressExplorer'>;

/** How the hot wallet stands, asset by asset, and who signs for it. */
export const walletStandings =
  (reader: Pick<Tx, 'query'>, rules: HotWalletRules, ton: Chain | undefined) =>
  async (): Promise<{ readonly wallets: readonly WalletStanding[]; readonly signing: SigningStand | undefined }> => ({
    wallets: await standings(reader, rules, ton),
    signing: ton && (await signingStand(reader, rules, ton)),
  });

async function standings(
  reader: Pick<Tx, 'query'>,
  { boundsOf, dailyOf }: HotWalletRules,
  ton: Chain | undefined,
): Promise<WalletStanding[]> {
  const positions = await chainPositions(reader);
  const open = await openCalls(
    reader,
    positions.map(({ rail }) => walletSubject(rail)),
  );
  // Whoever would call for that may be what is missing.
  const unsigned = await unsignedRails(reader, UNSIGNED_MS);
  return positions.map((position) => ({
    ...position,
    address: ton ? writeAddress(ton.hotWallet, ton.network) : position.address,
    ...boundsOf(position.asset),
    daily: dailyOf(position.asset),
    calls: [...walletCalls, ...signerCalls].filter(
      (each) =>
        (each === 'nobody-signs' && unsigned.has(position.rail)) ||
        open.some(({ subject, attention }) => subject === walletSubject(position.rail) && attention === each),
    ),
  }));
}

async function signingStand(
  reader: Pick<Tx, 'query'>,
  { reserve }: HotWalletRules,
  { hotWallet, network, explorer, addressExplorer }: Chain,
): Promise<SigningStand> {
  const address = writeAddress(hotWallet, network);
  return {
    ...(await readSigner(reader, hotWallet)),
    queue: await readSigningQueue(reader, hotWallet, SHOWN),
    reserve,
    address,
    explorer: addressExplorer + address,
    transactions: explorer,
  };
}
