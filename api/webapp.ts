import { existsSync } from 'node:fs';
import path from 'node:path';
import compression from 'compression';
import express, { Router } from 'express';
import helmet from 'helmet';
import { answerProblem } from './middleware/problems.ts';

export type WebAppDeps = {
  /** Where the built app is. */
  readonly folder: string;
  /** Origins that may show the app in a frame, as Telegram Web does. */
  readonly frames: readonly string[];
};

const YEAR_S = 31_536_000;

/** The web app's files. What has a hash in its name never changes; the page that names them is asked for each time. */
export function webApp({ folder, frames }: WebAppDeps): Router {
  const router = Router();
  router.use(
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'self'"],
          imgSrc: ["'self'", 'data:'],
          objectSrc: ["'none'"],
          baseUri: ["'none'"],
          formAction: ["'none'"],
          frameAncestors: ["'self'", ...frames],
        },
      },
      frameguard: false, // it knows no list: frame-ancestors says it all
      strictTransportSecurity: false, // whoever ends TLS in front of us says it
      crossOriginOpenerPolicy: { policy: 'same-origin-allow-popups' },
    }),
    compression(),
  );
  router.use(
    express.static(folder, {
      index: 'index.html',
      redirect: true,
      setHeaders: (response, file) => {
        const isHashed = path.dirname(file).endsWith(`${path.sep}assets`);
        response.setHeader('cache-control', isHashed ? `public, max-age=${YEAR_S}, immutable` : 'no-cache');
      },
    }),
  );
  // Its places are paths of its own: each is the same page.
  router.get(/^\/(?!assets\/)[^.]*$/, (_request, response) => {
    const page = path.join(folder, 'index.html');
    if (!existsSync(page)) return answerProblem(response, 503, 'not-built', 'The web app is not built: npm run build');
    response.setHeader('cache-control', 'no-cache');
    return response.sendFile(page);
  });
  return router;
}
