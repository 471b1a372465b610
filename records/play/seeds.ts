import { createHash, randomBytes } from 'node:crypto';
import type { PlayerId, RoundId, SeedId } from '../../contracts/ids.ts';
import { assert } from '../../domain/assert.ts';
import {
  commitmentTo,
  newServerSeed,
  type RoundSeeds,
  readClientSeed,
  SERVER_SEED_BYTES,
} from '../../domain/fairness.ts';
import { type Row, type Sql, sql, type Transaction, type Tx } from '../../prisma/tx.ts';
import { newId } from '../../runtime/ids.ts';
import { seal, unseal } from '../../runtime/sealed-data.ts';
import type { NamedKey } from '../../runtime/settings.ts';
import { append } from '../audit/append.ts';
import { type FirstPair, readSeeds, type SeedsShown } from './round-reads.ts';

/** The pair a player's next round is drawn from. It holds the house's seed: it never leaves the process. */
export type SeedsInUse = RoundSeeds & { readonly id: SeedId; readonly commitment: string };

export type Seeds = ReturnType<typeof createSeeds>;

type Reader = Pick<Tx, 'query'>;

type Deps = {
  readonly query: <R extends Row>(statement: Sql) => Promise<R[]>;
  readonly transaction: Transaction;
  /** The house's seeds are sealed under them until they are opened. */
  readonly dataKeys: readonly NamedKey[];
  readonly now: () => number;
  /** 32 bytes that nobody can foresee; an argument, so that a test can turn them. */
  readonly random?: (bytes: number) => Uint8Array;
};

type SealedRow = { id: SeedId; key_id: string; sealed: Buffer; commitment: string; client_seed: string; nonce: bigint };

/**
 * Pairs of seeds: the house's part is committed to before the player's part is chosen, sealed while it is used, and opened after it.
 * A player has one pair in use and the next one promised.
 */
export function createSeeds(deps: Deps) {
  const { query, transaction, dataKeys, now, random = randomBytes } = deps;
  const reader = { query };

  /** A seed that nobody has seen: sealed for its row, with what it is committed to by. */
  const newSeed = () => {
    const id = newId(now()) as SeedId;
    const serverSeed = newServerSeed(random(SERVER_SEED_BYTES));
    const { keyId, bytes } = seal(dataKeys, serverSeed, boundTo(id));
    return { id, keyId, bytes, commitment: commitmentTo(serverSeed, sha256) };
  };
  const opened = (row: Pick<SealedRow, 'id' | 'key_id' | 'sealed'>): string =>
    unseal(dataKeys, { keyId: row.key_id, bytes: row.sealed }, boundTo(row.id));
  const pairOf = (row: SealedRow): SeedsInUse => ({
    id: row.id,
    serverSeed: opened(row),
    clientSeed: row.client_seed,
    commitment: row.commitment,
    nonce: Number(row.nonce),
  });

  const promise = async (player: PlayerId, within: Reader = reader): Promise<void> => {
    const next = newSeed();
    await within.query(
      sql`select play.promise_seed(${player}, ${next.id}, ${next.keyId}, ${next.bytes}, ${next.commitment}, ${new Date(now())})`,
    );
  };
  const inUse = async (player: PlayerId, within: Reader): Promise<SeedsInUse | undefined> => {
    const [row] = await within.query<SealedRow>(sql`
      select id, key_id, sealed, commitment, client_seed, next_nonce as nonce from play.seed where player_id = ${player} and state = 'in-use'`);
    return row && pairOf(row);
  };

  return {
    /**
     * The pair in use. Who never chose one begins the first pair they were promised; who never looked is promised it in the same
     * breath, and has our word alone that it was not made to suit their part.
     * @param playersPart of a first pair: something that was not known to us when it was promised
     * @param within the transaction of whoever holds the player already
     */
    async inUse(player: PlayerId, playersPart: string, within: Reader = reader): Promise<SeedsInUse> {
      const found = await inUse(player, within);
      if (found) return found;
      assert(readClientSeed(playersPart) === playersPart, 'a part that no round could be counted with begins no pair');
      await promise(player, within);
      const next = newSeed();
      await within.query(sql`
        select play.begin_seeds(${player}, ${playersPart}, ${next.id}, ${next.keyId}, ${next.bytes}, ${next.commitment}, ${new Date(now())})`);
      const begun = await inUse(player, within);
      assert(begun, 'seeds that were begun are in use');
      return begun;
    },

    /** What a round was begun with; undefined when its pair was opened meanwhile, which an open round forbids. */
    async ofRound(round: RoundId): Promise<SeedsInUse | undefined> {
      const [row] = await query<SealedRow>(sql`
        select s.id, s.key_id, s.sealed, s.commitment, s.client_seed, r.nonce from play.round r join play.seed s on s.id = r.seed_id
        where r.id = ${round} and s.state = 'in-use'`);
      return row && pairOf(row);
    },

    /**
     * Whoever was promised nothing yet is promised their first pair by looking.
     * @param within the transaction that shows it: what nobody was shown was not promised
     */
    async shown(player: PlayerId, within: Reader = reader): Promise<SeedsShown> {
      const found = await readSeeds(within, player);
      if (found) return found;
      await promise(player, within);
      const promised = await readSeeds(within, player);
      assert(promised, 'a pair that was promised is there');
      return promised;
    },

    /** As `shown`, of a first pair alone; undefined: a pair is in use. */
    async firstPair(player: PlayerId, within: Reader): Promise<FirstPair | undefined> {
      const read = () =>
        within.query<{ state: string; commitment: string }>(
          sql`select state, commitment from play.seed where player_id = ${player} and state in ('promised', 'in-use')`,
        );
      const found = await read();
      if (found.length === 0) await promise(player, within);
      const pairs = found.length === 0 ? await read() : found;
      const [first] = pairs.some(({ state }) => state === 'in-use') ? [] : pairs;
      return first && { commitment: first.commitment, isNew: found.length === 0 };
    },

    /**
     * Opens the pair in use and begins `next`, whose commitment the player saw, with their own part; another is promised. Not while a
     * round is open: its player would learn what is still hidden.
     */
    change: (player: PlayerId, next: SeedId, clientSeed: string): Promise<'changed' | 'round-open' | 'seeds-moved'> =>
      transaction(async (tx) => {
        const [row] = await tx.query<Pick<SealedRow, 'id' | 'key_id' | 'sealed'>>(
          sql`select id, key_id, sealed from play.seed where player_id = ${player} and state = 'in-use'`,
        );
        const after = newSeed();
        const [answer] = await tx.query<{ outcome: 'changed' | 'round-open' | 'seeds-moved' }>(sql`
          select play.change_seeds(${player}, ${row?.id ?? null}, ${row ? opened(row) : null}, ${next}, ${clientSeed},
            ${after.id}, ${after.keyId}, ${after.bytes}, ${after.commitment}, ${new Date(now())}) as outcome`);
        assert(answer, 'play.change_seeds answers');
        if (answer.outcome === 'changed')
          await append(tx, {
            actor: 'player',
            actorId: player,
            action: 'seeds.changed',
            subject: next,
            detail: { opened: row?.id ?? null },
          });
        return answer.outcome;
      }),
  };
}

const boundTo = (id: SeedId): readonly string[] => ['play.seed', id];

const sha256 = (message: Uint8Array): Uint8Array => createHash('sha256').update(message).digest();
