import { ChainRefusal } from '../../rails/ton/chain-client.ts';
import { BrokenPage, type ChainPage, readPage, rowOf } from '../../rails/ton/page.ts';
import { type AccountView, dropWalk, type Point, storePage, type WalkAnswer } from '../../records/chain/accounts.ts';
import { finaliseArrivals, seeArrivals } from '../../records/payments/arrivals.ts';
import type { Round } from '../../runtime/loop.ts';
import { type LookAt, type ScannerDeps, type ScannerMemory, samePoint } from './scanner-deps.ts';
import type { WatchedAccount } from './watched-accounts.ts';

/** So many as the API gives at once, and so many in one transaction of ours. */
const PAGE = 100;
const BATCH = 500;

/**
 * Reads back from what is newest to what is known, page by page, and then says what is seen and what is final. Each page is stored
 * as it is read: years of history cost the memory of one, and a scanner that dies goes on where it was.
 * @param look undefined: what was being read is read to its end first
 */
export async function readOn(
  deps: ScannerDeps,
  watched: WatchedAccount,
  account: AccountView,
  look: LookAt | undefined,
  memory: ScannerMemory,
): Promise<Round> {
  await seeAll(deps, watched.address); // linked by a scanner that died before it looked through
  if (look === undefined || !samePoint(look.tip, account.tip)) {
    const answer = await walk(deps, watched, account, look, memory);
    if (answer === 'raced' || answer === 'busy') return 'again';
    if (answer === 'broken') {
      deps.log.error(
        { account: watched.address, trouble: 'broken-chain' },
        'what the chain API shows does not lead to what was final: nothing is credited until it does',
      );
      return 'rest';
    }
    await seeAll(deps, watched.address);
    if (look === undefined) return 'again'; // it was an old look that was read to its end
  }
  await finaliseAll(deps, watched, look);
  return 'rest';
}

/** Backwards until what is known is reached, or something is wrong. */
async function walk(
  deps: ScannerDeps,
  watched: WatchedAccount,
  { walk: open, tip, cursor }: AccountView,
  look: LookAt | undefined,
  memory: ScannerMemory,
): Promise<WalkAnswer> {
  const top = open?.top ?? look?.tip;
  const seqno = open?.seqno ?? look?.seqno;
  if (top === undefined || seqno === undefined) return 'linked'; // an account without a transaction
  const under = cursor === undefined ? 0n : cursor.lt;
  const read = (from: Point): Promise<ChainPage> => {
    // What is not above the newest that was known vanishes, or is known: it is read down to what is final.
    const floorLt = tip && from.lt > tip.lt ? tip.lt : under > 0n ? under - 1n : 0n;
    return readPage(deps.client, watched.address, {
      from,
      floorLt,
      limit: deps.page ?? PAGE,
      archival: open !== undefined,
    });
  };
  let coming = read(open?.next ?? top);
  for (;;) {
    const page = await coming.catch((error) => giveUp(deps, watched, memory, error));
    memory.refusals.delete(watched.address);
    const { next } = page;
    // The next page is on its way while this one is stored; whether anybody wants it is known after that.
    if (next && next.lt > (tip?.lt ?? 0n)) coming = read(next);
    coming.catch(() => undefined);
    const rows = page.transactions.map((transaction) => rowOf(watched.reading, transaction, deps.readMemo));
    const answer = await deps.transaction((tx) => storePage(tx, watched.address, { top, seqno, next, rows }));
    if (answer !== 'walking' || next === undefined) return answer;
    if (next.lt <= (tip?.lt ?? 0n)) coming = read(next);
  }
}

/** A node that does not know a page may only be behind; a page that nobody knows is of a chain that is no more. */
const MOST_REFUSALS = 5;

/** What does not hang together, or is refused again and again, is dropped with all that was read before it, and read anew. */
async function giveUp(
  { transaction, log }: ScannerDeps,
  { address }: WatchedAccount,
  { refusals }: ScannerMemory,
  error: unknown,
): Promise<never> {
  const refused = (refusals.get(address) ?? 0) + 1;
  if (error instanceof ChainRefusal) refusals.set(address, refused);
  if (error instanceof BrokenPage || (error instanceof ChainRefusal && refused >= MOST_REFUSALS)) {
    log.warn({ err: error, account: address }, 'a page of the chain cannot be believed: it is read anew');
    refusals.delete(address);
    await transaction((tx) => dropWalk(tx, address));
  }
  throw error;
}

async function seeAll({ transaction, tell }: ScannerDeps, address: string): Promise<void> {
  for (;;) {
    const { seen } = await transaction(async (tx) => {
      const looked = await seeArrivals(tx, address, BATCH);
      await tell(tx, looked.news);
      return looked;
    });
    if (seen < BATCH) return;
  }
}

async function finaliseAll(
  { transaction, tell, finalBlocks: blocks }: ScannerDeps,
  { address, least }: WatchedAccount,
  look: LookAt | undefined,
): Promise<void> {
  if (look === undefined) return;
  for (;;) {
    const { finals } = await transaction(async (tx) => {
      const done = await finaliseArrivals(tx, address, look, { blocks, most: BATCH, least });
      await tell(tx, done.news);
      return done;
    });
    if (finals < BATCH) return;
  }
}
