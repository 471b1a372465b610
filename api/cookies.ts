import type { CookieOptions, Request, Response } from 'express';

/** A cookie of ours: HttpOnly always, and as narrow as it can be. */
export type Jar = {
  get(request: Request): string | undefined;
  set(response: Response, value: string, maxAgeMs: number): void;
  clear(response: Response): void;
};

export type Jars = {
  readonly player: Jar;
  readonly staff: Jar;
  readonly codec: Jar;
  readonly playerLogin: Jar;
  readonly staffLogin: Jar;
};

/**
 * `Secure` and its prefix wherever the world reaches us by https; a laptop's plain http has neither. Refresh tokens are sent
 * to the paths that need them, and by our own pages alone; the codec's by a page of a neighbour on the same site too, which is
 * held to its origin there; what a login remembers must come back with a redirect from
 * elsewhere, hence `lax`.
 */
export function createJars(isHttps: boolean): Jars {
  const jar = (name: string, path: string, sameSite: 'strict' | 'lax'): Jar => {
    const full = `${isHttps ? '__Secure-' : ''}${name}`;
    const options: CookieOptions = { httpOnly: true, secure: isHttps, sameSite, path };
    return {
      get: (request) => cookieIn(request.headers.cookie, full),
      set: (response, value, maxAge) => void response.cookie(full, value, { ...options, maxAge }),
      clear: (response) => void response.clearCookie(full, options),
    };
  };
  return {
    player: jar('cage_refresh', '/auth', 'strict'),
    staff: jar('cage_staff', '/staff/auth', 'strict'),
    codec: jar('cage_codec', '/codec', 'strict'),
    playerLogin: jar('cage_login', '/auth/telegram', 'lax'),
    staffLogin: jar('cage_staff_login', '/staff/auth', 'lax'),
  };
}

/** Two of one name are none: a page on a neighbouring address may have put the other one there. */
function cookieIn(header: string | undefined, name: string): string | undefined {
  const values = (header?.split(';') ?? []).flatMap((pair) => {
    const [key, ...rest] = pair.trim().split('=');
    return key === name ? [rest.join('=')] : [];
  });
  try {
    return values.length === 1 ? decodeURIComponent(values[0] ?? '') : undefined;
  } catch {
    return undefined; // not as we wrote it
  }
}

/** True when a page of ours asks: another site's cannot make a browser say otherwise (Fetch Metadata; RFC 6454). */
export function isOwnPage(request: Request, ownOrigin: string): boolean {
  const site = request.get('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const origin = request.get('origin');
  if (origin === undefined) return true; // no browser sends a POST across sites without it
  if (origin === ownOrigin) return true;
  try {
    return new URL(origin).host === request.get('host');
  } catch {
    return false; // `null`: a frame or a file
  }
}
