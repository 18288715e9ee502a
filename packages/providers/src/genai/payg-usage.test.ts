import { runProcessor } from '@cloudact/engine/testing/processor-context'
import { MemoryWarehouse } from '@cloudact/engine/testing/memory-warehouse'
import type { Fault } from '@cloudact/simulators/vendor/faults'
import type { OpenAiSimulatorOptions } from '@cloudact/simulators/openai/server'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import paygUsage from './payg-usage.ts'
import { CREDENTIAL, openAiFixture } from './testing/openai-fixture.ts'

const STARTED = '2026-11-19T02:00:00.000Z'
const RAW = 'genai_payg_usage_raw'
const COSTS = 'genai_vendor_costs_daily'
const config = { provider: 'openai' }
const range = { start: '2026-11-18', end: '2026-11-19' }

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()))
})

async function setup(options: Partial<OpenAiSimulatorOptions> = {}) {
  const warehouse = new MemoryWarehouse()
  const fixture = await openAiFixture(warehouse, STARTED, options)
  closers.push(() => fixture.simulator.close())
  return { ...fixture, warehouse }
}

/** Everything stored but the lineage, which differs from run to run. */
function content(warehouse: MemoryWarehouse) {
  return [RAW, COSTS].map((table) =>
    Object.fromEntries(
      Object.entries(warehouse.rows(table)).map(([day, rows]) => [
        day,
        rows.map((row) =>
          Object.fromEntries(Object.entries(row).filter(([name]) => !/^x_(run_id|inges)/.test(name))),
        ),
      ]),
    ),
  )
}

/** What a run without any fault stores. */
let undisturbed: ReturnType<typeof content>
beforeAll(async () => {
  const { warehouse, context } = await setup()
  await runProcessor(paygUsage, config, context({ range }))
  undisturbed = content(warehouse)
})

describe('genai.payg_usage for OpenAI', () => {
  test('days before OpenAI had a service are refused with the first day there is, before any call', async () => {
    const { context, simulator } = await setup()
    const early = { start: '2019-12-31', end: '2020-01-02' }

    await expect(runProcessor(paygUsage, config, context({ range: early }))).rejects.toMatchObject({
      code: 'invalid_input',
      message:
        'OpenAI has no data before 2020-06-01, and 2019-12-31 was asked for. Start on 2020-06-01 (UTC) or later.',
    })
    expect(simulator.control.requests).toEqual([])
  })

  test('a refusal of the vendor says what it said and what to do', async () => {
    const { context } = await setup({ faults: [{ kind: 'status', status: 400, path: '/usage/completions' }] })

    await expect(runProcessor(paygUsage, config, context({ range }))).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringMatching(
        /refused a request \(400\)\. It said: "Invalid request\."\. If the days lie far back/,
      ),
    })
  })

  test('reads the open window by the hour, with the finest grouping, keyed by the vendor account', async () => {
    const { warehouse, context, simulator } = await setup()
    const result = await runProcessor(paygUsage, config, context({ range }))
    expect(result.output).toMatchObject({
      account_id: 'org-harborlinelabs',
      start_date: '2026-11-14',
      end_date: '2026-11-19',
    })
    expect(Object.keys(warehouse.rows(RAW))).toEqual(['2026-11-16', '2026-11-17', '2026-11-18'])
    expect(Object.keys(warehouse.rows(COSTS))).toHaveLength(5)
    const rows = warehouse.rows(RAW)['2026-11-18'] ?? []
    expect(new Set(rows.map((row) => row['endpoint'])).size).toBe(10)
    expect(rows.find((row) => row['is_batch'])).toMatchObject({
      usage_date: '2026-11-18',
      service_tier: 'batch',
      model_family: 'gpt-4.1-mini',
      project_name: 'Document pipeline',
      api_key_id: 'key_docs_batch',
      user_id: 'user-svc-docs',
      billing_account_id: 'org-harborlinelabs',
      x_pipeline_run_date: '2026-11-18',
    })
    expect(new Set(rows.map((row) => row['x_source_record_id'])).size).toBe(rows.length)
    // /costs refuses api_key_id on the live service: asked once, then without.
    const costs = simulator.control.requests.filter((request) => request.path.endsWith('/costs'))
    expect(
      costs.map((request) => [request.status, request.query.getAll('group_by[]').includes('api_key_id')]),
    ).toEqual([
      [400, true],
      [200, false],
    ])
  })

  test('token columns of a row add up to what the vendor reported', async () => {
    const { warehouse, context } = await setup()
    await runProcessor(paygUsage, config, context({ range }))
    for (const row of (warehouse.rows(RAW)['2026-11-18'] ?? []).filter(
      (one) => one['endpoint'] === 'completions',
    )) {
      const parts = Object.entries(row).filter(
        ([name]) => /_tokens$/.test(name) && !/^(input|output|cached_input|total)_tokens$/.test(name),
      )
      expect(parts.reduce((sum, [, tokens]) => sum + Number(tokens), 0)).toBe(row['total_tokens'])
    }
  })

  test('costs by key are kept when the vendor gives them', async () => {
    const { warehouse, context } = await setup({ costsByApiKey: true })
    await runProcessor(paygUsage, config, context({ range }))
    expect(warehouse.rows(COSTS)['2026-11-18']?.some((row) => row['api_key_id'] === 'key_review_ide')).toBe(
      true,
    )
  })

  test('many small pages give the same rows as one', async () => {
    const { warehouse, context, simulator } = await setup({ maxBucketsPerPage: 7 })
    await runProcessor(paygUsage, config, context({ range }))
    expect(content(warehouse)).toEqual(undisturbed)
    expect(simulator.control.requests.length).toBeGreaterThan(100)
  })

  test('the same day twice leaves the same slices', async () => {
    const { warehouse, context } = await setup()
    await runProcessor(paygUsage, config, context({ range }))
    const before = content(warehouse)
    await runProcessor(paygUsage, config, context({ range }))
    expect(content(warehouse)).toEqual(before)
    expect(before[0]).not.toEqual({})
  })

  test('a restated day replaces its slice', async () => {
    const { warehouse, context, simulator } = await setup()
    await runProcessor(paygUsage, config, context({ range }))
    const tokens = () =>
      (warehouse.rows(RAW)['2026-11-17'] ?? []).reduce((sum, row) => sum + Number(row['total_tokens']), 0)
    const before = tokens()
    simulator.control.restate('2026-11-17', 1.25)
    await runProcessor(paygUsage, config, context({ range }))
    expect(tokens() / before).toBeCloseTo(1.25, 2)
  })

  test('the account of the integration wins over the one the API reveals', async () => {
    const { warehouse, context } = await setup()
    const credentials = [{ ...CREDENTIAL, metadata: { account_id: 'org-entered' } }]
    await runProcessor(paygUsage, config, context({ range, credentials }))
    expect((await warehouse.slices(RAW)).every((slice) => slice.accountId === 'org-entered')).toBe(true)
  })
})

describe('an account the vendor does not name', () => {
  test('gets a stable made-up id with a finding, and moves when the real one is entered', async () => {
    const { warehouse, context } = await setup({ nameless: true })
    const first = await runProcessor(paygUsage, config, context({ range }))
    expect(first.findings.map((finding) => finding.code)).toEqual(['account_id_derived'])
    const derived = first.output?.['account_id']
    expect((await runProcessor(paygUsage, config, context({ range }))).output?.['account_id']).toBe(derived)

    const credentials = [{ ...CREDENTIAL, metadata: { account_id: 'org-entered' } }]
    await runProcessor(paygUsage, config, context({ range, credentials }))
    expect(
      new Set(
        [...(await warehouse.slices(RAW)), ...(await warehouse.slices(COSTS))].map(
          (slice) => slice.accountId,
        ),
      ),
    ).toEqual(new Set(['org-entered']))
  })
})

describe('faults of the vendor', () => {
  test.each<[string, Fault]>([
    ['429 with Retry-After', { path: '/usage/completions', kind: 'rate_limit', retryAfterSeconds: 7 }],
    ['429 without Retry-After', { path: '/usage/completions', kind: 'rate_limit', times: 2 }],
    ['500', { path: '/usage/embeddings', kind: 'status', status: 500, times: 2 }],
    ['slow', { path: '/usage/images', kind: 'slow', milliseconds: 30 }],
    ['cut connection', { path: '/usage/completions', kind: 'cut' }],
    ['truncated page', { path: '/costs', kind: 'truncated', after: 1, times: 2 }],
  ])('%s: read again, nothing lost, nothing doubled', async (_, fault) => {
    const { warehouse, context, simulator, waited } = await setup()
    simulator.control.addFault(fault)
    await runProcessor(paygUsage, config, context({ range }))
    expect(content(warehouse)).toEqual(undisturbed)
    if (fault.kind === 'rate_limit' && fault.retryAfterSeconds)
      expect(Math.max(...waited)).toBeGreaterThanOrEqual(7_000)
  })

  test('a repeated page token ends the step and stores nothing of the batch', async () => {
    const { warehouse, context, simulator } = await setup({ maxBucketsPerPage: 24 })
    simulator.control.addFault({ path: '/usage/completions', kind: 'repeated_page', after: 1 })
    await expect(runProcessor(paygUsage, config, context({ range }))).rejects.toMatchObject({
      code: 'provider_unavailable',
      message: expect.stringContaining('same page token'),
    })
    expect(await warehouse.slices(RAW)).toEqual([])
  })

  test('pitfall 9: 401 is a failed step, not an empty success', async () => {
    const { warehouse, context, simulator } = await setup()
    simulator.control.addFault({ path: '/usage/', kind: 'status', status: 401, times: 99 })
    await expect(runProcessor(paygUsage, config, context({ range }))).rejects.toMatchObject({
      code: 'credential_rejected',
    })
    expect(await warehouse.slices(RAW)).toEqual([])
  })

  test('a key without the scope says which key is needed', async () => {
    const { context } = await setup({ adminKeys: [], limitedKeys: [CREDENTIAL.secrets['api_key'] ?? ''] })
    await expect(runProcessor(paygUsage, config, context({ range }))).rejects.toThrow(/admin key/)
  })

  test('a page that stays truncated ends the step; the weeks before it are kept', async () => {
    const { warehouse, context, simulator } = await setup()
    simulator.control.addFault({ path: '/usage/embeddings', kind: 'truncated', after: 2, times: 99 })
    const wide = { start: '2026-10-20', end: '2026-11-19' }
    await expect(runProcessor(paygUsage, config, context({ range: wide }))).rejects.toMatchObject({
      code: 'provider_unavailable',
    })
    expect(Object.keys(warehouse.rows(RAW))).toHaveLength(14)
  })

  test('projects that may not be listed leave ids without names', async () => {
    const { warehouse, context, simulator } = await setup()
    simulator.control.addFault({ path: '/projects', kind: 'status', status: 403 })
    await runProcessor(paygUsage, config, context({ range }))
    expect(warehouse.rows(RAW)['2026-11-18']?.[0]).toMatchObject({ project_name: null })
  })

  test('cancelled while the vendor is slow: ends at once and writes nothing', async () => {
    const { warehouse, context, simulator } = await setup()
    simulator.control.addFault({ path: '/usage/completions', kind: 'slow', milliseconds: 60_000 })
    const abort = new AbortController()
    const run = runProcessor(paygUsage, config, context({ range, signal: abort.signal }))
    while (!simulator.control.requests.some((request) => request.path.endsWith('/projects')))
      await new Promise(setImmediate)
    abort.abort(new Error('cancelled by a person'))
    await expect(run).rejects.toThrow('cancelled by a person')
    expect(await warehouse.slices(RAW)).toEqual([])
  })
})
