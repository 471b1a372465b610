import { fileURLToPath } from 'node:url';
import { NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { createDataConverter } from '../../runtime/payloads/data-converter.ts';
import { readSettings } from '../../runtime/settings.ts';

const settings = readSettings(process.env, [
  'TEMPORAL_ADDRESS',
  'TEMPORAL_NAMESPACE',
  'TEMPORAL_TASK_QUEUE',
  'PAYLOAD_KEYS',
]);
Runtime.install({ telemetryOptions: { logging: { forward: {}, filter: 'ERROR' } } });
const worker = await Worker.create({
  connection: await NativeConnection.connect({ address: settings.TEMPORAL_ADDRESS }),
  namespace: settings.TEMPORAL_NAMESPACE,
  taskQueue: settings.TEMPORAL_TASK_QUEUE,
  workflowsPath: fileURLToPath(new URL('./bare-workflow.ts', import.meta.url)),
  dataConverter: createDataConverter(settings.PAYLOAD_KEYS),
  activities: { nothing: async () => undefined },
  // As our own worker has it.
  maxConcurrentLocalActivityExecutions: 100,
  maxConcurrentActivityTaskExecutions: 50,
});
process.once('SIGTERM', () => worker.shutdown());
process.stdout.write('{"msg":"ready"}\n');
await worker.run();
process.exit(0);
