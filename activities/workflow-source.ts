import { fileURLToPath } from 'node:url';
import type { WorkerOptions } from '@temporalio/worker';

/** Where the worker has its workflows from: their sources, which it bundles for its sandbox when it starts. */
export const workflowSource: Pick<WorkerOptions, 'workflowsPath' | 'workflowBundle'> = {
  workflowsPath: fileURLToPath(new URL('../workflows/index.ts', import.meta.url)),
};
