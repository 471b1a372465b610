import type { BonusesBody } from '../../../contracts/http/bonuses.ts';
import type { GameId } from '../../../domain/games/index.ts';

type Grant = BonusesBody['active'];

/** The bonus that is played with. One whose time is over is none, though nobody has ended it yet: its spins and bounds are refused. */
export function playedWith(bonuses: BonusesBody | undefined, nowMs: number): Grant {
  const grant = bonuses?.active ?? null;
  return grant?.playUntil && Date.parse(grant.playUntil) <= nowMs ? null : grant;
}

/** Rounds that the house pays for go first: they have an end. */
export function freeSpinOf(grant: Grant, game: GameId, asset: string) {
  const spins = grant?.terms.spins;
  if (!grant || !spins || grant.spinsLeft === 0 || spins.game !== game || spins.stake.asset !== asset) return undefined;
  return { grant: grant.id, stake: spins.stake, left: grant.spinsLeft };
}
