import { expect, test } from 'vitest';
import { type Environment, makePlan } from './plan.ts';
import {
  environmentOf,
  type Filling,
  ownerDatabaseUrl,
  productEnvironment,
  staffSandboxEnvironment,
  telegramSandboxEnvironment,
} from './product-environment.ts';

const ports = {
  desk: 8000,
  api: 8080,
  telegram: 8081,
  stripe: 8083,
  adyen: 8085,
  ton: 8087,
  staff: 8082,
  prices: 8085,
  clamd: 33_100,
  temporal: 7233,
  temporalUi: 8233,
  temporalUiBehind: 9233,
  postgres: 54_329,
  redis: 63_790,
};
const secrets = {
  databaseSuperuser: 'root-word',
  databaseOwner: 'owner-word',
  databaseApp: 'app-word',
  databaseSealer: 'sealer-word',
  redis: 'redis-word',
  telegramBotToken: '1:made',
  telegramWebhookSecret: 'made-secret',
  telegramProviderToken: '2:TEST:made',
  jwtPrivateKey: 'k1:seed',
  telegramClientSecret: 'made-client-secret',
  staffClientSecret: 'made-staff-secret',
  payloadKeys: 'k1:made',
  codePepper: 'made-pepper',
  stripeSecretKey: 'sk_test_stripe-secret',
  stripeWebhookSecret: 'whsec_stripe-secret',
  auditKey: 'a1:made',
  adyenApiKey: 'adyen-api-secret',
  adyenHmacKey: 'adyen-hmac-secret',
  tonHotWalletKey: `k1:${Buffer.alloc(32, 3).toString('base64')}`,
  dataKeys: 'k1:data',
};

function filling(given: Environment): Filling {
  const plan = makePlan(given);
  if ('reason' in plan) throw new Error(plan.text);
  return {
    given,
    plan,
    ports,
    secrets,
    namespace: 'cage',
    headsFile: '/home/heads.jsonl',
    documentsDir: '/home/documents',
  };
}

test('the product is given the sandbox, and never the owner of the database', () => {
  const env = productEnvironment(filling({}));
  expect(env).toMatchObject({
    DATABASE_URL: 'postgresql://cage_app:app-word@127.0.0.1:54329/cage',
    AUDIT_DATABASE_URL: 'postgresql://cage_sealer:sealer-word@127.0.0.1:54329/cage',
    TELEGRAM_BOT_TOKEN: '1:made',
    TELEGRAM_API_ROOT: 'http://127.0.0.1:8081',
    TELEGRAM_UPDATES: 'webhook',
    PUBLIC_URL: 'http://127.0.0.1:8080',
    PAYLOAD_KEYS: 'k1:made',
    CODE_PEPPER: 'made-pepper',
    JURISDICTION: 'box',
    AUDIT_KEY: 'a1:made',
    AUDIT_HEADS_FILE: '/home/heads.jsonl',
    TON_API_URL: 'http://127.0.0.1:8087/api/v2',
    TON_NETWORK: 'testnet',
    TON_HOT_WALLET: expect.stringMatching(/^kQ[\w-]{46}$/),
    TON_COLD_WALLET: expect.stringMatching(/^kQ[\w-]{46}$/),
    HOT_WALLET_FLOOR: 'TON:500,USDT:1000',
  });
  expect(env.TON_COLD_WALLET).not.toBe(env.TON_HOT_WALLET);
  expect(JSON.stringify(env)).not.toMatch(/owner-word|root-word/);
  expect(productEnvironment(filling({ HOT_WALLET_FLOOR: 'TON:7' })).HOT_WALLET_FLOOR).toBe('TON:7');
});

test('players and staff log in at the sandbox, which knows where the product is sent back to', () => {
  const { env, telegram, staff } = {
    env: productEnvironment(filling({ PUBLIC_URL: 'https://casino.example/' })),
    telegram: telegramSandboxEnvironment(filling({ PUBLIC_URL: 'https://casino.example/' }), '/data'),
    staff: staffSandboxEnvironment(filling({ PUBLIC_URL: 'https://casino.example/' })),
  };
  expect(env).toMatchObject({
    TELEGRAM_OAUTH_ROOT: 'http://127.0.0.1:8081',
    TELEGRAM_LAUNCH_KEY: expect.stringMatching(/^[0-9a-f]{64}$/),
    STAFF_OIDC_ISSUER: 'http://127.0.0.1:8082',
    STAFF_OIDC_CLIENT_ID: staff.STAFF_OIDC_CLIENT_ID,
    STAFF_OIDC_CLIENT_SECRET: 'made-staff-secret',
  });
  expect(env.TELEGRAM_CLIENT_SECRET).toBe(telegram.TELEGRAM_CLIENT_SECRET);
  expect(telegram.TELEGRAM_LOGIN_REDIRECT_URIS).toBe('https://casino.example/auth/telegram/oidc/callback');
  expect(staff.STAFF_OIDC_REDIRECT_URIS).toBe('https://casino.example/staff/auth/callback');
});

test('with a real bot nobody can sign in as staff at the sandbox, and Telegram’s own key and login are left alone', () => {
  const env = productEnvironment(filling({ TELEGRAM_BOT_TOKEN: '9:real' }));
  const names = [
    'STAFF_OIDC_ISSUER',
    'STAFF_OIDC_CLIENT_ID',
    'TELEGRAM_LAUNCH_KEY',
    'TELEGRAM_OAUTH_ROOT',
    'TELEGRAM_CLIENT_SECRET',
  ];
  expect(names.filter((name) => env[name] !== undefined)).toEqual([]);
});

test('the owner of a given database stays out of the product too', () => {
  const given = {
    DATABASE_URL: 'postgresql://app',
    DATABASE_OWNER_URL: 'postgresql://owner',
    TELEGRAM_BOT_TOKEN: '9:real',
  };
  expect(productEnvironment(filling(given)).DATABASE_OWNER_URL).toBeUndefined();
  expect(ownerDatabaseUrl(filling(given))).toBe('postgresql://owner');
});

test('nobody but the loops is given the keys that sign the trail and payouts, and the role that seals', () => {
  const env = productEnvironment(filling({}));
  for (const name of ['AUDIT_KEY', 'AUDIT_DATABASE_URL', 'TON_HOT_WALLET_KEY']) {
    const given = ['api', 'bot', 'loops', 'worker'].filter((program) => environmentOf(program, env)[name]);
    expect(given).toEqual(['loops']);
  }
});

test('a real bot is left as it was given: no sandbox address, no made provider token', () => {
  const env = productEnvironment(filling({ TELEGRAM_BOT_TOKEN: '9:real' }));
  expect(env.TELEGRAM_BOT_TOKEN).toBe('9:real');
  expect(env.TELEGRAM_API_ROOT).toBeUndefined();
  expect(env.TELEGRAM_PROVIDER_TOKEN).toBeUndefined();
});

test('a real bot is asked for its updates where Telegram could not reach us, and calls us where it can', () => {
  expect(productEnvironment(filling({ TELEGRAM_BOT_TOKEN: '9:real' })).TELEGRAM_UPDATES).toBe('polling');
  const reachable = { TELEGRAM_BOT_TOKEN: '9:real', PUBLIC_URL: 'https://casino.example' };
  expect(productEnvironment(filling(reachable)).TELEGRAM_UPDATES).toBe('webhook');
});

test('when money is mixed on purpose, the product is told which rails are play, and the sandbox gets no real key', () => {
  const mixed = filling({ TELEGRAM_PROVIDER_TOKEN: '7:LIVE:real', CAGE_ALLOW_MIXED: '1' });
  expect(productEnvironment(mixed).PLAY_MONEY_RAILS).toBe('telegram-invoice,stripe,adyen,ton,usdt');
  expect(JSON.stringify(productEnvironment(mixed))).not.toContain('7:LIVE:real');
  expect(JSON.stringify(telegramSandboxEnvironment(mixed, '/data'))).not.toContain('7:LIVE:real');
});

test('files of players lie in this clone and are scanned; where players are real they wait for a real scanner', () => {
  expect(productEnvironment(filling({}))).toMatchObject({
    DOCUMENTS_DIR: '/home/documents',
    CLAMD_ADDRESS: '127.0.0.1:33100',
    SANCTIONS_LISTS: expect.stringMatching(/sandbox\/sanctions\/.*,.*sandbox\/sanctions\//),
  });
  const own = { CLAMD_ADDRESS: 'clamd.example:3310', SANCTIONS_LISTS: 'https://lists.example/sdn.xml' };
  expect(productEnvironment(filling(own))).toMatchObject(own);
  const real = productEnvironment(filling({ TELEGRAM_BOT_TOKEN: '9:real' }));
  expect([real.CLAMD_ADDRESS, real.SANCTIONS_LISTS, real.DOCUMENTS_UNSCANNED]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(productEnvironment(filling({ DOCUMENTS_UNSCANNED: 'hold' })).DOCUMENTS_UNSCANNED).toBe('hold');
  expect(productEnvironment(filling({ DOCUMENTS_S3_BUCKET: 'documents' })).DOCUMENTS_DIR).toBeUndefined();
});
