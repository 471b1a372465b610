import path from 'node:path';
import { Connection } from '@temporalio/client';
import { expect, test } from 'vitest';
import { freePort } from './ports.ts';
import { temporalPart } from './temporal.ts';
import { findTemporal } from './temporal-binary.ts';
import { readTemporalDev } from './temporal-dev.ts';
import { ensureNamespace } from './temporal-namespace.ts';
import { finding, projectDir, testPlace } from './test-place.ts';

const here = testPlace();
const dev = readTemporalDev(path.join(projectDir, 'temporal-dev.yaml'));

test('Temporal keeps its workflows over a kill, and gets search attributes that its namespace lacks', async () => {
  const { Rail: _, ...fewer } = dev.searchAttributes;
  const [port, uiPort, binary] = [await freePort(), await freePort(), await findTemporal(finding)];
  const place = { port, uiPort, binary, databaseFile: path.join(here.dir, 'temporal.db') };
  const address = `127.0.0.1:${port}`;

  const first = await here.start(temporalPart({ ...place, dev: { ...dev, searchAttributes: fewer } }));
  expect(await ensureNamespace(address, { ...dev, searchAttributes: fewer })).toEqual([]);
  await startWorkflow(address, dev.namespace, 'kept');
  process.kill(first.identity.pid, 'SIGKILL');
  await first.ended;

  await here.start(temporalPart({ ...place, dev }));
  expect(await ensureNamespace(address, dev)).toEqual(['Rail']);
  expect(await ensureNamespace(address, dev)).toEqual([]);
  expect(await isOpen(address, dev.namespace, 'kept')).toBe(true);
});

test('the address of Temporal’s Web UI answers', async () => {
  const [port, uiPort, binary] = [await freePort(), await freePort(), await findTemporal(finding)];
  await here.start(temporalPart({ port, uiPort, binary, dev }));
  const settings = await fetch(`http://127.0.0.1:${uiPort}/api/v1/settings`).then((response) => response.json());
  expect(settings).toMatchObject({ Codec: { IncludeCredentials: false } }); // what web-ui.ts is for
});

async function withTemporal<T>(address: string, work: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address });
  try {
    return await work(connection);
  } finally {
    await connection.close();
  }
}

const startWorkflow = (address: string, namespace: string, workflowId: string) =>
  withTemporal(address, (connection) =>
    connection.workflowService.startWorkflowExecution({
      namespace,
      workflowId,
      workflowType: { name: 'none' },
      taskQueue: { name: 'none' },
      requestId: workflowId,
    }),
  );

const isOpen = (address: string, namespace: string, workflowId: string) =>
  withTemporal(address, async (connection) => {
    const described = await connection.workflowService.describeWorkflowExecution({
      namespace,
      execution: { workflowId },
    });
    return described.workflowExecutionInfo?.status === 1; // WORKFLOW_EXECUTION_STATUS_RUNNING
  });
