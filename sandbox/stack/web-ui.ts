import { request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';
import { text } from 'node:stream/consumers';

export type WebUi = {
  readonly port: number;
  /** Where the development server has its own. */
  readonly behindPort: number;
  /** Where payloads are decrypted for whoever is signed in at the desk. */
  readonly codecUrl: string;
};

const HOST = '127.0.0.1';
const SETTINGS = '/api/v1/settings';

/**
 * Temporal's Web UI, told to bring its visitor's cookies along when it has payloads decrypted: the development server takes no
 * flag for that, and a production one does (TEMPORAL_CODEC_INCLUDE_CREDENTIALS). All else passes as it is. A browser is led to
 * the name by which it knows the API: under another one the codec's cookie would be of another site.
 */
export async function openWebUi({ port, behindPort, codecUrl }: WebUi): Promise<{ close(): void }> {
  const server = createServer((request, response) => {
    const [name] = (request.headers.host ?? '').split(':');
    if (name === 'localhost' && request.method === 'GET')
      return void response.writeHead(307, { location: `http://${HOST}:${port}${request.url}` }).end();
    // A page that has its own name lead to this machine reads nothing here.
    if (name !== HOST) return void response.writeHead(421, { 'content-type': 'text/plain' }).end('Not here.');
    const isSettings = new URL(request.url ?? '/', `http://${HOST}`).pathname === SETTINGS;
    const { host: _, ...headers } = request.headers;
    const passed = ask({
      host: HOST,
      port: behindPort,
      method: request.method ?? 'GET',
      path: request.url ?? '/',
      // What is to be changed must not come packed, nor as "what you know already".
      headers: { ...headers, host: `${HOST}:${behindPort}`, ...(isSettings ? { 'accept-encoding': 'identity' } : {}) },
    });
    passed.on('response', (answer) => void (isSettings ? amend(answer, response, codecUrl) : pass(answer, response)));
    passed.on('error', () => {
      if (!response.headersSent) response.writeHead(502, { 'content-type': 'text/plain' });
      response.end('Temporal does not answer yet.');
    });
    response.once('close', () => passed.destroy());
    request.pipe(passed);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, HOST, resolve);
  });
  return {
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function pass(answer: IncomingMessage, response: ServerResponse): void {
  response.writeHead(answer.statusCode ?? 502, answer.headers);
  pipeline(answer, response, () => undefined); // one that breaks off breaks off here too
}

async function amend(answer: IncomingMessage, response: ServerResponse, codecUrl: string): Promise<void> {
  const said = await text(answer).catch(() => '');
  const settings = readSettings(said);
  const { 'content-length': _, 'transfer-encoding': __, etag: ___, ...headers } = answer.headers;
  const changed = settings && {
    ...settings,
    Codec: { ...settings.Codec, Endpoint: codecUrl, PassAccessToken: false, IncludeCredentials: true },
  };
  response.writeHead(answer.statusCode ?? 502, headers).end(changed ? JSON.stringify(changed) : said);
}

function readSettings(said: string): { readonly Codec?: object } | undefined {
  try {
    return JSON.parse(said);
  } catch {
    return undefined; // an error of its own, shown as it is
  }
}
