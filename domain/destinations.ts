/**
 * What money may be sent to. `card-token`: a card its provider keeps, of which we know the name it goes by alone. `ton-wallet`: a
 * wallet on the chain that the player proved to be theirs. `ton-address`: any other address there, as of an exchange.
 */
export const destinationKinds = ['iban', 'card-token', 'ton-wallet', 'ton-address'] as const;
export type DestinationKind = (typeof destinationKinds)[number];

/** What a rail may say that it pays to; several kinds of destination may be the same to it. */
export type PaidTo = 'iban' | 'ton';

/** As what a destination is paid to; undefined: no rail does yet. */
export const paidAs = {
  iban: 'iban',
  'card-token': undefined,
  'ton-wallet': 'ton',
  'ton-address': 'ton',
} as const satisfies Record<DestinationKind, PaidTo | undefined>;

/** So many a player may have saved. */
export const MOST_DESTINATIONS = 5;

/** A withdrawal to a destination younger than this is looked at by two members of staff: a thief's first step is a new one. */
export const NEW_FOR_MS = 86_400_000;

/** Money that came by card and cannot be sent back to it is card money for so long: most disputes come within it. */
export const CARD_MONEY_FOR_MS = 30 * 86_400_000;

/** Until when a destination counts as new; undefined once it does not. */
export const newUntil = (confirmedAtMs: number, nowMs: number): number | undefined =>
  confirmedAtMs + NEW_FOR_MS > nowMs ? confirmedAtMs + NEW_FOR_MS : undefined;
