import lighthouse from 'lighthouse';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findChromium } from '../sandbox/testing/chromium.ts';
import { freePort, type House, openHouse } from '../sandbox/testing/house.ts';

/* Its scores need a machine that does nothing else: npm run soak -- lighthouse */

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

test('the built Mini App scores at least 95 on a phone, for performance, accessibility and best practices', async () => {
  const executablePath = await findChromium(process.env, () => undefined);
  expect(executablePath).toBeDefined();
  const port = await freePort();
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({
    executablePath: executablePath as string,
    args: [`--remote-debugging-port=${port}`, '--disable-gpu', ...asRoot],
  });
  const url = house.telegram.player('Lynn').opensMiniApp(`${house.url}/app/`);
  const result = await lighthouse(url, {
    port,
    output: 'json',
    logLevel: 'error',
    formFactor: 'mobile',
    onlyCategories: ['performance', 'accessibility', 'best-practices'],
  });
  await browser.close();
  const { categories = {}, audits = {} } = result?.lhr ?? {};
  const scores = Object.fromEntries(
    Object.values(categories).map(({ id, score }) => [id, Math.round((score ?? 0) * 100)]),
  );
  const shown = [
    'first-contentful-paint',
    'largest-contentful-paint',
    'total-blocking-time',
    'cumulative-layout-shift',
  ];
  process.stdout.write(
    `${JSON.stringify(scores)} ${shown.map((id) => `${id} ${audits[id]?.displayValue}`).join(', ')}\n`,
  );
  const failed = Object.values(audits)
    .filter(({ score, scoreDisplayMode }) => score !== null && score < 0.9 && scoreDisplayMode !== 'informative')
    .map(({ id, displayValue = '' }) => `${id} ${displayValue}`.trim());
  process.stdout.write(`below 0.9: ${failed.join('; ') || 'nothing'}\n`);
  expect(Math.min(...Object.values(scores))).toBeGreaterThanOrEqual(95);
});

test('home scrolls at the screen’s own pace on a processor four times slower', async () => {
  const executablePath = (await findChromium(process.env, () => undefined)) as string;
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath, args: ['--disable-gpu', ...asRoot] });
  const page = await browser.newPage({ viewport: { width: 390, height: 500 } });
  const player = house.telegram.player('Scott');
  for (let n = 0; n < 6; n++) {
    player.says('10');
    await player.sees(/Open until/);
    await player.pays();
    await player.sees(/is in your cash/);
  }
  await page.goto(player.opensMiniApp(`${house.url}/app/`));
  await page.locator('.list .row').nth(3).waitFor();
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const frames = (await page.evaluate(`new Promise((resolve) => {
    const times = [];
    const step = (now) => {
      times.push(now);
      scrollTo(0, (Math.sin(times.length / 12) + 1) * (document.body.scrollHeight - innerHeight) / 2);
      if (times.length < 240) requestAnimationFrame(step);
      else resolve(times.slice(1).map((time, n) => time - times[n]));
    };
    requestAnimationFrame(step);
  })`)) as number[];
  await browser.close();
  const perSecond = 1_000 / (frames.reduce((sum, each) => sum + each, 0) / frames.length);
  const late = frames.filter((ms) => ms > 25).length;
  process.stdout.write(`${perSecond.toFixed(1)} frames a second, ${late} of ${frames.length} late\n`);
  expect(perSecond).toBeGreaterThan(55);
});
