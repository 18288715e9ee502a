import { defineConfig } from 'vitest/config'

/** What drives the BigQuery emulator; `npm run test:bigquery` starts it and sets BIGQUERY_EMULATOR_URL. */
export default defineConfig({
  test: {
    include: ['{packages,apps}/**/*.emulator.test.ts'],
    exclude: ['**/node_modules/**'],
    globalSetup: ['packages/store/src/testing/database-template.ts'],
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    env: { TZ: 'UTC' },
  },
})
