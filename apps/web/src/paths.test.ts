import { describe, expect, it } from 'vitest'
import { downloads, paths, safeNext } from './paths.ts'

describe('paths', () => {
  it('spells every page of an organization', () => {
    expect({
      home: paths.home(),
      login: paths.login(),
      loginNext: paths.login('/acme/costs?group=service'),
      signup: paths.signup(),
      newOrganization: paths.newOrganization(),
      organization: paths.organization('acme'),
      dashboard: paths.dashboard('acme'),
      dashboardBilled: paths.dashboard('acme', { metric: 'billed' }),
      costs: paths.costs('acme', { providers: 'AWS,OpenAI', start: '2026-11-01', end: undefined }),
      conformance: paths.conformance('acme'),
      reconciliation: paths.reconciliation('acme'),
      prices: paths.prices('acme', { q: 'gpt-5' }),
      integrations: paths.integrations('acme'),
      integration: paths.integration('acme', 'genai', 'openai'),
      pipelines: paths.pipelines('acme'),
      run: paths.run('acme', '0195-run'),
      settings: paths.settings('acme'),
      notifications: paths.notifications('acme'),
    }).toMatchInlineSnapshot(`
      {
        "conformance": "/acme/costs/conformance",
        "costs": "/acme/costs?providers=AWS%2COpenAI&start=2026-11-01",
        "dashboard": "/acme/dashboard",
        "dashboardBilled": "/acme/dashboard?metric=billed",
        "home": "/",
        "integration": "/acme/integrations/genai/openai",
        "integrations": "/acme/integrations",
        "login": "/login",
        "loginNext": "/login?next=%2Facme%2Fcosts%3Fgroup%3Dservice",
        "newOrganization": "/new",
        "notifications": "/acme/settings/notifications",
        "organization": "/acme",
        "pipelines": "/acme/pipelines",
        "prices": "/acme/genai/prices?q=gpt-5",
        "reconciliation": "/acme/genai/reconciliation",
        "run": "/acme/pipelines/runs/0195-run",
        "settings": "/acme/settings",
        "signup": "/signup",
      }
    `)
  })

  it('keeps a hostile segment inside its segment', () => {
    expect(paths.dashboard('../admin?x=#')).toBe('/..%2Fadmin%3Fx%3D%23/dashboard')
    expect(downloads.runLog('acme', 'a/b', 'csv')).toBe(
      '/api/v1/pipelines/acme/runs/a%2Fb/download?format=csv',
    )
  })
})

describe('safeNext', () => {
  it('accepts a path of this application', () => {
    expect(safeNext('/acme/costs?group=service')).toBe('/acme/costs?group=service')
  })

  it.each([
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    '',
    null,
    undefined,
  ])('refuses %s', (next) => {
    expect(safeNext(next)).toBeUndefined()
  })
})
