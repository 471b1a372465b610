import { fileURLToPath } from 'node:url';
import { FluentResource } from '@fluent/bundle';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** What the app shows first is made of. */
const FIRST =
  /webapp\/src\/(api\/cache|parts\/(sheet|moments|money|failed|skeletons|waits)|cashier\/(history-list|note)|places|kept|texts|telegram|history-keys)\.|node_modules\/@fluent\//;
/** What app and desk begin with. */
const BOTH =
  /node_modules\/(react|react-dom|scheduler)\/|webapp\/src\/(api\/(client|session)|store|theme|amounts|parts\/icon)\.|domain\/(money|assets|assert)\.|contracts\/texts\/format\./;

/** What speaks with wallets: larger than the app, and fetched only by whoever wants one. */
const WALLETS = /node_modules\/(@tonconnect|tweetnacl|tweetnacl-util|ua-parser-js|deepmerge|classnames)\//;

/** The desk is nothing to install: what is installed is the player's app. */
const notInstalled: Plugin = {
  name: 'staff-desk-is-not-installed',
  enforce: 'post',
  transformIndexHtml: {
    order: 'post',
    handler: (html, { path }) => (path === '/staff.html' ? html.replace(/<link rel="manifest"[^>]*>/, '') : html),
  },
};

/**
 * TON Connect as our page can have it: its own pictures lie with us, because a page may fetch from nowhere else; it writes no
 * handler into the markup, which no page of ours runs; and its buttons say what is drawn on them.
 */
const tonConnect: Plugin = {
  name: 'tonconnect-of-ours',
  transform(source, file) {
    if (!/@tonconnect\/ui\/lib\/index\.mjs$/.test(file)) return undefined;
    let code = source;
    for (const [theirs, ours] of IN_TONCONNECT) {
      if (!code.includes(theirs)) this.error(`@tonconnect/ui has no ${theirs} any more: look at it anew`);
      code = code.replaceAll(theirs, ours);
    }
    return { code, map: null };
  },
};
const PICTURES = 'https://raw.githubusercontent.com/ton-connect/sdk/main/assets';
const IN_TONCONNECT = [
  [`${PICTURES}/ton-icon-48.png`, '/app/tonconnect/ton.svg'],
  [`${PICTURES}/tg.png`, '/app/tonconnect/telegram.svg'],
  [
    'document.body.setAttribute("ontouchstart", "")',
    'document.body.addEventListener("touchstart", () => {}, { passive: true })',
  ],
  ['"data-tc-icon-button": "true"', '"data-tc-icon-button": typeof icon() === "string" ? icon() : "qr"'],
] as const;

/** Texts are read while building: Fluent's parser would be two kilobytes of a first load. */
const texts: Plugin = {
  name: 'texts',
  transform(source, file) {
    if (!file.endsWith('.ftl')) return undefined;
    const patterns = new FluentResource(source).body.map(({ id, value }) => [id, value]);
    return { code: `export default ${JSON.stringify(Object.fromEntries(patterns))}`, map: null };
  },
};

export default defineConfig({
  root: here('.'),
  base: '/app/',
  html: { cspNonce: '%NONCE%' }, // the API writes one of its own into each answer
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    // What later pages are made of is not listed on the first one: those names alone would be a part of each first load.
    modulePreload: { resolveDependencies: (_, pieces, { hostType }) => (hostType === 'html' ? pieces : []) },
    rolldownOptions: {
      input: { index: here('index.html'), staff: here('staff.html') },
      // In one piece each, because many small ones are larger together and take longer, and the first load is counted.
      output: {
        codeSplitting: {
          groups: [
            { name: 'both', test: BOTH },
            { name: 'first', test: FIRST },
            { name: 'rules', test: /domain\/(games|ratio|fairness)/ },
            { name: 'tonconnect', test: WALLETS },
          ],
        },
      },
    },
  },
  plugins: [
    react(),
    texts,
    tonConnect,
    VitePWA({
      registerType: 'prompt', // nobody's page is changed under their hands
      injectRegister: null,
      manifest: {
        id: '/app/',
        name: 'Cage',
        short_name: 'Cage',
        description: 'Your cash, your deposits, and where every payment went.',
        start_url: '/app/',
        scope: '/app/',
        display: 'standalone',
        background_color: '#f1f4f1',
        theme_color: '#0a4536',
        icons: [
          { src: 'icons/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: 'icons/icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: 'icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
      },
      // The shell alone: what belongs to a player is kept by the app itself, marked with its time.
      workbox: {
        globPatterns: ['**/*.{js,css,html,svg,png,webmanifest}'],
        // The desk is no player's, and is never shown from a store. Wallets are not spoken with without a connection.
        globIgnores: ['staff.html', 'assets/staff-*', 'assets/tonconnect-*'],
        navigateFallback: '/app/index.html',
        cleanupOutdatedCaches: true,
      },
    }),
    notInstalled,
  ],
});
