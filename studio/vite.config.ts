import { defineConfig } from 'vite';

/** The page: a few files, all of which its own server gives out. */
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../dist/studio/page',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    // The policy of the page allows no data in place of files.
    assetsInlineLimit: 0,
  },
});
