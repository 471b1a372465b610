import type { gameRoutes } from '../../../contracts/http/games.ts';
import type { ReasonOf } from '../../../contracts/http/route.ts';
import type { Refused } from '../api/client.ts';
import type { Texts } from '../texts.tsx';

/** A reason that is forgotten here does not compile; a text that is forgotten is missed by a test. */
export const SEEDS_SAID = {
  'wrong-client-seed': true,
  'round-open': true,
  'seeds-moved': true,
} satisfies Record<ReasonOf<typeof gameRoutes.changeSeeds>, true>;

/** Why not, and the way on. The seeds are as they were. */
export function seedsRefusal(t: Texts, { problem: { reason } }: Refused): string {
  if (Object.hasOwn(SEEDS_SAID, reason)) return t(`seeds-not-${reason}`);
  return t(reason === 'offline' ? 'seeds-offline' : 'seeds-unavailable');
}
