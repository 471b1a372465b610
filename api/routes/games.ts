import type { Router } from 'express';
import { amountOf, moneyOf } from '../../contracts/http/amounts.ts';
import type { GamesBody, PlayedBody, RoundBody, SeedBody, SeedsBody } from '../../contracts/http/games.ts';
import { routes } from '../../contracts/http/routes.ts';
import type { GrantId, PlayerId, RoundId, SeedId } from '../../contracts/ids.ts';
import { gameIds, gameOf } from '../../domain/games/index.ts';
import { placesOfGames, playedAssets, tableOf } from '../../domain/games/tables.ts';
import { money } from '../../domain/money.ts';
import type { RoundsPage, SeedShown, SeedsShown } from '../../records/play/round-reads.ts';
import type { Played, Round } from '../../records/play/round-types.ts';
import type { ActInRound } from '../../use-cases/act-in-round.ts';
import type { ChangeSeeds } from '../../use-cases/change-seeds.ts';
import { type PlayRound, roundIdOf } from '../../use-cases/play-round.ts';
import type { Guard } from '../guard.ts';
import { createRouter } from '../router.ts';
import { mount } from '../routing.ts';

export type GamesDeps = {
  readonly guard: Guard;
  /** Undefined: there is no key to seal the house's seeds under, and nobody plays. */
  readonly play:
    | {
        readonly playRound: PlayRound;
        readonly actInRound: ActInRound;
        readonly changeSeeds: ChangeSeeds;
        readonly seedsOf: (player: PlayerId) => Promise<SeedsShown>;
      }
    | undefined;
  readonly readRounds: (player: PlayerId, page: RoundsPage) => Promise<Round[]>;
  readonly readRound: (player: PlayerId, id: RoundId) => Promise<Round | undefined>;
};

/** Games, their rounds and what they are drawn from. The key of a bet names its round: it is kept nowhere else. */
export function games({ guard, play, readRounds, readRound }: GamesDeps): Router {
  const router = createRouter();
  const unavailable = { reason: 'unavailable' } as const;

  mount(router, routes.bet, guard, async ({ session: { player }, key, body }) => {
    if (!play) return unavailable;
    const outcome = await play.playRound(player, {
      id: roundIdOf(player, key),
      game: body.game,
      stake: moneyOf(body.stake),
      choices: body.choices,
      freeSpin: body.freeSpin as GrantId | undefined,
    });
    return 'reason' in outcome ? outcome : playedBodyOf(outcome);
  });

  mount(router, routes.act, guard, async ({ session, id, body }) => {
    if (!play) return unavailable;
    const outcome = await play.actInRound(session.player, id as RoundId, body);
    return 'reason' in outcome ? outcome : playedBodyOf(outcome);
  });

  mount(router, routes.round, guard, async ({ session, id }) => {
    const round = await readRound(session.player, id as RoundId);
    return round ? roundBodyOf(round) : { reason: 'no-such-round' };
  });

  mount(router, routes.rounds, guard, async ({ session, query: { game, state, before, limit } }) => {
    const found = await readRounds(session.player, {
      game,
      state,
      before: before as RoundId | undefined,
      atMost: limit,
    });
    return { rounds: found.map(roundBodyOf), next: found.length < limit ? null : (found.at(-1)?.id ?? null) };
  });

  mount(router, routes.seeds, guard, async ({ session }) =>
    play ? seedsBodyOf(await play.seedsOf(session.player)) : unavailable,
  );

  mount(router, routes.changeSeeds, guard, async ({ session, body }) => {
    if (!play) return unavailable;
    const outcome = await play.changeSeeds(session.player, { next: body.next as SeedId, clientSeed: body.clientSeed });
    return 'reason' in outcome ? outcome : seedsBodyOf(outcome);
  });

  mount(router, routes.games, guard, async () => tables);
  return router;
}

/** They are rules of the house, and the same for everybody. */
const tables: GamesBody = {
  games: gameIds.map((id) => ({
    id,
    kind: gameOf(id).kind,
    place: placesOfGames[id],
    tables: playedAssets.map((asset) => {
      const { least, most, mostWin } = tableOf(id, asset);
      const of = (minor: bigint) => amountOf(money(asset, minor));
      return { game: id, asset, least: of(least), most: of(most), mostWin: of(mostWin) };
    }),
  })),
};

const playedBodyOf = ({ round, cash, bonus, wager }: Played): PlayedBody => ({
  round: roundBodyOf(round),
  cash: amountOf(cash),
  bonus: bonus ? amountOf(bonus) : null,
  wager: wager ? { done: amountOf(wager.done), needed: amountOf(wager.needed) } : null,
});

export function roundBodyOf(round: Round): RoundBody {
  const of = (minor: bigint) => amountOf({ asset: round.asset, minor } as ReturnType<typeof money>);
  const { multiplier, after } = round;
  return {
    id: round.id,
    game: round.game,
    state: round.state,
    version: round.version,
    stake: of(round.stake),
    stakeCash: of(round.stakeCash),
    stakeBonus: of(round.stakeBonus),
    isFree: round.isFree,
    choices: fieldsOf(round.choices),
    actions: round.actions.map(fieldsOf),
    shown: round.shown ? fieldsOf(round.shown) : null,
    facts: round.facts ? fieldsOf(round.facts) : null,
    win: of(round.win),
    winCash: of(round.winCash),
    winBonus: of(round.winBonus),
    multiplier: multiplier ? { top: multiplier.numerator.toString(), bottom: multiplier.denominator.toString() } : null,
    leaves: round.wasLeft ? 'left' : 'played',
    seed: round.seed,
    beganAt: round.beganAt.toISOString(),
    settledAt: round.settledAt?.toISOString() ?? null,
    ...(after && { after: { cash: of(after.cash), bonus: after.bonus === undefined ? null : of(after.bonus) } }),
  };
}

/** The same fields; a body may be written to, and what the rules made may not. */
const fieldsOf = (fields: Round['choices']) => fields as RoundBody['choices'];

const seedBodyOf = ({ openedAt, clientSeed, serverSeed, ...seed }: SeedShown): SeedBody => ({
  ...seed,
  clientSeed: clientSeed ?? null,
  serverSeed: serverSeed ?? null,
  openedAt: openedAt?.toISOString() ?? null,
});

const seedsBodyOf = ({ now, next, before, openRound }: SeedsShown): SeedsBody => ({
  now: seedBodyOf(now),
  next: seedBodyOf(next),
  before: before.map(seedBodyOf),
  openRound: openRound ?? null,
});
