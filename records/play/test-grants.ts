import type { GrantId, PlayerId } from '../../contracts/ids.ts';
import type { GrantState, WrittenTerms } from '../../domain/bonuses.ts';
import { sql } from '../../prisma/tx.ts';
import { newId } from '../../runtime/ids.ts';
import type { Guest, House } from '../test-house.ts';

/** €10.00 by a code, to be staked three times in a week. */
export const someTerms: Omit<WrittenTerms, 'id' | 'version' | 'code'> = {
  kind: 'code',
  asset: 'EUR',
  amount: '1000',
  wagerTimes: 3,
  counts: 'all',
  sticky: 'non-sticky',
  order: 'cash-first',
  contributionBps: { dice: 10_000 },
  mostStake: '500',
  mostConverted: null,
  offerHours: 72,
  playHours: 168,
};

type GrantWish = {
  readonly terms?: Partial<WrittenTerms>;
  readonly player?: Guest;
  /** So much was paid in for it, by a transfer nobody looks at. */
  readonly deposit?: bigint;
};

/** Grants made by the same functions as the product's, for tests that need one that stands somewhere. */
export function testGrants(house: House) {
  const grants = {
    /** An offer of €10.00. */
    async offers({ terms = {}, player: known, deposit }: GrantWish = {}) {
      const player = known ?? (await house.admits());
      const id = newId(Date.now()) as GrantId;
      const word = id.replaceAll('-', '').slice(-12).toUpperCase();
      const written = { ...someTerms, id: `test-${word.toLowerCase()}`, code: `T${word}`, ...terms };
      const at = new Date();
      await house.transaction(async (tx) => {
        const [made] = await tx.query<{ version: number }>(
          sql`select play.publish_bonus(${written.id}, ${written.kind}, ${written.asset}, ${written.kind === 'code' ? written.code : null}, ${JSON.stringify(written)}::jsonb) as version`,
        );
        const until = new Date(at.getTime() + written.offerHours * 3_600_000);
        await tx.query(
          sql`select play.offer_grant(${id}, ${player.id}, ${written.id}, ${made?.version ?? 1}::int, ${deposit === undefined ? null : newId(Date.now())}, ${deposit ?? null}::bigint, ${written.amount ?? '0'}::bigint, ${at}, ${until})`,
        );
      });
      return { id, player };
    },
    async claims(wish: GrantWish = {}) {
      const grant = await grants.offers(wish);
      const [row] = await house.read<{ answer: string }>(
        sql`select play.claim_grant(${grant.id}, ${new Date()}) as answer`,
      );
      if (row?.answer !== 'claimed') throw new Error(`not claimed: ${row?.answer}`);
      return grant;
    },
    /** As if so much had been staked. */
    stakes: (id: GrantId, minor: bigint) =>
      house.asSuperuser(`update play."grant" set wager_done = wager_done + ${minor} where id = '${id}'`),
    /** As if it had been played down to nothing. */
    async loses(id: GrantId): Promise<void> {
      const [row] = await house.read<{ account: bigint; balance: bigint }>(
        sql`select a.id as account, a.balance from ledger.account a where a.grant_id = ${id}`,
      );
      if (row) await house.moves(row.account, await house.houseAccount('bankroll', 'EUR', 'play'), row.balance);
    },
    /** A round of it that is not over; answers how to end it without a win. */
    async opensRound(id: GrantId, player: PlayerId, stakeBonus: bigint) {
      const [round, seed] = [newId(Date.now()), newId(Date.now())];
      await house.asSuperuser(`
        insert into play.seed (id, player_id, state, key_id, sealed, commitment, client_seed, chosen_at)
        values ('${seed}', '${player}', 'in-use', 'k1', '\\x00', encode(sha256('${seed}'), 'hex'), 'chosen', now())`);
      await house.asSuperuser(`
        insert into play.round (id, player_id, game, seed_id, nonce, asset, stake, stake_cash, stake_bonus, grant_id, choices, state, most_win)
        values ('${round}', '${player}', 'mines', '${seed}', 0, 'EUR', ${stakeBonus}, 0, ${stakeBonus}, '${id}', '{}', '{}', 0)`);
      return () =>
        house.asSuperuser(
          `update play.round set state = null, facts = '{}', settled_at = now(), multiplier_top = 0, multiplier_bottom = 1 where id = '${round}'`,
        );
    },
    async stands(id: GrantId) {
      const [row] = await house.read<{
        state: GrantState;
        converted: bigint | null;
        forfeited: bigint | null;
        balance: bigint;
      }>(sql`
        select g.state, g.converted, g.forfeited, coalesce(a.balance, 0)::bigint as balance
        from play."grant" g left join ledger.account a on a.id = g.account_id where g.id = ${id}`);
      if (!row) throw new Error(`no grant ${id}`);
      return row;
    },
  };
  return grants;
}
