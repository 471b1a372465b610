import type { Due } from '../ground/agenda.ts';
import { alphanumerics, type Random } from '../ground/chance.ts';
import { type Clock, unixTime } from '../ground/clock.ts';
import type { Delivery, DeliveryEntry } from '../ground/deliveries.ts';
import type { Table, Tables } from '../ground/durable-tables.ts';
import { createHub, type Hub } from '../ground/hub.ts';
import type {
  CallEntry,
  ChargeWire,
  DisputeWire,
  DueKind,
  EventWire,
  IntentWire,
  RefundWire,
  Session,
  StoredAnswer,
  WarningWire,
} from './shapes.ts';

/** What just happened, for whoever looks on. */
export type Happening =
  | { readonly kind: 'changed' | 'faults' }
  | { readonly kind: 'call'; readonly entry: CallEntry }
  | { readonly kind: 'delivery'; readonly entry: DeliveryEntry };

/** Every duration that Stripe decides, so that a test can shorten it. Milliseconds. */
export type Pauses = {
  readonly webhookTimeoutMs: number;
  /** The first redelivery waits so long, each later one twice as long, up to the second. */
  readonly redeliverMs: number;
  readonly redeliverMostMs: number;
  readonly deliverForMs: number;
  /** How late a payment by a slow method settles, a refund does, and a card holder disputes. */
  readonly settlesAfterMs: number;
  readonly refundsAfterMs: number;
  readonly disputesAfterMs: number;
  /** A search may not see what was made this lately ("propagation"; docs.stripe.com/search). */
  readonly searchLagMs: number;
  /** Idempotency keys may be pruned once they are this old (docs.stripe.com/api/idempotent_requests). */
  readonly keysLiveMs: number;
};

export const stripePauses: Pauses = {
  webhookTimeoutMs: 20_000,
  redeliverMs: 5_000,
  redeliverMostMs: 3_600_000,
  deliverForMs: 3 * 86_400_000,
  settlesAfterMs: 20 * 60_000,
  refundsAfterMs: 20_000,
  disputesAfterMs: 60_000,
  searchLagMs: 1_000,
  keysLiveMs: 86_400_000,
};

/** Everything that exists in this Stripe account. */
export type World = {
  readonly clock: Clock;
  readonly random: Random;
  readonly pauses: Pauses;
  readonly hub: Hub<Happening>;
  readonly sessions: Table<Session>;
  readonly intents: Table<IntentWire>;
  readonly charges: Table<ChargeWire>;
  readonly refunds: Table<RefundWire>;
  readonly disputes: Table<DisputeWire>;
  readonly warnings: Table<WarningWire>;
  readonly events: Table<EventWire>;
  readonly deliveries: Table<Delivery>;
  readonly answers: Table<StoredAnswer>;
  readonly agenda: Table<Due<DueKind>>;
};

export function createWorld(clock: Clock, random: Random, pauses: Pauses, tables: Tables): World {
  return {
    clock,
    random,
    pauses,
    hub: createHub<Happening>(),
    sessions: tables.table('sessions'),
    intents: tables.table('intents'),
    charges: tables.table('charges'),
    refunds: tables.table('refunds'),
    disputes: tables.table('disputes'),
    warnings: tables.table('warnings'),
    events: tables.table('events'),
    deliveries: tables.table('deliveries'),
    answers: tables.table('answers'),
    agenda: tables.table('agenda'),
  };
}

export const now = (world: World): number => unixTime(world.clock);
export const newId = (world: World, prefix: string): string => `${prefix}_${alphanumerics(world.random, 24)}`;

/** The newest first, as Stripe lists; within a second, the last made first. */
export const newestFirst = <Wire extends { readonly created: number }>(wires: Iterable<Wire>): Wire[] =>
  [...wires].reverse().sort((a, b) => b.created - a.created);
