import { defineConfig } from 'vitest/config'

/** The ordinary suite: Node and npm are enough. Slower or external parts are `*.conformance.test.ts`. */
export default defineConfig({
  test: {
    include: ['{packages,apps,tools}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', '**/*.conformance.test.ts', '**/*.emulator.test.ts', '**/.next/**'],
    globalSetup: ['packages/store/src/testing/database-template.ts'],
    pool: 'forks',
    // No test changes what modules hold, and loading the same modules for every file is a third of the time.
    isolate: false,
    maxWorkers: 2,
    // Far more than any test takes: two cores may be busy with what another test started.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    env: { TZ: 'UTC' },
  },
})
