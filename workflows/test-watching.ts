import { randomUUID } from 'node:crypto';
import type { Client, WorkflowHandle } from '@temporalio/client';
import type { temporal } from '@temporalio/proto';
import type { StaffId } from '../contracts/ids.ts';
import type { Decision, StaffActionName } from '../contracts/staff-actions.ts';
import { assert } from '../domain/assert.ts';
import type { TestTemporal } from '../sandbox/testing/fixtures.ts';
import type { issuePass } from '../use-cases/issue-pass.ts';

/** Until it is there. */
export async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const seen = await look();
    if (seen !== undefined) return seen;
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}

type Deps = {
  readonly client: Client;
  readonly temporal: TestTemporal;
  readonly issue: ReturnType<typeof issuePass>;
  /** Who decides where a test names nobody. */
  readonly ops: StaffId;
};

/** What people see of a workflow, and what they press. */
export const watching =
  ({ client, temporal, issue, ops }: Deps) =>
  (handle: WorkflowHandle) => ({
    /** What the staff desk hands out for a decision: what is to be pasted. */
    async pass<A extends StaffActionName>(
      action: A,
      decision: Decision<A>,
      by: StaffId = ops,
      as: 'ops' | 'compliance' = 'ops',
    ) {
      const handed = await issue({ id: by, roles: [as] }, { action, workflowId: handle.workflowId, decision });
      assert(!('reason' in handed), 'reason' in handed ? handed.reason : '');
      return JSON.parse(handed.paste) as Record<string, unknown>;
    },
    /** Somebody pastes this into the update's dialog: the workflow's answer, or why it was refused. */
    async isTold(update: string, pasted: unknown, updateId: string = randomUUID()): Promise<unknown> {
      try {
        return await handle.executeUpdate(update, { args: [pasted], updateId });
      } catch (error) {
        const { type, message } = (error as { cause?: { type?: string; message?: string } }).cause ?? {};
        return { refused: type, because: message };
      }
    },
    async details(): Promise<string> {
      const metadata = await handle.query<temporal.api.sdk.v1.IWorkflowMetadata>('__temporal_workflow_metadata');
      return metadata.currentDetails ?? '';
    },
    /** Waits until the workflow's search attributes say so. */
    shows: (name: 'Stage' | 'Attention', value: string | undefined) =>
      until(async () => {
        const described = await handle.describe().catch(() => undefined);
        return described?.typedSearchAttributes.get({ name, type: 'KEYWORD' }) === value ? described : undefined;
      }),
    /** Begun again from its first task, as ops may press. */
    async reset(): Promise<void> {
      const { events } = await handle.fetchHistory();
      const first = events?.find((event) => event.workflowTaskCompletedEventAttributes)?.eventId ?? null;
      await client.workflowService.resetWorkflowExecution({
        namespace: temporal.namespace,
        workflowExecution: { workflowId: handle.workflowId },
        workflowTaskFinishEventId: first,
        requestId: randomUUID(),
        reason: 'a test',
      });
    },
  });
