import type { Hub } from './hub.ts';
import type { CallEntry, DeliveryEntry } from './shapes.ts';

export type DeliveryLog = { add(entry: DeliveryEntry): void };

export type Log = {
  readonly calls: readonly CallEntry[];
  readonly deliveries: readonly DeliveryEntry[];
  addCall(entry: CallEntry): void;
  readonly delivery: DeliveryLog;
};

/** The last calls and deliveries, for tests and the faults page. */
export function createLog(hub: Hub, most: number): Log {
  const calls: CallEntry[] = [];
  const deliveries: DeliveryEntry[] = [];
  const keep = <Entry>(entries: Entry[], entry: Entry): void => {
    entries.push(entry);
    if (entries.length > most) entries.splice(0, Math.ceil(most / 10));
  };
  return {
    calls,
    deliveries,
    addCall(entry) {
      keep(calls, entry);
      hub.tell({ kind: 'call', entry });
    },
    delivery: {
      add(entry) {
        keep(deliveries, entry);
        hub.tell({ kind: 'delivery', entry });
      },
    },
  };
}
