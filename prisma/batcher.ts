import { type Batcher, type BatchOptions, createBatcher as create } from '../runtime/batcher.ts';

export type { Batcher };

/** An assertion of a SQL function, a value it cannot read, a constraint it keeps, a row that another session does not give: of what was asked. */
const isOfOneCommand = (error: unknown): boolean =>
  /^(CG00.|22...|23...|55P03)$/.test(String((error as { code?: unknown } | undefined)?.code));

/** Gathers concurrent commands into one call to the database; see runtime/batcher.ts. */
export const createBatcher = <C, R>(
  run: (commands: readonly C[]) => Promise<readonly R[]>,
  options: Omit<BatchOptions, 'isOfOneCommand'> = {},
): Batcher<C, R> => create(run, { ...options, isOfOneCommand });
