import { isLoopback } from '../../pages/http.ts';

/**
 * The address as Telegram keeps it, or undefined where it drops the link without a word: a host needs a dot, so that
 * http://localhost is none (tdlib, LinkManager::check_link_impl).
 */
export function checkedLink(link: string): string | undefined {
  const address = /^[a-z][a-z0-9+.-]*:/i.test(link) ? link : `http://${link}`;
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (['tg:', 'ton:', 'tonsite:'].includes(url.protocol)) return address;
  if (!['http:', 'https:'].includes(url.protocol)) return undefined;
  if (!url.hostname.includes('.') && !url.hostname.startsWith('[')) return undefined;
  return url.href;
}

/** The account behind tg://user?id=. */
export function linkedUser(link: string): number | undefined {
  const id = /^tg:(?:\/\/)?user\?id=(\d+)$/i.exec(link)?.[1];
  return id ? Number(id) : undefined;
}

/** What Telegram will call or open for a bot: HTTPS; here also plain HTTP on this very machine, which needs no certificate. */
export function isSecure(link: string): boolean {
  if (!URL.canParse(link)) return false;
  const { protocol, hostname } = new URL(link);
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}
