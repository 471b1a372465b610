import type { PlayerId, SeedId } from '../contracts/ids.ts';
import { readClientSeed } from '../domain/fairness.ts';
import type { SeedsShown } from '../records/play/round-reads.ts';
import type { Seeds } from '../records/play/seeds.ts';

export type ChangeSeedsRefusal = { readonly reason: 'wrong-client-seed' | 'round-open' | 'seeds-moved' };

export type ChangeSeeds = (
  player: PlayerId,
  wish: { readonly next: SeedId; readonly clientSeed: string },
) => Promise<SeedsShown | ChangeSeedsRefusal>;

/** Opens the pair in use and begins the next one, whose commitment the player has seen before they chose their part of it. */
export const changeSeeds =
  ({ seeds }: { readonly seeds: Seeds }): ChangeSeeds =>
  async (player, { next, clientSeed: typed }) => {
    const clientSeed = readClientSeed(typed);
    if (typeof clientSeed !== 'string') return clientSeed;
    const outcome = await seeds.change(player, next, clientSeed);
    return outcome === 'changed' ? seeds.shown(player) : { reason: outcome };
  };
