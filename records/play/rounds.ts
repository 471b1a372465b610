import type { GrantId, PlayerId, RoundId, SeedId } from '../../contracts/ids.ts';
import { assert } from '../../domain/assert.ts';
import type { Asset } from '../../domain/assets.ts';
import type { Fields, Outcome } from '../../domain/games/game.ts';
import type { GameId } from '../../domain/games/index.ts';
import { mostExposed, playedAssets } from '../../domain/games/tables.ts';
import { money } from '../../domain/money.ts';
import { createBatcher } from '../../prisma/batcher.ts';
import { again, type Row, type Sql, sql, type Transaction } from '../../prisma/tx.ts';
import { childId } from '../../runtime/ids.ts';
import { pauseOf } from '../compliance/exclusions.ts';
import { lockPeople } from '../compliance/limits.ts';
import { readRound, readStanding } from './round-reads.ts';
import type { ActRefusal, BetRefusal, Played, Round, Standing } from './round-types.ts';
import type { Seeds, SeedsInUse } from './seeds.ts';
import { createTurns } from './turns.ts';

/** What a round of several steps begins with; or how one that is decided at once ended. */
export type Decision = { readonly state: Fields; readonly exposed: bigint } | Outcome;

export type Bet = {
  readonly id: RoundId;
  readonly player: PlayerId;
  readonly game: GameId;
  readonly asset: Asset;
  readonly stake: bigint;
  readonly choices: Fields;
  readonly freeSpin: GrantId | undefined;
  /** Their seed, where this bet begins their first pair. */
  readonly playersPart: string;
  /** Of these seeds and nothing else: asked anew when another nonce is next. */
  readonly decide: (seeds: SeedsInUse) => Decision;
};

export type Rounds = ReturnType<typeof createRounds>;

type Deps = {
  readonly query: <R extends Row>(statement: Sql) => Promise<R[]>;
  readonly transaction: Transaction;
  readonly seeds: Seeds;
  /** The level below which nobody plays: 0 none, 1 basic, 2 full. */
  readonly playsFrom: number;
  readonly now: () => number;
  /** A workflow was written a signal. */
  readonly poke: () => void;
};

/** How often a call is sent before its callers are told that the database does not answer. */
const ATTEMPTS = 5;
/** How often a bet is decided anew because another process played on meanwhile, before it is made behind the lock of its player. */
const MOST_MOVES = 4;
/** Players whose pair is kept at hand; whoever was not seen for longest is forgotten first. */
const MOST_KEPT = 50_000;
const MOST_BETS = 100;
/** A call costs much of the same for one bet as for thirty: while one is under way the next gathers. Other processes have one of theirs. */
const WRITERS = 1;
/** Ten calls' time: whoever waits so long, waits for a row that something else keeps, and those who come after them need not. */
const LATE = { afterMs: 50, mostUnderWay: 4 };

const exposure = JSON.stringify(
  Object.fromEntries(playedAssets.map((asset) => [asset, mostExposed(asset).toString()])),
);

type Asked = { readonly bet: Bet; readonly seeds: SeedsInUse; readonly decision: Decision };
type AnswerRow = {
  answer: string;
  seed_id: SeedId | null;
  next_nonce: bigint | null;
  grant_id: GrantId | null;
  stake_cash: bigint;
  stake_bonus: bigint;
  win_cash: bigint;
  win_bonus: bigint;
  cash: bigint;
  bonus: bigint | null;
  wager_done: bigint | null;
  wager_needed: bigint | null;
  is_woken: boolean;
};
type Answer = AnswerRow & { readonly at: Date };

/**
 * Rounds, from their bet to their end. Concurrent bets of many players share one call and one commit; those of one player take turns,
 * and each is decided from the pair of seeds and the nonce that the one before has left. Whoever else plays for them, in another
 * process, is noticed by the nonce. Everything is safe to repeat under the same round.
 */
export function createRounds({ query, transaction, seeds, playsFrom, now, poke }: Deps) {
  const reader = { query };
  const turns = createTurns<PlayerId, SeedsInUse>(MOST_KEPT);
  const betsOf = (asked: readonly Asked[], at: Date): Sql =>
    sql`select * from play.bet_batch(${JSON.stringify(asked.map(rowOf))}::jsonb, ${playsFrom}::smallint, ${exposure}::jsonb, ${at})`;
  const ask = createBatcher<Asked, Answer>(
    async (asked) => {
      const at = new Date(now());
      const statement = betsOf(asked, at);
      const answers = await again(ATTEMPTS, () => query<AnswerRow>(statement), { together: asked.length > 1 });
      if (answers.some(({ is_woken }) => is_woken)) poke();
      return answers.map((answer) => ({ ...answer, at }));
    },
    { most: MOST_BETS, writers: WRITERS, late: LATE },
  );
  /** Behind the lock of its player, where no nonce moves: however many play for them elsewhere, each bet has its turn. */
  const askAlone = (bet: Bet): Promise<readonly [Asked, Answer]> =>
    transaction(async (tx) => {
      await lockPeople(tx, [bet.player]);
      const inUse = await seeds.inUse(bet.player, bet.playersPart, tx);
      const asked = { bet, seeds: inUse, decision: bet.decide(inUse) };
      const at = new Date(now());
      const [answer] = await tx.query<AnswerRow>(betsOf([asked], at));
      assert(answer && answer.answer !== 'moved' && answer.answer !== 'again', 'nobody moves what is locked');
      if (answer.is_woken) tx.afterCommit(poke);
      return [asked, { ...answer, at }];
    });

  const standingOf = async (player: PlayerId, asset: Asset): Promise<Standing> => {
    const { cash, bonus, wager } = await readStanding(reader, player, asset);
    return standing(asset, cash, bonus, wager);
  };
  /** A round that is there: answered as it is now, to whoever asks for the same. */
  const repeated = async (bet: Bet): Promise<Played | BetRefusal> => {
    const round = await readRound(reader, bet.player, bet.id);
    assert(round, 'a round that is repeated is there');
    if (!isSame(bet, round)) return { reason: 'key-reused' };
    return { round, ...(await standingOf(bet.player, bet.asset)) };
  };

  /** What a bet came to, and what its player's next one is decided from. */
  const told = async (asked: Asked, answer: Answer): Promise<readonly [Played | BetRefusal, SeedsInUse]> => {
    const { bet, seeds: inUse } = asked;
    if (answer.answer === 'played') return [playedOf(asked, answer), { ...inUse, nonce: inUse.nonce + 1 }];
    if (answer.answer === 'repeated') return [await repeated(bet), inUse];
    return [{ reason: answer.answer } as BetRefusal, inUse];
  };

  return {
    bet: (bet: Bet): Promise<Played | BetRefusal> =>
      turns(bet.player, async (kept) => {
        let inUse = kept;
        for (let attempt = 0; attempt < MOST_MOVES; attempt++) {
          inUse ??= await seeds.inUse(bet.player, bet.playersPart);
          const asked = { bet, seeds: inUse, decision: bet.decide(inUse) };
          const answer = await ask(asked);
          if (answer.answer === 'moved') {
            const isSamePair = answer.seed_id === inUse.id && answer.next_nonce !== null;
            inUse = isSamePair ? { ...inUse, nonce: Number(answer.next_nonce) } : undefined;
          } else if (answer.answer !== 'again') return told(asked, answer);
        }
        return told(...(await askAlone(bet)));
      }),

    /** A round of this player's, with what it is drawn from while it is open. */
    async open(player: PlayerId, id: RoundId): Promise<{ round: Round; seeds: SeedsInUse | undefined } | undefined> {
      const round = await readRound(reader, player, id);
      return round && { round, seeds: round.state === 'open' ? await seeds.ofRound(id) : undefined };
    },

    /** Whether they take a break, or excluded themselves. */
    isPaused: async (player: PlayerId): Promise<boolean> =>
      (await pauseOf(reader, player, new Date(now()))) !== undefined,

    /** A step that was made on `round` as it was read; without an action it was left, and is ended by its rule. */
    async step(
      round: Round,
      action: Fields | undefined,
      next: { readonly state: Fields } | Outcome,
    ): Promise<Played | ActRefusal> {
      const end = 'facts' in next ? next : undefined;
      const state = 'state' in next ? JSON.stringify(next.state) : null;
      const [answer] = await query<{ answer: 'played' | 'round-moved' | 'round-over'; is_woken: boolean }>(
        sql`select * from play.act(${round.id}, ${round.version}, ${action ? JSON.stringify(action) : null}::jsonb, ${state}::jsonb,
          ${end ? JSON.stringify(end.facts) : null}::jsonb, ${end?.win ?? 0n}, ${end?.multiplier.numerator ?? null}::numeric,
          ${end?.multiplier.denominator ?? null}::numeric, ${childId(round.id, 'win')}, ${action === undefined}, ${new Date(now())})`,
      );
      assert(answer, 'play.act answers');
      if (answer.is_woken) poke();
      if (answer.answer !== 'played') return { reason: answer.answer };
      const after = await readRound(reader, round.player, round.id);
      assert(after, 'a round that was played is there');
      return { round: after, ...(await standingOf(round.player, round.asset)) };
    },
  };
}

/** As it would stand in play.round. */
function rowOf({ bet, seeds, decision }: Asked): Record<string, unknown> {
  const end = 'facts' in decision ? decision : undefined;
  return {
    id: bet.id,
    player_id: bet.player,
    game: bet.game,
    seed_id: seeds.id,
    nonce: seeds.nonce,
    asset: bet.asset,
    stake: bet.stake.toString(),
    grant_id: bet.freeSpin,
    is_free: bet.freeSpin !== undefined,
    choices: bet.choices,
    ...('state' in decision ? { state: decision.state, most_win: decision.exposed.toString() } : {}),
    facts: end?.facts,
    win: (end?.win ?? 0n).toString(),
    multiplier_top: end?.multiplier.numerator.toString(),
    multiplier_bottom: end?.multiplier.denominator.toString(),
  };
}

function playedOf({ bet, seeds, decision }: Asked, row: Answer): Played {
  const end = 'facts' in decision ? decision : undefined;
  const round: Round = {
    id: bet.id,
    player: bet.player,
    game: bet.game,
    state: end ? 'settled' : 'open',
    version: 0,
    asset: bet.asset,
    stake: bet.stake,
    stakeCash: row.stake_cash,
    stakeBonus: row.stake_bonus,
    isFree: bet.freeSpin !== undefined,
    grant: row.grant_id ?? undefined,
    choices: bet.choices,
    actions: [],
    shown: 'state' in decision ? decision.state : undefined,
    facts: end?.facts,
    win: end?.win ?? 0n,
    winCash: row.win_cash,
    winBonus: row.win_bonus,
    multiplier: end?.multiplier,
    wasLeft: false,
    seed: { id: seeds.id, commitment: seeds.commitment, clientSeed: seeds.clientSeed, nonce: seeds.nonce },
    beganAt: row.at,
    settledAt: end && row.at,
    after: end && { cash: row.cash, bonus: row.bonus ?? undefined },
  };
  const wager =
    row.wager_done === null || row.wager_needed === null
      ? undefined
      : { done: row.wager_done, needed: row.wager_needed };
  return { round, ...standing(bet.asset, row.cash, row.bonus ?? undefined, wager) };
}

const standing = (
  asset: Asset,
  cash: bigint,
  bonus: bigint | undefined,
  wager: { readonly done: bigint; readonly needed: bigint } | undefined,
): Standing => ({
  cash: money(asset, cash),
  bonus: bonus === undefined ? undefined : money(asset, bonus),
  wager: wager && { done: money(asset, wager.done), needed: money(asset, wager.needed) },
});

/** Whether a round is what this bet asks for. A free spin says of which grant it is. */
const isSame = (bet: Bet, round: Round): boolean =>
  round.game === bet.game &&
  round.asset === bet.asset &&
  round.stake === bet.stake &&
  round.isFree === (bet.freeSpin !== undefined) &&
  (bet.freeSpin === undefined || round.grant === bet.freeSpin) &&
  JSON.stringify(canonical(round.choices)) === JSON.stringify(canonical(bet.choices));

/** The database orders the names of fields its own way. */
const canonical = (fields: Fields) => Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1));
