import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { SecretRegistry } from '@cloudact/security/secret-registry'
import { describe, expect, it } from 'vitest'
import { toApiConfig } from './config.ts'
import { readApiEnvironment } from './env.ts'
import { loadApiSecrets } from './secrets.ts'

describe('the settings', () => {
  it('need nothing in development', () => {
    const config = toApiConfig(readApiEnvironment({}))

    expect(config).toMatchObject({
      port: 8000,
      production: false,
      pipelineBaseUrl: 'http://127.0.0.1:8001',
      publicUrl: 'http://localhost:3000',
      importFolders: [],
      http: {
        corsOrigins: [],
        rateLimits: { orgPerMinute: 6_000, rootPerMinute: 600, failedAuthPerMinute: 60 },
      },
    })
    expect(config.http.trustedOrigins).toEqual(['http://localhost:3000', 'http://127.0.0.1:3000'])
  })

  it('name every faulty variable at once and never its value', () => {
    const read = () =>
      readApiEnvironment({
        PORT_API: 'http',
        ENVIRONMENT: 'prod',
        RATE_LIMIT_ORG_PER_MINUTE: '0',
        CLOUDACT_PUBLIC_URL: 'hunter2',
      })

    expect(read).toThrow(/PORT_API[\s\S]*ENVIRONMENT|ENVIRONMENT[\s\S]*PORT_API/)
    expect(read).toThrow(/CLOUDACT_PUBLIC_URL/)
    expect(read).not.toThrow(/hunter2|"prod"/)
  })

  it('refuse an unsafe production, all faults at once', () => {
    const start = () =>
      toApiConfig(readApiEnvironment({ ENVIRONMENT: 'production', DISABLE_AUTH: 'true', CORS_ORIGINS: '*' }))

    expect(start).toThrow(/DISABLE_AUTH[\s\S]*CORS_ORIGINS[\s\S]*CA_ROOT_API_KEY[\s\S]*CLOUDACT_PUBLIC_URL/)
  })

  it('trust no local page in production', () => {
    const config = toApiConfig(
      readApiEnvironment({
        ENVIRONMENT: 'production',
        CA_ROOT_API_KEY: 'k'.repeat(32),
        CLOUDACT_PUBLIC_URL: 'https://app.example.com/',
      }),
    )

    expect(config.http.trustedOrigins).toEqual(['https://app.example.com'])
  })

  it('make the secrets once and keep them out of the log from then on', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'config-'))
    const environment = readApiEnvironment({ CLOUDACT_DATA_DIR: folder })
    const registry = new SecretRegistry()

    const first = await loadApiSecrets(environment, toApiConfig(environment), registry)
    const second = await loadApiSecrets(environment, toApiConfig(environment), registry)

    expect([first.rootKey.created, second.rootKey.created]).toEqual([true, false])
    expect(second.sessionSecret).toBe(first.sessionSecret)
    expect(registry.redact(`${first.rootKey.value} ${first.sessionSecret}`)).toBe('[redacted] [redacted]')
    await rm(folder, { recursive: true })
  })
})
