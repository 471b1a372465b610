import { assert } from '../../domain/assert.ts';
import type { Asset } from '../../domain/assets.ts';
import { readMemo } from '../../domain/memo.ts';
import type { DepositTerms } from '../../domain/quotes.ts';
import { assetsOf } from '../../domain/terms.ts';
import type { Pool } from '../../prisma/pool.ts';
import { query, type Transaction, type Tx } from '../../prisma/tx.ts';
import type { DepositRails } from '../../rails/registry.ts';
import { createChainClient } from '../../rails/ton/chain-client.ts';
import type { TonSettings } from '../../rails/ton/settings.ts';
import { jettonAccount } from '../../records/chain/accounts.ts';
import type { Enqueue } from '../../records/delivery/outbox.ts';
import type { Logger } from '../../runtime/logger.ts';
import { type Loop, startLoop } from '../../runtime/loop.ts';
import type { StaffChat } from '../../use-cases/call-staff.ts';
import { lookAfterArrivals } from '../../use-cases/look-after-arrivals.ts';
import type { DepositPatience } from '../../use-cases/open-deposit.ts';
import { receiveArrival, tellArrivals } from '../../use-cases/receive-arrival.ts';
import { showArrival } from '../../use-cases/show-arrival.ts';
import { arrivals } from '../arrivals.ts';
import { chainScanner } from '../chain-scanner.ts';
import { type HeldAsset, type WatchedAccount, watchedAccounts } from './watched-accounts.ts';

type Deps = {
  readonly pool: Pool;
  readonly transaction: Transaction;
  readonly enqueue: Enqueue;
  readonly hint: Parameters<typeof showArrival>[0]['hint'];
  readonly patience: DepositPatience;
  readonly staffChat?: StaffChat | undefined;
  readonly ton: TonSettings;
  readonly rails: DepositRails;
  readonly scanning: () => Promise<boolean>;
  readonly receiving: () => Promise<boolean>;
  readonly log: Logger;
  readonly now: () => number;
};

/** The loops of the chain: what happens there is read, and what came is credited. */
export function startChainLoops(deps: Deps): Loop[] {
  const { pool, transaction, enqueue, hint, patience, ton, rails, log, now } = deps;
  const reader: Pick<Tx, 'query'> = { query: (statement) => query(pool, statement) };
  const client = createChainClient({ url: ton.apiUrl, apiKey: ton.apiKey, timeoutMs: ton.timeoutMs });
  const show = showArrival({ enqueue, hint });
  const termsOf = (rail: keyof DepositRails): DepositTerms => {
    const terms = rails[rail]?.terms;
    assert(terms, `${rail} is read from the chain, and its rail is off`);
    return terms;
  };
  const accounts = once(() =>
    watchedAccounts(client, {
      hotWallet: ton.hotWallet,
      usdtMaster: ton.usdtMaster,
      coldWallet: ton.coldWallet,
      ton: heldBy(termsOf('ton')),
      usdt: ton.usdtMaster === undefined ? heldBy(termsOf('ton')) : heldBy(termsOf('usdt')),
      known: (master) => jettonAccount(reader, ton.hotWallet, master),
    }),
  );
  const leastOf = ({ asset }: { asset: Asset }) =>
    termsOf('ton').assets[asset]?.least ?? rails.usdt?.terms.assets[asset]?.least ?? 0n;
  const tell = tellArrivals({ show, leastOf });
  const finalBlocks = ton.finalBlocks;
  const scan = { transaction, reader, client, finalBlocks, readMemo, tell, log, accounts, held: deps.scanning };
  const receive = receiveArrival({ transaction, enqueue, patience, now, show, termsOf });
  const care = lookAfterArrivals({ transaction, query: reader.query, enqueue, staffChat: deps.staffChat, now });
  return [
    startLoop({ name: 'chain-scanner', everyMs: 1_000, worstMs: 15_000, log }, chainScanner(scan)),
    startLoop(
      { name: 'arrivals', everyMs: 1_000, worstMs: 15_000, log },
      arrivals({ pool, receive, held: deps.receiving, log, now }),
    ),
    startLoop({ name: 'arrivals-care', everyMs: 15_000, worstMs: 120_000, log }, async () => {
      if (await deps.receiving()) await care();
      return 'rest';
    }),
  ];
}

/** A rail of the chain takes one asset. */
function heldBy({ assets }: DepositTerms): HeldAsset {
  const [asset] = assetsOf(assets);
  const terms = asset && assets[asset];
  assert(terms, 'a rail takes an asset');
  return { asset, least: terms.least };
}

/** Asked for until it is answered, and then remembered. */
function once(ask: () => Promise<readonly WatchedAccount[]>): () => Promise<readonly WatchedAccount[]> {
  let known: readonly WatchedAccount[] | undefined;
  return async () => {
    known ??= await ask();
    return known;
  };
}
