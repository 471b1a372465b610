/** A measurement beside its rival. Both do the same work on the same servers; what counts is the ratio. */
export type Bench = {
  readonly name: string;
  readonly unit: string;
  /** Pairs of runs; the medians are compared. */
  readonly runs?: number;
  prepare(say: (doing: string) => void): Promise<Prepared>;
};

export type Prepared = {
  /** One run, in `unit`s. */
  ours(): Promise<number>;
  rival(): Promise<number>;
  /** What a reader should know of both, as which rival it is. */
  readonly note?: string;
  /** Measured once, after the pairs: lines for people, and figures for programs. */
  also?(): Promise<readonly Figure[]>;
  close(): Promise<void>;
};

export type Figure = { readonly name: string; readonly value: number; readonly unit: string };

export type Result = {
  readonly name: string;
  readonly ours: number;
  readonly rival: number;
  readonly ratio: number;
  readonly unit: string;
  readonly also?: readonly Figure[];
};

const PAIRS = 5;

/** Ours and the rival in turn, so that a machine that warms up or tires does so for both; each median of its runs. */
export async function measure(bench: Bench, say: (line: string) => void): Promise<Result> {
  const prepared = await bench.prepare(say);
  try {
    if (prepared.note) say(prepared.note);
    const [ours, rival]: [number[], number[]] = [[], []];
    for (let run = 1; run <= (bench.runs ?? PAIRS); run++) {
      // Whoever goes first changes from pair to pair.
      const turns = [async () => ours.push(await prepared.ours()), async () => rival.push(await prepared.rival())];
      for (const turn of run % 2 === 0 ? turns.reverse() : turns) await turn();
      say(`run ${run}: ours ${shown(ours.at(-1))}, rival ${shown(rival.at(-1))} ${bench.unit}`);
    }
    const [mine, theirs] = [median(ours), median(rival)];
    const also = await prepared.also?.();
    return {
      name: bench.name,
      ours: mine,
      rival: theirs,
      ratio: mine / theirs,
      unit: bench.unit,
      ...(also ? { also } : {}),
    };
  } finally {
    await prepared.close();
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** The value that so much of the rest stays below: 0.5 is the median, 0.99 all but the worst hundredth. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

export const shown = (value: number | undefined): string =>
  value === undefined ? '-' : value.toLocaleString('en', { maximumFractionDigits: value < 100 ? 1 : 0 });
