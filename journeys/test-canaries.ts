import { randomUUID } from 'node:crypto';
import { Connection } from '@temporalio/client';
import type { Payload } from '@temporalio/common';
import { expect } from 'vitest';
import { EncryptionCodec, isSealed } from '../runtime/payloads/codec.ts';
import type { TestTemporal } from '../sandbox/testing/fixtures.ts';

/** A browser at our pages, with its cookies. */
export function openBrowserAt(url: string, own: Readonly<Record<string, string>> = {}) {
  const jar = new Map<string, string>();
  return async (
    path: string,
    { body, token, method = 'POST' }: { body?: unknown; token?: string; method?: string } = {},
  ) => {
    const response = await fetch(new URL(path, url), {
      method,
      redirect: 'manual',
      headers: {
        ...own,
        origin: url,
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        'idempotency-key': randomUUID(),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
      if (value) jar.set(name, value);
    }
    const text = await response.text();
    const json = text.startsWith('{') ? JSON.parse(text) : {};
    return { status: response.status, location: response.headers.get('location') ?? '', json, jar };
  };
}

/** Where to pay, once the worker has made the invoice. */
export async function invoiceOf(app: ReturnType<typeof openBrowserAt>, token: string, id: string): Promise<string> {
  for (;;) {
    const { json } = await app(`/deposits/${id}`, { token, method: 'GET' });
    if (json.invoiceLink) return json.invoiceLink;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

/** What lies in Temporal, decoded no further than it is kept: histories, memos and search attributes of every workflow. */
export async function temporalHolds(temporal: TestTemporal): Promise<string> {
  return JSON.stringify(await histories(temporal), (_name, value) =>
    value?.type === 'Buffer' ? Buffer.from(value.data).toString('latin1') : value,
  );
}

export async function histories({ address, namespace, taskQueue }: TestTemporal) {
  const connection = await Connection.connect({ address });
  try {
    const { executions } = await connection.workflowService.listWorkflowExecutions({
      namespace,
      query: `TaskQueue = '${taskQueue}'`,
    });
    expect(executions?.length).toBeGreaterThan(0);
    const told = await Promise.all(
      (executions ?? []).map(({ execution }) =>
        connection.workflowService.getWorkflowExecutionHistory({ namespace, execution: execution ?? null }),
      ),
    );
    return { executions: executions ?? [], told };
  } finally {
    await connection.close();
  }
}

type OpenPayload = { readonly at: string; readonly says: unknown };

/** What is in the clear of a history: payloads that are not encrypted, and where they stand. */
export function openPayloads(value: unknown, path: readonly string[] = []): OpenPayload[] {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return [];
  const { metadata, data } = value as Payload;
  if (metadata?.encoding instanceof Uint8Array)
    return isSealed(value as Payload)
      ? []
      : [{ at: path.join('.').replace(/\d+/g, 'n'), says: JSON.parse(Buffer.from(data ?? []).toString()) }];
  return Object.entries(value).flatMap(([name, inner]) => openPayloads(inner, [...path, name]));
}

/** The same as whoever holds the keys would read it: every payload decrypted. */
export async function temporalReads(temporal: TestTemporal, key: Buffer): Promise<string> {
  const codec = new EncryptionCodec([{ id: 'test', key }]);
  const sealed = sealedPayloads(await histories(temporal));
  expect(sealed.length).toBeGreaterThan(0);
  return (await codec.decode(sealed)).map(({ data }) => Buffer.from(data ?? []).toString()).join('\n');
}

function sealedPayloads(value: unknown): Payload[] {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return [];
  if ((value as Payload).metadata?.encoding instanceof Uint8Array)
    return isSealed(value as Payload) ? [value as Payload] : [];
  return Object.values(value).flatMap(sealedPayloads);
}

/** By what Temporal's own code remembers a step that ran in the worker; its answer stands beside it, encrypted. */
export const STEP = 'n.markerRecordedEventAttributes.details.data.payloads.n';
/** By what it remembers which change of our own code a workflow runs by. */
export const PATCH = 'n.markerRecordedEventAttributes.details.patch-data.payloads.n';
export const OF_A_STEP = [
  'seq',
  'attempt',
  'activity_id',
  'activity_type',
  'complete_time',
  'backoff',
  'original_schedule_time',
];
