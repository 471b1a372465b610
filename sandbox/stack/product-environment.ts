import { createPublicKey } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { privateKeyOf } from '../../runtime/ed25519.ts';
import { publicBytes } from '../../runtime/sealing.ts';
import { priceSourcesAt } from '../prices/wires.ts';
import { launchPublicKey } from '../telegram/launch-key.ts';
import { tonSettings } from '../ton/wires.ts';
import type { Environment, Plan } from './plan.ts';
import { redisUrl } from './redis.ts';
import type { Secrets } from './secrets.ts';

export type StackPorts = Readonly<
  Record<
    | 'desk'
    | 'api'
    | 'telegram'
    | 'stripe'
    | 'adyen'
    | 'ton'
    | 'staff'
    | 'prices'
    | 'clamd'
    | 'temporal'
    | 'temporalUi'
    | 'temporalUiBehind'
    | 'postgres'
    | 'redis',
    number
  >
>;

export type Filling = {
  readonly given: Environment;
  readonly plan: Plan;
  readonly ports: StackPorts;
  readonly secrets: Secrets;
  /** Of the Temporal we start. */
  readonly namespace: string;
  /** Where the heads of the audit trail are written once more. */
  readonly headsFile: string;
  /** Where the files of players lie. */
  readonly documentsDir: string;
};

/**
 * The settings of the product's processes: what the operator gave stays, the rest is filled in with what the launcher
 * starts. The owner's database address is in none of them: the product must not be able to rewrite history.
 */
export function productEnvironment(filling: Filling): NodeJS.ProcessEnv {
  const { given, plan, ports, secrets, namespace, headsFile, documentsDir } = filling;
  const publicUrl = publicUrlOf(filling);
  return {
    ...given,
    DATABASE_OWNER_URL: undefined,
    CAGE_ALLOW_MIXED: undefined,
    PORT: String(ports.api),
    PUBLIC_URL: publicUrl,
    ...(plan.start.postgres
      ? {
          DATABASE_URL: databaseUrl('cage_app', secrets.databaseApp, ports.postgres),
          AUDIT_DATABASE_URL: databaseUrl('cage_sealer', secrets.databaseSealer, ports.postgres),
        }
      : {}),
    ...(plan.start.redis ? { REDIS_URL: redisUrl({ port: ports.redis, password: secrets.redis }) } : {}),
    ...(plan.start.temporal
      ? {
          TEMPORAL_ADDRESS: `127.0.0.1:${ports.temporal}`,
          TEMPORAL_NAMESPACE: namespace,
          CODEC_ORIGINS: uiOrigins(filling),
          TEMPORAL_UI_URL: workflowsUrl(ports.temporalUi, namespace),
        }
      : {}),
    PAYLOAD_KEYS: given.PAYLOAD_KEYS || secrets.payloadKeys,
    JWT_PRIVATE_KEY: given.JWT_PRIVATE_KEY || secrets.jwtPrivateKey,
    JURISDICTION: given.JURISDICTION || 'box',
    CODE_PEPPER: given.CODE_PEPPER || secrets.codePepper,
    AUDIT_KEY: given.AUDIT_KEY || secrets.auditKey,
    AUDIT_PUBLIC_KEY: given.AUDIT_PUBLIC_KEY || publicHalves(given.AUDIT_KEY || secrets.auditKey),
    AUDIT_HEADS_FILE: given.AUDIT_HEADS_FILE || headsFile,
    TELEGRAM_WEBHOOK_SECRET: given.TELEGRAM_WEBHOOK_SECRET || secrets.telegramWebhookSecret,
    ...(plan.sandbox.telegram
      ? {
          TELEGRAM_BOT_TOKEN: secrets.telegramBotToken,
          TELEGRAM_PROVIDER_TOKEN: `EUR+USD+RUB=${secrets.telegramProviderToken}`,
          TELEGRAM_STARS: given.TELEGRAM_STARS || 'on',
          TELEGRAM_API_ROOT: localUrl(ports.telegram),
          TELEGRAM_LINK_ROOT: localUrl(ports.telegram),
          TELEGRAM_OAUTH_ROOT: localUrl(ports.telegram),
          TELEGRAM_CLIENT_SECRET: secrets.telegramClientSecret,
          TELEGRAM_LAUNCH_KEY: launchPublicKey(secrets.telegramBotToken),
          MINI_APP_FRAMES: bothNames(ports.telegram),
          TELEGRAM_UPDATES: given.TELEGRAM_UPDATES || 'webhook',
        }
      : // The real Telegram can only call an address that the world can reach.
        { TELEGRAM_UPDATES: given.TELEGRAM_UPDATES || (publicUrl.startsWith('https://') ? 'webhook' : 'polling') }),
    ...(plan.sandbox.stripe
      ? {
          STRIPE_SECRET_KEY: secrets.stripeSecretKey,
          STRIPE_WEBHOOK_SECRET: secrets.stripeWebhookSecret,
          STRIPE_API_BASE: localUrl(ports.stripe),
        }
      : {}),
    ...(plan.prices === 'sandbox' ? { PRICE_SOURCES: priceSourcesAt(localUrl(ports.prices)) } : {}),
    DATA_KEYS: given.DATA_KEYS || secrets.dataKeys,
    SANCTIONS_LISTS: plan.sanctions === 'sandbox' ? inventedLists.join(',') : given.SANCTIONS_LISTS,
    DOCUMENTS_DIR: given.DOCUMENTS_DIR || (given.DOCUMENTS_S3_BUCKET ? undefined : documentsDir),
    // Files are scanned as in production, by one that knows the test file of eicar.org and nothing else.
    ...(plan.scanner === 'sandbox' ? { CLAMD_ADDRESS: `127.0.0.1:${ports.clamd}` } : {}),
    ...(plan.sandbox.adyen ? { ...adyenKeys(secrets), ADYEN_API_BASE: localUrl(ports.adyen) } : {}),
    ...(plan.sandbox.ton
      ? {
          ...tonSettings(localUrl(ports.ton), secrets.tonHotWalletKey),
          TON_HOT_WALLET_KEY: secrets.tonHotWalletKey,
          ...walletBounds(given),
        }
      : {}),
    ...(plan.staff === 'sandbox'
      ? {
          STAFF_OIDC_ISSUER: localUrl(ports.staff),
          STAFF_OIDC_CLIENT_ID: STAFF_CLIENT_ID,
          STAFF_OIDC_CLIENT_SECRET: secrets.staffClientSecret,
          STAFF_ROLES_CLAIM: undefined,
          STAFF_ROLES: undefined,
          STAFF_TELEGRAM_CLAIM: undefined,
        }
      : {}),
    PLAY_MONEY_RAILS: [given.PLAY_MONEY_RAILS, ...plan.playMoneyRails].filter(Boolean).join(',') || undefined,
    LOG_PRETTY: given.LOG_PRETTY || '0', // these lines go to files; the launcher shows what matters
  };
}

/** Nobody on them exists: whoever calls themselves by one of their names is a case for two members of staff. */
const inventedLists = ['ofac-sdn.xml', 'un-consolidated.xml'].map((name) =>
  fileURLToPath(new URL(`../sanctions/${name}`, import.meta.url)),
);

/** Around what lies in the hot wallet at first, so that the desk has something to show of each. */
const walletBounds = (given: Environment) => ({
  HOT_WALLET_FLOOR: given.HOT_WALLET_FLOOR || 'TON:500,USDT:1000',
  HOT_WALLET_CEILING: given.HOT_WALLET_CEILING || 'TON:20000,USDT:50000',
  HOT_WALLET_DAILY: given.HOT_WALLET_DAILY || 'TON:5000,USDT:20000',
});

/**
 * What one of them is given: only the loops sign and seal the trail, and only they sign payouts of the hot wallet, so that
 * who takes over another process can do neither.
 */
export const environmentOf = (program: string, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  program === 'loops'
    ? env
    : { ...env, AUDIT_KEY: undefined, AUDIT_DATABASE_URL: undefined, TON_HOT_WALLET_KEY: undefined };

/** What the staff desk is called by the sandbox's provider. */
const STAFF_CLIENT_ID = 'cage-staff-desk';

/** What may check the trail where what signs it is not: of each `<id>:<seed>`. */
const publicHalves = (keys: string): string | undefined => {
  const pairs = keys.split(',').map((pair) => pair.split(':'));
  if (pairs.some(([, seed = '']) => Buffer.from(seed, 'base64').length !== 32)) return undefined; // the product says so
  return pairs
    .map(([id, seed = '']) => `${id}:${publicBytes(createPublicKey(privateKeyOf(Buffer.from(seed, 'base64'))))}`)
    .join(',');
};

/** Where the world reaches the API. */
export function publicUrlOf({ given, ports }: Pick<Filling, 'given' | 'ports'>): string {
  return (given.PUBLIC_URL || localUrl(ports.api)).replace(/\/+$/, '');
}

/** For the migration alone, or nothing when the operator's database came without it. */
export function ownerDatabaseUrl({ given, plan, secrets, ports }: Filling): string | undefined {
  if (plan.start.postgres) return databaseUrl('cage_owner', secrets.databaseOwner, ports.postgres);
  return given.DATABASE_OWNER_URL || undefined;
}

/** The settings of the Telegram that we play ourselves. */
export function telegramSandboxEnvironment(filling: Filling, dataDir: string): NodeJS.ProcessEnv {
  const { given, secrets, ports, namespace } = filling;
  return {
    ...quietly(given),
    TELEGRAM_SANDBOX_PORT: String(ports.telegram),
    TELEGRAM_SANDBOX_DATA: dataDir,
    TELEGRAM_BOT_TOKEN: secrets.telegramBotToken,
    TELEGRAM_PROVIDER_TOKEN: secrets.telegramProviderToken,
    TELEGRAM_CLIENT_SECRET: secrets.telegramClientSecret,
    TELEGRAM_LOGIN_REDIRECT_URIS: `${publicUrlOf(filling)}/auth/telegram/oidc/callback`,
    TEMPORAL_UI_URL: workflowsUrl(ports.temporalUi, namespace),
    CAGE_DESK_URL: localUrl(ports.desk),
  };
}

/** The settings of the Stripe account that we play ourselves. */
export function stripeSandboxEnvironment(filling: Filling, dataDir: string): NodeJS.ProcessEnv {
  const { given, secrets, ports, namespace } = filling;
  return {
    ...quietly(given),
    STRIPE_SANDBOX_PORT: String(ports.stripe),
    STRIPE_SANDBOX_DATA: dataDir,
    STRIPE_SECRET_KEY: secrets.stripeSecretKey,
    STRIPE_WEBHOOK_SECRET: secrets.stripeWebhookSecret,
    STRIPE_WEBHOOK_URL: `${localUrl(ports.api)}/webhooks/stripe`,
    TEMPORAL_UI_URL: workflowsUrl(ports.temporalUi, namespace),
    CAGE_DESK_URL: localUrl(ports.desk),
  };
}

/** The settings of the price sources that we play ourselves. */
export const pricesSandboxEnvironment = ({ given, ports }: Filling): NodeJS.ProcessEnv => ({
  ...quietly(given),
  PRICES_SANDBOX_PORT: String(ports.prices),
});

/** The settings of the scanner that we play ourselves. */
export const clamdSandboxEnvironment = ({ given, ports }: Filling): NodeJS.ProcessEnv => ({
  ...quietly(given),
  CLAMD_SANDBOX_PORT: String(ports.clamd),
});

/** What the product and the Adyen that we play know of each other. */
const adyenKeys = (secrets: Secrets) => ({
  ADYEN_API_KEY: secrets.adyenApiKey,
  ADYEN_HMAC_KEY: secrets.adyenHmacKey,
  ADYEN_MERCHANT_ACCOUNT: 'CageCOM',
  ADYEN_BALANCE_ACCOUNT: 'BA00000000000000000000001',
});

/** The settings of the Adyen account that we play ourselves. */
export function adyenSandboxEnvironment(filling: Filling, dataDir: string): NodeJS.ProcessEnv {
  const { given, secrets, ports, namespace } = filling;
  return {
    ...quietly(given),
    ...adyenKeys(secrets),
    ADYEN_SANDBOX_PORT: String(ports.adyen),
    ADYEN_SANDBOX_DATA: dataDir,
    ADYEN_WEBHOOK_URL: `${localUrl(ports.api)}/webhooks/adyen`,
    TEMPORAL_UI_URL: workflowsUrl(ports.temporalUi, namespace),
    CAGE_DESK_URL: localUrl(ports.desk),
  };
}

/** The settings of the chain that we play ourselves. */
export function tonSandboxEnvironment(filling: Filling, dataDir: string): NodeJS.ProcessEnv {
  const { given, secrets, ports, namespace } = filling;
  return {
    ...quietly(given),
    TON_SANDBOX_PORT: String(ports.ton),
    TON_SANDBOX_DATA: dataDir,
    TON_HOT_WALLET_KEY: secrets.tonHotWalletKey,
    TEMPORAL_UI_URL: workflowsUrl(ports.temporalUi, namespace),
    CAGE_DESK_URL: localUrl(ports.desk),
  };
}

/** The settings of the provider that we let the staff sign in at. */
export function staffSandboxEnvironment(filling: Filling): NodeJS.ProcessEnv {
  const { given, secrets, ports } = filling;
  return {
    ...quietly(given),
    STAFF_SANDBOX_PORT: String(ports.staff),
    STAFF_OIDC_CLIENT_ID: STAFF_CLIENT_ID,
    STAFF_OIDC_CLIENT_SECRET: secrets.staffClientSecret,
    STAFF_OIDC_REDIRECT_URIS: `${publicUrlOf(filling)}/staff/auth/callback`,
  };
}

/** The list of workflows itself: the Web UI's own front page leads to another namespace. */
export function workflowsUrl(port: number, namespace: string): string {
  return `${localUrl(port)}/namespaces/${encodeURIComponent(namespace)}/workflows`;
}

export function localUrl(port: number): string {
  return `http://127.0.0.1:${port}`;
}

/** What every program needs of the operator's environment, and nothing that is a setting of the product. */
function quietly(given: Environment): NodeJS.ProcessEnv {
  const kept = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'NODE_OPTIONS', 'TSX_DISABLE_CACHE'];
  return Object.fromEntries(kept.flatMap((name) => (given[name] === undefined ? [] : [[name, given[name]]])));
}

function databaseUrl(role: string, password: string, port: number): string {
  return `postgresql://${role}:${password}@127.0.0.1:${port}/cage`;
}

/** A page may be opened by either name, and a browser tells them apart. */
function bothNames(port: number): string {
  return `http://127.0.0.1:${port},http://localhost:${port}`;
}

function uiOrigins({ given, ports }: Filling): string {
  return given.CODEC_ORIGINS || bothNames(ports.temporalUi);
}
