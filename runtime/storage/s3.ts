import { createHash } from 'node:crypto';
import { AwsClient } from 'aws4fetch';
import { checkKey, type DocumentStore, isKey } from './store.ts';

export type S3Place = {
  /** `https://s3.eu-central-1.amazonaws.com`, or that of another house with the same API. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly timeoutMs: number;
};

/** In a bucket, by the S3 API. Asked again by whoever asked us, never here: each act may be repeated. */
export function createS3Store({ endpoint, bucket, region, accessKey, secretKey, timeoutMs }: S3Place): DocumentStore {
  const client = new AwsClient({
    accessKeyId: accessKey,
    secretAccessKey: secretKey,
    service: 's3',
    region,
    retries: 0,
  });
  const root = `${endpoint.replace(/\/+$/, '')}/${encodeURIComponent(bucket)}`;

  async function ask(method: string, address: string, body?: Uint8Array): Promise<Response> {
    const sha256 = createHash('sha256')
      .update(body ?? '')
      .digest('hex');
    const response = await client.fetch(address, {
      method,
      headers: { 'x-amz-content-sha256': sha256 }, // signed: what arrives is what was sent
      signal: AbortSignal.timeout(timeoutMs),
      redirect: 'error',
      ...(body ? { body: body as Uint8Array<ArrayBuffer> } : {}),
    });
    if (response.ok || response.status === 404) return response;
    await response.body?.cancel();
    throw new Error(`the store of documents answered ${response.status} to ${method}`);
  }
  const asked = async (method: string, key: string, body?: Uint8Array) => ask(method, `${root}/${checkKey(key)}`, body);

  return {
    async put(key, bytes) {
      const response = await asked('PUT', key, bytes);
      await response.body?.cancel();
      if (!response.ok) throw new Error('there is no such bucket in the store of documents');
    },
    async get(key) {
      const response = await asked('GET', key);
      if (response.ok) return Buffer.from(await response.arrayBuffer());
      const isMissing = (await response.text()).includes('<Code>NoSuchKey</Code>');
      if (!isMissing) throw new Error('there is no such bucket in the store of documents');
      return undefined;
    },
    async remove(key) {
      await (await asked('DELETE', key)).body?.cancel();
    },
    async *list(olderThan) {
      let next: string | undefined;
      do {
        const query = new URLSearchParams({ 'list-type': '2', ...(next ? { 'continuation-token': next } : {}) });
        const response = await ask('GET', `${root}?${query}`);
        if (!response.ok) throw new Error('there is no such bucket in the store of documents');
        const page = await response.text();
        for (const { key, at } of entriesIn(page)) if (isKey(key) && at < olderThan) yield key;
        next = /<NextContinuationToken>([^<]+)<\/NextContinuationToken>/.exec(page)?.[1];
      } while (next);
    },
  };
}

/** Keys of ours need no escaping: what does is none of ours, and passed over. */
const entriesIn = (page: string): { key: string; at: Date }[] =>
  Array.from(page.matchAll(/<Contents>([\s\S]*?)<\/Contents>/g), ([, entry = '']) => ({
    key: /<Key>([^<]*)<\/Key>/.exec(entry)?.[1] ?? '',
    at: new Date(/<LastModified>([^<]*)<\/LastModified>/.exec(entry)?.[1] ?? Number.NaN),
  }));
