/**
 * Where sealed files lie. It is trusted with nothing: what it holds is ciphertext, bound to where it belongs.
 * Every act throws when it could not be done, and may be repeated.
 */
export type DocumentStore = {
  /** All of it or nothing; what was there under the key is replaced. */
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** Undefined: there is no such thing. */
  get(key: string): Promise<Buffer | undefined>;
  /** True for what is not there, too. */
  remove(key: string): Promise<void>;
  /** What was put before then. */
  list(olderThan: Date): AsyncIterable<string>;
};

/** Of our own making: an id's last two characters, the id, and which part of it. */
const KEY = /^[0-9a-f]{2}\/[0-9a-f-]{36}\/[a-z0-9]{1,10}$/;

export function checkKey(key: string): string {
  if (!KEY.test(key)) throw new Error('a key of the store is not one of ours');
  return key;
}
export const isKey = (key: string): boolean => KEY.test(key);
