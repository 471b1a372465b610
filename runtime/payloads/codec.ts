import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { type Payload, type PayloadCodec, ValueError } from '@temporalio/common';
import proto from '@temporalio/proto';
import type { NamedKey } from '../settings.ts';

const ENCODING = 'binary/cage-aes256gcm';
const KEY_ID = 'cage-key';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Written under a key that is not here: history is older than the keys we were given, or somebody else wrote it. */
export class PayloadKeyMissing extends ValueError {
  readonly keyId: string;
  constructor(keyId: string) {
    super(`no payload key with id ${keyId}: was it removed from PAYLOAD_KEYS too early?`);
    this.keyId = keyId;
  }
}

/** Whether it is one of ours: encrypted, whoever may read it. */
export const isSealed = (payload: Payload): boolean => textOf(payload, 'encoding') === ENCODING;

/**
 * AES-256-GCM over the whole payload, metadata included, under the newest key; the key's id is bound as associated data.
 * What is not ours passes on decode: a person's JSON from the Web UI, payloads older than the codec.
 */
export class EncryptionCodec implements PayloadCodec {
  readonly #keys: ReadonlyMap<string, Buffer>;
  readonly #newest: NamedKey;

  constructor(keys: readonly NamedKey[]) {
    const [newest] = keys;
    if (!newest) throw new ValueError('the codec needs a key');
    this.#newest = newest;
    this.#keys = new Map(keys.map(({ id, key }) => [id, key]));
  }

  async encode(payloads: Payload[]): Promise<Payload[]> {
    return payloads.map((payload) => this.#encrypt(payload));
  }

  async decode(payloads: Payload[]): Promise<Payload[]> {
    return payloads.map((payload) => (isSealed(payload) ? this.#decrypt(payload) : payload));
  }

  #encrypt(payload: Payload): Payload {
    const { id, key } = this.#newest;
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(id));
    const plain = proto.temporal.api.common.v1.Payload.encode(payload).finish();
    const data = Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    return { metadata: { encoding: Buffer.from(ENCODING), [KEY_ID]: Buffer.from(id) }, data };
  }

  #decrypt(payload: Payload): Payload {
    const id = textOf(payload, KEY_ID);
    const key = this.#keys.get(id);
    if (!key) throw new PayloadKeyMissing(id);
    const data = Buffer.from(payload.data ?? []);
    if (data.length < NONCE_BYTES + TAG_BYTES) throw new ValueError('the payload is cut short');
    const decipher = createDecipheriv('aes-256-gcm', key, data.subarray(0, NONCE_BYTES)).setAAD(Buffer.from(id));
    decipher.setAuthTag(data.subarray(-TAG_BYTES));
    const plain = Buffer.concat([decipher.update(data.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
    const { metadata, data: inner } = proto.temporal.api.common.v1.Payload.decode(plain);
    return { metadata, data: inner };
  }
}

const textOf = (payload: Payload, name: string): string => Buffer.from(payload.metadata?.[name] ?? []).toString();
