import { fileURLToPath } from 'node:url';
import { FluentResource } from '@fluent/bundle';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

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
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/app/',
  html: { cspNonce: '%NONCE%' }, // the API writes one of its own into each answer
  build: { outDir: 'dist', emptyOutDir: true, target: 'es2022', assetsInlineLimit: 0, reportCompressedSize: false },
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
        navigateFallback: '/app/index.html',
        cleanupOutdatedCaches: true,
      },
    }),
  ],
});
