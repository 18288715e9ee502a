import { MemoryWarehouse } from '@cloudact/engine/testing/memory-warehouse'
import { runProcessor } from '@cloudact/engine/testing/processor-context'
import type { CloudWatchSimulatorOptions } from '@cloudact/simulators/cloudwatch/server'
import type { Fault } from '@cloudact/simulators/vendor/faults'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { validateCredential } from '../validate.ts'
import paygUsage from './payg-usage.ts'
import { BEDROCK, bedrockFixture, DENIED_KEY } from './testing/bedrock-fixture.ts'
import { catalogAt } from './testing/vendor-context.ts'

const STARTED = '2026-11-19T02:00:00.000Z'
const RAW = 'genai_payg_usage_raw'
const config = { provider: 'bedrock' }
const range = { start: '2026-11-17', end: '2026-11-19' }

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()))
})

async function setup(options: Partial<CloudWatchSimulatorOptions> = {}) {
  const warehouse = new MemoryWarehouse()
  const fixture = await bedrockFixture(warehouse, STARTED, options)
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

describe('genai.payg_usage for Bedrock', () => {
  test('reads every region by the hour; the account is the one STS names', async () => {
    const { warehouse, context } = await setup()
    const { output, findings } = await runProcessor(paygUsage, config, context({ range }))
    expect(output).toMatchObject({ account_id: '111122223333' })
    const rows = warehouse.rows(RAW)['2026-11-18'] ?? []
    const of = (model: string) => rows.find((row) => row['model'] === model)
    expect(of('amazon.nova-lite-v1:0')).toMatchObject({
      region: 'us-east-1',
      service_tier: 'standard',
      resource_id: null,
    })
    expect(of('eu.amazon.nova-lite-v1:0')).toMatchObject({
      region: 'eu-west-1',
      resource_id: expect.stringContaining('inference-profile/eu.amazon'),
    })
    expect(of('provisioned-model/p9q8r7')).toMatchObject({ service_tier: 'provisioned' })
    expect(of('application-inference-profile/a1b2c3')).toBeDefined()
    expect(of('amazon.titan-embed-text-v2:0')?.['embedding_tokens']).toBeGreaterThan(0)
    expect(of('us.anthropic.claude-haiku-4-5-20251001-v1:0')?.['input_cache_write_tokens']).toBeGreaterThan(0)
    expect(findings.map(({ code }) => code)).toEqual(['cache_lifetime_not_told'])
  })

  test('Σ tokens of a day is what CloudWatch counted: no part stands in another, no series is read twice', async () => {
    const { warehouse, context, simulator } = await setup()
    await runProcessor(paygUsage, config, context({ range }))
    let counted = 0
    for (const workload of simulator.control.workloads)
      for (let hour = 0; hour < 24; hour += 1) {
        const { input, output } = simulator.control.count(
          workload,
          Date.parse('2026-11-18T00:00:00Z') + hour * 3_600_000,
        )
        counted += input + output
      }
    const rows = warehouse.rows(RAW)['2026-11-18'] ?? []
    expect(rows.reduce((sum, row) => sum + Number(row['total_tokens']), 0)).toBe(counted)
  })

  test('a backfill beyond what CloudWatch lists says what may be missing', async () => {
    const { context } = await setup()
    const early = { start: '2026-10-01', end: '2026-10-02' }
    const { findings } = await runProcessor(paygUsage, config, context({ range: early }))
    expect(findings.map(({ code }) => code)).toContain('models_not_listed')
  })
})

describe('faults of CloudWatch', () => {
  test.each<[string, Fault]>([
    ['429 with retry-after', { path: '/', kind: 'rate_limit', retryAfterSeconds: 7, after: 1 }],
    ['500', { path: '/', kind: 'status', status: 500, times: 2, after: 1 }],
    ['slow', { path: '/', kind: 'slow', milliseconds: 30 }],
    ['cut connection', { path: '/', kind: 'cut', after: 2 }],
    ['truncated page', { path: '/', kind: 'truncated', after: 2, times: 2 }],
  ])('%s: read again, nothing lost, nothing doubled', async (_, fault) => {
    const { warehouse, context, simulator, waited } = await setup()
    simulator.control.addFault(fault)
    await runProcessor(paygUsage, config, context({ range }))
    expect(content(warehouse)).toEqual(undisturbed)
    if (fault.kind === 'rate_limit') expect(Math.max(...waited)).toBeGreaterThanOrEqual(7_000)
  })

  test('throttled with a 400, as AWS does it: read again', async () => {
    const { warehouse, context, simulator } = await setup()
    simulator.control.throttle(1)
    await runProcessor(paygUsage, config, context({ range }))
    expect(content(warehouse)).toEqual(undisturbed)
  })

  test('many small pages: the same rows', async () => {
    const { warehouse, context } = await setup({ perPage: 1 })
    await runProcessor(paygUsage, config, context({ range }))
    expect(content(warehouse)).toEqual(undisturbed)
  })

  test('a repeated page ends the step and stores nothing', async () => {
    const { warehouse, context, simulator } = await setup({ perPage: 1 })
    simulator.control.addFault({ path: '/', kind: 'repeated_page', after: 2 })
    await expect(runProcessor(paygUsage, config, context({ range }))).rejects.toMatchObject({
      code: 'provider_unavailable',
      message: expect.stringContaining('same page token'),
    })
    expect(await warehouse.slices(RAW)).toEqual([])
  })

  test.each<[string, string, string]>([
    ['a key that may not read metrics', DENIED_KEY, 'cloudwatch:GetMetricData'],
    ['a key nobody knows', 'AKIANOBODYNOBODYNOBO', 'InvalidClientTokenId'],
  ])('%s is a failed step with the remedy', async (_, access_key_id, remedy) => {
    const { warehouse, context } = await setup()
    const credential = { ...BEDROCK, secrets: { ...BEDROCK.secrets, access_key_id } }
    await expect(
      runProcessor(paygUsage, config, context({ range, credentials: [credential] })),
    ).rejects.toMatchObject({ code: 'credential_rejected', message: expect.stringContaining(remedy) })
    expect(await warehouse.slices(RAW)).toEqual([])
  })
})

describe('validation of a Bedrock credential', () => {
  async function validate(access_key_id = BEDROCK.secrets['access_key_id'] ?? '') {
    const { simulator } = await setup()
    const providerConfig = catalogAt(simulator.url, 'bedrock').providers.get('bedrock')
    if (!providerConfig) throw new Error('the registry has no bedrock')
    return validateCredential({
      provider: 'bedrock',
      providerConfig,
      secrets: { ...BEDROCK.secrets, access_key_id },
      metadata: BEDROCK.metadata,
    })
  }

  test('a key that lists metrics in every region is valid and says whose it is', async () => {
    const result = await validate()
    expect(result).toMatchObject({ status: 'VALID', message: expect.stringContaining('eu-west-1') })
    expect(result.checks[0]?.message).toContain('111122223333')
  })

  test('a known key without the right is partly valid with the policy; an unknown one is invalid', async () => {
    expect(await validate(DENIED_KEY)).toMatchObject({
      status: 'PARTIAL_VALID',
      message: expect.stringContaining('"cloudwatch:ListMetrics"'),
    })
    expect(await validate('AKIANOBODYNOBODYNOBO')).toMatchObject({ status: 'INVALID' })
  })
})
