import { BrokenPage, readPage } from '../../rails/ton/page.ts';
import { watchAccount } from '../../records/chain/accounts.ts';
import type { Round } from '../../runtime/loop.ts';
import { type LookAt, type ScannerDeps, type ScannerMemory, samePoint } from './scanner-deps.ts';
import type { WatchedAccount } from './watched-accounts.ts';

/**
 * Begins to watch an account from where it is now: what it holds is the house's. The first look is remembered, and kept once it is
 * final: were it to vanish, nothing that comes after could be linked with it. Died in between, it is looked at anew.
 */
export async function beginWatching(
  deps: ScannerDeps,
  watched: WatchedAccount,
  look: LookAt,
  { beginnings }: ScannerMemory,
): Promise<Round> {
  const first = beginnings.get(watched.address);
  const isKnown = first !== undefined && first.minor !== undefined;
  if (!isKnown || look.seqno < first.seqno || !(await isStillThere(deps, watched, first, look))) {
    if (watched.kind === 'hot' && look.tip === undefined)
      throw new Error(`the hot wallet ${watched.address} has never done anything: it must be deployed first`);
    beginnings.set(watched.address, look);
    return 'rest';
  }
  if (look.seqno < first.seqno + deps.finalBlocks) return 'rest';
  const { address, kind, rail, asset, owner, master } = watched;
  const { tip: from, seqno, minor = 0n } = first;
  if (await watchAccount(deps.reader, { address, kind, rail, asset, owner, master, from, seqno, minor }))
    deps.log.info(
      { account: address, rail, from: from?.lt.toString() },
      'an account on the chain is watched from now on',
    );
  return 'again';
}

async function isStillThere(deps: ScannerDeps, { address }: WatchedAccount, first: LookAt, { tip }: LookAt) {
  if (first.tip === undefined || samePoint(first.tip, tip)) return true;
  if (tip === undefined || tip.lt < first.tip.lt) return false;
  const wish = { from: tip, floorLt: first.tip.lt, limit: 100, archival: false };
  const page = await readPage(deps.client, address, wish).catch((error) => {
    if (error instanceof BrokenPage) return undefined;
    throw error;
  });
  return samePoint(page?.next, first.tip);
}
