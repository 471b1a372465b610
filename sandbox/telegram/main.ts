import path from 'node:path';
import { createTelegram } from './server.ts';

const env = process.env;
const say = (line: Record<string, unknown>): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
const list = (value = ''): string[] =>
  value
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean);

/** One line and no stack: the launcher shows the last lines of a part that ended. */
function stop(msg: string): never {
  say({ level: 'error', msg });
  process.exit(1);
}

const bots = list(env.TELEGRAM_BOT_TOKEN);
if (bots.length === 0) stop('TELEGRAM_BOT_TOKEN is not set: it should be the tokens of the bots, "<id>:<secret>"');
const port = Number(env.TELEGRAM_SANDBOX_PORT || 8081);

const telegram = createTelegram({
  bots,
  providerTokens: list(env.TELEGRAM_PROVIDER_TOKEN),
  firstPlayers: true,
  remembered: 2_000,
  ...(env.TELEGRAM_SANDBOX_DATA ? { dataFile: path.join(env.TELEGRAM_SANDBOX_DATA, 'telegram.jsonl') } : {}),
  ...(env.TELEGRAM_CLIENT_SECRET
    ? { webLogin: { clientSecret: env.TELEGRAM_CLIENT_SECRET, redirectUris: list(env.TELEGRAM_LOGIN_REDIRECT_URIS) } }
    : {}),
  links: {
    ...(env.TEMPORAL_UI_URL ? { workflows: env.TEMPORAL_UI_URL } : {}),
    ...(env.CAGE_DESK_URL ? { operations: env.CAGE_DESK_URL } : {}),
  },
});

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    void telegram.close().finally(() => process.exit(0));
  });
}

const listening = await telegram
  .listen(port)
  .catch((error: unknown) => stop(`cannot listen on port ${port}: ${error instanceof Error ? error.message : error}`));
say({ msg: 'ready', port: listening });
