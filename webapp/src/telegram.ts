import { tabStore } from './store.ts';
import type { Telegram } from './telegram-host.ts';
import { type Colours, wearHostTheme } from './theme.ts';

const KEY = 'cage:launch';

/** What Telegram wrote where it opened us. */
export const launchOf = (): string | undefined => tabStore.get(KEY);

/**
 * The Telegram client that opened us, by its own word in the address. What it wrote there is enough for a first screen; the
 * line to it is laid behind that.
 */
export function findTelegram(): Telegram | undefined {
  // It is a key to the player's money for some minutes: not left in the address, and found here by a reload.
  if (location.hash.includes('tgWebAppData=')) {
    tabStore.set(KEY, location.hash.slice(1));
    history.replaceState(null, '', location.pathname + location.search);
  }
  const params = new URLSearchParams(tabStore.get(KEY) ?? '');
  const initData = params.get('tgWebAppData');
  if (!initData) return undefined;
  wearHostTheme(parsed<Colours>(params.get('tgWebAppThemeParams')) ?? {});

  const fields = new URLSearchParams(initData);
  const user = parsed<{ id?: number; language_code?: string }>(fields.get('user'));
  let ready = (): void => undefined;
  const firstScreen = new Promise<void>((resolve) => {
    ready = resolve;
  });
  const client = firstScreen.then(() => import('./telegram-client.ts')).then((file) => file.connect());
  const laid = client.then(
    () => undefined,
    () => undefined, // whoever needs it hears of it
  );
  const ask = (then: (connected: Awaited<typeof client>) => void): void => void client.then(then, () => undefined);
  return {
    initData,
    startParam: fields.get('start_param') ?? params.get('tgWebAppStartParam') ?? undefined,
    ready,
    laid,
    hasBack: isClient() && isAtLeast(params.get('tgWebAppVersion') ?? '', BACK_SINCE),
    userId: user?.id === undefined ? undefined : String(user.id),
    language: user?.language_code,
    openInvoice: async (link) => (await client).openInvoice(link),
    openLink: (link) =>
      void client.then(
        (connected) => connected.openLink(link),
        () => location.assign(link), // no Telegram client, for all it said in the address
      ),
    openPage: (link) =>
      void client.then(
        (connected) => connected.openPage(link),
        () => location.assign(link),
      ),
    onBack(back) {
      const laid = client.then((connected) => connected.onBack(back));
      laid.catch(() => undefined); // no Telegram client, and so no button
      return () =>
        void laid.then(
          (lift) => lift(),
          () => undefined,
        );
    },
    press: () => ask((connected) => connected.press()),
    success: () => ask((connected) => connected.success()),
  };
}

/** The Bot API in which the back button came. */
const BACK_SINCE = [6, 1] as const;

function isAtLeast(version: string, [major, minor]: readonly [number, number]): boolean {
  const [ours = 0, oursMinor = 0] = version.split('.').map(Number);
  return ours > major || (ours === major && oursMinor >= minor);
}

/** A client stands around us, and not only its words in the address: of a link that was opened in a browser nobody takes anybody back. */
const isClient = (): boolean =>
  window !== window.parent ||
  'TelegramWebviewProxy' in window ||
  typeof (window.external as { notify?: unknown } | undefined)?.notify === 'function';

function parsed<T>(text: string | null): T | undefined {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined; // somebody made it up
  }
}
