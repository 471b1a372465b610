import { Client, Connection } from '@temporalio/client';
import { createDataConverter } from './payloads/data-converter.ts';
import type { NamedKey } from './settings.ts';

/**
 * A client that connects when it is first used and again after an outage: a process that only hands work on must start
 * while Temporal is away.
 */
export function createWorkflowClient(options: {
  address: string;
  namespace: string;
  keys: readonly NamedKey[];
}): Client {
  const connection = Connection.lazy({ address: options.address, connectTimeout: '5s' });
  return new Client({ connection, namespace: options.namespace, dataConverter: createDataConverter(options.keys) });
}
