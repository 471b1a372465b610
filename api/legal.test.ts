import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import express from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { languages } from '../contracts/languages.ts';
import { loadTexts } from '../runtime/texts.ts';
import type { Guard } from './guard.ts';
import type { Operator } from './legal-page.ts';
import { ICON, legal } from './routes/legal.ts';
import { pages } from './webapp.ts';

const guard = { unguarded: (_request: unknown, _response: unknown, next: () => void) => next() } as unknown as Guard;
const named: Operator = { name: 'Cage <b>Ltd</b>', contact: '@cage_staff' };
const servers: ReturnType<typeof createServer>[] = [];
async function house(operator: Operator): Promise<string> {
  const app = express();
  app.use(legal({ guard, publicUrl: 'https://cage.example', operator, texts: loadTexts() }));
  const folder = fileURLToPath(new URL('../webapp/public', import.meta.url));
  app.use(pages({ webApp: { folder, frames: [] }, walletApps: { get: async () => [] }, guard }));
  const server = createServer(app);
  servers.push(server);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

let root: string;
beforeAll(async () => {
  root = await house(named);
});
afterAll(() => {
  for (const server of servers) server.close();
});

test('a wallet of any page reads who asks, and the icon it shows is a picture as large as it wants', async () => {
  const answer = await fetch(`${root}/tonconnect-manifest.json`);
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  expect(await answer.json()).toEqual({
    url: 'https://cage.example',
    name: 'Cage',
    iconUrl: 'https://cage.example/app/icons/icon-192.png',
    termsOfUseUrl: 'https://cage.example/terms',
    privacyPolicyUrl: 'https://cage.example/privacy',
  });
  const icon = readFileSync(new URL(`../webapp/public/${ICON.slice('/app/'.length)}`, import.meta.url));
  expect(icon.subarray(1, 4).toString()).toBe('PNG');
  expect([icon.readUInt32BE(16), icon.readUInt32BE(20)]).toEqual([192, 192]);
  expect((await fetch(root + ICON)).headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  const other = await fetch(root + ICON.replace('192', '512'));
  expect([other.status, other.headers.get('cross-origin-resource-policy')]).toEqual([200, 'same-origin']);
});

test.each(['terms', 'privacy'])(
  '/%s speaks every language, runs nothing, and shows what an operator wrote as text',
  async (page) => {
    for (const language of languages) {
      const answer = await fetch(`${root}/${page}?lang=${language}`);
      const text = await answer.text();
      expect(text).toContain(`<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">`);
      expect(text).toContain('Cage &lt;b&gt;Ltd&lt;/b&gt;');
      expect(text).toContain('@cage_staff');
      expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-[^' ]+'; /);
    }
    const inRussian = await fetch(`${root}/${page}`, { headers: { 'accept-language': 'ru-RU,ru;q=0.9,en;q=0.5' } });
    expect(await inRussian.text()).toContain('<html lang="ru"');
    expect(await (await fetch(`${root}/${page}?lang=<script>`)).text()).toContain('<html lang="');
  },
);

test('where nobody says who runs the house, its pages say that', async () => {
  const text = await (await fetch(`${await house({ name: undefined, contact: undefined })}/terms?lang=en`)).text();
  expect(text).toContain('has not filled in who they are');
});
