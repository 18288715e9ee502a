import { MemoryWarehouse } from '@cloudact/engine/testing/memory-warehouse'
import { runProcessor } from '@cloudact/engine/testing/processor-context'
import type { AzureMonitorSimulatorOptions } from '@cloudact/simulators/azure-monitor/server'
import type { Fault } from '@cloudact/simulators/vendor/faults'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { validateCredential } from '../validate.ts'
import paygUsage from './payg-usage.ts'
import { AZURE_OPENAI, azureFixture, DENIED_SECRET, SUBSCRIPTION } from './testing/azure-fixture.ts'
import { catalogAt } from './testing/vendor-context.ts'

const STARTED = '2026-11-19T02:00:00.000Z'
const RAW = 'genai_payg_usage_raw'
const config = { provider: 'azure_openai' }
const range = { start: '2026-11-17', end: '2026-11-19' }

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()))
})

async function setup(options: Partial<AzureMonitorSimulatorOptions> = {}) {
  const warehouse = new MemoryWarehouse()
  const fixture = await azureFixture(warehouse, STARTED, options)
  closers.push(() => fixture.simulator.close())
  return { ...fixture, warehouse }
}

/** Everything stored but the lineage, which differs from run to run. */
function content(warehouse: MemoryWarehouse) {
  return Object.fromEntries(
    Object.entries(warehouse.rows(RAW)).map(([day, rows]) => [
      day,
      rows.map((row) =>
        Object.fromEntries(Object.entries(row).filter(([name]) => !/^x_(run_id|inges)/.test(name))),
      ),
    ]),
  )
}

let undisturbed: ReturnType<typeof content>
beforeAll(async () => {
  const { warehouse, context } = await setup()
  await runProcessor(paygUsage, config, context({ range }))
  undisturbed = content(warehouse)
})

const withSecret = (client_secret: string) => ({
  ...AZURE_OPENAI,
  secrets: { ...AZURE_OPENAI.secrets, client_secret },
})

describe('genai.payg_usage for Azure OpenAI', () => {
  test('reads every account by hour, deployment, model, version and region; the SKU tells the tier', async () => {
    const { warehouse, context } = await setup()
    const { output, findings } = await runProcessor(paygUsage, config, context({ range }))
    expect(output).toMatchObject({ account_id: SUBSCRIPTION })
    const rows = warehouse.rows(RAW)['2026-11-18'] ?? []
    const of = (deployment: string) =>
      rows.find((row) => String(row['resource_id']).endsWith(`/deployments/${deployment}`))
    expect(of('chat')).toMatchObject({
      model: 'gpt-4o-2024-08-06',
      service_tier: 'standard',
      region: 'eastus2',
    })
    expect(of('chat-eu')).toMatchObject({ service_tier: 'standard', region: 'eu' })
    expect(of('reserved')).toMatchObject({ service_tier: 'provisioned' })
    expect(of('old')).toMatchObject({ service_tier: 'unknown' })
    expect(of('embed')).toMatchObject({ model: 'text-embedding-3-small', endpoint: 'deployments' })
    expect(of('embed')?.['embedding_tokens']).toBe(of('embed')?.['total_tokens'])
    expect(findings.map(({ code }) => code)).toEqual(['cached_input_not_told', 'deployment_unknown'])
  })

  test('Σ tokens of a day is what Azure counted', async () => {
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

  test('the token never goes to a host a page names', async () => {
    const { context, warehouse } = await setup({ nextLink: 'https://attacker.example/next' })
    await expect(runProcessor(paygUsage, config, context({ range }))).rejects.toMatchObject({
      code: 'provider_unavailable',
      message: expect.stringContaining('at another host (attacker.example)'),
    })
    expect(await warehouse.slices(RAW)).toEqual([])
  })
})

describe('faults of Azure', () => {
  test.each<[string, Fault]>([
    ['429 with retry-after', { path: '/metrics', kind: 'rate_limit', retryAfterSeconds: 7 }],
    ['429 without retry-after', { path: '/accounts', kind: 'rate_limit', times: 2 }],
    ['500', { path: '/token', kind: 'status', status: 500, times: 2 }],
    ['slow', { path: '/metrics', kind: 'slow', milliseconds: 30 }],
    ['cut connection', { path: '/metrics', kind: 'cut' }],
    ['truncated answer', { path: '/metrics', kind: 'truncated', times: 2 }],
  ])('%s: read again, nothing lost, nothing doubled', async (_, fault) => {
    const { warehouse, context, simulator, waited } = await setup()
    simulator.control.addFault(fault)
    await runProcessor(paygUsage, config, context({ range }))
    expect(content(warehouse)).toEqual(undisturbed)
    if (fault.kind === 'rate_limit' && fault.retryAfterSeconds)
      expect(Math.max(...waited)).toBeGreaterThanOrEqual(7_000)
  })

  test('a repeated page ends the step and stores nothing', async () => {
    const { warehouse, context, simulator } = await setup()
    simulator.control.addFault({ path: '/accounts', kind: 'repeated_page' })
    await expect(runProcessor(paygUsage, config, context({ range }))).rejects.toMatchObject({
      code: 'provider_unavailable',
      message: expect.stringContaining('same page'),
    })
    expect(await warehouse.slices(RAW)).toEqual([])
  })

  test.each<[string, string, string]>([
    ['a secret id instead of its value', 'wrong', 'column "Value"'],
    ['no role', DENIED_SECRET, 'Monitoring Reader'],
  ])('%s is a failed step with the remedy', async (_, secret, remedy) => {
    const { context, warehouse } = await setup()
    await expect(
      runProcessor(paygUsage, config, context({ range, credentials: [withSecret(secret)] })),
    ).rejects.toMatchObject({ code: 'credential_rejected', message: expect.stringContaining(remedy) })
    expect(await warehouse.slices(RAW)).toEqual([])
  })
})

describe('validation of an Azure OpenAI credential', () => {
  async function validate(secret?: string, faults: readonly Fault[] = []) {
    const { simulator } = await setup({ faults })
    const providerConfig = catalogAt(simulator.url, 'azure_openai').providers.get('azure_openai')
    if (!providerConfig) throw new Error('the registry has no azure_openai')
    return validateCredential({
      provider: 'azure_openai',
      providerConfig,
      secrets: (secret === undefined ? AZURE_OPENAI : withSecret(secret)).secrets,
      metadata: AZURE_OPENAI.metadata,
    })
  }

  test('an application that reads metrics is valid; without the role partly, with the role to give', async () => {
    expect(await validate()).toMatchObject({
      status: 'VALID',
      message: expect.stringContaining('1 account '),
    })
    expect(await validate(DENIED_SECRET)).toMatchObject({
      status: 'PARTIAL_VALID',
      message: expect.stringContaining('"Monitoring Reader"'),
    })
    expect(await validate('wrong')).toMatchObject({
      status: 'INVALID',
      message: expect.stringContaining('AADSTS7000215'),
    })
  })

  test('Azure that fails says nothing about the credential', async () => {
    await expect(
      validate(undefined, [{ path: '/token', kind: 'status', status: 503 }]),
    ).rejects.toMatchObject({
      code: 'provider_unavailable',
    })
  })
})
