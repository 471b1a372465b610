import { randomUUID } from 'node:crypto';
import type { GrantId, PlayerId, RoundId } from '../../contracts/ids.ts';
import type { WrittenTerms } from '../../domain/bonuses.ts';
import type { GameId } from '../../domain/games/index.ts';
import { ratio } from '../../domain/ratio.ts';
import { sql } from '../../prisma/tx.ts';
import type { House } from '../test-house.ts';
import { claimGrant, endGrant } from './grants.ts';
import { testGrants } from './test-grants.ts';
import { openTable } from './test-table.ts';

type Wager = {
  readonly minor: bigint;
  /** What it pays; undefined: it stays open. */
  readonly win?: bigint | undefined;
  readonly game?: GameId;
  readonly freeSpin?: GrantId;
};

/**
 * Bonuses and rounds by the product's own functions, but for chance: a test says what a round wins. Everything else, the split above
 * all, is as it is for players.
 */
export function openBonuses(house: House) {
  const { rounds } = openTable(house.process(0).pool);
  const bonuses = {
    ...testGrants(house),
    rounds,
    /** A round that is decided at once, or a first step of one that stays open. */
    async bets(player: PlayerId, { minor, win, game, freeSpin }: Wager) {
      return rounds.bet({
        id: randomUUID() as RoundId,
        player,
        game: game ?? (win === undefined ? 'mines' : 'dice'),
        asset: 'EUR',
        stake: minor,
        choices: win === undefined ? { mines: 3 } : { side: 'under', target: 4_950 },
        freeSpin,
        playersPart: 'mine',
        decide: () =>
          win === undefined
            ? { state: { opened: [] }, exposed: minor * 2n }
            : { facts: { roll: 1 }, win, multiplier: ratio(win, minor) },
      });
    },
    /** The end of an open round. */
    async settles(player: PlayerId, id: RoundId, win: bigint) {
      const found = await rounds.open(player, id);
      if (!found) throw new Error(`no round ${id}`);
      const end = { facts: { mined: 1 }, win, multiplier: ratio(win, found.round.stake) };
      return rounds.step(found.round, { take: 1 }, end);
    },
    /** A round that was taken, and is open. */
    async opens(player: PlayerId, minor: bigint) {
      const played = await bonuses.bets(player, { minor });
      if ('reason' in played) throw new Error(played.reason);
      return played.round;
    },
    async plays(player: PlayerId, minor: bigint, win: bigint) {
      const played = await bonuses.bets(player, { minor, win });
      if ('reason' in played) throw new Error(played.reason);
      return played.round;
    },
    claim: (id: GrantId, at = new Date()) => house.transaction((tx) => claimGrant(tx, id, at)),
    /** As its workflow asks at each wake. */
    async judged(id: GrantId, at = new Date()): Promise<string> {
      const [row] = await house.read<{ state: string }>(sql`select play.judge_grant(${id}, ${at}) as state`);
      return row?.state ?? '';
    },
    ends: (id: GrantId, end: 'cancelled' | 'withdrawn') => house.transaction((tx) => endGrant(tx, id, end, new Date())),
    /** A player with so much cash and an active bonus of €10.00, or by other terms. */
    async playing(cash: bigint, terms: Partial<WrittenTerms> = {}) {
      const { player } = await house.holds(cash);
      const { id } = await bonuses.claims({ player, terms });
      return { player, grant: id };
    },
    /** The grant's own money, and the player's cash. */
    async funds(player: PlayerId, grant: GrantId): Promise<[cash: bigint, bonus: bigint]> {
      const cash = await house.cashOf({ id: player, telegramId: '' } as Parameters<House['cashOf']>[0]);
      const { balance } = await bonuses.stands(grant);
      return [cash, balance];
    },
    /** What the house's side of bonuses stands at. */
    async promotions(): Promise<bigint> {
      const [row] = await house.read<{ sum: bigint }>(
        sql`select coalesce(sum(balance), 0)::bigint as sum from ledger.account where kind = 'promotions'`,
      );
      return row?.sum ?? 0n;
    },
    /** How often a grant's end is in the trail. */
    endsOf: (id: GrantId): Promise<number> =>
      house.count(sql`select count(*) from audit.entry where subject = ${id}
        and action in ('bonus.completed', 'bonus.lost', 'bonus.expired', 'bonus.cancelled', 'bonus.withdrawn')`),
  };
  return bonuses;
}
