import { defineConfig } from 'vitest/config'

/** The deep suite: crash rounds, PostgreSQL, third-party data, the browser. See CONTRIBUTING for what it needs. */
export default defineConfig({
  test: {
    include: ['{packages,apps,tools}/**/*.conformance.test.ts'],
    exclude: [
      '**/node_modules/**',
      '**/.next/**',
      // These need a server, which tools/conformance.ts starts.
      ...(process.env['TEST_DATABASE_URL'] ? [] : ['**/*.postgres.conformance.test.ts']),
    ],
    globalSetup: ['packages/store/src/testing/database-template.ts'],
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 120_000,
    env: { TZ: 'UTC' },
  },
})
