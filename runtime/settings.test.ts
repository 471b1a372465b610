import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { describeSettings, readSettings, type SettingName, settingsSchema, thresholdsOf } from './settings.ts';

const names = Object.keys(settingsSchema.shape) as SettingName[];
const key = Buffer.alloc(32, 1).toString('base64');
const otherKey = Buffer.alloc(32, 2).toString('base64');

/** What must be set before a process starts, each as it should be. */
const good: Partial<Record<SettingName, string>> = {
  DATABASE_URL: 'postgresql://cage_app:pw@db:5432/cage',
  AUDIT_DATABASE_URL: 'postgresql://cage_sealer:pw@db:5432/cage',
  REDIS_URL: 'redis://:pw@cache:6379',
  TEMPORAL_ADDRESS: 'temporal:7233',
  TEMPORAL_NAMESPACE: 'cage',
  PAYLOAD_KEYS: `new:${key},old:${otherKey}`,
  JWT_PRIVATE_KEY: `new:${key},old:${otherKey}`,
  CODE_PEPPER: key,
  JURISDICTION: 'malta',
  AUDIT_KEY: `new:${key},old:${otherKey}`,
  AUDIT_HEADS_FILE: '/var/lib/cage/heads.jsonl',
  PUBLIC_URL: 'https://cage.example',
  TELEGRAM_BOT_TOKEN: '123456789:AAExampleExampleExampleExampleExamp',
  TELEGRAM_WEBHOOK_SECRET: 'a-secret-of-some-length',
};

const read = (env: Partial<Record<SettingName, string>>) => readSettings({ ...good, ...env }, names);

function complaintAbout(env: Partial<Record<SettingName, string | undefined>>): string {
  try {
    readSettings({ ...good, ...env }, names);
  } catch (error) {
    return (error as Error).message;
  }
  return 'accepted';
}

test('what is right is read, and what is not given is off or has a default that leads to no stand-in', () => {
  expect(read({})).toMatchObject({
    PORT: 8080,
    HOST: '127.0.0.1',
    TELEGRAM_API_ROOT: 'https://api.telegram.org',
    TELEGRAM_PROVIDER_TOKEN: [],
    PLAY_MONEY_RAILS: [],
    CODEC_ORIGINS: [],
    TELEGRAM_OAUTH_ROOT: 'https://oauth.telegram.org',
    TELEGRAM_LAUNCH_KEY: 'e7bf03a2fa4602af4580703d88dda5bb59f32ed8b02a56c187fe7d34caed242d',
    TELEGRAM_BOT_TOKEN: [{ botId: '123456789', token: good.TELEGRAM_BOT_TOKEN }],
  });
});

test('the staff desk is closed, and nobody logs in by OpenID, until a provider is given', () => {
  const settings = read({});
  for (const name of [
    'TELEGRAM_CLIENT_SECRET',
    'STAFF_OIDC_ISSUER',
    'STAFF_OIDC_CLIENT_ID',
    'STAFF_OIDC_CLIENT_SECRET',
  ] as const)
    expect(settings[name]).toBeUndefined();
  expect(settings.STAFF_ROLES).toEqual(['support=support', 'compliance=compliance', 'ops=ops', 'auditor=auditor']);
  expect(read({ STAFF_ROLES: 'ops=cage-ops' }).STAFF_ROLES).toEqual(['ops=cage-ops']);
});

test('the first payload key writes, and all are read', () => {
  const { PAYLOAD_KEYS } = read({});
  expect(PAYLOAD_KEYS.map(({ id }) => id)).toEqual(['new', 'old']);
  expect(PAYLOAD_KEYS.map(({ key: bytes }) => bytes)).toEqual([Buffer.alloc(32, 1), Buffer.alloc(32, 2)]);
});

test.each([
  ['DATABASE_URL', 'mysql://root:canary-7@db/cage'],
  ['DATABASE_URL', 'canary-7'],
  ['REDIS_URL', 'http://:canary-7@cache'],
  ['TEMPORAL_ADDRESS', 'canary-7'],
  ['TEMPORAL_ADDRESS', 'http://canary-7:7233/'],
  ['PAYLOAD_KEYS', 'canary-7'],
  ['PAYLOAD_KEYS', 'k1:Y2FuYXJ5LTc='],
  ['PAYLOAD_KEYS', `same:${key},same:${otherKey}`],
  ['JWT_PRIVATE_KEY', 'canary-7'],
  ['TRUSTED_PROXIES', 'canary-7'],
  ['MOST_LAG_MS', 'canary-7'],
  ['SESSION_IDLE_MINUTES', '1'],
  ['CORS_ORIGINS', 'canary-7'],
  ['CODEC_ORIGINS', 'canary-7'],
  ['CODEC_ORIGINS', 'https://workflows.example/canary-7'],
  ['CODEC_ORIGINS', 'https://workflows.example, HTTPS://Canary-7.example'],
  ['CODE_PEPPER', 'canary-7'],
  ['JURISDICTION', 'canary-7'],
  ['CODE_PEPPER', 'Y2FuYXJ5LTc='],
  ['AUDIT_KEY', 'canary-7'],
  ['AUDIT_KEY', `same:${key},same:${otherKey}`],
  ['AUDIT_PUBLIC_KEY', 'k1:Y2FuYXJ5LTc='],
  ['PUBLIC_URL', 'ftp://canary-7'],
  ['PUBLIC_URL', 'canary-7'],
  ['PORT', 'canary-7'],
  ['PORT', '65536'],
  ['PORT', '-1'],
  ['PORT', '80.5'],
  ['TELEGRAM_BOT_TOKEN', 'canary-7'],
  ['TELEGRAM_BOT_TOKEN', '123456789:canary-7'],
  ['TELEGRAM_API_ROOT', 'canary-7'],
  ['TELEGRAM_WEBHOOK_SECRET', 'canary-7'],
  ['TELEGRAM_WEBHOOK_SECRET', 'canary-7 with blanks in it'],
  ['TELEGRAM_UPDATES', 'canary-7'],
  ['TELEGRAM_PROVIDER_TOKEN', 'cnry-7'],
  ['TELEGRAM_PROVIDER_TOKEN', ',provider-token-of-the-second-bot'],
  ['PLAY_MONEY_RAILS', 'canary-7'],
  ['PLAY_MONEY_RAILS', 'telegram-invoice,canary-7'],
  ['TELEGRAM_LAUNCH_KEY', 'canary-7'],
  ['TELEGRAM_LAUNCH_KEY', `${'ab'.repeat(31)}cnry-7`],
  ['TELEGRAM_OAUTH_ROOT', 'canary-7'],
  ['TELEGRAM_OAUTH_ROOT', 'http://canary-7.example'],
  ['TELEGRAM_CLIENT_SECRET', 'cnry-7'],
  ['STAFF_OIDC_ISSUER', 'http://canary-7.example'],
  ['STAFF_OIDC_CLIENT_SECRET', 'cnry-7'],
  ['STAFF_ROLES_CLAIM', 'canary-7..roles'],
  ['STAFF_ROLES', 'canary-7'],
  ['STAFF_ALERT_CHAT', 'canary-7'],
  ['STAFF_ALERT_AGAIN_MINUTES', 'canary-7'],
  ['STAFF_ROLES', 'support=a,canary=7'],
  ['LOG_LEVEL', 'canary-7'],
] as [SettingName, string][])('%s=%s is refused in one line that names it and does not show it', (name, value) => {
  const complaint = complaintAbout({ [name]: value });
  expect(complaint).toMatch(new RegExp(`^${name} \\S.{5,}$`));
  expect(complaint).not.toContain(value);
  expect(complaint).not.toMatch(/canary|cnry|Y2Fu/);
});

test.each(Object.keys(good) as SettingName[])('%s missing or empty is told with what it is', (name) => {
  for (const absent of [undefined, '']) {
    const complaint = complaintAbout({ [name]: absent });
    expect(complaint).toMatch(new RegExp(`^${name} is not set; it is \\S`));
    expect(complaint).toContain(String(settingsSchema.shape[name].meta()?.about));
  }
});

test('a process that does not ask for a setting does not need it', () => {
  expect(readSettings({ TEMPORAL_NAMESPACE: 'cage' }, ['TEMPORAL_NAMESPACE'])).toEqual({ TEMPORAL_NAMESPACE: 'cage' });
});

test('a bad setting that nobody asked for stops nobody', () => {
  expect(readSettings({ TEMPORAL_NAMESPACE: 'cage', PORT: 'none' }, ['TEMPORAL_NAMESPACE'])).not.toHaveProperty('PORT');
});

test('every setting says what it is, and whether it is a secret', () => {
  const told = names.filter((name) => typeof settingsSchema.shape[name].meta()?.about === 'string');
  expect(told).toEqual(names);
  const secrets = names.filter((name) => settingsSchema.shape[name].meta()?.secret === true);
  expect(secrets).toEqual(
    expect.arrayContaining(
      names.filter((name) => /TOKEN|SECRET|KEYS|PEPPER|AUDIT_KEY|PRIVATE_KEY|DATABASE|REDIS/.test(name)),
    ),
  );
});

test('docs/settings.md is the table that the schema makes', () => {
  expect(readFileSync(new URL('../docs/settings.md', import.meta.url), 'utf8')).toContain(`\n${describeSettings()}\n`);
});

test('from where on withdrawals need approval is read by asset, and play money follows what it plays at', () => {
  const { WITHDRAWAL_APPROVE_ABOVE: lines } = readSettings({ WITHDRAWAL_APPROVE_ABOVE: 'EUR:250.50, TON:10' }, [
    'WITHDRAWAL_APPROVE_ABOVE',
  ]);
  expect(thresholdsOf(lines)).toEqual({
    EUR: 25_050n,
    'PLAY-EUR': 25_050n,
    TON: 10_000_000_000n,
    'PLAY-TON': 10_000_000_000n,
  });
  for (const wrong of ['EUR', 'DOGE:1', 'EUR:1.234', 'EUR:-1'])
    expect(() => readSettings({ WITHDRAWAL_APPROVE_ABOVE: wrong }, ['WITHDRAWAL_APPROVE_ABOVE'])).toThrow(
      'WITHDRAWAL_APPROVE_ABOVE must be <asset>:<amount>',
    );
});
