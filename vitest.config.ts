import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vitest/config'

const alias = { retort: new URL('./core/api.ts', import.meta.url).pathname }

/** One project per kind of test; `npm test` runs them all, `npm run test:e2e` only the last. */
export default defineConfig({
  test: {
    reporters: ['default', './test/harness/summary-reporter.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        resolve: { alias },
        test: {
          name: 'core',
          globalSetup: ['test/harness/global-setup.ts'],
          include: ['test/{unit,dialects,parity,contract}/**/*.test.ts'],
        },
      },
      {
        extends: true,
        plugins: [svelte({ configFile: false })],
        resolve: { alias, conditions: ['browser'] },
        test: { name: 'renderer', include: ['test/renderer/**/*.test.ts'] },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          globalSetup: ['test/harness/global-setup.ts'],
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
