import type { Router } from 'express';
import { pagePath } from '../../contracts/http/documents.ts';
import { routes } from '../../contracts/http/routes.ts';
import type { DocumentId } from '../../contracts/ids.ts';
import type { lookAtDocument, showPage } from '../../use-cases/look-at-document.ts';
import type { removeDocument, sendDocument } from '../../use-cases/send-document.ts';
import type { Guard } from '../guard.ts';
import { createRouter } from '../router.ts';
import { mount } from '../routing.ts';

export type DocumentsDeps = {
  readonly guard: Guard;
  /** Undefined: the house has nowhere to keep files, or nothing to seal them with. */
  readonly files:
    | {
        readonly send: ReturnType<typeof sendDocument>;
        readonly remove: ReturnType<typeof removeDocument>;
        readonly look: ReturnType<typeof lookAtDocument>;
        readonly page: ReturnType<typeof showPage>;
      }
    | undefined;
};

/** Files by which players are verified: they send them, and staff look at them. */
export function documents({ guard, files }: DocumentsDeps): Router {
  const router = createRouter();

  mount(router, routes.sendDocument, guard, async ({ session, query: { kind }, file }) => {
    const sent = await files?.send(session.player, kind, file);
    if (!sent) return { reason: 'unavailable' };
    return 'reason' in sent ? sent : { ...sent, sentAt: sent.sentAt.toISOString() };
  });

  mount(router, routes.removeDocument, guard, async ({ session, id }) => {
    const outcome = await files?.remove(session.player, id as DocumentId);
    if (!outcome) return { reason: 'unavailable' };
    return outcome === 'gone' ? { reason: 'unknown-document' } : undefined;
  });

  mount(router, routes.lookAtDocument, guard, async ({ staff, id }) => {
    const look = await files?.look(staff, id as DocumentId);
    if (!look) return { reason: 'unavailable' };
    if ('reason' in look) return look;
    const pages = Array.from({ length: look.pages }, (_, n) => pagePath(look.token, n));
    return { pages, expiresAt: look.expiresAt.toISOString() };
  });

  mount(router, routes.documentPage, guard, async ({ staff, query: { look, page } }) => {
    const shown = await files?.page(staff, look, page);
    if (!shown) return { reason: 'unavailable' };
    if ('reason' in shown) return shown;
    return { type: routes.documentPage.file.jpeg, name: 'page.jpg', chunks: [shown] };
  });
  return router;
}
