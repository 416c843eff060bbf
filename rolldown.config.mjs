import { defineConfig } from 'rolldown'

const platform = /** @type {const} */ ('node')
/** Every command reads these: as a part of the program they are one file, and only what is used of them. */
const bundled = '(?:commander|zod)(?:$|\\/)'
const external = [/^node:/, /^electron($|\/)/, new RegExp(`^(?!${bundled})[a-z@](?!:)[^:]*$`)]

export default defineConfig([
  {
    input: {
      'core/retort': 'core/cli/retort.ts',
      'core/cli': 'core/cli/main.ts',
      'core/start': 'core/cli/start.ts',
      'core/api': 'core/api.ts',
      'core/engine': 'core/hosts/engine-process.ts',
      'electron/main': 'electron/main.ts',
      'electron/engine': 'electron/engine.ts',
    },
    platform,
    external,
    output: { dir: 'dist', format: 'esm', cleanDir: false, sourcemap: true, chunkFileNames: 'chunks/[name]-[hash].js' },
  },
  {
    // A sandboxed preload is one plain CommonJS script that may require nothing but electron itself.
    input: 'electron/preload.ts',
    platform: 'browser',
    external: [/^electron($|\/)/],
    output: { file: 'dist/electron/preload.cjs', format: 'cjs' },
  },
])
