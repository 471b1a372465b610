import type { PayoutId } from '../../contracts/ids.ts';
import type { SignerCall } from '../../contracts/operations.ts';
import type { Transaction, Tx } from '../../prisma/tx.ts';
import type { Logger } from '../../runtime/logger.ts';
import type { MayPay } from './batch.ts';
import type { ChainClient } from './chain-client.ts';
import type { HotWallet } from './wallet.ts';

/** What people are called for. It goes away by itself, except where the writer was stopped. */
export type Trouble = SignerCall;

export type WriterDeps = {
  readonly transaction: Transaction;
  /** A statement of its own. */
  readonly query: Tx['query'];
  readonly client: Pick<ChainClient, 'account' | 'seqno' | 'send' | 'locate' | 'jettonBalance'>;
  readonly wallet: HotWallet;
  /** `0:<hex>`; undefined: no USDT. */
  readonly jettonMaster: string | undefined;
  readonly mayPay: MayPay;
  /** A payout ended, in the transaction that says so. */
  readonly onEnded: (tx: Tx, reference: PayoutId) => Promise<void>;
  /** People should look, or need not any more. `of`: what there is too little of. */
  readonly onTrouble: (trouble: Trouble, of: 'TON' | 'USDT', isOn: boolean) => Promise<void>;
  readonly log: Logger;
  readonly now: () => number;
  /** In nanotons: never spent, so that gas is there for what must be done. */
  readonly reserve: bigint;
  readonly finalBlocks: number;
  /** Further from our clock than this the chain's time is believed by nobody, and nothing is signed. */
  readonly mostLagMs: number;
} & Partial<WriterPace>;

type WriterPace = {
  /** How long a signed message can be carried out, in whole seconds of chain time. */
  readonly lifeMs: number;
  /** How long after that its block could still become known. */
  readonly marginMs: number;
  /** How often the message under way is handed to the chain again. */
  readonly resendMs: number;
};

const PACE: WriterPace = { lifeMs: 180_000, marginMs: 60_000, resendMs: 5_000 };

/** What the parts of a writer share. */
export type Desk = WriterDeps &
  WriterPace & {
    /** The hot wallet, as `0:<hex>`. */
    readonly hot: string;
    readonly troubles: Troubles;
  };

/** What a writer's parts work with: what it was given, or else the usual pace. */
export const openDesk = (deps: WriterDeps): Desk => ({
  ...PACE,
  ...deps,
  hot: deps.wallet.address.toRawString(),
  troubles: createTroubles(deps),
});

type Troubles = ReturnType<typeof createTroubles>;

/** Says what changed, and no more: what a process before us said may stand still, so the first time is always said. */
function createTroubles({ onTrouble }: Pick<WriterDeps, 'onTrouble'>) {
  const said = new Map<string, boolean>();
  const say = async (trouble: Trouble, of: 'TON' | 'USDT', isOn: boolean): Promise<void> => {
    const key = `${trouble} ${of}`;
    if (said.get(key) === isOn) return;
    await onTrouble(trouble, of, isOn);
    said.set(key, isOn);
  };
  return {
    say,
    async over(trouble: Trouble): Promise<void> {
      for (const of of ['TON', 'USDT'] as const) await say(trouble, of, false);
    },
  };
}
