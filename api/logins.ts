import { createRelyingParty } from '../runtime/oidc/relying-party.ts';
import type { Settings } from '../runtime/settings.ts';
import { telegramScope } from '../runtime/telegram/oidc-claims.ts';
import type { Parts } from './parts.ts';

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
  | 'STAFF_TELEGRAM_CLAIM'
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
  /** Telegram gives the number back as it was, so that the answer can be told to be of this very question. */
  const widget = (botId: string) => (question: string) => {
    const page = new URL('/auth', settings.TELEGRAM_OAUTH_ROOT);
    page.searchParams.set('bot_id', botId);
    page.searchParams.set('origin', new URL(settings.PUBLIC_URL).origin);
    page.searchParams.set('request_access', 'write');
    page.searchParams.set('return_to', here(`/app/?login=${question}`));
    return page.href;
  };
  return {
    widget: bot && widget(bot.botId),
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
            roles: {
              claim: settings.STAFF_ROLES_CLAIM,
              names: settings.STAFF_ROLES,
              telegramClaim: settings.STAFF_TELEGRAM_CLAIM,
            },
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
