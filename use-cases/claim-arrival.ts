import type { PlayerId, StaffId, TransferId } from '../contracts/ids.ts';
import type { AssignReason } from '../contracts/operations.ts';
import { walletOf } from '../domain/exchange-rates.ts';
import type { DepositTerms } from '../domain/quotes.ts';
import type { Transaction, Tx } from '../prisma/tx.ts';
import { ChainAway, type ChainClient, ChainRefusal } from '../rails/ton/chain-client.ts';
import { namesOf } from '../rails/ton/names.ts';
import { append } from '../records/audit/append.ts';
import type { ArrivalState, FinalArrival } from '../records/payments/arrivals.ts';
import {
  type ArrivalCase,
  assignArrival,
  claimArrival,
  creditOf,
  findArrival,
  type NamedArrival,
  nameArrival,
  readArrivalCase,
  unnamedArrivals,
} from '../records/payments/claims.ts';
import { newId } from '../runtime/ids.ts';

type Deps = {
  readonly transaction: Transaction;
  /** On what terms money of a rail is taken; undefined: it is off. */
  readonly termsOf: (rail: FinalArrival['rail']) => DepositTerms | undefined;
  readonly now: () => number;
};

type ClaimDeps = Deps & {
  readonly query: Tx['query'];
  /** Undefined: nobody can be asked, and a transfer is known by our own transaction alone. */
  readonly chain: Pick<ChainClient, 'locateSource' | 'walletAddressOf'> | undefined;
};

/** So many may wait for staff: everybody can read the hashes of a chain, and say that all of it is theirs. */
const MOST_CLAIMS = 10;
/** So many from wallets of theirs are given to a player within a day: each is an order and a workflow. */
const MOST_A_DAY = 20;
/** For so many arrivals the chain is asked in one claim; the next one goes on from there. */
const MOST_NAMED = 5;

export type ClaimRefusal = {
  readonly reason:
    | 'unknown-arrival'
    | 'arrival-not-final'
    | 'arrival-credited'
    | 'arrival-goes-back'
    | 'arrival-too-little'
    | 'too-many-claims';
};

/**
 * A player says that money nobody was credited for is theirs, by its transaction or whatever else of it they can hold. Sent from a
 * wallet they proved to be theirs, it is credited as if it had come with their memo; otherwise staff decide. What cannot be
 * claimed is told apart as far as anybody can. Safe to repeat.
 */
export const claim =
  ({ transaction, termsOf, query, chain, now }: ClaimDeps) =>
  async (player: PlayerId, hash: string): Promise<{ readonly state: 'released' | 'noted' } | ClaimRefusal> => {
    const known = await findArrival({ query }, hash);
    if (!known && chain) await nameUnnamed({ query, chain });
    const found = known ?? (await findArrival({ query }, hash));
    if (!found) return { reason: 'unknown-arrival' };
    const standing = STANDING[found.state];
    if (standing) return { reason: standing };

    return transaction(async (tx) => {
      if (await isDust(tx, found, termsOf)) return { reason: 'arrival-too-little' };
      const transfer = newId(now()) as TransferId;
      const wish = { most: MOST_CLAIMS, mostADay: MOST_A_DAY, transfer };
      const answer = await claimArrival(tx, player, found.id, wish);
      if (answer === 'gone') return { reason: 'arrival-credited' };
      if (answer === 'too-many') return { reason: 'too-many-claims' };
      const action = answer === 'released' ? 'arrival.released' : 'arrival.claimed';
      await append(tx, { actor: 'player', actorId: player, action, subject: found.id, detail: { player } });
      return { state: answer };
    });
  };

/** What an arrival that waits for nobody is told as. One that has vanished is nothing. */
const STANDING: Readonly<Partial<Record<ArrivalState, ClaimRefusal['reason']>>> = {
  seen: 'arrival-not-final',
  vanished: 'unknown-arrival',
  final: 'arrival-credited',
  credited: 'arrival-credited',
  owed: 'arrival-goes-back',
  returning: 'arrival-goes-back',
  'given-back': 'arrival-goes-back',
};

/** Asks the chain by what else the arrivals that wait are known. A chain that does not answer names none, and is asked again. */
async function nameUnnamed({ query, chain }: Required<Pick<ClaimDeps, 'query' | 'chain'>>): Promise<void> {
  for (const arrival of await unnamedArrivals({ query }, MOST_NAMED)) {
    try {
      await nameArrival({ query }, arrival.id, await namesOf(chain as ChainClient, arrival));
    } catch (error) {
      if (error instanceof ChainAway) return;
      if (!(error instanceof ChainRefusal)) throw error;
      await nameArrival({ query }, arrival.id, []);
    }
  }
}

/** Whether nothing would be credited for it: an order for that would only end as owed. Not where nobody knows the rate. */
async function isDust(tx: Tx, { id, rail, asset }: NamedArrival, termsOf: Deps['termsOf']): Promise<boolean> {
  const terms = termsOf(rail)?.assets[asset];
  return terms !== undefined && (await creditOf(tx, id, walletOf(asset), terms)) === 0n;
}

/** An arrival for a member of staff; the look is recorded in the transaction that looks. */
export const lookAtArrival =
  ({ transaction }: Pick<Deps, 'transaction'>) =>
  (staff: StaffId, id: string): Promise<ArrivalCase | undefined> =>
    transaction(async (tx) => {
      const found = await readArrivalCase(tx, id);
      if (found) await append(tx, { actor: 'staff', actorId: staff, action: 'staff.looked', subject: id, detail: {} });
      return found;
    });

export type Assignment = { readonly player: PlayerId; readonly reason: AssignReason };

export type AssignRefusal = {
  readonly reason: 'unknown-arrival' | 'not-waiting' | 'unknown-player' | 'arrival-too-little';
};

/**
 * A member of staff says whose an arrival is. It is credited when two have said the same, one after the other; until then either
 * may say otherwise. Recorded with what they said and why.
 */
export const assign =
  ({ transaction, termsOf, now }: Deps) =>
  (
    by: StaffId,
    id: string,
    { player, reason }: Assignment,
  ): Promise<{ readonly state: 'released' | 'noted' } | AssignRefusal> =>
    transaction(async (tx) => {
      const found = await readArrivalCase(tx, id);
      if (!found) return { reason: 'unknown-arrival' };
      const { rail, amount, state } = found;
      if (await isDust(tx, { id, rail, asset: amount.asset, state }, termsOf)) return { reason: 'arrival-too-little' };
      const transfer = newId(now()) as TransferId;
      const answer = await assignArrival(tx, id, { player, by, reason, transfer });
      if (answer === 'gone') return { reason: 'not-waiting' };
      if (answer === 'unknown-player') return { reason: 'unknown-player' };
      await append(tx, {
        actor: 'staff',
        actorId: by,
        action: answer === 'released' ? 'arrival.released' : 'arrival.assigned',
        subject: id,
        detail: { player, reason },
      });
      return { state: answer };
    });
