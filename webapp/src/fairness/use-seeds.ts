import { useEffect } from 'react';
import type { SeedsBody } from '../../../contracts/http/games.ts';
import { useKnown } from '../api/cache.ts';
import { useApp } from '../app-context.ts';
import { rememberSeal } from './remembered.ts';

/** The player's pairs of seeds. Whoever was promised none yet is promised one by asking; what is committed to next stays on this device. */
export function useSeeds() {
  const { ask, cache, me } = useApp();
  const seeds = useKnown<SeedsBody>(cache, 'seeds', () => ask('seeds'));
  const seal = seeds.value?.next.commitment;
  useEffect(() => {
    if (seal) rememberSeal(me.id, seal);
  }, [me.id, seal]);
  return seeds;
}
