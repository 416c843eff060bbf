import { svelte } from '@sveltejs/vite-plugin-svelte'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vite'

/** The page is served from a file, from a custom scheme and from a loopback server: every address in it is relative. */
export default defineConfig({
  base: './',
  plugins: [tailwindcss(), svelte()],
  build: {
    outDir: '../dist/page',
    emptyOutDir: true,
    // Nothing as `data:`: the content security policy allows fonts and images from the page's own address only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 8000,
  },
})
