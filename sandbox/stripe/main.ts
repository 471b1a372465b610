import path from 'node:path';
import { createStripeSandbox } from './server.ts';

const env = process.env;
const say = (line: Record<string, unknown>): void => void process.stdout.write(`${JSON.stringify(line)}\n`);

/** One line and no stack: the launcher shows the last lines of a part that ended. */
function stop(msg: string): never {
  say({ level: 'error', msg });
  process.exit(1);
}

const secretKey = env.STRIPE_SECRET_KEY ?? '';
const secret = env.STRIPE_WEBHOOK_SECRET ?? '';
const url = env.STRIPE_WEBHOOK_URL ?? '';
if (!secretKey || !secret || !url) stop('STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET and STRIPE_WEBHOOK_URL must be set');

const stripe = createStripeSandbox({
  secretKey,
  endpoint: { url, secret },
  remembered: 2_000,
  ...(env.STRIPE_SANDBOX_DATA ? { dataFile: path.join(env.STRIPE_SANDBOX_DATA, 'stripe.jsonl') } : {}),
  links: {
    ...(env.CAGE_DESK_URL ? { operations: env.CAGE_DESK_URL } : {}),
    ...(env.TEMPORAL_UI_URL ? { workflows: env.TEMPORAL_UI_URL } : {}),
  },
});
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    void stripe.close().finally(() => process.exit(0));
  });
}
const port = Number(env.STRIPE_SANDBOX_PORT || 8083);
const listening = await stripe
  .listen(port)
  .catch((error: unknown) => stop(`cannot listen on port ${port}: ${error instanceof Error ? error.message : error}`));
say({ msg: 'ready', port: listening });
