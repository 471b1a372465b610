import { createRelyingParty } from '../runtime/oidc/relying-party.ts';
import type { Settings } from '../runtime/settings.ts';
import { telegramScope } from '../runtime/telegram/oidc-claims.ts';
import type { Parts } from './people.ts';

type LoginSettings = Pick<
  Settings,
  | 'PUBLIC_URL'
  | 'TELEGRAM_BOT_TOKEN'
  | 'TELEGRAM_OAUTH_ROOT'
  | 'TELEGRAM_CLIENT_SECRET'
  | 'STAFF_OIDC_ISSUER'
  | 'STAFF_OIDC_CLIENT_ID'
  | 'STAFF_OIDC_CLIENT_SECRET'
  | 'STAFF_ROLES_CLAIM'
  | 'STAFF_ROLES'
>;

/** The providers we are registered with. What is not set up is not offered. */
export function createLogins(settings: LoginSettings): Parts['logins'] {
  const here = (path: string) => new URL(path, settings.PUBLIC_URL).href;
  const [bot] = settings.TELEGRAM_BOT_TOKEN;
  const {
    STAFF_OIDC_ISSUER: issuer,
    STAFF_OIDC_CLIENT_ID: clientId,
    STAFF_OIDC_CLIENT_SECRET: clientSecret,
  } = settings;
  const widget = new URL('/auth', settings.TELEGRAM_OAUTH_ROOT);
  const back = { origin: new URL(settings.PUBLIC_URL).origin, request_access: 'write', return_to: here('/app/') };
  for (const [name, value] of Object.entries({ bot_id: bot?.botId ?? '', ...back }))
    widget.searchParams.set(name, value);
  return {
    widget: bot && widget.href,
    player:
      bot && settings.TELEGRAM_CLIENT_SECRET !== undefined
        ? createRelyingParty({
            issuer: settings.TELEGRAM_OAUTH_ROOT,
            clientId: bot.botId,
            clientSecret: settings.TELEGRAM_CLIENT_SECRET,
            redirectUri: here('/auth/telegram/oidc/callback'),
            scope: telegramScope,
          })
        : undefined,
    staff:
      issuer !== undefined && clientId !== undefined && clientSecret !== undefined
        ? {
            issuer,
            roles: { claim: settings.STAFF_ROLES_CLAIM, names: settings.STAFF_ROLES },
            party: createRelyingParty({
              issuer,
              clientId,
              clientSecret,
              redirectUri: here('/staff/auth/callback'),
              scope: 'openid profile',
            }),
          }
        : undefined,
  };
}
