import { createHash, randomBytes } from 'node:crypto';
import { type LinkWalletBody, MOST_WALLETS } from '../contracts/http/wallets.ts';
import type { PlayerId, WalletId } from '../contracts/ids.ts';
import type { Transaction, Tx } from '../prisma/tx.ts';
import { type TonNetwork, writeAddress } from '../rails/ton/address.ts';
import { checkProof, type ProofRefusal, type ProofRules } from '../rails/ton/proof.ts';
import { append } from '../records/audit/append.ts';
import type { Enqueue } from '../records/delivery/outbox.ts';
import { holdPlayers, isOpenPlayer } from '../records/identity/players.ts';
import { telegramOf } from '../records/identity/reads.ts';
import { readWallets, type WalletView } from '../records/payments/wallet-reads.ts';
import { linkWallet as link, openNonce, removeWallet as remove, spendNonce } from '../records/payments/wallets.ts';
import { newId } from '../runtime/ids.ts';
import { tonLabel } from './destination-details.ts';

/** A wallet may think about it for so long: its app must be opened, and its owner found. */
const NONCE_MS = 15 * 60_000;

/** By what a proof is judged, but for its time. */
export type WalletRules = Omit<ProofRules, 'nowMs'>;

/** Who asks: a proof belongs to the session it was asked for in. */
export type AskedIn = { readonly player: PlayerId; readonly id: string };

const digestOf = (payload: string): Buffer => createHash('sha256').update(payload).digest();

/** What a wallet is to sign along. Kept as its hash: whoever reads the table cannot have it signed. */
export const askForProof =
  ({ transaction, now }: { transaction: Transaction; now: () => number }) =>
  ({ player, id: session }: AskedIn): Promise<{ readonly payload: string; readonly expiresAt: Date }> =>
    transaction(async (tx) => {
      const payload = randomBytes(32).toString('base64url');
      const expiresAt = new Date(now() + NONCE_MS);
      await openNonce(tx, { digest: digestOf(payload), player, session }, expiresAt);
      return { payload, expiresAt };
    });

export type LinkRefusal =
  | ProofRefusal
  | {
      readonly reason: 'proof-payload' | 'wallet-taken' | 'too-many-wallets' | 'account-closed' | 'rail-off';
    };

type LinkDeps = {
  readonly transaction: Transaction;
  readonly enqueue: Enqueue;
  /** Undefined: nothing here has to do with the chain. */
  readonly wallets: WalletRules | undefined;
  readonly now: () => number;
};

/**
 * A player proves that a wallet is theirs. The payload is used up first and for good, so that nothing is tried twice with it; the
 * proof is looked at outside of any transaction, as the chain may have to be asked. A wallet of another player's is refused without
 * a word of whose. The chat is told of each new one: who stole a session cannot link theirs unseen.
 * @param bot the bot that tells it
 */
export const linkWallet =
  (deps: LinkDeps) =>
  async (asker: AskedIn, wish: LinkWalletBody, bot: string): Promise<{ readonly walletId: WalletId } | LinkRefusal> => {
    const { wallets, transaction, now } = deps;
    if (!wallets) return { reason: 'rail-off' };
    const { player, id: session } = asker;
    const digest = digestOf(wish.proof.payload);
    if (!(await transaction((tx) => spendNonce(tx, { digest, player, session })))) return { reason: 'proof-payload' };
    const proven = await checkProof(wish, { ...wallets, nowMs: now() });
    if ('reason' in proven) return proven;

    return transaction(async (tx) => {
      await holdPlayers(tx, [player]);
      if (!(await isOpenPlayer(tx, player))) return { reason: 'account-closed' };
      const id = newId(now()) as WalletId;
      const linked = await link(tx, { id, player, ...proven, app: wish.app || undefined }, MOST_WALLETS);
      switch (linked.outcome) {
        case 'taken':
          return { reason: 'wallet-taken' };
        case 'too-many':
          return { reason: 'too-many-wallets' };
        case 'linked':
          await tellLinked(deps.enqueue, tx, { player, id, bot });
          await append(tx, { actor: 'player', actorId: player, action: 'wallet.linked', subject: id });
      }
      return { walletId: linked.id };
    });
  };

/** Who has no chat with us is told nothing: they have nothing but this browser. */
async function tellLinked(
  enqueue: Enqueue,
  tx: Tx,
  { player, id, bot }: { player: PlayerId; id: WalletId; bot: string },
): Promise<void> {
  const chat = await telegramOf(tx, player);
  if (chat === undefined) return;
  await enqueue.showInChat(tx, `wallet:${id}`, { show: 'wallet', bot, chat, walletId: id });
}

/** It is nobody's from then on, and may be linked anew. Refused while a withdrawal to it is under way. */
export const removeWallet =
  ({ transaction }: Pick<LinkDeps, 'transaction'>) =>
  (player: PlayerId, id: WalletId): Promise<'removed' | 'in-use' | 'gone'> =>
    transaction(async (tx) => {
      await holdPlayers(tx, [player]);
      const outcome = await remove(tx, player, id);
      if (outcome === 'removed')
        await append(tx, { actor: 'player', actorId: player, action: 'wallet.removed', subject: id });
      return outcome;
    });

/** A wallet as people know it. */
export type WalletShown = WalletView & { readonly label: string };

/** The player's wallets, the newest first, each address as wallets of this network show it. */
export const shownWallets =
  (reader: Pick<Tx, 'query'>, network: TonNetwork) =>
  async (player: PlayerId): Promise<WalletShown[]> =>
    (await readWallets(reader, player)).map((wallet) => {
      const address = writeAddress(wallet.address, network);
      return { ...wallet, address, label: tonLabel(address) };
    });
