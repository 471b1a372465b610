import { type Often, type Random, strikes } from '../ground/chance.ts';
import type { Hub } from './hub.ts';

export type CallFault = Often & {
  /** Only these methods. */
  readonly methods?: readonly string[];
  /** The call is carried out, and only its answer is spoilt. */
  readonly executed?: boolean;
  /** The status to answer with; `silence` answers nothing, until the caller gives up. */
  readonly answer: 429 | 500 | 502 | 503 | 504 | 'silence';
  /** With 429. Seconds. */
  readonly retryAfter?: number;
};

export type FaultSettings = {
  /** Every update comes this many times more, all at once. */
  readonly duplicates: number;
  /** Updates of different chats overtake each other by up to this. Milliseconds. */
  readonly reorderWithinMs: number;
  /** Every update is held back for so long. Milliseconds. */
  readonly delayMs: number;
  /** An update is lost on its way to the bot: it comes again. */
  readonly lostUpdates: Often | null;
  /** The bot's thanks for an update are lost: it comes again. */
  readonly lostAcknowledgements: Often | null;
  readonly calls: readonly CallFault[];
  /** Every answer takes this much longer. Milliseconds. */
  readonly slowMs: number;
};

export type Faults = {
  readonly settings: FaultSettings;
  duplicateUpdates(times: number): void;
  reorderUpdates(withinMs: number): void;
  loseAcknowledgements(often: Often): void;
  /** Adds a fault; several stand side by side, the first that strikes counts. */
  failCalls(fault: CallFault): void;
  tooManyRequests(often: Often & { retryAfter?: number }): void;
  slowDown(ms: number): void;
  change(settings: Partial<FaultSettings>): void;
  clear(): void;
};

/** What the sandbox asks at each step. */
export type FaultDice = {
  strikesCall(method: string): CallFault | undefined;
  losesUpdate(): boolean;
  losesAcknowledgement(): boolean;
  /** How long an update is held back. Milliseconds. */
  holdMs(): number;
};

const none: FaultSettings = {
  duplicates: 0,
  reorderWithinMs: 0,
  delayMs: 0,
  lostUpdates: null,
  lostAcknowledgements: null,
  calls: [],
  slowMs: 0,
};

/** Bad days by switch, from a seed, so that a failing test fails again. */
export function createFaults(random: Random, hub: Hub): { faults: Faults; dice: FaultDice } {
  let settings = none;
  const change = (next: Partial<FaultSettings>): void => {
    settings = { ...settings, ...next };
    hub.tell({ kind: 'faults' });
  };
  const strikesOnce = (name: 'lostUpdates' | 'lostAcknowledgements'): boolean => {
    const often = settings[name];
    if (!often || !strikes(random, often)) return false;
    if (often.next !== undefined) change({ [name]: { next: often.next - 1 } });
    return true;
  };

  const faults: Faults = {
    get settings() {
      return settings;
    },
    duplicateUpdates: (times) => change({ duplicates: times }),
    reorderUpdates: (withinMs) => change({ reorderWithinMs: withinMs }),
    loseAcknowledgements: (often) => change({ lostAcknowledgements: often }),
    failCalls: (fault) => change({ calls: [...settings.calls, fault] }),
    tooManyRequests: ({ retryAfter = 1, ...often }) =>
      change({ calls: [...settings.calls, { ...often, answer: 429, retryAfter }] }),
    slowDown: (ms) => change({ slowMs: ms }),
    change,
    clear() {
      settings = none;
      hub.tell({ kind: 'faults' });
    },
  };
  const dice: FaultDice = {
    strikesCall(method) {
      const fault = settings.calls.find(
        (each) =>
          (!each.methods || each.methods.some((name) => name.toLowerCase() === method)) && strikes(random, each),
      );
      if (fault?.next !== undefined) {
        const spent = { ...fault, next: fault.next - 1 };
        const calls = settings.calls.map((each) => (each === fault ? spent : each)).filter(({ next }) => next !== 0);
        change({ calls });
      }
      return fault;
    },
    losesUpdate: () => strikesOnce('lostUpdates'),
    losesAcknowledgement: () => strikesOnce('lostAcknowledgements'),
    holdMs: () =>
      settings.delayMs + (settings.reorderWithinMs > 0 ? Math.floor(random() * settings.reorderWithinMs) : 0),
  };
  return { faults, dice };
}
