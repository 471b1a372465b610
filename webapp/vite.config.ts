import { fileURLToPath } from 'node:url';
import { FluentResource } from '@fluent/bundle';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** What the app shows first is made of. */
const FIRST =
  /webapp\/src\/(api\/cache|parts\/(sheet|moments|money|failed|skeletons)|cashier\/(history-list|note)|places|kept|texts|telegram)\.|node_modules\/@fluent\//;
/** What app and desk begin with. */
const BOTH =
  /node_modules\/(react|react-dom|scheduler)\/|webapp\/src\/(api\/(client|session)|store|theme|amounts|parts\/icon)\.|domain\/(money|assets|assert)\.|contracts\/texts\/format\./;

/** The desk is nothing to install: what is installed is the player's app. */
const notInstalled: Plugin = {
  name: 'staff-desk-is-not-installed',
  enforce: 'post',
  transformIndexHtml: {
    order: 'post',
    handler: (html, { path }) => (path === '/staff.html' ? html.replace(/<link rel="manifest"[^>]*>/, '') : html),
  },
};

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
    rolldownOptions: {
      input: { index: here('index.html'), staff: here('staff.html') },
      // In one piece each, because many small ones are larger together and take longer, and the first load is counted.
      output: {
        codeSplitting: {
          groups: [
            { name: 'both', test: BOTH },
            { name: 'first', test: FIRST },
          ],
        },
      },
    },
  },
  plugins: [
    react(),
    texts,
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
        globIgnores: ['staff.html', 'assets/staff-*'], // the desk is no player's, and is never shown from a store
        navigateFallback: '/app/index.html',
        cleanupOutdatedCaches: true,
      },
    }),
    notInstalled,
  ],
});
