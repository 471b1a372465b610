import type { WaitingBody } from '../../contracts/http/staff-queues.ts';
import type { QueueName } from '../../contracts/operations.ts';
import { queueWords } from './texts.ts';

/** More than this an address does not hold. */
const MOST_NAMED = 20;

const KYC_QUERY = 'WorkflowType = "kyc" AND Attention IN ("waiting-review", "review-late")';

/** The list of those who wait to be verified, in the Temporal Web UI. */
export const kycListAddress = (workflows: string): string =>
  `${workflows}?${new URLSearchParams({ query: KYC_QUERY })}`;

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
