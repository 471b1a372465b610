/** Where a part stands: it waits for what it needs, is starting, runs, or ended and is started again. */
export type PartState = 'waits' | 'starting' | 'runs' | 'ended';

export type BoardLine = {
  readonly title: string;
  /** What it does for the casino, in a few words. */
  readonly about: string;
  readonly state: PartState;
  readonly detail: string;
};

export type Board = {
  readonly lines: () => readonly BoardLine[];
  /** Milliseconds since 1970 when everything was there; undefined until then. */
  readonly upSince: () => number | undefined;
  set(title: string, change: Partial<Pick<BoardLine, 'state' | 'detail'>>): void;
  isUp(atMs: number): void;
  listen(hear: () => void): () => void;
};

/** What the launcher knows of each part, for whoever looks at the opening page. */
export function openBoard(parts: readonly Pick<BoardLine, 'title' | 'about'>[]): Board {
  const lines = new Map(
    parts.map((part): [string, BoardLine] => [part.title, { ...part, state: 'waits', detail: '' }]),
  );
  const listeners = new Set<() => void>();
  let up: number | undefined;
  const tell = (): void => {
    for (const hear of listeners) hear();
  };
  return {
    lines: () => [...lines.values()],
    upSince: () => up,
    set(title, change) {
      const before = lines.get(title);
      if (!before) return;
      lines.set(title, { ...before, ...change });
      tell();
    },
    isUp(atMs) {
      up = atMs;
      tell();
    },
    listen(hear) {
      listeners.add(hear);
      return () => listeners.delete(hear);
    },
  };
}
