import type { PlayerId } from '../contracts/ids.ts';
import { box } from '../domain/jurisdictions/box.ts';
import type { Jurisdiction } from '../domain/jurisdictions/jurisdiction.ts';
import type { Protection } from './protection.ts';
import type { RequestVerification } from './request-verification.ts';

/** A place without thresholds: for tests that are about something else. */
export const unboundProfile: Jurisdiction = { ...box, deposits: [], withdrawals: [] };

export const nobodyAsks: RequestVerification = async () => 'asked-already';

export const unbound: Protection = { profile: unboundProfile, requestVerification: nobodyAsks };

export type Asked = { readonly player: PlayerId } & Parameters<RequestVerification>[2];

/** The protection of a place, and what players were asked for under it. */
export function protectionOf(profile: Jurisdiction): Protection & { readonly asked: Asked[] } {
  const asked: Asked[] = [];
  return {
    profile,
    asked,
    requestVerification: async (_tx, player, wish) => {
      asked.push({ player, ...wish });
      return 'asked';
    },
  };
}
