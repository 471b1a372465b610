import type { Clock } from '../../ground/clock.ts';
import type { Table, Tables } from '../../ground/durable-tables.ts';
import type { ConnectLink, Manifest } from './link.ts';

/** What waits for its holder's word. */
export type Ask = ConnectAsk | PayAsk;

type Common = {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly expiresAt: number;
  readonly state: 'open' | 'working' | 'approved' | 'declined' | 'expired' | 'refused';
  /** What went wrong, in words. */
  readonly why?: string;
};

export type ConnectAsk = Common & {
  readonly kind: 'connect';
  readonly link: ConnectLink;
  readonly manifest?: Manifest;
  /** Who was chosen. */
  readonly holder?: string;
};

export type PayAsk = Common & {
  readonly kind: 'pay';
  readonly session: string;
  readonly app: Manifest;
  readonly holder: string;
  /** The call's id, and its parameters as they came. */
  readonly call: string;
  readonly params: readonly unknown[];
};

export type Asks = {
  /** Puts it up, and lets it expire. */
  put(ask: Ask): void;
  get(id: string): Ask | undefined;
  /** Newest last. */
  all(): Ask[];
  end(id: string, state: Ask['state'], change?: { why?: string; holder?: string }): void;
  /** Expiry goes on for what was kept. */
  open(): void;
  close(): void;
};

const MOST_KEPT = 200;
/** A timer can count no further. */
const LONGEST_MS = 2 ** 31 - 1;

type Tools = {
  readonly clock: Clock;
  readonly tables: Tables;
  readonly onExpired: (ask: Ask) => void;
  onChange(): void;
};

export function createAsks({ clock, tables, onExpired, onChange }: Tools): Asks {
  const kept: Table<Ask> = tables.table('wallet-asks');
  const timers = new Map<string, () => void>();

  const arm = ({ id, expiresAt }: Ask): void => {
    timers.get(id)?.();
    const expire = (): void => {
      timers.delete(id);
      const ask = kept.get(id);
      if (ask?.state !== 'open') return;
      end(id, 'expired', { why: 'Nobody answered in time.' });
      onExpired(ask);
    };
    timers.set(id, clock.after(Math.min(LONGEST_MS, Math.max(0, expiresAt - clock.now())), expire));
  };
  const end: Asks['end'] = (id, state, change = {}) => {
    const ask = kept.get(id);
    if (!ask) return;
    kept.put(id, { ...ask, ...change, state });
    if (state !== 'open' && state !== 'working') {
      timers.get(id)?.();
      timers.delete(id);
    }
    onChange();
  };

  return {
    put(ask) {
      kept.put(ask.id, ask);
      const over = [...kept.values()].filter(({ state }) => state !== 'open');
      for (const { id } of over.slice(0, Math.max(0, kept.size - MOST_KEPT))) kept.remove(id);
      if (ask.state === 'open') arm(ask);
      onChange();
    },
    get: (id) => kept.get(id),
    all: () => [...kept.values()],
    end,
    open() {
      for (const ask of [...kept.values()]) {
        // Whether it was sent before the process ended is not known: nobody is answered twice.
        if (ask.state === 'working') end(ask.id, 'refused', { why: 'The wallet was closed while it sent.' });
        if (ask.state === 'open') arm(ask);
      }
    },
    close() {
      for (const callOff of timers.values()) callOff();
    },
  };
}
