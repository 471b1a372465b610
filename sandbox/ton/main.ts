import path from 'node:path';
import { createTonSandbox } from './server.ts';

const env = process.env;
const say = (line: Record<string, unknown>): void => void process.stdout.write(`${JSON.stringify(line)}\n`);

/** One line and no stack: the launcher shows the last lines of a part that ended. */
function stop(msg: string): never {
  say({ level: 'error', msg });
  process.exit(1);
}

const hotWalletKey = env.TON_HOT_WALLET_KEY ?? '';
if (!hotWalletKey) stop('TON_HOT_WALLET_KEY must be set');

const ton = await createTonSandbox({
  hotWalletKey,
  remembered: 2_000,
  links: {
    ...(env.CAGE_DESK_URL ? { operations: env.CAGE_DESK_URL } : {}),
    ...(env.TEMPORAL_UI_URL ? { workflows: env.TEMPORAL_UI_URL } : {}),
  },
  ...(env.TON_SANDBOX_DATA ? { dataFile: path.join(env.TON_SANDBOX_DATA, 'ton.jsonl') } : {}),
}).catch((error: unknown) => stop(error instanceof Error ? error.message : String(error)));
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    void ton.close().finally(() => process.exit(0));
  });
}
const port = Number(env.TON_SANDBOX_PORT || 8087);
const listening = await ton
  .listen(port)
  .catch((error: unknown) => stop(`cannot listen on port ${port}: ${error instanceof Error ? error.message : error}`));
say({ msg: 'ready', port: listening });
await ton.wallet.giveFirstMoney();
