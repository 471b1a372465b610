import { Agent, request as ask } from 'node:http';

/** One of many requests: where there is a body it is a POST. */
export type Request = { readonly headers: Record<string, string>; readonly body?: string };

export type Steady = { readonly perSecond: number; readonly p50: number; readonly p99: number };

/**
 * Requests at an even rate, whether the ones before were answered or not, and how long each took in milliseconds, counted from
 * when it was due: a server that stops for a while makes those wait that would have come meanwhile, and they count. (What
 * autocannon calls a rate is a burst at the beginning of each second.)
 */
export async function steadily(
  { url, perSecond, seconds, connections }: { url: string; perSecond: number; seconds: number; connections: number },
  requestOf: (n: number) => Request,
): Promise<Steady> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const tookMs: number[] = [];
  const answers: Promise<void>[] = [];
  const startedAt = performance.now();
  const dueAt = (n: number) => startedAt + (n * 1_000) / perSecond;
  const all = Math.floor(perSecond * seconds);
  const send = (n: number) =>
    new Promise<void>((resolve, reject) => {
      const { headers, body } = requestOf(n);
      const method = body === undefined ? 'GET' : 'POST';
      const request = ask(url, { agent, method, headers }, (response) => {
        if ((response.statusCode ?? 500) >= 300) reject(new Error(`answered ${response.statusCode}`));
        response.resume();
        response.once('end', () => {
          tookMs.push(performance.now() - dueAt(n));
          resolve();
        });
      });
      request.once('error', reject);
      request.end(body);
    });
  await new Promise<void>((resolve) => {
    let n = 0;
    const timer = setInterval(() => {
      for (; n < all && dueAt(n) <= performance.now(); n++) answers.push(send(n));
      if (n < all) return;
      clearInterval(timer);
      resolve();
    }, 1);
  });
  await Promise.all(answers);
  agent.destroy();
  tookMs.sort((a, b) => a - b);
  const at = (share: number) => tookMs[Math.floor(share * (tookMs.length - 1))] ?? Number.NaN;
  return { perSecond: (all * 1_000) / (performance.now() - startedAt), p50: at(0.5), p99: at(0.99) };
}
