import { MemoryWarehouse } from '@cloudact/engine/testing/memory-warehouse'
import { runProcessor } from '@cloudact/engine/testing/processor-context'
import type { AnthropicSimulatorOptions } from '@cloudact/simulators/anthropic/server'
import type { Fault } from '@cloudact/simulators/vendor/faults'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import paygUsage from './payg-usage.ts'
import { anthropicFixture } from './testing/anthropic-fixture.ts'

const STARTED = '2026-11-19T02:00:00.000Z'
const RAW = 'genai_payg_usage_raw'
const COSTS = 'genai_vendor_costs_daily'
const config = { provider: 'anthropic' }
const range = { start: '2026-11-18', end: '2026-11-19' }

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()))
})

async function setup(options: Partial<AnthropicSimulatorOptions> = {}) {
  const warehouse = new MemoryWarehouse()
  const fixture = await anthropicFixture(warehouse, STARTED, options)
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

describe('genai.payg_usage for Anthropic', () => {
  test('reads the open window by the hour, with the finest grouping, keyed by the organization', async () => {
    const { warehouse, context } = await setup()
    const { output } = await runProcessor(paygUsage, config, context({ range }))
    expect(output).toMatchObject({
      account_id: '5f1c2e0a-7b64-4d0e-9a3f-harborlinelabs',
      end_date: '2026-11-19',
    })
    expect(Object.keys(warehouse.rows(RAW))).toEqual(['2026-11-17', '2026-11-18'])
    expect(Object.keys(warehouse.rows(COSTS))).toHaveLength(5)
    const rows = warehouse.rows(RAW)['2026-11-18'] ?? []
    expect(new Set(rows.map((row) => String(row['usage_hour']).slice(11, 13))).size).toBe(24)
    expect(rows.find((row) => row['is_batch'])).toMatchObject({
      service_tier: 'batch',
      context_band: 'base',
      currency: 'USD',
      model_family: 'claude-haiku-4-5',
      model_version: '20251001',
      project_name: 'Contract review',
      api_key_name: 'contracts-night',
      user_id: 'svac_01ContractsNight',
    })
    expect(rows.some((row) => row['context_band'] === 'long')).toBe(true)
    expect(rows.some((row) => row['region'] === 'us')).toBe(true)
    expect(new Set(rows.map((row) => row['x_source_record_id'])).size).toBe(rows.length)
  })

  test('token columns of a row add up to its total', async () => {
    const { warehouse, context } = await setup()
    await runProcessor(paygUsage, config, context({ range }))
    for (const row of warehouse.rows(RAW)['2026-11-18'] ?? []) {
      const parts = Object.entries(row).filter(
        ([name]) => /_tokens$/.test(name) && !/^(input|output|cached_input|total)_tokens$/.test(name),
      )
      expect(parts.reduce((sum, [, tokens]) => sum + Number(tokens), 0)).toBe(row['total_tokens'])
    }
  })

  test.each<[string, Partial<AnthropicSimulatorOptions>]>([
    ['many small pages', { maxBucketsPerPage: 5 }],
    ['a vendor that leaves out the bucket which ends at the end', { endExclusive: true }],
  ])('%s: the same rows', async (_, options) => {
    const { warehouse, context } = await setup(options)
    await runProcessor(paygUsage, config, context({ range }))
    expect(content(warehouse)).toEqual(undisturbed)
  })

  test('a key that may not group by person and speed is read coarser, with a finding, and the same tokens', async () => {
    const { warehouse, context } = await setup({ refuseFinest: true })
    const { findings } = await runProcessor(paygUsage, config, context({ range }))
    expect(findings.map(({ code }) => code)).toEqual(['coarser_usage'])
    const tokens = (days: ReturnType<typeof content>[number] | undefined) =>
      (days?.['2026-11-18'] ?? []).reduce((sum, row) => sum + Number(row['total_tokens']), 0)
    expect(tokens(content(warehouse)[0])).toBe(tokens(undisturbed[0]))
    expect(warehouse.rows(RAW)['2026-11-18']?.some((row) => row['service_tier'] === 'fast')).toBe(false)
  })

  test('an organization that is not named gets a made-up account id with a finding', async () => {
    const { context } = await setup({ nameless: true })
    const { findings } = await runProcessor(paygUsage, config, context({ range }))
    expect(findings.map(({ code }) => code)).toEqual(['account_id_derived'])
  })

  test('days before there was an API are refused before any call', async () => {
    const { context, simulator } = await setup()
    const early = { start: '2023-03-13', end: '2023-03-15' }
    await expect(runProcessor(paygUsage, config, context({ range: early }))).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('Anthropic has no data before 2023-03-14'),
    })
    expect(simulator.control.requests).toEqual([])
  })
})

describe('faults of the vendor', () => {
  test.each<[string, Fault]>([
    ['429 with retry-after', { path: '/usage_report', kind: 'rate_limit', retryAfterSeconds: 7 }],
    ['429 without retry-after', { path: '/usage_report', kind: 'rate_limit', times: 2 }],
    ['500', { path: '/cost_report', kind: 'status', status: 500, times: 2 }],
    ['529 overloaded', { path: '/usage_report', kind: 'status', status: 529 }],
    ['slow', { path: '/usage_report', kind: 'slow', milliseconds: 30 }],
    ['cut connection', { path: '/cost_report', kind: 'cut' }],
    ['truncated page', { path: '/usage_report', kind: 'truncated', times: 2 }],
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
    simulator.control.addFault({ path: '/usage_report', kind: 'repeated_page', after: 1 })
    await expect(runProcessor(paygUsage, config, context({ range }))).rejects.toMatchObject({
      code: 'provider_unavailable',
      message: expect.stringContaining('same page token'),
    })
    expect(await warehouse.slices(RAW)).toEqual([])
  })

  test('pitfall 9: 401 is a failed step, not an empty success', async () => {
    const { warehouse, context, simulator } = await setup()
    simulator.control.addFault({ path: '/usage_report', kind: 'status', status: 401, times: 99 })
    await expect(runProcessor(paygUsage, config, context({ range }))).rejects.toMatchObject({
      code: 'credential_rejected',
      message: expect.stringContaining('sk-ant-admin'),
    })
    expect(await warehouse.slices(RAW)).toEqual([])
  })

  test('names that may not be listed leave ids without names', async () => {
    const { warehouse, context, simulator } = await setup()
    for (const path of ['/workspaces', '/api_keys'])
      simulator.control.addFault({ path, kind: 'status', status: 403 })
    await runProcessor(paygUsage, config, context({ range }))
    const rows = warehouse.rows(RAW)['2026-11-18'] ?? []
    expect(rows.every((row) => row['project_name'] === null && row['api_key_name'] === null)).toBe(true)
  })
})
