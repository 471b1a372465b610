import { z } from 'zod';
import { isRailId, type RailId } from '../contracts/rails.ts';
import { isAsset, playTwin } from '../domain/assets.ts';
import { jurisdictionIds } from '../domain/jurisdictions/index.ts';
import { type Money, parseAmount } from '../domain/money.ts';
import type { ApprovalThresholds } from '../domain/withdrawals.ts';
import { isSafeAddress } from './addresses.ts';
import { markdownTable } from './markdown-table.ts';
import { priceSourceNames, readPriceSource } from './price-sources.ts';
import { defaultRoleNames, readRoleNames } from './staff.ts';
import { readPaymentTokens } from './telegram/payment-tokens.ts';
import { HopelessError } from './until-it-answers.ts';

/**
 * Every setting of every process, parsed once. No address has a default that leads to a stand-in: a missing setting
 * disables its rail, or stops the process where it is not a rail's. `docs/settings.md` is generated from this schema.
 */
const port = z.coerce.number().int().min(0).max(65_535);
const bps = z.coerce.number().int().min(1).max(9_999);
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
);

const botTokens = z
  .string()
  .regex(/^\d+:[\w-]{20,}(,\d+:[\w-]{20,})*$/, 'must be a token from @BotFather, or several with commas between')
  .transform((text) => text.split(',').map((token): BotToken => ({ botId: token.slice(0, token.indexOf(':')), token })))
  .meta({ secret: true });

/** As a browser writes it, to the letter: it is compared as a text. */
function isOrigin(text: string): boolean {
  return /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text;
}

/** `<key id>:<32 bytes in base64>`, several with commas between. */
const namedKeys = (should: string) =>
  z
    .string()
    .regex(/^[\w-]+:[A-Za-z0-9+/]{43}=(,[\w-]+:[A-Za-z0-9+/]{43}=)*$/, should)
    .transform((text) =>
      text.split(',').map((pair): NamedKey => {
        const [id = '', key = ''] = pair.split(':');
        return { id, key: Buffer.from(key, 'base64') };
      }),
    )
    .refine((keys) => new Set(keys.map(({ id }) => id)).size === keys.length, 'must give each key an id of its own');

/** `<chat>`, of the first bot, or `<bot>:<chat>`. A group's number is below zero. */
const staffChat = z
  .string()
  .regex(/^(\d+:)?-?\d{1,20}$/, 'must be the number of a chat, or <bot id>:<chat>')
  .transform((text): { readonly bot: string | undefined; readonly chat: string } => {
    const [chat = '', bot] = text.split(':').reverse();
    return { bot, chat };
  });

/** The chat with its bot, as the staff are told there; undefined: they are told nowhere. */
export const staffChatOf = ({
  STAFF_ALERT_CHAT: told,
  STAFF_ALERT_AGAIN_MINUTES: minutes,
  TELEGRAM_BOT_TOKEN: [first],
}: Pick<Settings, 'STAFF_ALERT_CHAT' | 'STAFF_ALERT_AGAIN_MINUTES' | 'TELEGRAM_BOT_TOKEN'>) => {
  const bot = told?.bot ?? first?.botId;
  return told && bot !== undefined ? { bot, chat: told.chat, againMs: minutes * 60_000 } : undefined;
};

/** Whom we believe who somebody is: nobody may stand in between, so https, or plain http that stays on this machine. */
const identityAddress = z
  .url()
  .refine(isSafeAddress, 'must be an https address (plain http only to a loopback address)');

function readThreshold(line: string): Money | undefined {
  const [asset = '', amount = ''] = line.split(':');
  return isAsset(asset) ? parseAmount(amount, asset) : undefined;
}

/** Amounts by asset, such as those of WITHDRAWAL_APPROVE_ABOVE; play money has those of what it plays at. */
export const thresholdsOf = (lines: readonly string[]): ApprovalThresholds =>
  Object.fromEntries(
    lines.flatMap((line) => {
      const threshold = readThreshold(line);
      if (!threshold) return [];
      const twin = playTwin(threshold.asset);
      return [[threshold.asset, threshold.minor] as const, ...(twin ? [[twin, threshold.minor] as const] : [])];
    }),
  );

/** What stays in the hot wallet, in nanotons. */
export const gasReserveOf = ({ TON_GAS_RESERVE }: Pick<Settings, 'TON_GAS_RESERVE'>): bigint =>
  parseAmount(TON_GAS_RESERVE, 'TON')?.minor ?? 0n;

/** As wallets show it (48 characters, base64url), or `<workchain>:<hex>`; what it names is checked where it is used. */
const tonAddress = z
  .string()
  .regex(/^([A-Za-z0-9_+/-]{48}|0:[0-9a-fA-F]{64})$/, 'must be an address of TON: 48 characters, or 0:<64 hex digits>');

const amounts = list.refine(
  (lines) => lines.every((line) => readThreshold(line)),
  'must be <asset>:<amount>, with commas between',
);

const priceSources = list
  .refine(
    (entries) => entries.every((entry) => readPriceSource(entry) !== undefined),
    `must be <name>=<https address>, with commas between; the names are ${priceSourceNames.join(', ')}`,
  )
  .refine((entries) => entries.length !== 1, 'must name two sources at least: one alone is believed by nobody')
  .refine(
    (entries) => new Set(entries.map((entry) => readPriceSource(entry)?.name)).size === entries.length,
    'must name each source once',
  )
  .transform((entries) => entries.flatMap((entry) => readPriceSource(entry) ?? []));

export type BotToken = { readonly botId: string; readonly token: string };
/** 32 bytes, and the name they go by. */
export type NamedKey = { readonly id: string; readonly key: Buffer };

const postgresUrl = (role: string) =>
  z.url({ protocol: /^postgres(ql)?$/, error: `must be a postgresql:// address of the role ${role}` });

export const settingsSchema = z.object({
  DATABASE_URL: postgresUrl('cage_app').meta({ secret: true, about: 'PostgreSQL, as the application role cage_app' }),
  REDIS_URL: z
    .url({ protocol: /^rediss?$/, error: 'must be a redis:// address' })
    .meta({ secret: true, about: 'Redis or Valkey' }),
  TEMPORAL_ADDRESS: z
    .string()
    .regex(/^[\w.[\]:-]+:\d+$/, 'must be host:port')
    .meta({ about: 'the Temporal frontend' }),
  TEMPORAL_NAMESPACE: z.string().min(1).meta({ about: 'the Temporal namespace' }),
  TEMPORAL_UI_URL: z
    .url({ protocol: /^https?$/, error: 'must be an http(s) address' })
    .optional()
    .meta({ about: 'the list of workflows in the Temporal Web UI, where staff decide; missing: the desk names none' }),
  TEMPORAL_TASK_QUEUE: z.string().min(1).default('cage').meta({ about: 'the task queue of the worker' }),
  TEMPORAL_TASK_TIMEOUT_MS: z.coerce
    .number()
    .int()
    .min(1_000)
    .max(60_000)
    .default(10_000)
    .meta({ about: "how long a dead worker's task waits until another worker gets it, in milliseconds" }),
  PAYLOAD_KEYS: namedKeys('must be <key id>:<32 bytes in base64>, the newest first').meta({
    secret: true,
    about: 'keys that encrypt workflow payloads; the first one writes, all of them read',
  }),
  CODE_PEPPER: z
    .string()
    .regex(/^[A-Za-z0-9+/]{43}=$/, 'must be 32 bytes in base64')
    .transform((text) => Buffer.from(text, 'base64'))
    .meta({
      secret: true,
      about: 'what the digits of one-time codes are derived from; changing it makes the open ones wrong',
    }),
  AUDIT_KEY: namedKeys('must be <key id>:<32 byte Ed25519 seed in base64>, the newest first').meta({
    secret: true,
    about: 'keys that sign the audit trail; the first one signs, all of them verify; kept where the database is not',
  }),
  AUDIT_DATABASE_URL: postgresUrl('cage_sealer').meta({
    secret: true,
    about: 'PostgreSQL, as the role cage_sealer; for the sealer of the audit trail alone',
  }),
  AUDIT_PUBLIC_KEY: namedKeys('must be <key id>:<32 byte Ed25519 public key in base64>, or several with commas')
    .default([])
    .meta({
      about:
        'what the seals of the audit trail are checked by, those of earlier keys too; npm run -s audit -- keys prints it',
    }),
  AUDIT_HEADS_FILE: z.string().min(1).meta({
    about: 'the file that gets every signed head of the audit trail once more; kept where the database is not',
  }),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be the http(s) address the world reaches the API by' })
    .meta({ about: 'where the world reaches the API' }),
  PORT: port.default(8080).meta({ about: 'the port the API listens on' }),
  HOST: z.string().default('127.0.0.1').meta({ about: 'the address the API listens on' }),
  TRUSTED_PROXIES: z.coerce
    .number()
    .int()
    .min(0)
    .max(10)
    .default(0)
    .meta({ about: 'how many proxies of ours stand in front: so many entries of X-Forwarded-For are believed' }),
  MOST_LAG_MS: z.coerce.number().int().min(10).max(60_000).default(100).meta({
    about: 'by how many milliseconds the API may lag behind before it refuses new requests with 503',
  }),
  CORS_ORIGINS: list
    .pipe(z.array(z.url({ protocol: /^https?$/, error: 'must be origins, with commas between' })))
    .default([])
    .meta({ about: 'other origins whose pages may ask the API, without cookies; none means none' }),
  JWT_PRIVATE_KEY: namedKeys('must be <key id>:<32 byte Ed25519 seed in base64>, the newest first').meta({
    secret: true,
    about: 'Ed25519 keys that sign access tokens, by their seeds; the first one signs, all of them verify',
  }),
  SESSION_IDLE_MINUTES: z.coerce.number().int().min(5).max(43_200).default(30).meta({
    about: 'how long a player may be away (GLI-19, 2.5.4: thirty minutes); counted from a refresh, so up to five less',
  }),
  SESSION_HOURS: z.coerce
    .number()
    .int()
    .min(1)
    .max(2_160)
    .default(12)
    .meta({ about: 'how long a player stays signed in at most' }),
  CODEC_ORIGINS: list
    .pipe(z.array(z.string().refine(isOrigin, 'must be origins like https://workflows.example, with commas between')))
    .default([])
    .meta({
      about:
        'origins of Temporal Web UIs that may ask the codec for signed-in staff, on the same site as PUBLIC_URL; none means that it is closed',
    }),
  SUPPORT_CONTACT: z.string().min(1).max(200, 'must fit into a line').optional().meta({
    about:
      'how players reach your staff, as `@name`, a page or an address; missing: /support says that there is no way',
  }),
  JURISDICTION: z.enum(jurisdictionIds).meta({
    about:
      'whose law the house keeps, of those in docs/compliance.md: `malta`, `curacao`, or `box`, which is no place and for trying out',
  }),
  OPERATOR: z.string().min(1).max(300, 'must fit into a line').optional().meta({
    about:
      'who runs this house, as its terms and its privacy page name it: company, address, licence; missing: they say that nobody is named',
  }),
  TELEGRAM_BOT_TOKEN: botTokens.meta({ secret: true, about: 'the bot, or several with commas between' }),
  TELEGRAM_API_ROOT: z
    .url()
    .default('https://api.telegram.org')
    .meta({ about: "the Bot API: Telegram's own, or a local Bot API server" }),
  TELEGRAM_LINK_ROOT: z
    .url()
    .default('https://t.me')
    .meta({ about: 'where links to Telegram lead: to the bot, by its username, and to its invoices' }),
  TELEGRAM_WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{16,256}$/, 'must be 16 to 256 characters of A-Z a-z 0-9 _ -')
    .meta({ secret: true, about: 'what Telegram sends back in X-Telegram-Bot-Api-Secret-Token' }),
  TELEGRAM_UPDATES: z.enum(['webhook', 'polling']).default('webhook').meta({ about: 'how updates come in' }),
  TELEGRAM_PROVIDER_TOKEN: z
    .string()
    // A gap would move every later token to the bot before its own, and players' money to another provider.
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(
      z.array(
        z
          .string()
          .refine(
            (entry) => readPaymentTokens(entry) !== undefined,
            'must be a payment token from @BotFather for each bot, with commas between; each may name its currencies: EUR+USD=<token>;RUB=<token>',
          ),
      ),
    )
    .default([])
    .meta({
      secret: true,
      about:
        'the payment providers behind invoices, one entry for each bot in the same order: `<token>` takes euros, `EUR+USD=<token>;RUB=<token>` what it names; missing: no deposit by invoice',
    }),
  TELEGRAM_STARS: z.enum(['on', 'off']).default('off').meta({
    about: 'whether the bots take Telegram Stars, which players play with and which never become cash',
  }),
  TELEGRAM_LAUNCH_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, 'must be an Ed25519 public key: 32 bytes in hex')
    // core.telegram.org/bots/webapps, "Validating data for Third-Party Use": the production key.
    .default('e7bf03a2fa4602af4580703d88dda5bb59f32ed8b02a56c187fe7d34caed242d')
    .meta({ about: 'the public key by which Telegram signs the launch data of Mini Apps' }),
  TELEGRAM_OAUTH_ROOT: identityAddress
    .default('https://oauth.telegram.org')
    .meta({ about: 'where players log in with Telegram from a browser: OpenID issuer and page of the Login Widget' }),
  TELEGRAM_CLIENT_SECRET: z
    .string()
    .min(8, 'must be the client secret that @BotFather shows for the first bot')
    .optional()
    .meta({ secret: true, about: "the first bot's client secret; missing: no login with Telegram by OpenID Connect" }),
  MINI_APP_FRAMES: list
    .pipe(z.array(z.url({ protocol: /^https?$/, error: 'must be origins, with commas between' })))
    .default(['https://web.telegram.org'])
    .meta({ about: 'origins that may show the Mini App in a frame' }),
  PLAY_MONEY_RAILS: list
    .pipe(z.array(z.custom<RailId>((id) => typeof id === 'string' && isRailId(id), 'must name rails')))
    .default([])
    .meta({ about: 'rails whose payments are not real: they credit play money only' }),
  WITHDRAWAL_APPROVE_ABOVE: amounts.default(['EUR:1000.00', 'USD:1000.00', 'RUB:100000.00', 'USDT:1000.00']).meta({
    about: 'withdrawals above these amounts wait for two members of staff; an asset that is not named always does',
  }),
  UNPROVEN_WALLET_ABOVE: amounts.default(['EUR:100.00', 'USD:100.00', 'RUB:10000.00', 'USDT:100.00']).meta({
    about:
      'withdrawals above these amounts to an address on a chain that nobody proved to be theirs, as an exchange’s, wait for two members of staff; `EUR:0` for each',
  }),
  WITHDRAWAL_CANCEL: z
    .enum(['on', 'off'])
    .default('off')
    .meta({ about: 'whether players may take a confirmed withdrawal back until it is on its way' }),
  PRICE_SOURCES: priceSources.default([]).meta({
    about:
      'who is asked what currencies are worth: `coinbase=https://api.coinbase.com,coingecko=https://api.coingecko.com,kraken=https://api.kraken.com`; missing: no payment that would have to be exchanged',
  }),
  RATE_GOOD_SECONDS: z.coerce
    .number()
    .int()
    .min(30)
    .max(3_600)
    .default(300)
    .meta({ about: 'how old a price may be: nothing is quoted by an older one' }),
  RATE_APART_BPS: bps
    .default(200)
    .meta({ about: 'how far from the middle a source may be and still count, in hundredths of a percent' }),
  RATE_JUMP_BPS: bps
    .default(1_000)
    .meta({ about: 'how far from the last rate of the hour a new one may be, in hundredths of a percent' }),
  PROVIDER_TIMEOUT_MS: z.coerce
    .number()
    .int()
    .min(200)
    .max(60_000)
    .default(8_000)
    .meta({ about: 'how long a payment provider may take to answer a call, in milliseconds' }),
  PAYOUT_QUIET_MS: z.coerce.number().int().min(0).max(3_600_000).default(300_000).meta({
    about:
      'how long a call whose answer was lost may still be at work at its provider, in milliseconds: until then, that it is not found there proves nothing',
  }),
  PAYOUT_LOOK_UPS: list
    .transform((parts) => parts.map(Number))
    .pipe(z.array(z.number('must be seconds, with commas between').min(0.01).max(86_400)).min(1))
    .default([5, 15, 60, 300, 900, 2_700])
    .meta({
      about:
        'the pauses before each look-up of a payout whose end is unknown, in seconds; after the last, people are asked',
    }),
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^[sr]k_(test|live)_\w{16,}$/, 'must be a secret or restricted key of a Stripe account: sk_… or rk_…')
    .optional()
    .meta({ secret: true, about: 'the Stripe account behind card payments; missing: no deposit by card' }),
  STRIPE_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_\w{16,}$/, 'must be the signing secret of the endpoint: whsec_…')
    .optional()
    .meta({
      secret: true,
      about: 'by which Stripe signs its events for /webhooks/stripe; missing: no deposit by card',
    }),
  STRIPE_API_BASE: identityAddress.default('https://api.stripe.com').meta({ about: "Stripe's API" }),
  ADYEN_API_KEY: z
    .string()
    .min(16, 'must be an API key of an Adyen account')
    .optional()
    .meta({ secret: true, about: 'the Adyen account behind payments and payouts; missing: no Adyen' }),
  ADYEN_HMAC_KEY: z
    .string()
    .regex(/^[\dA-Fa-f]{64}(,[\dA-Fa-f]{64})*$/, 'must be 32 bytes in hex, or several with commas between')
    .transform((text) => text.split(','))
    .default([])
    .meta({
      secret: true,
      about: 'keys by which Adyen signs what it tells /webhooks/adyen, any of them believed; missing: no Adyen',
    }),
  ADYEN_MERCHANT_ACCOUNT: z
    .string()
    .min(1)
    .optional()
    .meta({ about: "the merchant account, Cage's own; missing: no Adyen" }),
  ADYEN_BALANCE_ACCOUNT: z.string().min(1).optional().meta({
    about: 'the balance account that payments are booked to and payouts are taken from; missing: no payout by Adyen',
  }),
  ADYEN_LIVE_PREFIX: z
    .string()
    .regex(/^[\w-]+$/, "must be the prefix of the account's live addresses")
    .optional()
    .meta({ about: "the prefix of the account's live addresses; missing: Adyen's test environment" }),
  ADYEN_API_BASE: identityAddress
    .optional()
    .meta({ about: "another origin for all of Adyen's APIs, such as a proxy of yours; missing: Adyen's own" }),
  TON_API_URL: identityAddress
    .transform((address) => address.replace(/\/+$/, ''))
    .optional()
    .meta({ about: 'a toncenter v2 API: `https://toncenter.com/api/v2`; missing: no TON and no USDT' }),
  TON_API_KEY: z.string().min(8, 'must be a key of that API').optional().meta({ secret: true, about: 'its key' }),
  TON_NETWORK: z
    .enum(['mainnet', 'testnet'])
    .default('mainnet')
    .meta({ about: 'which network that is: addresses and wallets of another one are refused' }),
  TON_TESTNET_IS_MONEY: z.enum(['on', 'off']).default('off').meta({
    about:
      'whether the free coins of a test network are credited and paid out as money, which is for a house that is a test as a whole; off: with TON_NETWORK=testnet, PLAY_MONEY_RAILS must name `ton` and `usdt`. With mainnet it may name neither',
  }),
  TON_HOT_WALLET: tonAddress
    .optional()
    .meta({ about: 'the address of the hot wallet, a v4R2 contract that is deployed; missing: no TON and no USDT' }),
  TON_HOT_WALLET_KEY: namedKeys('must be <key id>:<32 byte Ed25519 seed in base64>')
    .refine((keys) => keys.length === 1, 'must be one key: a wallet has one, and another key is another wallet')
    .optional()
    .meta({
      secret: true,
      about:
        'the one key of the hot wallet, for the loops alone; missing: what is asked for by TON or USDT waits, and staff are called',
    }),
  USDT_MASTER: tonAddress.optional().meta({
    about:
      'the jetton master of USDT, on the main network EQCxE6mUtQJKFnGfaROTKOt1lZbDiiX1kCixRv7Nw2Id_sDs; missing: no USDT',
  }),
  TON_FINAL_BLOCKS: z.coerce.number().int().min(1).max(100).default(2).meta({
    about: 'so many masterchain blocks after it was first seen a transaction counts as final, if it is still there',
  }),
  TON_MOST_LAG_SECONDS: z.coerce
    .number()
    .int()
    .min(5)
    .max(3_600)
    .default(60)
    .meta({ about: 'how far behind the clock the chain may be: nothing is paid out while it is further' }),
  TON_GAS_RESERVE: z
    .string()
    .refine((text) => parseAmount(text, 'TON') !== undefined, 'must be an amount of TON, such as 1 or 0.5')
    .default('1')
    .meta({ about: 'TON that stay in the hot wallet for gas: no payout is signed that would take them' }),
  TON_EXPLORER_URL: identityAddress
    .optional()
    .meta({ about: 'a page about a transaction, without its hash at the end; missing: that of tonviewer.com' }),
  TON_EXPLORER_ADDRESS_URL: identityAddress
    .optional()
    .meta({ about: 'a page about an address, without the address at the end; missing: that of tonviewer.com' }),
  TON_COLD_WALLET: tonAddress.optional().meta({
    about:
      "the operator's own address: what comes from it is a top-up, and sweeps go to it; missing: none can be swept",
  }),
  HOT_WALLET_FLOOR: amounts
    .default([])
    .meta({ about: 'staff are called to top up when less is free in the hot wallet: `TON:50,USDT:500`' }),
  HOT_WALLET_CEILING: amounts.default([]).meta({
    about: 'staff are called to sweep when more is free in the hot wallet; how much may be stolen with its key',
  }),
  HOT_WALLET_DAILY: amounts
    .default([])
    .meta({ about: 'the most that leaves the hot wallet within a day; what is above waits' }),
  TONCONNECT_WALLETS_URL: identityAddress
    .default('https://raw.githubusercontent.com/ton-blockchain/wallets-list/main/wallets-v2.json')
    .meta({ about: 'the list of wallets that TON Connect offers' }),
  DATA_KEYS: namedKeys('must be <key id>:<32 bytes in base64>, the newest first').default([]).meta({
    secret: true,
    about:
      'keys that encrypt what is kept of players: bank accounts, facts and documents; the first one writes, all read; missing: none can be saved',
  }),
  DOCUMENTS_DIR: z.string().min(1).optional().meta({
    about:
      'the folder in which the files of players lie, encrypted, shared by the API and the loops; missing, with no bucket either: no player can send any',
  }),
  DOCUMENTS_S3_ENDPOINT: identityAddress
    .default('https://s3.amazonaws.com')
    .meta({ about: 'the S3 API of the bucket: that of your region, or of another house' }),
  DOCUMENTS_S3_REGION: z.string().min(1).default('us-east-1').meta({ about: 'its region' }),
  DOCUMENTS_S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be the name of a bucket')
    .optional()
    .meta({ about: 'a bucket in which the files of players lie, encrypted, instead of a folder' }),
  DOCUMENTS_S3_ACCESS_KEY: z
    .string()
    .min(3, 'must be the id of an access key')
    .optional()
    .meta({ secret: true, about: 'who may read, write, list and delete there' }),
  DOCUMENTS_S3_SECRET_KEY: z
    .string()
    .min(8, 'must be the secret of that access key')
    .optional()
    .meta({ secret: true, about: 'the secret of that key' }),
  CLAMD_ADDRESS: z
    .string()
    .regex(/^(unix:\/.+|[\w.[\]:-]+:\d{1,5})$/, 'must be host:port, or unix:/path')
    .optional()
    .meta({
      about: 'ClamAV’s clamd, which scans what players send; missing: see DOCUMENTS_UNSCANNED',
    }),
  DOCUMENTS_UNSCANNED: z.enum(['hold', 'allow']).default('hold').meta({
    about:
      'what becomes of a file that cannot be scanned: `hold`, sealed until it can be; `allow` takes it all the same, says so in the log each time, and is for development alone',
  }),
  STAFF_OIDC_ISSUER: identityAddress
    .optional()
    .meta({ about: 'the OpenID provider that knows the staff; missing: the staff desk is closed' }),
  STAFF_OIDC_CLIENT_ID: z
    .string()
    .min(1)
    .optional()
    .meta({ about: 'what that provider calls the staff desk; missing: the staff desk is closed' }),
  STAFF_OIDC_CLIENT_SECRET: z
    .string()
    .min(8, 'must be the client secret that the provider of the staff gave')
    .optional()
    .meta({ secret: true, about: 'its client secret there; missing: the staff desk is closed' }),
  STAFF_ROLES_CLAIM: z
    .string()
    .regex(/^[^.\s]+(\.[^.\s]+)*$/, 'must name a claim, or one inside another with dots between')
    .default('roles')
    .meta({ about: 'the claim that lists the roles of a member of staff, such as realm_access.roles' }),
  STAFF_ROLES: z
    .string()
    .transform((text) => readRoleNames(text))
    .refine((names) => names.length > 0, 'must be <role>=<its name there>, with commas between')
    .default(defaultRoleNames)
    .meta({ about: 'what the provider calls each role; a role that is not named here nobody has' }),
  STAFF_TELEGRAM_CLAIM: z
    .string()
    .regex(/^[^.\s]+(\.[^.\s]+)*$/, 'must name a claim, or one inside another with dots between')
    .optional()
    .meta({
      about:
        'the claim that holds the number of the Telegram account of a member of staff, who may then not decide upon themselves as a player; missing: nobody is recognised',
    }),
  SANCTIONS_LISTS: z
    .string()
    .transform((text) => text.split(',').map((place) => place.trim()))
    .refine(
      (places) => places.every((place) => place.startsWith('/') || /^https?:\/\/\S+$/.test(place)),
      'must be paths from / on or addresses, with commas between',
    )
    .default([])
    .meta({
      about:
        "sanctions lists, as files or addresses: OFAC's SDN as XML, or as CSV with its alt.csv, the UN Security Council's consolidated XML; missing: nobody is looked for in any, and a person must",
    }),
  STAFF_ALERT_CHAT: staffChat
    .optional()
    .meta({ about: 'the chat in which the bot tells staff what waits for them: its number, or <bot id>:<chat>' }),
  STAFF_ALERT_AGAIN_MINUTES: z.coerce
    .number()
    .int()
    .min(1, 'must be a whole number of minutes, 1 or more')
    .max(10_080, 'must be a week at most')
    .default(30)
    .meta({
      about: 'after how many minutes they are told again what waits still; then after twice as long, and so on',
    }),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error'])
    .default('info')
    .meta({ about: 'the least serious line that is logged' }),
});

export type Settings = z.infer<typeof settingsSchema>;
export type SettingName = keyof Settings;

export class SettingError extends HopelessError {
  override readonly name = 'SettingError';
}

/**
 * The settings a process asks for by name; what it does not ask for may be missing. Throws SettingError with one line that
 * names the setting and says what it should be, and never shows the value.
 */
export function readSettings<N extends SettingName>(
  env: Record<string, string | undefined>,
  names: readonly N[],
): Pick<Settings, N> {
  const shape = settingsSchema.pick(Object.fromEntries(names.map((name) => [name, true])) as never) as z.ZodType;
  const given = Object.fromEntries(names.map((name) => [name, env[name] === '' ? undefined : env[name]]));
  const parsed = shape.safeParse(given);
  if (parsed.success) return parsed.data as Pick<Settings, N>;
  const [issue] = parsed.error.issues;
  const name = String(issue?.path[0]);
  const what = given[name] === undefined ? `is not set; it is ${aboutOf(name)}` : (issue?.message ?? 'is not valid');
  throw new SettingError(`${name} ${what}`);
}

const aboutOf = (name: string): string => {
  const field = settingsSchema.shape[name as SettingName];
  return String(field?.meta()?.about ?? 'needed');
};

/** The table of docs/settings.md. */
export function describeSettings(): string {
  const rows = Object.entries(settingsSchema.shape).map(([name, field]) => {
    const meta = field.meta() ?? {};
    return [`\`${name}\``, String(meta.about), withoutIt(field), meta.secret ? 'yes' : ''];
  });
  return markdownTable([['Setting', 'What it is', 'When missing', 'Secret'], ...rows]);
}

function withoutIt(field: z.ZodType): string {
  const absent = field.safeParse(undefined);
  if (!absent.success) return 'must be set';
  const { data } = absent;
  return data === undefined || (Array.isArray(data) && data.length === 0) ? 'none' : `\`${String(data)}\``;
}
