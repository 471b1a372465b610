import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSecrets } from './secrets.ts';

let dir = '';
const file = () => path.join(dir, 'secrets.json');
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'cage-secrets-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

test('secrets are made once, have the shapes their users want, and nobody else may read them', () => {
  const secrets = openSecrets(file(), false);
  expect(secrets.telegramBotToken).toMatch(/^\d{10}:[A-Za-z0-9]{35}$/);
  expect(secrets.telegramWebhookSecret).toMatch(/^[A-Za-z0-9_-]{1,256}$/); // Bot API, setWebhook: secret_token
  expect(Buffer.from(secrets.payloadKeys.replace('k1:', ''), 'base64')).toHaveLength(32);
  expect(Buffer.from(secrets.codePepper, 'base64')).toHaveLength(32);
  expect(Buffer.from(secrets.auditKey.replace('a1:', ''), 'base64')).toHaveLength(32);
  expect(statSync(file()).mode & 0o777).toBe(0o600);
  expect(openSecrets(file(), true)).toEqual(secrets);
});

test('two clones share no secret', () => {
  const [one, other] = [openSecrets(file(), false), openSecrets(`${file()}.other`, false)];
  expect(Object.values(one).filter((secret) => Object.values(other).includes(secret))).toEqual([]);
});

test('a secret that a later version needs is added, the others stay', () => {
  const { redis: _, ...older } = openSecrets(file(), false);
  writeFileSync(file(), JSON.stringify(older));
  const secrets = openSecrets(file(), true);
  expect(secrets).toMatchObject(older);
  expect(secrets.redis).toMatch(/.{20}/);
});

test('a database whose password is gone is not given a new one', () => {
  expect(() => openSecrets(file(), true)).toThrow(/--fresh/);
});

test('a file that cannot be read as JSON is left as it is', () => {
  writeFileSync(file(), '{"databaseSup');
  expect(() => openSecrets(file(), true)).toThrow(/cannot be read as JSON/);
  expect(readFileSync(file(), 'utf8')).toBe('{"databaseSup');
});
