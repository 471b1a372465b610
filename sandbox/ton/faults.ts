import { z } from 'zod';
import { type Often, type Random, strikes } from '../ground/chance.ts';
import type { CallFault } from '../ground/faults.ts';

export type TonFaultSettings = {
  /** A call is its method, such as `sendBoc`; `runGetMethod:seqno` is that get-method alone. */
  readonly calls: readonly CallFault[];
  /** Every answer takes this much longer. Milliseconds. */
  readonly slowMs: number;
  /** The API knows the chain only up to so many blocks ago. */
  readonly lagBlocks: number;
  /** A broadcast is answered `ok`, and the message never reaches the chain. */
  readonly dropped: Often | null;
  /** A broadcast is turned down, although the account would have taken it. */
  readonly refused: Often | null;
  /** What a broadcast leads to is shown for so many blocks, and then never was; `again` lands it anew afterwards. */
  readonly lies: (Often & { readonly blocks: number; readonly again?: boolean }) | null;
  /** A block comes every so many milliseconds; 0: none comes. Null: as usual. */
  readonly blockEveryMs: number | null;
};

export type TonFaults = {
  readonly settings: TonFaultSettings;
  /** Adds a fault; several stand side by side, the first that strikes counts. */
  failCalls(fault: CallFault): void;
  change(settings: Partial<TonFaultSettings>): void;
  clear(): void;
};

export type TonDice = {
  strikesCall(names: readonly string[]): CallFault | undefined;
  drops(): boolean;
  refuses(): boolean;
  lies(): { readonly blocks: number; readonly again: boolean } | undefined;
};

const none: TonFaultSettings = {
  calls: [],
  slowMs: 0,
  lagBlocks: 0,
  dropped: null,
  refused: null,
  lies: null,
  blockEveryMs: null,
};

/** Bad days of a node, by switch. `told` hears of every change. */
export function createTonFaults(random: Random, told: () => void): { faults: TonFaults; dice: TonDice } {
  let settings = none;
  const change = (next: Partial<TonFaultSettings>): void => {
    settings = { ...settings, ...next };
    told();
  };
  const strikesOnce = (name: 'dropped' | 'refused' | 'lies'): boolean => {
    const often = settings[name];
    if (!often || !strikes(random, often)) return false;
    if (often.next !== undefined) change({ [name]: often.next > 1 ? { ...often, next: often.next - 1 } : null });
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
      strikesCall(names) {
        const fault = settings.calls.find(
          ({ calls, ...often }) => (!calls || names.some((name) => calls.includes(name))) && strikes(random, often),
        );
        if (fault?.next !== undefined) {
          const spent = { ...fault, next: fault.next - 1 };
          change({
            calls: settings.calls.map((each) => (each === fault ? spent : each)).filter(({ next }) => next !== 0),
          });
        }
        return fault;
      },
      drops: () => strikesOnce('dropped'),
      refuses: () => strikesOnce('refused'),
      lies() {
        const { lies } = settings;
        return lies && strikesOnce('lies') ? { blocks: lies.blocks, again: lies.again ?? false } : undefined;
      },
    },
  };
}

const often = { next: z.number().int().min(0).optional(), chance: z.number().min(0).max(1).optional() };
const body = z.strictObject({
  slowMs: z.number().int().min(0).max(120_000),
  lagBlocks: z.number().int().min(0).max(1_000),
  dropped: z.strictObject(often).nullable(),
  refused: z.strictObject(often).nullable(),
  lies: z
    .strictObject({ ...often, blocks: z.number().int().min(1).max(100), again: z.boolean().optional() })
    .nullable(),
  blockEveryMs: z.number().int().min(0).max(60_000).nullable(),
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
export function readTonFaults(sent: unknown): Partial<TonFaultSettings> | undefined {
  const read = body.partial().safeParse(sent);
  return read.success ? (JSON.parse(JSON.stringify(read.data)) as Partial<TonFaultSettings>) : undefined;
}
