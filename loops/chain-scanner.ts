import { Address } from '@ton/core';
import type { ChainAccount } from '../rails/ton/chain-client.ts';
import { type Point, readAccount } from '../records/chain/accounts.ts';
import type { Round } from '../runtime/loop.ts';
import { readOn } from './chain/read-on.ts';
import { type LookAt, newMemory, type ScannerDeps, type ScannerMemory, samePoint } from './chain/scanner-deps.ts';
import type { WatchedAccount } from './chain/watched-accounts.ts';
import { beginWatching } from './chain/watching.ts';

type Deps = ScannerDeps & {
  /** Which accounts are ours, asked for once. Throws on an outage. */
  readonly accounts: () => Promise<readonly WatchedAccount[]>;
  readonly held: () => Promise<boolean>;
};

/**
 * Reads what happened on our accounts: a look at each, its transactions back to where the last look ended, and what is final by now.
 * Two at once are harmless: each step is taken under the account's row, by whoever is first.
 */
export function chainScanner(deps: Deps): () => Promise<Round> {
  const memory = newMemory();
  return async () => {
    if (!(await deps.held())) return 'rest';
    let again = false;
    let failure: unknown;
    for (const watched of await deps.accounts()) {
      try {
        again = (await scanAccount(deps, watched, memory)) === 'again' || again;
      } catch (error) {
        failure = error; // the other account is read all the same
      }
    }
    if (failure !== undefined) throw failure;
    return again ? 'again' : 'rest';
  };
}

/** One look at one account. */
async function scanAccount(deps: ScannerDeps, watched: WatchedAccount, memory: ScannerMemory): Promise<Round> {
  const account = await readAccount(deps.reader, watched.address);
  if (account?.walk) return readOn(deps, watched, account, undefined, memory);
  const look = await lookAt(deps, watched, account?.tip);
  if (!account) return beginWatching(deps, watched, look, memory);
  if (look.seqno < account.headSeqno || isBehind(look, account.cursor)) {
    deps.log.warn(
      { account: watched.address, seqno: look.seqno, before: account.headSeqno },
      'the chain API is behind',
    );
    return 'rest';
  }
  return readOn(deps, watched, account, look, memory);
}

/** What is final does not go away: an API that does not know of it has not come so far. */
const isBehind = ({ tip }: LookAt, cursor: Point | undefined): boolean =>
  cursor !== undefined && (tip === undefined || tip.lt < cursor.lt);

/** Jettons are asked for beside their account, and believed where the account did not move meanwhile. */
async function lookAt({ client }: ScannerDeps, watched: WatchedAccount, known: Point | undefined): Promise<LookAt> {
  const address = Address.parseRaw(watched.address);
  const before = await client.account(address);
  const looked = { tip: before.last, seqno: before.seqno, at: before.syncedAt };
  if (watched.kind === 'hot') return { ...looked, minor: before.balance };
  if (before.last === undefined) return { ...looked, minor: 0n };
  if (known && samePoint(known, before.last)) return { ...looked, minor: undefined };
  const holding = await client.jettonBalance(address);
  const after: ChainAccount = await client.account(address);
  const isStill = after.last !== undefined && samePoint(after.last, before.last) && after.seqno >= before.seqno;
  return { ...looked, minor: isStill ? (holding?.balance ?? 0n) : undefined };
}
