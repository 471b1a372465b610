import type { WaitingBody } from '../../contracts/http/staff-queues.ts';
import type { QueueName } from '../../contracts/operations.ts';
import { queueWords } from './texts.ts';

/** More than this an address does not hold. */
const MOST_NAMED = 20;

/** The list of a queue in the Temporal Web UI; undefined where there is nothing to list. */
export function listAddress(
  workflows: string,
  name: QueueName,
  items: readonly Pick<WaitingBody, 'workflowId'>[] = [],
): string | undefined {
  const query = queueWords[name].query ?? named(items);
  return query && `${workflows}?${new URLSearchParams({ query })}`;
}

const named = (items: readonly Pick<WaitingBody, 'workflowId'>[]): string | undefined =>
  items.length === 0
    ? undefined
    : `WorkflowId IN (${items
        .slice(0, MOST_NAMED)
        .map(({ workflowId }) => JSON.stringify(workflowId))
        .join(', ')})`;
