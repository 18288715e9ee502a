import { resolve } from 'node:path'
import { COST_AND_USAGE_COLUMNS, NOT_NULL_WHEN_PRESENT } from '@cloudact/focus/cost-and-usage-columns'
import { CONTRACT_COMMITMENT_COLUMNS } from '@cloudact/focus/contract-commitment-columns'
import { describe, expect, it } from 'vitest'
import { describeFault } from './fault.ts'
import { findPipeline } from './find-pipeline.ts'
import { findProvider, requireProvider } from './find-provider.ts'
import { loadCatalog, validateConfig } from './load-catalog.ts'
import { overlayFixture } from './testing/overlay-fixture.ts'
import { ConfigFolder, MINIMAL_CONFIG } from './testing/config-folder.ts'

const CONFIGS = resolve(import.meta.dirname, '../../../configs')

describe('the configuration of the repository', () => {
  const catalog = loadCatalog({ folders: [CONFIGS] })

  it('is valid', () => {
    expect(validateConfig([CONFIGS]).map(describeFault)).toEqual([])
  })

  it('registers the fifteen providers, each reachable by its aliases', () => {
    expect([...catalog.providers.keys()]).toEqual([
      'openai',
      'anthropic',
      'gemini',
      'deepseek',
      'azure_openai',
      'bedrock',
      'vertex',
      'gcp',
      'aws',
      'azure',
      'oci',
      'focus',
      'canva',
      'slack',
      'chatgpt_plus',
    ])
    for (const [alias, key] of [
      ['OPENAI', 'openai'],
      ['GCP_SA', 'gcp'],
      ['CLAUDE', 'anthropic'],
      ['AWS_IAM', 'aws'],
      ['AWS_KEYS', 'aws'],
      ['Google', 'gemini'],
    ]) {
      expect(findProvider(catalog, alias ?? '')?.key).toBe(key)
    }
    expect(() => requireProvider(catalog, 'nobody')).toThrow(/no provider "nobody"/)
  })

  it('validates an OpenAI key by reading costs, and says what to do with a project key', () => {
    const { provider } = requireProvider(catalog, 'openai')
    const [field] = provider.credential_fields
    const pattern = new RegExp(field?.pattern ?? '')
    expect(pattern.test('sk-admin-abcDEF_123-x')).toBe(true)
    for (const key of ['sk-proj-abc', 'sk-svcacct-abc', 'sk-0123456789abcdefghij', 'sk-admin-'])
      expect(pattern.test(key)).toBe(false)
    expect(field?.pattern_message).toContain('admin key')
    expect(provider.validation).toMatchObject({
      kind: 'http',
      calls: [{ optional: false }, { optional: true }],
    })
  })

  it('lists the limits of the plans', () => {
    const limits = [...catalog.plans.values()].map((plan) => [
      plan.key,
      plan.daily_limit,
      plan.monthly_limit,
      plan.concurrent_limit,
      plan.seat_limit,
      plan.providers_limit,
      plan.price_usd,
    ])
    expect(limits).toEqual([
      ['STARTER', 6, 180, 20, 2, 3, '19'],
      ['PROFESSIONAL', 25, 750, 20, 6, 6, '69'],
      ['SCALE', 100, 3000, 20, 11, 10, '199'],
      ['ENTERPRISE', null, null, null, null, null, null],
    ])
  })

  it('starts the cost table with the FOCUS columns in their order, types and nullability', () => {
    for (const [table, columns] of [
      ['cost_data_standard_1_3', COST_AND_USAGE_COLUMNS],
      ['contract_commitment_1_3', CONTRACT_COMMITMENT_COLUMNS],
    ] as const) {
      const actual = catalog.tables.get(table)?.columns ?? []
      expect(
        actual.slice(0, columns.length).map(({ name, type, required }) => [name, type, required ?? false]),
      ).toEqual(
        columns.map(({ id, type, nullable }) => [id, type, !nullable || NOT_NULL_WHEN_PRESENT.includes(id)]),
      )
      expect(actual.slice(columns.length).every(({ name }) => name.startsWith('x_'))).toBe(true)
    }
  })

  it('keeps money out of floats in every table', () => {
    for (const table of [...catalog.tables.values(), ...catalog.centralTables.values()]) {
      const floats = table.columns.filter(
        ({ name, type }) => type === 'float64' && /cost|price|amount|rate$/.test(name),
      )
      expect(floats, table.name).toEqual([])
    }
    expect(catalog.centralTables.size).toBe(33)
  })

  it('is frozen all the way down', () => {
    const openai = catalog.providers.get('openai')
    expect(() => Object.assign(openai ?? {}, { display_name: 'x' })).toThrow(TypeError)
    expect(() => Object.assign(openai?.rate_limit ?? {}, { requests_per_minute: 1 })).toThrow(TypeError)
    expect(() => Map.prototype.set.call(new Map(catalog.plans), 'a', 1)).not.toThrow()
    expect(() => Reflect.get(catalog.plans, 'set').call(catalog.plans, 'a', 1)).toThrow('frozen')
    expect(() => Reflect.get(catalog.plans, 'clear').call(catalog.plans)).toThrow('frozen')
  })
})

describe('an overlay folder', () => {
  it('adds a vendor without code: provider, pipeline, table, procedure and prices', () => {
    const catalog = loadCatalog({ folders: [CONFIGS, overlayFixture] })
    expect(requireProvider(catalog, 'NIMBUS_SPEECH')).toMatchObject({
      key: 'nimbus',
      provider: { auth_header: 'X-Nimbus-Key' },
    })
    expect(findPipeline(catalog, 'saas/nimbus/usage')?.pipeline.steps.map((step) => step.step_id)).toEqual([
      'extract_usage',
      'convert_to_focus',
    ])
    expect(catalog.tables.has('nimbus_usage_raw')).toBe(true)
    expect(catalog.procedures.get('sp_nimbus_convert_to_focus')?.selects).toHaveLength(1)
    expect(catalog.seeds.get('nimbus/pricing.csv')?.map((row) => row['price'])).toEqual(['0.006', '0.005'])
    expect(catalog.sources.get('saas/nimbus/usage')?.overlay).toBe(true)
  })

  it('overrides one field of a provider and leaves the rest', () => {
    const base = loadCatalog({ folders: [CONFIGS] })
    const catalog = loadCatalog({ folders: [CONFIGS, overlayFixture] })
    const { api_base_url: url, ...rest } = catalog.providers.get('openai') ?? {}
    expect(url).toBe('http://127.0.0.1:9001/v1')
    expect({ ...rest, api_base_url: base.providers.get('openai')?.api_base_url }).toEqual(
      base.providers.get('openai'),
    )
    expect(catalog.version).not.toBe(base.version)
  })

  it('replaces other files by path, the last overlay winning', () => {
    using base = new ConfigFolder(MINIMAL_CONFIG)
    const table = (column: string) =>
      `{ "name": "acme_raw", "columns": [{ "name": "${column}", "type": "date" }] }`
    using first = new ConfigFolder({ 'schemas/org/acme_raw.json': table('one') })
    using second = new ConfigFolder({ 'schemas/org/acme_raw.json': table('two') })
    const catalog = loadCatalog({ folders: [base.path, first.path, second.path] })
    expect(catalog.tables.get('acme_raw')?.columns.map((column) => column.name)).toEqual(['two'])
  })

  it('is blamed for its own mistakes', () => {
    using base = new ConfigFolder(MINIMAL_CONFIG)
    using overlay = new ConfigFolder({
      'system/providers.yml': 'providers:\n  acme:\n    displayname: Acme 2\n',
    })
    const [fault] = validateConfig([base.path, overlay.path])
    expect(fault).toMatchObject({
      file: `${overlay.path}/system/providers.yml`,
      line: 3,
      column: 5,
      path: 'providers.acme.displayname',
    })
  })
})
