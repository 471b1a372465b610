import type { Due } from '../ground/agenda.ts';
import { letters, type Random } from '../ground/chance.ts';
import type { Clock } from '../ground/clock.ts';
import type { Table, Tables } from '../ground/durable-tables.ts';
import { createHub, type Hub } from '../ground/hub.ts';
import type {
  Delivery,
  Dispute,
  DueKind,
  Happening,
  LinkWire,
  Notice,
  Payment,
  Refund,
  StoredAnswer,
  TransferWire,
} from './shapes.ts';

/** Every duration that Adyen decides, so that a test can shorten it. Milliseconds. */
export type Pauses = {
  readonly webhookTimeoutMs: number;
  /** The first redelivery waits so long, each later one twice as long, up to the second. */
  readonly redeliverMs: number;
  readonly redeliverMostMs: number;
  readonly deliverForMs: number;
  readonly settlesAfterMs: number;
  readonly refundsAfterMs: number;
  readonly paysOutAfterMs: number;
  readonly disputesAfterMs: number;
  /** Keys live for a week at the least (docs.adyen.com, "API idempotency"). */
  readonly keysLiveMs: number;
};

export const adyenPauses: Pauses = {
  webhookTimeoutMs: 10_000,
  redeliverMs: 5_000,
  redeliverMostMs: 3_600_000,
  deliverForMs: 7 * 86_400_000,
  settlesAfterMs: 20 * 60_000,
  refundsAfterMs: 3_000,
  paysOutAfterMs: 20_000,
  disputesAfterMs: 60_000,
  keysLiveMs: 7 * 86_400_000,
};

/** Everything that exists in this account. */
export type World = {
  readonly clock: Clock;
  readonly random: Random;
  readonly pauses: Pauses;
  readonly merchantAccount: string;
  readonly balanceAccount: string;
  /** What lies in the balance account from the beginning, in minor units. */
  readonly funds: number;
  readonly hub: Hub<Happening>;
  readonly links: Table<LinkWire>;
  readonly payments: Table<Payment>;
  readonly refunds: Table<Refund>;
  readonly disputes: Table<Dispute>;
  readonly transfers: Table<TransferWire>;
  readonly notices: Table<Notice>;
  readonly deliveries: Table<Delivery>;
  readonly answers: Table<StoredAnswer>;
  readonly agenda: Table<Due<DueKind>>;
};

export const createWorld = (
  given: Pick<World, 'clock' | 'random' | 'pauses' | 'merchantAccount' | 'balanceAccount' | 'funds'>,
  tables: Tables,
): World => ({
  ...given,
  hub: createHub<Happening>(),
  links: tables.table('links'),
  payments: tables.table('payments'),
  refunds: tables.table('refunds'),
  disputes: tables.table('disputes'),
  transfers: tables.table('transfers'),
  notices: tables.table('notices'),
  deliveries: tables.table('deliveries'),
  answers: tables.table('answers'),
  agenda: tables.table('agenda'),
});

const CAPITALS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** As PSP references are written: sixteen capitals and digits. */
export const newId = ({ random }: Pick<World, 'random'>, prefix = ''): string =>
  prefix + letters(random, 16 - prefix.length, CAPITALS);

export const nowText = ({ clock }: Pick<World, 'clock'>): string => new Date(clock.now()).toISOString();
