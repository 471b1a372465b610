/**
 * How values travel in payloads: JSON, in which a bigint and a date keep their type. Runs inside the workflow sandbox too,
 * so it uses nothing of Node's. Read by client, worker, tests and the codec alike.
 */
import {
  CompositePayloadConverter,
  type Payload,
  type PayloadConverterWithEncoding,
  UndefinedPayloadConverter,
} from '@temporalio/common';

const ENCODING = 'json/plain';
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** `{"$bigint":"12"}`; a plain object that already has such a key is wrapped, so that it comes back as it went. */
export function encodeValue(value: unknown): unknown {
  if (typeof value === 'bigint') return { $bigint: value.toString() };
  if (value instanceof Date) return { $date: value.toISOString() };
  if (Array.isArray(value)) return value.map(encodeValue);
  if (value === null || typeof value !== 'object') return value;
  // JSON leaves undefined fields out, so they must not count when we look whether an object resembles a tag.
  const fields = Object.entries(value).filter(([, inner]) => inner !== undefined);
  const plain = Object.fromEntries(fields.map(([key, inner]) => [key, encodeValue(inner)]));
  return isTagged(plain) ? { $plain: plain } : plain;
}

export function decodeValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decodeValue);
  if (value === null || typeof value !== 'object') return value;
  if (isTagged(value)) {
    const tagged = value as { $bigint?: string; $date?: string; $plain?: Record<string, unknown> };
    if (tagged.$bigint !== undefined) return BigInt(tagged.$bigint);
    if (tagged.$date !== undefined) return new Date(tagged.$date);
    return mapValues(tagged.$plain ?? {});
  }
  return mapValues(value as Record<string, unknown>);
}

const mapValues = (object: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(object).map(([key, inner]) => [key, decodeValue(inner)]));

function isTagged(object: object): boolean {
  const keys = Object.keys(object);
  return keys.length === 1 && ['$bigint', '$date', '$plain'].includes(keys[0] ?? '');
}

class TypedJsonConverter implements PayloadConverterWithEncoding {
  readonly encodingType = ENCODING;

  toPayload(value: unknown): Payload | undefined {
    if (value === undefined) return undefined;
    const json = JSON.stringify(encodeValue(value));
    return json === undefined
      ? undefined
      : { metadata: { encoding: encoder.encode(ENCODING) }, data: encoder.encode(json) };
  }

  fromPayload<T>(payload: Payload): T {
    return decodeValue(JSON.parse(decoder.decode(payload.data ?? new Uint8Array()))) as T;
  }
}

/** The name under which the SDK looks for a converter in this file. */
export const payloadConverter = new CompositePayloadConverter(
  new UndefinedPayloadConverter(),
  new TypedJsonConverter(),
);
