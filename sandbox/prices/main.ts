import { createPrices } from './server.ts';

const env = process.env;
const say = (line: Record<string, unknown>): void => void process.stdout.write(`${JSON.stringify(line)}\n`);

/** One line and no stack: the launcher shows the last lines of a part that ended. */
function stop(msg: string): never {
  say({ level: 'error', msg });
  process.exit(1);
}

const prices = createPrices();
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    void prices.close().finally(() => process.exit(0));
  });
}

const port = Number(env.PRICES_SANDBOX_PORT || 8085);
const listening = await prices
  .listen(port)
  .catch((error: unknown) => stop(`cannot listen on port ${port}: ${error instanceof Error ? error.message : error}`));
say({ msg: 'ready', port: listening });
