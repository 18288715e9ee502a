import { defineConfig } from '@playwright/test'

/** Runs against a system that is up already: `BASE_URL=http://localhost:3000 playwright test -c apps/web`. */
export default defineConfig({
  testDir: './e2e',
  testMatch: '*.e2e.ts',
  outputDir: '../../test-results/web',
  fullyParallel: false,
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  metadata: {
    /** Where the deployment under test sends its mail; the tests listen there. */
    smtpPort: Number(process.env['E2E_SMTP_PORT'] ?? 2525),
    /** A key the OpenAI simulator of the deployment under test accepts. */
    openaiAdminKey: process.env['E2E_OPENAI_ADMIN_KEY'] ?? 'sk-admin-demo-0123456789abcdef0123456789abcdef',
  },
  use: {
    baseURL: process.env['BASE_URL'] ?? 'http://localhost:3000',
    viewport: { width: 1280, height: 900 },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox'],
    },
  },
})
