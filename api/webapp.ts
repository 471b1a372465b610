import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import compression from 'compression';
import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import helmet from 'helmet';
import type { Guard } from './guard.ts';
import { answerProblem } from './middleware/problems.ts';
import { createRouter } from './router.ts';
import { shareIcon } from './routes/legal.ts';
import { sourcesOf, type WalletApps } from './wallet-apps.ts';

export type WebAppDeps = {
  /** Where the built app is. */
  readonly folder: string;
  /** Origins that may show the app in a frame, as Telegram Web does. The staff desk is shown in none. */
  readonly frames: readonly string[];
};

type Deps = { readonly webApp: WebAppDeps; readonly walletApps: WalletApps; readonly guard: Guard };

const YEAR_S = 31_536_000;
const NOTHING = "default-src 'none'; frame-ancestors 'none'";
/** What the build wrote where the nonce of an answer belongs. */
const NONCE = /%NONCE%/g;

/**
 * The pages: the app, and the staff desk, which are built together and lie together. What has a hash in its name never
 * changes; the page that names it is asked for each time, and has a nonce of its own.
 */
export function pages({ webApp: { folder, frames }, walletApps, guard }: Deps): Router {
  const router = createRouter();
  const app = showPage(path.join(folder, 'index.html'));
  router.use('/app', withNonce, withWallets(walletApps), guarded(["'self'", ...frames]), shareIcon, compression());
  router.get(/^\/app\/(index\.html)?$/, guard.unguarded, app);
  router.use(
    '/app',
    express.static(folder, {
      index: false,
      redirect: true,
      setHeaders: (response, name) => {
        const isHashed = path.dirname(name).endsWith(`${path.sep}assets`);
        response.setHeader('cache-control', isHashed ? `public, max-age=${YEAR_S}, immutable` : 'no-cache');
        // The desk lies beside the app, and is no page here, where frames of others may show pages: it can do nothing.
        if (path.basename(name) === 'staff.html') response.setHeader('content-security-policy', NOTHING);
      },
    }),
  );
  // Its places are paths of its own: each is the same page.
  router.get(/^\/app\/(?!assets\/)[^.]*$/, guard.unguarded, app);
  router.get('/app', guard.unguarded, (_request, response) => response.redirect('/app/'));
  // Patterns, because a text would match with and without the last slash.
  router.get(/^\/staff$/, guard.unguarded, (_request, response) => response.redirect('/staff/'));
  const desk = showPage(path.join(folder, 'staff.html'));
  router.get(/^\/staff\/$/, guard.unguarded, withNonce, guarded(["'none'"]), compression(), desk);
  return router;
}

const withNonce: RequestHandler = (_request, response, next) => {
  response.locals.nonce = randomBytes(16).toString('base64');
  next();
};

const isPage = (path: string): boolean => !path.includes('.') || path.endsWith('/index.html');

/** TON Connect talks to the bridges of the wallets it offers and shows their pictures. Only a page needs to be allowed to. */
const withWallets =
  (apps: WalletApps): RequestHandler =>
  async (request, response, next) => {
    if (isPage(request.path)) response.locals.wallets = sourcesOf((await apps.get()) ?? []);
    next();
  };

const ofWallets =
  (kind: keyof ReturnType<typeof sourcesOf>) =>
  (_request: unknown, response: unknown): string =>
    (response as Response).locals.wallets?.[kind] ?? '';
const nonceOf = (_request: unknown, response: unknown): string => `'nonce-${(response as Response).locals.nonce}'`;

const showPage =
  (file: string): RequestHandler =>
  (_request: Request, response: Response) => {
    if (!existsSync(file)) return answerProblem(response, 503, 'not-built', 'The web app is not built: npm run build');
    response.setHeader('cache-control', 'no-cache');
    return void response.type('html').send(readFileSync(file, 'utf8').replace(NONCE, response.locals.nonce));
  };

/**
 * Scripts and styles by nonce, or by the hash in their address from here; nothing inline, nothing from elsewhere. A style may have
 * the nonce as well: TON Connect writes its own into one that the app made.
 */
const guarded = (frames: readonly string[]): RequestHandler =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'", nonceOf],
        styleSrc: ["'self'", nonceOf],
        connectSrc: ["'self'", ofWallets('bridges')],
        fontSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', ofWallets('pictures')],
        manifestSrc: ["'self'"],
        workerSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: frames,
      },
    },
    frameguard: false, // it knows no list: frame-ancestors says it all
    strictTransportSecurity: false, // said for every answer
    crossOriginOpenerPolicy: { policy: 'same-origin-allow-popups' },
  });
