import path from 'node:path';
import { createAdyenSandbox } from './server.ts';

const env = process.env;
const say = (line: Record<string, unknown>): void => void process.stdout.write(`${JSON.stringify(line)}\n`);

/** One line and no stack: the launcher shows the last lines of a part that ended. */
function stop(msg: string): never {
  say({ level: 'error', msg });
  process.exit(1);
}

const apiKey = env.ADYEN_API_KEY ?? '';
const hmacKey = env.ADYEN_HMAC_KEY ?? '';
const merchantAccount = env.ADYEN_MERCHANT_ACCOUNT ?? '';
const balanceAccount = env.ADYEN_BALANCE_ACCOUNT ?? '';
const url = env.ADYEN_WEBHOOK_URL ?? '';
if (!apiKey || !hmacKey || !merchantAccount || !balanceAccount || !url)
  stop(
    'ADYEN_API_KEY, ADYEN_HMAC_KEY, ADYEN_MERCHANT_ACCOUNT, ADYEN_BALANCE_ACCOUNT and ADYEN_WEBHOOK_URL must be set',
  );

const adyen = createAdyenSandbox({
  apiKey,
  merchantAccount,
  balanceAccount,
  endpoint: { url, hmacKey },
  ...(env.ADYEN_SANDBOX_DATA ? { dataFile: path.join(env.ADYEN_SANDBOX_DATA, 'adyen.jsonl') } : {}),
  links: {
    ...(env.CAGE_DESK_URL ? { operations: env.CAGE_DESK_URL } : {}),
    ...(env.TEMPORAL_UI_URL ? { workflows: env.TEMPORAL_UI_URL } : {}),
  },
});
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    void adyen.close().finally(() => process.exit(0));
  });
}
const port = Number(env.ADYEN_SANDBOX_PORT || 8085);
const listening = await adyen
  .listen(port)
  .catch((error: unknown) => stop(`cannot listen on port ${port}: ${error instanceof Error ? error.message : error}`));
say({ msg: 'ready', port: listening });
