import { MemoryWarehouse } from '@cloudact/engine/testing/memory-warehouse'
import { runProcessor } from '@cloudact/engine/testing/processor-context'
import type { CloudMonitoringSimulatorOptions } from '@cloudact/simulators/cloud-monitoring/server'
import type { Fault } from '@cloudact/simulators/vendor/faults'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import paygUsage from './payg-usage.ts'
import { GEMINI, googleFixture, keyFile, PROJECT, VERTEX } from './testing/google-fixture.ts'

const STARTED = '2026-11-19T02:00:00.000Z'
const RAW = 'genai_payg_usage_raw'
const config = { provider: 'vertex' }
const range = { start: '2026-11-17', end: '2026-11-19' }
const TOKENS = 'aiplatform.googleapis.com/publisher/online_serving/token_count'

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()))
})

async function setup(options: Partial<CloudMonitoringSimulatorOptions> = {}) {
  const warehouse = new MemoryWarehouse()
  const fixture = await googleFixture(warehouse, STARTED, options)
  closers.push(() => fixture.simulator.close())
  return { ...fixture, warehouse }
}

/** Everything stored but the lineage, which differs from run to run. */
function content(warehouse: MemoryWarehouse) {
  return Object.fromEntries(
    Object.entries(warehouse.rows(RAW)).map(([day, rows]) => [
      day,
      rows
        .map((row) =>
          Object.fromEntries(Object.entries(row).filter(([name]) => !/^x_(run_id|inges)/.test(name))),
        )
        .sort((a, b) => (String(a['x_source_record_id']) < String(b['x_source_record_id']) ? -1 : 1)),
    ]),
  )
}

let undisturbed: ReturnType<typeof content>
beforeAll(async () => {
  const { warehouse, context } = await setup()
  await runProcessor(paygUsage, config, context({ range }))
  undisturbed = content(warehouse)
})

describe('genai.payg_usage for Vertex AI', () => {
  test('reads token counts by hour, model and location of the key’s project', async () => {
    const { warehouse, context } = await setup()
    const { output, findings } = await runProcessor(paygUsage, config, context({ range }))
    expect(output).toMatchObject({ account_id: PROJECT, end_date: '2026-11-19' })
    const rows = warehouse.rows(RAW)['2026-11-18'] ?? []
    expect(new Set(rows.map((row) => String(row['usage_hour']).slice(11, 13))).size).toBe(24)
    expect(rows.find((row) => row['model'] === 'gemini-2.5-flash-lite')).toMatchObject({
      region: 'europe-west4',
      project_id: PROJECT,
      service_tier: 'standard',
      context_band: null,
      endpoint: 'online_serving',
    })
    expect(rows.find((row) => row['service_tier'] === 'provisioned')).toMatchObject({
      model: 'gemini-2.5-flash',
    })
    expect(rows.find((row) => row['model'] === 'gemini-embedding-001')?.['embedding_tokens']).toBeGreaterThan(
      0,
    )
    expect(findings.map(({ code }) => code)).toEqual(['context_band_not_told'])
  })

  test('Σ tokens of a day is what Google counted; cached tokens are a part of the input and not added to it', async () => {
    const { warehouse, context, simulator } = await setup()
    await runProcessor(paygUsage, config, context({ range }))
    let counted = 0
    for (const { metric, count } of simulator.control.series)
      if (metric.type === TOKENS && metric.labels['type'] !== 'cached_input')
        for (let hour = 0; hour < 24; hour += 1)
          counted += count(Date.parse('2026-11-18T00:00:00Z') + hour * 3_600_000)
    const rows = warehouse.rows(RAW)['2026-11-18'] ?? []
    expect(rows.reduce((sum, row) => sum + Number(row['total_tokens']), 0)).toBe(counted)
    for (const row of rows) {
      const parts = Object.entries(row).filter(
        ([name]) => /_tokens$/.test(name) && !/^(input|output|cached_input|total)_tokens$/.test(name),
      )
      expect(parts.reduce((sum, [, tokens]) => sum + Number(tokens), 0)).toBe(row['total_tokens'])
    }
  })

  test('a model with a long-context price has a band nobody knows, and a finding names it', async () => {
    const { warehouse, context } = await setup()
    const { findings } = await runProcessor(paygUsage, config, context({ range }))
    const rows = warehouse.rows(RAW)['2026-11-18'] ?? []
    const bands = new Set(
      rows.filter((row) => row['model'] === 'gemini-2.5-pro').map((row) => row['context_band']),
    )
    expect(bands).toEqual(new Set(['unknown']))
    expect(findings[0]?.message).toContain('gemini-2.5-pro')
  })

  test('days Google has forgotten are refused, and never read again as nothing', async () => {
    const { context, simulator, warehouse } = await setup()
    const early = { start: '2026-09-01', end: '2026-09-02' }
    await expect(runProcessor(paygUsage, config, context({ range: early }))).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('2026-10-09'),
    })
    expect(simulator.control.requests).toEqual([])
    // On a Monday the whole previous month is read again: as far as Google remembers it.
    const monday = '2026-11-23T02:00:00.000Z'
    simulator.control.setNow(Date.parse(monday))
    const day = { start: '2026-11-22', end: '2026-11-23' }
    await runProcessor(paygUsage, config, context({ range: day, startedAt: monday }))
    expect(Object.keys(warehouse.rows(RAW))[0]).toBe('2026-10-13')
  })

  test('addresses in the key file are never called', async () => {
    const { context, simulator } = await setup()
    await runProcessor(paygUsage, config, context({ range }))
    expect(simulator.control.requests.every(({ status }) => status === 200)).toBe(true)
  })

  test.each<[string, string, string]>([
    ['no JSON', 'not json', 'no JSON'],
    ['an external account', keyFile({ type: 'external_account' }), 'type'],
    ['no private key', keyFile({ private_key: 'secret words' }), 'private_key'],
  ])('%s is refused before any call, and the key is not shown', async (_, file, told) => {
    const { context, simulator } = await setup()
    const credential = { ...VERTEX, secrets: { service_account_json: file } }
    const failed = runProcessor(paygUsage, config, context({ range, credentials: [credential] }))
    await expect(failed).rejects.toMatchObject({
      code: 'credential_rejected',
      message: expect.stringContaining(told),
    })
    await expect(failed).rejects.not.toMatchObject({ message: expect.stringContaining('secret words') })
    expect(simulator.control.requests).toEqual([])
  })
})

describe('genai.payg_usage for Gemini', () => {
  const gemini = { provider: 'gemini' }
  const path = { pipelinePath: 'genai/payg/gemini', range }

  test('reads the project’s metrics with the linked service account', async () => {
    const { warehouse, context } = await setup()
    const { output, findings } = await runProcessor(
      paygUsage,
      gemini,
      context({ ...path, credentials: [GEMINI, VERTEX] }),
    )
    expect(output).toMatchObject({ provider: 'gemini', credential_id: 'cred-gemini', account_id: PROJECT })
    const rows = warehouse.rows(RAW)['2026-11-18'] ?? []
    expect(rows.find((row) => row['model'] === 'gemini-2.5-flash')).toMatchObject({
      region: 'global',
      request_count: null,
    })
    expect(findings.map(({ code }) => code)).toEqual(['context_band_not_told', 'cached_input_not_told'])
  })

  test('without a linked integration it says what to set up', async () => {
    const { context } = await setup()
    await expect(
      runProcessor(paygUsage, gemini, context({ ...path, credentials: [GEMINI] })),
    ).rejects.toMatchObject({ code: 'not_found', message: expect.stringContaining('Monitoring Viewer') })
  })

  test('a project that never used it has no metric: a finding, and no failure', async () => {
    const { context } = await setup({ gemini: [] })
    const { findings } = await runProcessor(
      paygUsage,
      gemini,
      context({ ...path, credentials: [GEMINI, VERTEX] }),
    )
    expect(findings).toMatchObject([{ code: 'metric_absent', severity: 'warning' }])
  })
})

describe('faults of Cloud Monitoring', () => {
  test.each<[string, Fault]>([
    ['429 with retry-after', { path: '/timeSeries', kind: 'rate_limit', retryAfterSeconds: 7 }],
    ['429 without retry-after', { path: '/timeSeries', kind: 'rate_limit', times: 2 }],
    ['500', { path: '/timeSeries', kind: 'status', status: 500, times: 2 }],
    ['slow', { path: '/timeSeries', kind: 'slow', milliseconds: 30 }],
    ['cut connection', { path: '/timeSeries', kind: 'cut' }],
    ['truncated page', { path: '/timeSeries', kind: 'truncated', times: 2 }],
  ])('%s: read again, nothing lost, nothing doubled', async (_, fault) => {
    const { warehouse, context, simulator, waited } = await setup()
    simulator.control.addFault(fault)
    await runProcessor(paygUsage, config, context({ range }))
    expect(content(warehouse)).toEqual(undisturbed)
    if (fault.kind === 'rate_limit' && fault.retryAfterSeconds)
      expect(Math.max(...waited)).toBeGreaterThanOrEqual(7_000)
  })

  test('many small pages: the same rows', async () => {
    const { warehouse, context } = await setup({ seriesPerPage: 1 })
    await runProcessor(paygUsage, config, context({ range }))
    expect(content(warehouse)).toEqual(undisturbed)
  })

  test('a repeated page ends the step and stores nothing of the batch', async () => {
    const { warehouse, context, simulator } = await setup({ seriesPerPage: 1 })
    simulator.control.addFault({ path: '/timeSeries', kind: 'repeated_page', after: 1 })
    await expect(runProcessor(paygUsage, config, context({ range }))).rejects.toMatchObject({
      code: 'provider_unavailable',
      message: expect.stringContaining('came twice'),
    })
    expect(await warehouse.slices(RAW)).toEqual([])
  })

  test.each<[string, Partial<CloudMonitoringSimulatorOptions>, string]>([
    ['403', { denied: true }, 'roles/monitoring.viewer'],
    ['401', { faults: [{ path: '/timeSeries', kind: 'status', status: 401, times: 99 }] }, '(401)'],
  ])('%s is a failed step with the remedy, not an empty success', async (_, options, remedy) => {
    const { warehouse, context } = await setup(options)
    await expect(runProcessor(paygUsage, config, context({ range }))).rejects.toMatchObject({
      code: 'credential_rejected',
      message: expect.stringContaining(remedy),
    })
    expect(await warehouse.slices(RAW)).toEqual([])
  })
})
