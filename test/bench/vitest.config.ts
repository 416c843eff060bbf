import { defineConfig } from 'vitest/config'

/** `npm run bench`: ratios of things measured side by side in one run. They are printed, and judged by the reader. */
export default defineConfig({
  resolve: { alias: { retort: new URL('../../core/api.ts', import.meta.url).pathname } },
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['test/bench/*.bench.ts'],
    globalSetup: ['test/harness/global-setup.ts'],
    fileParallelism: false,
    testTimeout: 600_000,
    disableConsoleIntercept: true,
  },
})
