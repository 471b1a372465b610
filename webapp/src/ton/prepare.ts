import { tabStore } from '../store.ts';

/** What the library looks for where Telegram wrote it, which our address does not keep. Never the launch data: they let somebody in. */
const LAUNCH = 'ton-connect-session_storage_launchParams';
const WANTED = ['tgWebAppPlatform', 'tgWebAppVersion'] as const;

/** What TON Connect must find when its code begins: a page's policy lets it write no style of its own, and Telegram is to be known. */
export function prepare(launch: string | undefined): void {
  const said = new URLSearchParams(launch ?? '');
  const params = Object.fromEntries(WANTED.flatMap((name) => (said.has(name) ? [[name, said.get(name)]] : [])));
  if (Object.keys(params).length > 0) tabStore.set(LAUNCH, JSON.stringify(params));
  if (document.getElementById(STYLE)) return;
  const style = document.createElement('style');
  style.id = STYLE;
  style.nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? '';
  style.append(' ');
  document.head.append(style);
}

/** goober, by which TON Connect draws itself, writes into the style of this name where there is one. */
const STYLE = '_goober';
