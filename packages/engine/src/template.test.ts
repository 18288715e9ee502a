import { Pipeline } from '@cloudact/catalog/pipeline'
import { parseOrgSlug } from '@cloudact/core/org-slug'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadTimeVariables, pipelineIdOf, runTimeVariables } from './run-variables.ts'
import { applyLoadTime, applyRunTime } from './template.ts'
import { testCatalog } from './testing/test-catalog.ts'

describe('templates', () => {
  it('fills {name} at load time and ${name} at run time, deep inside', () => {
    const config = {
      table: '{org_slug}_x',
      list: [{ url: 'https://v/${start_date}?o={org_slug}' }],
      n: 5,
      none: null,
    }
    const loaded = applyLoadTime(config, { org_slug: 'acme' }, 's')
    expect(loaded).toEqual({
      table: 'acme_x',
      list: [{ url: 'https://v/${start_date}?o=acme' }],
      n: 5,
      none: null,
    })
    expect(applyRunTime(loaded, { start_date: '2026-01-15' }, 's').list).toEqual([
      { url: 'https://v/2026-01-15?o=acme' },
    ])
  })

  it('leaves SQL macros, JSON and placeholders of a processor alone', () => {
    const text = 'SELECT {{table(x)}} {{day}} {"a": {"b": 1}}'
    expect(applyRunTime(applyLoadTime(text, {}, 's'), {}, 's')).toBe(text)
  })

  it('does not fill a value that looks like a variable again', () => {
    expect(applyRunTime('${a}', { a: '${b}', b: 'x' }, 's')).toBe('${b}')
  })

  it.each(['__proto__', 'constructor', 'toString', '', 'a b'])(
    '${%s} is unresolved, not something inherited',
    (name) => {
      expect(() => applyRunTime({ deep: [`\${${name}}`] }, { known: 'x' }, 'extract')).toThrow(
        expect.objectContaining({
          code: 'config_invalid',
          message: expect.stringContaining(
            `Step "extract" uses the variable \${${name}} (in config.deep[0])`,
          ),
        }),
      )
    },
  )

  it('text without variables stays as it is', () => {
    const plain = fc.string().filter((text) => !/[{}$]/.test(text))
    fc.assert(
      fc.property(plain, (text) => {
        expect(applyRunTime(applyLoadTime(text, {}, 's'), {}, 's')).toBe(text)
      }),
    )
  })
})

describe('run variables', () => {
  const pipeline = Pipeline.parse({
    name: 'P',
    description: '',
    provider: 'vendor',
    domain: 'genai',
    version: 1,
    steps: [{ step_id: 'a', ps_type: 'x.y' }],
  })
  const catalog = testCatalog({
    providers: {
      vendor: {
        type: 'saas',
        status: 'active',
        display_name: 'Vendor Inc',
        credential_type: 'api_key',
        credential_fields: [],
        api_base_url: 'https://api.vendor.example',
      },
    },
  })
  const run = {
    org: parseOrgSlug('acme'),
    runId: 'r1',
    pipelineId: 'acme-genai-payg-vendor',
    pipelinePath: 'genai/payg/vendor',
    range: { start: '2026-01-30', end: '2026-02-02' },
    startedAt: '2026-02-03T00:30:00.000Z',
  }

  it('have the names pipelines are written with', () => {
    expect(
      runTimeVariables({
        run,
        pipeline,
        catalog,
        environment: 'prod',
        projectId: 'local',
        credentialId: 'c1',
        parameters: { run_id: 'forged', extra: 'x' },
      }),
    ).toMatchObject({
      org_slug: 'acme',
      org_dataset: 'acme_prod',
      dataset: 'acme_prod',
      project_id: 'local',
      start_date: '2026-01-30',
      end_date: '2026-02-01',
      end_date_exclusive: '2026-02-02',
      date: '2026-01-30',
      unix_start: '1769731200',
      unix_end: '1769990400',
      today: '2026-02-03',
      credential_id: 'c1',
      run_id: 'r1',
      extra: 'x',
      'provider.display_name': 'Vendor Inc',
      'provider.api_base_url': 'https://api.vendor.example',
    })
  })

  it('name the pipeline by its path', () => {
    expect(pipelineIdOf('acme', 'cloud/aws/cost/billing')).toBe('acme-cloud-aws-cost-billing')
    expect(loadTimeVariables('acme', 'genai/payg/vendor', pipeline)).toEqual({
      org_slug: 'acme',
      category: 'genai',
      provider: 'vendor',
      domain: 'genai',
      template_name: 'vendor',
      pipeline_id: 'acme-genai-payg-vendor',
    })
  })
})
