import { createHash } from 'node:crypto';
import type { RequestHandler, Router } from 'express';
import { languages } from '../../contracts/languages.ts';
import type { Catalogue } from '../../runtime/texts.ts';
import type { Guard } from '../guard.ts';
import { LEGAL_STYLE, legalPage, legalPages, type Operator } from '../legal-page.ts';
import { createRouter } from '../router.ts';

export type LegalDeps = {
  readonly guard: Guard;
  /** Where the world reaches us. */
  readonly publicUrl: string;
  readonly operator: Operator;
  readonly texts: Catalogue;
};

/**
 * What a wallet shows of us before its owner agrees (TON Connect, "App manifest"), and the two pages it names. Wallets that are
 * pages themselves read it from where they are, and show our icon there.
 */
export function legal({ guard, publicUrl, operator, texts }: LegalDeps): Router {
  const router = createRouter();
  const at = (path: string): string => new URL(path, publicUrl).href;
  const manifest = {
    url: new URL(publicUrl).origin,
    name: texts.of('en')('product'),
    iconUrl: at(ICON),
    termsOfUseUrl: at('/terms'),
    privacyPolicyUrl: at('/privacy'),
  };
  router.get('/tonconnect-manifest.json', guard.unguarded, (_request, response) => {
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('cross-origin-resource-policy', 'cross-origin');
    response.setHeader('cache-control', 'public, max-age=300');
    response.json(manifest);
  });
  for (const page of legalPages) {
    router.get(`/${page}`, guard.unguarded, (request, response) => {
      const asked = request.query.lang;
      const language =
        languages.find((each) => each === asked) ?? (request.acceptsLanguages(...languages) || undefined);
      response.setHeader('content-security-policy', POLICY);
      response.setHeader('cache-control', 'no-cache');
      response.vary('accept-language');
      response.type('html').send(legalPage(texts.of(language), page, operator));
    });
  }
  return router;
}

/** 192 pixels, a PNG: wallets ask for 180 at least, and for no drawing. */
export const ICON = '/app/icons/icon-192.png';

const hash = createHash('sha256').update(LEGAL_STYLE).digest('base64');
const POLICY = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** Anybody may show the icon that the manifest names, and nothing else of ours. */
export const shareIcon: RequestHandler = (request, response, next) => {
  if (request.baseUrl + request.path === ICON) response.setHeader('cross-origin-resource-policy', 'cross-origin');
  next();
};
