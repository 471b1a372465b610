import { randomBytes, randomInt } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

/** Made once for each clone, kept in `.cage/secrets.json`, never printed. */
export type Secrets = Readonly<Record<keyof typeof recipes, string>>;

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const letters = (count: number) => Array.from({ length: count }, () => LETTERS[randomInt(LETTERS.length)]).join('');
const password = () => letters(24);

const namedKey = () => `k1:${randomBytes(32).toString('base64')}`;

/** How each is made. A new one is one more line; clones that lack it get it at their next start. */
const recipes = {
  databaseSuperuser: password,
  databaseOwner: password,
  databaseApp: password,
  databaseSealer: password,
  redis: password,
  /** Telegram's shape: the bot's numeric id, and 35 characters. */
  telegramBotToken: () => `${randomInt(1_000_000_000, 9_999_999_999)}:AA${letters(33)}`,
  telegramWebhookSecret: () => letters(48),
  /** Of the bot, as a client of Telegram's login. */
  telegramClientSecret: () => letters(48),
  /** Of the staff desk, as a client of the sandbox's staff provider. */
  staffClientSecret: () => letters(48),
  /** The shape of a provider token in test mode: merchant, TEST, key. */
  telegramProviderToken: () => `${randomInt(100_000_000, 999_999_999)}:TEST:${letters(16)}`,
  /** Stripe's shapes, in test mode. */
  stripeSecretKey: () => `sk_test_${letters(32)}`,
  stripeWebhookSecret: () => `whsec_${letters(32)}`,
  /** Adyen's shapes, in its test environment. */
  adyenApiKey: () => `AQE${letters(60)}`,
  adyenHmacKey: () => randomBytes(32).toString('hex').toUpperCase(),
  /** The seed of the key that owns the hot wallet of the sandbox's chain. */
  tonHotWalletKey: namedKey,
  dataKeys: namedKey,
  /** `<key id>:<base64 of 32 bytes>`; the key id is today's first, so that a later one can be put before it. */
  payloadKeys: namedKey,
  jwtPrivateKey: namedKey,
  codePepper: () => randomBytes(32).toString('base64'),
  /** The same shape: the seed of an Ed25519 key. */
  auditKey: () => `a1:${randomBytes(32).toString('base64')}`,
};

/**
 * Reads this clone's secrets and makes the missing ones. Refuses to make a new database password when a database with
 * the old one exists: it could never be opened again.
 */
export function openSecrets(file: string, databaseExists: boolean): Secrets {
  const kept = readKept(file);
  if (databaseExists && !kept.databaseSuperuser) {
    throw new Error(
      `${file} is gone, but its database is still there and cannot be opened without it. ` +
        'Put the file back, or forget the data with: npm start -- --fresh',
    );
  }
  const secrets = Object.fromEntries(
    Object.entries(recipes).map(([name, make]) => [name, kept[name] || make()]),
  ) as Record<keyof typeof recipes, string>;
  if (Object.entries(secrets).some(([name, value]) => kept[name] !== value)) {
    writeFileSync(`${file}.new`, `${JSON.stringify(secrets, undefined, 2)}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  return secrets;
}

function readKept(file: string): Record<string, string | undefined> {
  if (!existsSync(file)) return {};
  const text = readFileSync(file, 'utf8');
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${file} cannot be read as JSON. Put it right, or forget the data with: npm start -- --fresh`);
  }
}
