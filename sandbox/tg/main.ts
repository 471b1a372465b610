/** The stand-in as a process: `npm start` runs it when no bot token is given. Reads its settings here and nowhere else. */
import path from 'node:path';
import { startTelegram } from './server.ts';

const { TELEGRAM_SANDBOX_PORT, TELEGRAM_BOT_TOKEN, TELEGRAM_PROVIDER_TOKEN, TELEGRAM_SANDBOX_DATA, TEMPORAL_UI_URL } = process.env;
const list = (text: string | undefined): string[] => (text ?? '').split(',').filter(Boolean);

const telegram = await startTelegram({
  ...(list(TELEGRAM_BOT_TOKEN).length > 0 ? { tokens: list(TELEGRAM_BOT_TOKEN) } : {}),
  ...(list(TELEGRAM_PROVIDER_TOKEN).length > 0 ? { providerTokens: list(TELEGRAM_PROVIDER_TOKEN) } : {}),
  port: Number(TELEGRAM_SANDBOX_PORT ?? 8081),
  ...(TELEGRAM_SANDBOX_DATA ? { file: path.join(TELEGRAM_SANDBOX_DATA, 'telegram.json') } : {}),
  ...(TEMPORAL_UI_URL ? { page: { workflowsUrl: TEMPORAL_UI_URL } } : {}),
});
for (const [name, language] of [['Irina', 'en'], ['Bruno', 'en'], ['Chidi', 'en'], ['Dana', 'de'], ['Emil', 'ru']] as const) telegram.player(name, { language });

process.stdout.write(`${JSON.stringify({ msg: 'ready', port: telegram.port })}\n`);
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    void telegram.close().then(() => process.exit(0));
  });
}
