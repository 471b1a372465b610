import { Client, Connection } from '@temporalio/client';
import { createDataConverter } from './payloads/data-converter.ts';
import type { PayloadKey } from './settings.ts';

/**
 * A client that connects when it is first used and again after an outage: a process that only hands work on must start
 * while Temporal is away.
 */
export function createWorkflowClient(options: {
  address: string;
  namespace: string;
  keys: readonly PayloadKey[];
}): Client {
  const connection = Connection.lazy({ address: options.address, connectTimeout: '5s' });
  return new Client({ connection, namespace: options.namespace, dataConverter: createDataConverter(options.keys) });
}
