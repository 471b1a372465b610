import { assert } from './assert.ts';

/**
 * JSON in one way of writing (RFC 8785): keys in the order of their code units, no blanks. What a form, a clipboard or a
 * person did to the order of keys and the white space changes nothing. For what JSON has: text, finite numbers, true,
 * false, null, arrays, plain objects; a field that is undefined is not there.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((inner) => canonicalJson(inner)).join()}]`;
  if (value !== null && typeof value === 'object') {
    const fields = Object.entries(value).filter(([, inner]) => inner !== undefined);
    fields.sort(([one], [other]) => (one < other ? -1 : 1));
    return `{${fields.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`).join()}}`;
  }
  assert(isPlain(value), 'only what JSON has can be written as JSON');
  return JSON.stringify(value);
}

const isPlain = (value: unknown): boolean =>
  value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
