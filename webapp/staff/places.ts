import { useCallback, useEffect, useState } from 'react';
import type { SentQueryOf } from '../../contracts/http/route.ts';
import type { StaffRoutes } from '../../contracts/http/routes.ts';
import { type QueueName, queueNames } from '../../contracts/operations.ts';

type TrailQuery = NonNullable<SentQueryOf<StaffRoutes['trail']>>;
export type TrailFilter = Pick<TrailQuery, 'subject' | 'actor' | 'actorId' | 'action'>;

/** Where in the desk somebody is. The desk has one path: its places are in the query. What is searched for is in none: it may be a Telegram number. */
export type Place =
  | { readonly page: 'queue'; readonly name: QueueName }
  | { readonly page: 'switches' }
  | { readonly page: 'wallets' }
  | { readonly page: 'players' }
  | { readonly page: 'player'; readonly id: string }
  | { readonly page: 'arrival'; readonly id: string }
  | { readonly page: 'kyc' }
  /** The verification of the player with this id. */
  | { readonly page: 'kyc-case'; readonly id: string }
  | { readonly page: 'decide'; readonly workflow?: string }
  | { readonly page: 'trail'; readonly filter: TrailFilter; readonly entry?: string }
  /** An address that leads nowhere. */
  | { readonly page: 'none' };
export type Page = Place['page'];

const ROOT = '/staff/';
/** How the workflow of a verification is called: it is decided beside the documents, and nowhere else. */
const KYC = 'kyc-';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
export const isUuid = (text: string): boolean => UUID.test(text);

export const actors = ['player', 'staff', 'system', 'provider'] as const;
const FILTERS = ['subject', 'actor', 'actorId', 'action'] as const satisfies readonly (keyof TrailFilter)[];

/** Undefined: nowhere in particular. */
export function placeOf(search: string): Place | undefined {
  const query = new URLSearchParams(search);
  const queue = query.get('queue');
  if (queue !== null) {
    const name = queueNames.find((each) => each === queue);
    return name ? { page: 'queue', name } : { page: 'none' };
  }
  if (query.has('switches')) return { page: 'switches' };
  if (query.has('wallets')) return { page: 'wallets' };
  const player = query.get('player');
  if (player !== null) return isUuid(player) ? { page: 'player', id: player } : { page: 'none' };
  const arrival = query.get('arrival');
  if (arrival !== null) return isUuid(arrival) ? { page: 'arrival', id: arrival } : { page: 'none' };
  const kyc = query.get('kyc');
  if (kyc === '') return { page: 'kyc' };
  if (kyc !== null) return isUuid(kyc) ? { page: 'kyc-case', id: kyc } : { page: 'none' };
  if (query.has('players')) return { page: 'players' };
  const workflow = query.get('decide');
  const verified = workflow?.startsWith(KYC) ? workflow.slice(KYC.length) : '';
  if (isUuid(verified)) return { page: 'kyc-case', id: verified };
  if (workflow !== null) return { page: 'decide', ...(workflow ? { workflow } : {}) };
  if (!query.has('trail')) return undefined;
  const entry = query.get('entry');
  return { page: 'trail', filter: filterOf((field) => query.get(field)), ...(entry ? { entry } : {}) };
}

/** What of these is a filter; the rest is left out. */
export function filterOf(read: (field: keyof TrailFilter) => string | null): TrailFilter {
  const given = FILTERS.map((field) => [field, read(field)?.trim()] as const);
  return Object.fromEntries(
    given.filter(([field, value]) => value && (field !== 'actor' || actors.some((each) => each === value))),
  );
}

export function addressOf(place: Place): string {
  const query = new URLSearchParams();
  if (place.page === 'queue') query.set('queue', place.name);
  else if (place.page === 'player' || place.page === 'arrival') query.set(place.page, place.id);
  else if (place.page === 'kyc-case') query.set('kyc', place.id);
  else if (place.page === 'decide') query.set('decide', place.workflow ?? '');
  else query.set(place.page, '');
  if (place.page === 'trail') {
    for (const [field, value] of Object.entries(place.filter)) if (value) query.set(field, value);
    if (place.entry) query.set('entry', place.entry);
  }
  return `${ROOT}?${query}`.replace(/=(?=&|$)/g, '');
}

export function usePlace(): [Place | undefined, (place: Place) => void] {
  const [place, setPlace] = useState(() => placeOf(location.search));
  useEffect(() => {
    const moved = () => setPlace(placeOf(location.search));
    addEventListener('popstate', moved);
    return () => removeEventListener('popstate', moved);
  }, []);
  const go = useCallback((next: Place) => {
    history.pushState(null, '', addressOf(next));
    setPlace(next);
  }, []);
  return [place, go];
}
