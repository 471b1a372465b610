/** What may go wrong, by switch. Everything is off at first; chance comes from a seed. */
export type FaultSettings = {
  /** Each update is delivered so many times more. */
  duplicate: number;
  /** Updates of different chats overtake one another. */
  reorder: boolean;
  /** So many acknowledgements are lost: the update was taken, and is sent again. */
  dropAcknowledgements: number;
  /** The next calls of the Bot API answer so, without having been carried out. */
  refuseCalls: { count: number; code: 429 | 500 | 502 };
  /** The next calls are carried out, and then answered with 500. */
  executeThenFail: number;
  /** The next calls are carried out, and never answered. */
  executeThenHang: number;
  /** Every answer of the Bot API waits so long. */
  slowMs: number;
};

export const noFaults = (): FaultSettings => ({
  duplicate: 0,
  reorder: false,
  dropAcknowledgements: 0,
  refuseCalls: { count: 0, code: 500 },
  executeThenFail: 0,
  executeThenHang: 0,
  slowMs: 0,
});

export type CallFate = 'as-usual' | 'fail-after' | 'hang-after' | { refuse: 429 | 500 | 502 };

export class Faults {
  readonly settings: FaultSettings = noFaults();
  readonly #random: () => number;

  constructor(random: () => number) {
    this.#random = random;
  }

  set(change: Partial<FaultSettings>): void {
    Object.assign(this.settings, change);
  }

  clear(): void {
    Object.assign(this.settings, noFaults());
  }

  duplicates(): number {
    return this.settings.duplicate;
  }

  inOrder<T>(items: readonly T[]): readonly T[] {
    if (!this.settings.reorder) return items;
    // Chats overtake one another, each keeps its own order: a stable shuffle by a number drawn per place.
    return items
      .map((item, n) => ({ item, n, drawn: this.#random() }))
      .sort((a, b) => (laneOf(a.item) === laneOf(b.item) ? a.n - b.n : a.drawn - b.drawn))
      .map(({ item }) => item);
  }

  dropAcknowledgement(): boolean {
    if (this.settings.dropAcknowledgements <= 0) return false;
    this.settings.dropAcknowledgements -= 1;
    return true;
  }

  nextCall(): CallFate {
    const { settings } = this;
    if (settings.refuseCalls.count > 0) {
      settings.refuseCalls.count -= 1;
      return { refuse: settings.refuseCalls.code };
    }
    if (settings.executeThenFail > 0) {
      settings.executeThenFail -= 1;
      return 'fail-after';
    }
    if (settings.executeThenHang > 0) {
      settings.executeThenHang -= 1;
      return 'hang-after';
    }
    return 'as-usual';
  }
}

const laneOf = (item: unknown): unknown => (item as { lane?: number }).lane;
