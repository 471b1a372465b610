import type { GrantId, PlayerId, RoundId, SeedId } from '../../contracts/ids.ts';
import type { Asset } from '../../domain/assets.ts';
import type { Fields } from '../../domain/games/game.ts';
import type { GameId } from '../../domain/games/index.ts';
import type { Money } from '../../domain/money.ts';
import type { Ratio } from '../../domain/ratio.ts';

/** A round as its player may see it: nothing that is still hidden is in it. Amounts in minor units of `asset`. */
export type Round = {
  readonly id: RoundId;
  readonly player: PlayerId;
  readonly game: GameId;
  readonly state: 'open' | 'settled';
  readonly version: number;
  readonly asset: Asset;
  readonly stake: bigint;
  /** What of the stake was cash, and what was of the grant; nothing of either for a free spin. */
  readonly stakeCash: bigint;
  readonly stakeBonus: bigint;
  readonly isFree: boolean;
  /** The grant that was active when it was begun. */
  readonly grant: GrantId | undefined;
  readonly choices: Fields;
  readonly actions: readonly Fields[];
  /** Of an open round: what its player has seen. */
  readonly shown: Fields | undefined;
  /** How it ended. */
  readonly facts: Fields | undefined;
  readonly win: bigint;
  readonly winCash: bigint;
  readonly winBonus: bigint;
  readonly multiplier: Ratio | undefined;
  /** Nobody came back to it: it was ended by its rule. */
  readonly wasLeft: boolean;
  readonly seed: {
    readonly id: SeedId;
    readonly commitment: string;
    readonly clientSeed: string;
    readonly nonce: number;
    /** The house's part; undefined until the pair is opened. */
    readonly serverSeed?: string | undefined;
  };
  readonly beganAt: Date;
  readonly settledAt: Date | undefined;
  /** What its player had to play with when it was over; undefined: it is open, or was over before this was kept. */
  readonly after?: { readonly cash: bigint; readonly bonus: bigint | undefined } | undefined;
};

/** What its player has beside a round: the funds it was played from, and the bonus that is active. */
export type Standing = {
  readonly cash: Money;
  /** Of the active grant; undefined: there is none of this asset. */
  readonly bonus: Money | undefined;
  readonly wager: { readonly done: Money; readonly needed: Money } | undefined;
};

export type Played = Standing & { readonly round: Round };

/** A bet as its player makes it. `freeSpin`: the grant whose free spin it is. */
export type BetWish = {
  readonly id: RoundId;
  readonly game: GameId;
  readonly stake: Money;
  /** As it came: the game reads it. */
  readonly choices: unknown;
  readonly freeSpin?: GrantId | undefined;
  /**
   * A client seed, taken where this bet begins the player's first pair of seeds: nobody on our side could have known it when that
   * pair was promised. Where it is left out, it is the id of the round.
   */
  readonly playersPart?: string;
};

export const betRefusals = [
  'excluded',
  'kyc-refused',
  'verification-needed',
  'over-loss-limit',
  'session-over',
  'wrong-choice',
  'below-least',
  'over-most',
  'over-most-win',
  'over-exposure',
  'over-bonus-stake',
  'insufficient-funds',
  'round-open',
  'no-free-spin',
  'not-your-wallet',
  'key-reused',
] as const;
export type BetRefusal = { readonly reason: (typeof betRefusals)[number] };

export const actRefusals = ['wrong-action', 'not-legal', 'round-moved', 'round-over', 'no-such-round'] as const;
export type ActRefusal = { readonly reason: (typeof actRefusals)[number] };
