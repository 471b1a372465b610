import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Environment, makePlan, type Plan } from './plan.ts';

const planned = (env: Environment): Plan => {
  const plan = makePlan(env);
  if ('reason' in plan) throw new Error(`refused: ${plan.text}`);
  return plan;
};

test('with nothing given, everything is started and the outside world is the sandbox', () => {
  expect(planned({})).toEqual({
    start: { postgres: true, redis: true, temporal: true },
    sandbox: { telegram: true, stripe: true, adyen: true, ton: true },
    staff: 'sandbox',
    prices: 'sandbox',
    scanner: 'sandbox',
    sanctions: 'sandbox',
    skipped: [],
    playMoneyRails: [],
  });
});

test('what has an address given is not started, and the setting that says so is named', () => {
  const plan = planned({
    DATABASE_URL: 'postgresql://db',
    REDIS_URL: 'redis://r',
    TEMPORAL_ADDRESS: 't:7233',
    TELEGRAM_BOT_TOKEN: '1:a',
  });
  expect(plan.start).toEqual({ postgres: false, redis: false, temporal: false });
  expect(plan.skipped.map(({ because }) => because)).toEqual([
    'DATABASE_URL',
    'REDIS_URL',
    'TEMPORAL_ADDRESS',
    'TELEGRAM_BOT_TOKEN',
  ]);
});

test('a setting that is empty is a setting that is not given', () => {
  expect(planned({ DATABASE_URL: '', TELEGRAM_BOT_TOKEN: ' ' })).toEqual(planned({}));
});

test('the sandbox never pays into a given database', () => {
  const refusal = makePlan({ DATABASE_URL: 'postgresql://db' });
  expect(refusal).toMatchObject({ reason: 'mixed-money' });
  expect('text' in refusal && refusal.text).toMatch(/DATABASE_URL.*TELEGRAM_BOT_TOKEN.*CAGE_ALLOW_MIXED=1/);
});

test('a real provider token without a real bot is refused as mixing', () => {
  expect(makePlan({ TELEGRAM_PROVIDER_TOKEN: '1:LIVE:x' })).toMatchObject({ reason: 'mixed-money' });
  expect(makePlan({ TELEGRAM_API_ROOT: 'https://bots.example' })).toMatchObject({ reason: 'mixed-money' });
});

test('a database for the migration alone is half a database', () => {
  expect(makePlan({ DATABASE_OWNER_URL: 'postgresql://db' })).toMatchObject({ reason: 'half-given' });
});

test('mixing on purpose makes the sandboxed rails credit play money', () => {
  expect(planned({ DATABASE_URL: 'postgresql://db', CAGE_ALLOW_MIXED: '1' }).playMoneyRails).toEqual([
    'telegram-invoice',
    'stripe',
    'adyen',
    'ton',
    'usdt',
  ]);
  expect(planned({ TELEGRAM_BOT_TOKEN: '1:a', CAGE_ALLOW_MIXED: '1' })).toMatchObject({
    sandbox: { telegram: false, stripe: true },
    playMoneyRails: ['stripe', 'adyen', 'ton', 'usdt'],
  });
});

test('beside real money, cards nobody gave are off, and not played', () => {
  const plan = planned({ TELEGRAM_BOT_TOKEN: '1:a' });
  expect(plan).toMatchObject({
    sandbox: { telegram: false, stripe: false, adyen: false, ton: false },
    playMoneyRails: [],
  });
  expect(plan.skipped.map(({ title }) => title)).toEqual(['Telegram']);
  expect(makePlan({ TELEGRAM_BOT_TOKEN: '1:a', STRIPE_WEBHOOK_SECRET: 'whsec_1' })).toMatchObject({
    reason: 'half-given',
    text: expect.stringContaining('STRIPE_SECRET_KEY is not'),
  });
});

test('real cards beside a made-up Telegram are refused as mixing', () => {
  expect(makePlan({ STRIPE_SECRET_KEY: 'sk_live_1' })).toMatchObject({ reason: 'mixed-money' });
  expect(planned({ STRIPE_SECRET_KEY: 'sk_live_1', CAGE_ALLOW_MIXED: '1' }).playMoneyRails).toEqual([
    'telegram-invoice',
    'adyen',
    'ton',
    'usdt',
  ]);
});

test('only the word 1 allows mixing', () => {
  for (const said of ['0', 'true', 'yes', '']) {
    expect(makePlan({ DATABASE_URL: 'postgresql://db', CAGE_ALLOW_MIXED: said })).toMatchObject({
      reason: 'mixed-money',
    });
  }
});

test('the sandbox’s staff, whom anybody can be, are there only where everything is made up', () => {
  expect(planned({}).staff).toBe('sandbox');
  expect(planned({ REDIS_URL: 'redis://r', TEMPORAL_ADDRESS: 't:7233' }).staff).toBe('sandbox');
  expect(planned({ TELEGRAM_BOT_TOKEN: '1:a' }).staff).toBe('closed');
  expect(planned({ DATABASE_URL: 'postgresql://db', CAGE_ALLOW_MIXED: '1' }).staff).toBe('closed');
  expect(planned({ TELEGRAM_OAUTH_ROOT: 'https://o.example', CAGE_ALLOW_MIXED: '1' }).staff).toBe('closed');
});

test('a scanner of one virus and invented sanctions lists are there only where everybody is made up: nobody real is cleared by them', () => {
  const both = (env: Environment) => [planned(env).scanner, planned(env).sanctions];
  expect(both({})).toEqual(['sandbox', 'sandbox']);
  expect(both({ TELEGRAM_BOT_TOKEN: '1:a' })).toEqual(['off', 'off']);
  expect(both({ CLAMD_ADDRESS: 'clamd:3310', SANCTIONS_LISTS: '/lists/sdn.xml' })).toEqual(['given', 'given']);
});

test('made-up prices are there only where everything is made up: no real money is exchanged by them', () => {
  expect(planned({}).prices).toBe('sandbox');
  expect(planned({ TELEGRAM_BOT_TOKEN: '1:a' }).prices).toBe('off');
  expect(planned({ DATABASE_URL: 'postgresql://db', CAGE_ALLOW_MIXED: '1' }).prices).toBe('off');
  expect(planned({ PRICE_SOURCES: 'coinbase=https://c.example,kraken=https://k.example' }).prices).toBe('given');
});

test('a provider of staff that is given whole is used; half of one is refused', () => {
  const whole = { STAFF_OIDC_ISSUER: 'https://id.example', STAFF_OIDC_CLIENT_ID: 'c', STAFF_OIDC_CLIENT_SECRET: 's' };
  expect(planned({ ...whole, TELEGRAM_BOT_TOKEN: '1:a' }).staff).toBe('given');
  expect(planned(whole)).toMatchObject({ staff: 'given', sandbox: { telegram: true, stripe: true } });
  for (const name of Object.keys(whole)) {
    const refusal = makePlan({ ...whole, [name]: '' });
    expect(refusal).toMatchObject({ reason: 'half-given', text: expect.stringContaining(`but ${name} is not`) });
  }
});

const settings = [
  'DATABASE_URL',
  'DATABASE_OWNER_URL',
  'REDIS_URL',
  'TEMPORAL_ADDRESS',
  'TELEGRAM_BOT_TOKEN',
  'TELEGRAM_PROVIDER_TOKEN',
  'TELEGRAM_API_ROOT',
  'STRIPE_SECRET_KEY',
  'STRIPE_WEBHOOK_SECRET',
  'ADYEN_API_KEY',
  'ADYEN_HMAC_KEY',
  'TON_API_URL',
  'TON_HOT_WALLET_KEY',
  'CAGE_ALLOW_MIXED',
];

test('whatever is given, sandbox money meets real books or real keys only as play money', () => {
  fc.assert(
    fc.property(fc.subarray(settings), (given) => {
      const plan = makePlan(Object.fromEntries(given.map((name) => [name, '1'])));
      if ('reason' in plan) return;
      const real = given.some((name) => !['REDIS_URL', 'TEMPORAL_ADDRESS', 'CAGE_ALLOW_MIXED'].includes(name));
      const played = [
        ...(plan.sandbox.telegram ? ['telegram-invoice'] : []),
        ...(plan.sandbox.stripe ? ['stripe'] : []),
        ...(plan.sandbox.adyen ? ['adyen'] : []),
        ...(plan.sandbox.ton ? ['ton', 'usdt'] : []),
      ];
      expect(plan.playMoneyRails).toEqual(real ? played : []);
      expect(plan.staff).toBe(real ? 'closed' : 'sandbox');
    }),
  );
});
