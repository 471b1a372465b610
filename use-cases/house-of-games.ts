import type { Jurisdiction } from '../domain/jurisdictions/jurisdiction.ts';
import { verificationLevels } from '../domain/verification.ts';
import type { Row, Sql, Transaction } from '../prisma/tx.ts';
import { createRounds } from '../records/play/rounds.ts';
import { createSeeds, type Seeds } from '../records/play/seeds.ts';
import type { Hint } from '../runtime/pokes.ts';
import type { NamedKey } from '../runtime/settings.ts';
import { type ActInRound, actInRound } from './act-in-round.ts';
import { type ChangeSeeds, changeSeeds } from './change-seeds.ts';
import { type EndLeftRounds, endLeftRounds } from './end-left-rounds.ts';
import { type PlayRound, playRound } from './play-round.ts';

type Deps = {
  readonly query: <R extends Row>(statement: Sql) => Promise<R[]>;
  readonly transaction: Transaction;
  readonly dataKeys: readonly NamedKey[];
  readonly profile: Pick<Jurisdiction, 'playsBefore'>;
  readonly hint: Hint;
  /** A workflow was written a signal. */
  readonly pokeWorkflows: () => void;
  readonly now: () => number;
};

export type HouseOfGames = {
  readonly playRound: PlayRound;
  readonly actInRound: ActInRound;
  readonly changeSeeds: ChangeSeeds;
  readonly seedsOf: Seeds['shown'];
  readonly firstPair: Seeds['firstPair'];
  readonly endLeftRounds: EndLeftRounds;
};

/**
 * Everything that is played, as one process does it: one for each process, since the bets of a player take turns in it. Undefined where
 * there is no key to seal the house's seeds under: then nobody plays.
 */
export function openGames(deps: Deps): HouseOfGames | undefined {
  const { query, profile, hint, now } = deps;
  if (deps.dataKeys.length === 0) return undefined;
  const seeds = createSeeds(deps);
  const playsFrom = verificationLevels.indexOf(profile.playsBefore);
  const rounds = createRounds({
    query,
    transaction: deps.transaction,
    seeds,
    playsFrom,
    now,
    poke: deps.pokeWorkflows,
  });
  return {
    playRound: playRound({ rounds, hint }),
    actInRound: actInRound({ rounds, hint }),
    changeSeeds: changeSeeds({ seeds }),
    seedsOf: seeds.shown,
    firstPair: seeds.firstPair,
    endLeftRounds: endLeftRounds({ rounds, reader: { query }, hint, now }),
  };
}
