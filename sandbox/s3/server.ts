import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export const s3Faults = ['away', 'errors', 'silent'] as const;
export type S3Fault = (typeof s3Faults)[number];

type Kept = { readonly bytes: Buffer; at: Date };

const PAGE = 2;

/**
 * One bucket behind the part of the S3 API that we use: put, get, delete and ListObjectsV2, with signatures of version 4 checked
 * as Amazon's documentation derives them. In memory; loopback only.
 */
export function createS3({
  bucket = 'documents',
  accessKey = 'AKIDEXAMPLE',
  secretKey = 'the-secret-of-the-store',
} = {}) {
  const objects = new Map<string, Kept>();
  let fault: S3Fault | undefined;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    if (fault === 'away') return void request.socket.destroy();
    if (fault === 'silent') return;
    if (fault === 'errors') return xml(response, 503, '<Error><Code>SlowDown</Code></Error>');
    if (!isSigned(request, body, accessKey, secretKey))
      return xml(response, 403, '<Error><Code>SignatureDoesNotMatch</Code></Error>');
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://s3.invalid');
    const [, named = '', ...rest] = pathname.split('/');
    if (named !== bucket) return xml(response, 404, '<Error><Code>NoSuchBucket</Code></Error>');
    const key = decodeURIComponent(rest.join('/'));
    if (key === '') return xml(response, 200, listing([...objects], searchParams.get('continuation-token')));
    if (request.method === 'PUT') objects.set(key, { bytes: body, at: new Date() });
    if (request.method === 'DELETE') objects.delete(key);
    if (request.method !== 'GET') return void response.writeHead(request.method === 'PUT' ? 200 : 204).end();
    const found = objects.get(key);
    if (!found) return xml(response, 404, '<Error><Code>NoSuchKey</Code></Error>');
    response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(found.bytes);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  return {
    bucket,
    accessKey,
    secretKey,
    objects,
    misbehave: (now: S3Fault | undefined): void => {
      fault = now;
    },
    async listen(port: number): Promise<number> {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject).listen(port, '127.0.0.1', resolve);
      });
      return (server.address() as AddressInfo).port;
    },
    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise<void>((resolve) => void server.close(() => resolve()));
    },
  };
}

/** For tests: on a free port. */
export async function startS3() {
  const s3 = createS3();
  return { ...s3, endpoint: `http://127.0.0.1:${await s3.listen(0)}` };
}

/** In pages of two, so that whoever lists has to ask for the next. */
function listing(objects: [string, Kept][], after: string | null): string {
  const sorted = objects.sort(([a], [b]) => (a < b ? -1 : 1)).filter(([key]) => after === null || key > after);
  const page = sorted.slice(0, PAGE);
  const next = sorted.length > PAGE ? page.at(-1)?.[0] : undefined;
  const contents = page.map(
    ([key, { at, bytes }]) =>
      `<Contents><Key>${key}</Key><LastModified>${at.toISOString()}</LastModified><Size>${bytes.length}</Size></Contents>`,
  );
  return `<ListBucketResult><IsTruncated>${next !== undefined}</IsTruncated>${contents.join('')}${next ? `<NextContinuationToken>${next}</NextContinuationToken>` : ''}</ListBucketResult>`;
}

const sha256 = (text: string | Buffer) => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;

/** docs.aws.amazon.com, "Create a signed AWS API request". */
function isSigned(request: IncomingMessage, body: Buffer, accessKey: string, secretKey: string): boolean {
  const [, id, day = '', region = '', names = '', signature] =
    AUTHORIZATION.exec(request.headers.authorization ?? '') ?? [];
  const bodyHash = String(request.headers['x-amz-content-sha256']);
  if (id !== accessKey || bodyHash !== sha256(body)) return false;
  const url = new URL(request.url ?? '/', 'http://s3.invalid');
  const query = [...url.searchParams]
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .sort()
    .join('&');
  const headers = names.split(';').map((name) => `${name}:${String(request.headers[name] ?? '').trim()}\n`);
  const canonical = [request.method, url.pathname, query, headers.join(''), names, bodyHash].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', request.headers['x-amz-date'], scope, sha256(canonical)].join('\n');
  const key = ['s3', 'aws4_request'].reduce(hmac, hmac(hmac(`AWS4${secretKey}`, day), region));
  return hmac(key, toSign).toString('hex') === signature;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function xml(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' }).end(`<?xml version="1.0"?>${text}`);
}
