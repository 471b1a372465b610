import type { StaffId } from '../../contracts/ids.ts';
import type { Direction, PauseReason } from '../../contracts/operations.ts';
import { sql, type Tx } from '../../prisma/tx.ts';

/** @param by undefined: from a terminal. True when this call paused it: the first to press is who paused it. */
export async function pauseRail(
  tx: Tx,
  rail: string,
  direction: Direction,
  { by, reason }: { readonly by: StaffId | undefined; readonly reason: PauseReason },
): Promise<boolean> {
  const [row] = await tx.query<{ done: boolean }>(
    sql`select payments.pause_rail(${rail}, ${direction}, ${by ?? null}, ${reason}) as done`,
  );
  return row?.done ?? false;
}

/** True when this call ended the pause. */
export async function resumeRail(tx: Tx, rail: string, direction: Direction): Promise<boolean> {
  const [row] = await tx.query<{ done: boolean }>(sql`select payments.resume_rail(${rail}, ${direction}) as done`);
  return row?.done ?? false;
}
