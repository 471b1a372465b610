import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { turnedClock } from '../ground/test-clock.ts';
import { type AdyenOptions, startAdyen } from './server.ts';

/** An account on a clock that a test turns, with an endpoint that keeps what it is sent. */
export async function testAdyen(options: Partial<AdyenOptions> = {}) {
  const clock = turnedClock(Date.now());
  const adyen = await startAdyen({ clock, ...options });
  const received: { body: string; signature: string | undefined }[] = [];
  let status = 200;
  const endpoint = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const signature = request.headers.hmacsignature;
    received.push({
      body: String(Buffer.concat(chunks)),
      signature: signature === undefined ? undefined : String(signature),
    });
    response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => void endpoint.listen(0, '127.0.0.1', resolve));
  const { port } = endpoint.address() as AddressInfo;
  adyen.sendNoticesTo({ url: `http://127.0.0.1:${port}/webhooks/adyen`, hmacKey: adyen.hmacKey });
  return {
    adyen,
    clock,
    received,
    /** As the product would be told of this account. */
    account: {
      apiKey: adyen.apiKey,
      hmacKeys: [adyen.hmacKey],
      merchantAccount: adyen.merchantAccount,
      balanceAccount: adyen.balanceAccount as string | undefined,
      livePrefix: undefined,
      apiBase: adyen.url as string | undefined,
    },
    answerWith: (next: number) => {
      status = next;
    },
    async close() {
      await adyen.close();
      await new Promise<void>((resolve) => void endpoint.close(() => resolve()));
    },
  };
}
