import path from 'node:path';
import { createTelegram } from './server.ts';

const env = process.env;
const list = (value: string | undefined): string[] =>
  (value ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean);
const say = (line: Record<string, unknown>): void => void process.stdout.write(`${JSON.stringify(line)}\n`);

const telegram = createTelegram({
  bots: list(env.TELEGRAM_BOT_TOKEN),
  providerTokens: list(env.TELEGRAM_PROVIDER_TOKEN),
  firstPlayers: true,
  remembered: 2_000,
  ...(env.TELEGRAM_SANDBOX_DATA ? { dataFile: path.join(env.TELEGRAM_SANDBOX_DATA, 'telegram.jsonl') } : {}),
  links: { ...(env.TEMPORAL_UI_URL ? { workflows: env.TEMPORAL_UI_URL } : {}) },
});

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    void telegram.close().finally(() => process.exit(0));
  });
}

say({ msg: 'ready', port: await telegram.listen(Number(env.TELEGRAM_SANDBOX_PORT || 8081)) });
