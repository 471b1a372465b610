import { z } from 'zod';
import { type Often, type Random, strikes } from './chance.ts';

export type CallFault = Often & {
  /** Only these calls, such as `POST /v1/refunds`; an id in the path is written `:id`. */
  readonly calls?: readonly string[];
  /** The call is carried out, and only its answer is spoilt. */
  readonly executed?: boolean;
  /** The status to answer with; `silence` answers nothing, until the caller gives up. */
  readonly answer: 429 | 500 | 502 | 503 | 'silence';
};

export type FaultSettings = {
  /** Every event comes this many times more, all at once. */
  readonly duplicates: number;
  /** Events overtake each other by up to this. Milliseconds. */
  readonly reorderWithinMs: number;
  /** Every event is held back for so long. Milliseconds. */
  readonly delayMs: number;
  /** An event is lost on its way: it comes again. */
  readonly lostEvents: Often | null;
  /** An event never goes out at all. */
  readonly droppedEvents: Often | null;
  readonly calls: readonly CallFault[];
  /** Every answer takes this much longer. Milliseconds. */
  readonly slowMs: number;
};

export type Faults = {
  readonly settings: FaultSettings;
  /** Adds a fault; several stand side by side, the first that strikes counts. */
  failCalls(fault: CallFault): void;
  change(settings: Partial<FaultSettings>): void;
  clear(): void;
};

export type FaultDice = {
  strikesCall(call: string): CallFault | undefined;
  losesEvent(): boolean;
  dropsEvent(): boolean;
  /** How long an event is held back. Milliseconds. */
  holdMs(): number;
};

const none: FaultSettings = {
  duplicates: 0,
  reorderWithinMs: 0,
  delayMs: 0,
  lostEvents: null,
  droppedEvents: null,
  calls: [],
  slowMs: 0,
};

/** Bad days by switch, from a seed, so that a failing test fails again. */
export function createFaults(
  random: Random,
  hub: { tell(happening: { readonly kind: 'faults' }): void },
): { faults: Faults; dice: FaultDice } {
  let settings = none;
  const change = (next: Partial<FaultSettings>): void => {
    settings = { ...settings, ...next };
    hub.tell({ kind: 'faults' });
  };
  const strikesOnce = (name: 'lostEvents' | 'droppedEvents'): boolean => {
    const often = settings[name];
    if (!often || !strikes(random, often)) return false;
    if (often.next !== undefined) change({ [name]: { next: often.next - 1 } });
    return true;
  };
  return {
    faults: {
      get settings() {
        return settings;
      },
      failCalls: (fault) => change({ calls: [...settings.calls, fault] }),
      change,
      clear: () => change(none),
    },
    dice: {
      strikesCall(call) {
        const fault = settings.calls.find(
          (each) => (!each.calls || each.calls.includes(call)) && strikes(random, each),
        );
        if (fault?.next !== undefined) {
          const spent = { ...fault, next: fault.next - 1 };
          change({
            calls: settings.calls.map((each) => (each === fault ? spent : each)).filter(({ next }) => next !== 0),
          });
        }
        return fault;
      },
      losesEvent: () => strikesOnce('lostEvents'),
      dropsEvent: () => strikesOnce('droppedEvents'),
      holdMs: () =>
        settings.delayMs + (settings.reorderWithinMs > 0 ? Math.floor(random() * settings.reorderWithinMs) : 0),
    },
  };
}

const often = { next: z.number().int().min(0).optional(), chance: z.number().min(0).max(1).optional() };
const body = z.strictObject({
  duplicates: z.number().int().min(0).max(100),
  reorderWithinMs: z.number().int().min(0).max(60_000),
  delayMs: z.number().int().min(0).max(60_000),
  lostEvents: z.strictObject(often).nullable(),
  droppedEvents: z.strictObject(often).nullable(),
  slowMs: z.number().int().min(0).max(120_000),
  calls: z.array(
    z.strictObject({
      ...often,
      calls: z.array(z.string()).optional(),
      executed: z.boolean().optional(),
      answer: z.union([z.literal(429), z.literal(500), z.literal(502), z.literal(503), z.literal('silence')]),
    }),
  ),
});

/** What the page sends; undefined when it is not understood. */
export function readFaultSettings(sent: unknown): Partial<FaultSettings> | undefined {
  const read = body.partial().safeParse(sent);
  return read.success ? (JSON.parse(JSON.stringify(read.data)) as Partial<FaultSettings>) : undefined;
}
