import { Address } from '@ton/core';
import type { PayoutId } from '../contracts/ids.ts';
import type { Pool } from '../prisma/pool.ts';
import { query, type Transaction, type Tx } from '../prisma/tx.ts';
import { createChainClient } from '../rails/ton/chain-client.ts';
import type { TonSettings } from '../rails/ton/settings.ts';
import { openHotWallet } from '../rails/ton/wallet.ts';
import { createWriter } from '../rails/ton/writer.ts';
import type { Trouble, WriterDeps } from '../rails/ton/writer-desk.ts';
import { newId } from '../runtime/ids.ts';
import type { Logger } from '../runtime/logger.ts';
import { type Loop, type Round, startLoop } from '../runtime/loop.ts';
import type { NamedKey } from '../runtime/settings.ts';
import { type CallDeps, callStaff, sendStaffAway } from '../use-cases/call-staff.ts';
import { reportPayout } from '../use-cases/report-payout.ts';

type Deps = CallDeps & {
  readonly pool: Pool;
  readonly transaction: Transaction;
  readonly ton: TonSettings;
  /** Its key; the only process that has it. */
  readonly key: NamedKey;
  /** In nanotons. */
  readonly reserve: bigint;
  readonly mostLagMs: number;
  readonly mayPay?: WriterDeps['mayPay'];
  readonly held: () => Promise<boolean>;
  readonly log: Logger;
  readonly now: () => number;
};

/** Signs what waits in the hot wallet's queue. Throws where the key is not that of the hot wallet. */
export async function startChainWriter(deps: Deps): Promise<Loop> {
  const { ton, transaction, pool, held } = deps;
  const write = createWriter({
    ...deps,
    query: (statement) => query(pool, statement),
    client: createChainClient({ url: ton.apiUrl, apiKey: ton.apiKey, timeoutMs: ton.timeoutMs }),
    wallet: await openHotWallet(deps.key.key, Address.parseRaw(ton.hotWallet)),
    jettonMaster: ton.usdtMaster,
    finalBlocks: ton.finalBlocks,
    onEnded: tellWorkflow(deps),
    onTrouble: (trouble, of, isOn) => transaction((tx) => callOver(deps, tx, { trouble, of, isOn })),
    mayPay: deps.mayPay ?? (async () => 'yes'),
  });
  const round = async (): Promise<Round> => ((await held()) ? write() : 'rest');
  return startLoop({ name: 'chain-writer', everyMs: 1_000, worstMs: 15_000, log: deps.log }, round);
}

/** Its workflow looks the payout up, and is told in the transaction that ends it. */
export const tellWorkflow =
  ({ enqueue }: Pick<Deps, 'enqueue'>) =>
  async (tx: Tx, reference: PayoutId): Promise<void> => {
    await reportPayout({ transaction: (fn) => fn(tx), enqueue })(reference, newId(Date.now()));
  };

type Called = { readonly trouble: Trouble; readonly of: 'TON' | 'USDT'; readonly isOn: boolean };

/** The hot wallet waits for people: it is in the desk's queue until it does not any more, and in their chat once. */
async function callOver(deps: CallDeps, tx: Tx, { trouble, of, isOn }: Called): Promise<void> {
  const subject = `hot-wallet-${of.toLowerCase()}`;
  if (isOn) await callStaff(deps, tx, subject, trouble);
  else await sendStaffAway(deps, tx, { subject, attention: trouble, told: 0 }, undefined);
}
