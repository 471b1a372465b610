import { type Client, WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client';
import type { WorkflowSignal, WorkflowStart } from '../contracts/outbox.ts';
import { searchAttributes } from '../contracts/workflows.ts';
import type { Pool } from '../prisma/pool.ts';
import { claimOutgoing, createMarkSent, type Outgoing, retryLater } from '../records/delivery/outbox.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Round } from '../runtime/loop.ts';

/** Where workflows go, and how long a task of theirs waits for a worker that died. */
export type WorkflowQueue = { readonly taskQueue: string; readonly taskTimeoutMs: number };

type Deps = {
  pool: Pool;
  client: Client;
  queue: WorkflowQueue;
  log: Logger;
  held: () => Promise<boolean>;
  backoffMs: (attempts: number) => number;
};

/** How long a hand-over may take before its row is handed out again: longer than the client's own patience. */
const CLAIM_MS = 15_000;
const CALL_MS = 5_000;

/**
 * Hands what was decided over to Temporal. Both kinds are safe to repeat: a start is one per workflow id, and a workflow
 * knows a payment it has seen. While Temporal is away rows wait here, and nothing is lost.
 */
export const outboxWorkflows = (deps: Deps) => {
  const markSent = createMarkSent(deps.pool);
  return async (): Promise<Round> => {
    if (!(await deps.held())) return 'rest';
    const rows = await claimOutgoing(deps.pool, ['workflow-start', 'workflow-signal'], 50, CLAIM_MS);
    const outcomes = await Promise.all(rows.map((row) => handOver({ ...deps, markSent }, row)));
    return outcomes.some(Boolean) ? 'again' : 'rest';
  };
};

type Handing = Deps & { readonly markSent: ReturnType<typeof createMarkSent> };

async function handOver({ pool, client, queue, log, backoffMs, markSent }: Handing, row: Outgoing): Promise<boolean> {
  try {
    await client.withDeadline(Date.now() + CALL_MS, () =>
      row.kind === 'workflow-start'
        ? start(client, queue, row.body as WorkflowStart)
        : signal(client, queue, row.body as WorkflowSignal),
    );
    await markSent({ id: row.id });
    return true;
  } catch (err) {
    const waitMs = backoffMs(row.attempts);
    if (Number.isInteger(Math.log2(row.attempts)))
      log.warn(
        { err, workflowId: row.lane, attempts: row.attempts, waitMs },
        'Temporal did not take it, will try again',
      );
    await retryLater(pool, row.id, waitMs, err instanceof Error ? err.name : 'unknown', false);
    return false;
  }
}

async function start(client: Client, queue: WorkflowQueue, wanted: WorkflowStart): Promise<void> {
  try {
    await client.workflow.start(wanted.type, {
      ...startOptions(queue, wanted),
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}

/** The workflow is there nearly always: only where it is gone is it started again, which costs Temporal more. */
async function signal(
  client: Client,
  queue: WorkflowQueue,
  { workflowId, signal: name, input, start: wanted }: WorkflowSignal,
): Promise<void> {
  try {
    return await client.workflow.getHandle(workflowId).signal(name, input);
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
  await client.workflow.signalWithStart(wanted.type, {
    ...startOptions(queue, wanted),
    signal: name,
    signalArgs: [input],
  });
}

const startOptions = (
  { taskQueue, taskTimeoutMs }: WorkflowQueue,
  { workflowId, input, summary, details, attributes }: WorkflowStart,
) => ({
  workflowId,
  taskQueue,
  workflowTaskTimeout: taskTimeoutMs,
  args: [input],
  staticSummary: summary,
  staticDetails: details,
  typedSearchAttributes: (['stage', 'rail', 'playerId'] as const).flatMap((name) => {
    const value = attributes[name];
    return value === undefined ? [] : [{ key: searchAttributes[name], value }];
  }),
});
