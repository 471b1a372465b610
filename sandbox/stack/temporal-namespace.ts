import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import type { TemporalDev } from './temporal-dev.ts';

/** The numbers that Temporal's protocol gives these types (temporal.api.enums.v1.IndexedValueType). */
const typeNumbers = { Text: 1, Keyword: 2, Int: 3, Double: 4, Bool: 5, Datetime: 6, KeywordList: 7 } as const;

const TRIES_EVERY_MS = 50;

/**
 * Brings an existing namespace to what temporal-dev.yaml says: missing search attributes are added, the retention is
 * set. Safe to repeat. Resolves when a workflow may use the attributes, and says which ones it had to add.
 */
export async function ensureNamespace(
  address: string,
  dev: TemporalDev,
  { withinMs, setRetention } = { withinMs: 30_000, setRetention: true },
): Promise<readonly string[]> {
  const until = performance.now() + withinMs;
  const connection = await Connection.connect({ address, connectTimeout: withinMs });
  try {
    const namespace = dev.namespace;
    const ask = async () => {
      await connection.workflowService.describeNamespace({ namespace });
      return connection.operatorService.listSearchAttributes({ namespace });
    };
    const { customAttributes } = await patiently(ask, until); // the server makes the namespace after it answers
    const missing = Object.entries(dev.searchAttributes).filter(([name]) => !customAttributes?.[name]);
    if (missing.length > 0) {
      const searchAttributes = Object.fromEntries(missing.map(([name, type]) => [name, typeNumbers[type]]));
      await connection.operatorService.addSearchAttributes({ namespace, searchAttributes });
    }
    if (setRetention) {
      const config = { workflowExecutionRetentionTtl: msToTs(`${dev.retentionDays} days`) };
      await connection.workflowService.updateNamespace({ namespace, config });
    }
    const query = Object.keys(dev.searchAttributes).map((name) => `${name} IS NULL`);
    await patiently(
      () => connection.workflowService.countWorkflowExecutions({ namespace, query: query.join(' AND ') }),
      until,
    );
    return missing.map(([name]) => name);
  } finally {
    await connection.close();
  }
}

async function patiently<T>(ask: () => Promise<T>, until: number): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (performance.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, TRIES_EVERY_MS));
    }
  }
}
