import type { Logger } from '../runtime/logger.ts';
import type { TelegramClient } from '../runtime/telegram/client.ts';

export type Face = { readonly username: string; readonly link: string };

/** Telegram writes its own links at t.me; players follow them where links lead here, as where t.me does not open. */
export const telegramLink = (linkRoot: string, link: string): string =>
  link.replace(/^https:\/\/t\.me(?=\/)/, () => linkRoot.replace(/\/$/, ''));

const AGAIN_MS = 5_000;

/** How players reach the bot. Telegram knows its name, and may be away while we start: it is asked until it answers. */
export function createFace(
  telegram: TelegramClient | undefined,
  linkRoot: string,
  log: Logger,
): { get(): Face | undefined; stop(): void } {
  let face: Face | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const ask = async (): Promise<void> => {
    const answer = await telegram?.try('getMe', undefined);
    if (stopped || !answer) return;
    if (answer.kind === 'done') {
      const { username } = answer.result as { username: string };
      face = { username, link: `${linkRoot.replace(/\/$/, '')}/${username}` };
      return;
    }
    log.debug({ kind: answer.kind }, 'the name of the bot is not known yet');
    timer = setTimeout(() => void ask(), AGAIN_MS).unref();
  };
  void ask();
  return {
    get: () => face,
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
