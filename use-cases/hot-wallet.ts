import { Address } from '@ton/core';
import type { Money } from '../domain/money.ts';
import type { Transaction } from '../prisma/tx.ts';
import type { ChainClient } from '../rails/ton/chain-client.ts';
import { askPayout, readSignedInVain, resumeWriter } from '../rails/ton/queue.ts';
import { openHotWallet } from '../rails/ton/wallet.ts';
import { append } from '../records/audit/append.ts';
import type { NamedKey } from '../runtime/settings.ts';

export type Resumed =
  | { readonly outcome: 'resumed' | 'not-stopped' | 'under-way' }
  /** These are signed again when it goes on, and may have left under the number that somebody else used. */
  | { readonly outcome: 'in-vain'; readonly payouts: Awaited<ReturnType<typeof readSignedInVain>> };

/**
 * Somebody has seen why the hot wallet signs nothing any more, and it goes on from where the chain says that it stands.
 * @param wallet `0:<hex>`
 * @param notLeft the payouts that were signed in vain, each looked for in an explorer and not found
 */
export const resumeHotWallet =
  ({ transaction }: { readonly transaction: Transaction }) =>
  (wallet: string, notLeft: readonly string[]): Promise<Resumed> =>
    transaction(async (tx) => {
      const outcome = await resumeWriter(tx, wallet, notLeft);
      if (outcome === 'in-vain') return { outcome, payouts: await readSignedInVain(tx, wallet) };
      if (outcome === 'resumed')
        await append(tx, { actor: 'system', action: 'hot-wallet.resumed', subject: wallet, detail: { notLeft } });
      return { outcome };
    });

/** Deploys the contract of the hot wallet, which needs some TON first. Sent again it changes nothing. */
export const deployHotWallet =
  ({ client }: { readonly client: Pick<ChainClient, 'account' | 'send'> }) =>
  async (wallet: string, { key }: NamedKey): Promise<'sent' | 'deployed' | 'empty'> => {
    const address = Address.parseRaw(wallet);
    const { deployment } = await openHotWallet(key, address);
    const { state, balance } = await client.account(address);
    if (state === 'active') return 'deployed';
    if (balance === 0n) return 'empty';
    await client.send(Buffer.from((await deployment()).boc, 'base64'));
    return 'sent';
  };

/**
 * The operator takes money to their cold wallet: by the same queue, and the same one who signs, as every payout. Each call asks for
 * one more. Addresses as `0:<hex>`.
 */
export const sweepHotWallet =
  ({ transaction, newId }: { readonly transaction: Transaction; readonly newId: () => string }) =>
  (wallet: string, coldWallet: string, amount: Money): Promise<void> =>
    transaction(async (tx) => {
      const reference = newId();
      const rail = amount.asset === 'USDT' ? 'usdt' : 'ton';
      await askPayout(tx, {
        reference,
        rail,
        wallet,
        amount,
        recipient: coldWallet,
        isBounceable: false,
        memo: undefined,
      });
      const detail = { asset: amount.asset, minor: amount.minor.toString() };
      await append(tx, { actor: 'system', action: 'hot-wallet.swept', subject: reference, detail });
    });
