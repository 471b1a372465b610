import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { findChromium, whyNoChromium } from '../sandbox/testing/chromium.ts';

const pictures = path.join(import.meta.dirname, '..', '.cage', 'pictures');

/** Chromium asks its makers' servers at every start; nothing of ours needs them. */
const QUIET = [
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/**
 * Temporal's Web UI moves without end, whatever motion its visitor prefers: a third of a core for each workflow that is under way on
 * a page nobody looks at. There all that moves moves once.
 */
const CALM = `if (location.pathname.startsWith('/namespaces/')) addEventListener('DOMContentLoaded', () => {
  const style = document.createElement('style');
  style.textContent = '*, *::before, *::after { animation-iteration-count: 1 !important }';
  document.head.append(style);
});`;

/** A machine that is busy with other journeys is late; what never comes, does not come in this time either. */
const PATIENCE_MS = 60_000;

export type Screen = 'phone' | 'desktop';
export const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } } as const;

let open: Browser | undefined;

/**
 * Undefined where there is no Chromium; the line that says so has been printed. One serves all journeys of a process, one after the
 * other: who is done leaves it by `leaveBrowser`.
 */
export async function openBrowser(): Promise<Browser | undefined> {
  if (open?.isConnected()) return open;
  const executablePath = await findChromium(process.env, (doing) => void process.stdout.write(`${doing}\n`));
  if (!executablePath) {
    process.stdout.write(`${whyNoChromium}\n`);
    return undefined;
  }
  // As root Chromium refuses its own sandbox; the pages are ours.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  open = await chromium.launch({ executablePath, args: [...QUIET, ...asRoot], handleSIGTERM: false });
  open.on('context', (context) => {
    context.setDefaultTimeout(PATIENCE_MS);
    void context.addInitScript(CALM);
  });
  process.once('SIGTERM', () => process.exit()); // by which a run ends its processes; on an exit the browser goes with it
  return open;
}

/** Closes what is still open in it, of a journey that failed too: a page that nobody looks at goes on asking its server. */
export async function leaveBrowser(browser: Browser | undefined): Promise<void> {
  await Promise.all((browser?.contexts() ?? []).map((context) => context.close()));
}

export type Wish = { readonly dark?: boolean };

/** A page that fails the journey on any error of its own. */
export async function openPage(
  browser: Browser,
  screen: Screen,
  url: string,
  { dark = false }: Wish = {},
): Promise<{ page: Page; faults: string[] }> {
  const colorScheme = dark ? 'dark' : 'light';
  const page = await browser.newPage({ viewport: sizes[screen], reducedMotion: 'reduce', colorScheme });
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (line) => {
    if (line.type() === 'error') faults.push(`${line.text()} ${line.location().url}`.trim());
  });
  await page.goto(url);
  return { page, faults };
}

/** For people to look at, in .cage/pictures; taken where PICTURES is set, for nothing is asserted of them. */
export async function picture(page: Page, name: string): Promise<void> {
  if (!process.env.PICTURES) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: path.join(pictures, `${name}.png`), animations: 'disabled' });
}
