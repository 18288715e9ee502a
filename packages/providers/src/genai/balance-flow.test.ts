import { existsSync, readFileSync } from 'node:fs'
import { parseOrgSlug } from '@cloudact/core/org-slug'
import type { OrgWarehouse, Row } from '@cloudact/core/ports/warehouse'
import { runProcessor, type TestContextOptions } from '@cloudact/engine/testing/processor-context'
import {
  type BalanceInfo,
  type DeepSeekSimulator,
  startDeepSeekSimulator,
} from '@cloudact/simulators/deepseek/server'
import type { Fault } from '@cloudact/simulators/vendor/faults'
import { testDatabase } from '@cloudact/store/testing/test-database'
import { openTestLake } from '@cloudact/warehouse/testing/open-test-lake'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import balanceSnapshot from './balance-snapshot.ts'
import balanceSpend from './balance-spend.ts'
import { catalogAt, impatientTimers } from './testing/vendor-context.ts'

const KEY = 'sk-0123456789abcdef0123456789abcdef'
const config = { provider: 'deepseek' } as const
const RECORDED = new URL(
  '../../../../../shared/data/provider-responses/deepseek/user_balance.200.json',
  import.meta.url,
)

let lake: OrgWarehouse
let simulator: DeepSeekSimulator
let close: () => Promise<void>
const { waited, timers } = impatientTimers()

beforeAll(async () => {
  const opened = await openTestLake(await testDatabase())
  lake = opened.lake.forOrg(parseOrgSlug('acme'))
  simulator = await startDeepSeekSimulator({ apiKeys: [KEY] })
  close = async () => {
    await simulator.close()
    await opened.close()
  }
})
afterAll(() => close())

const usd = (granted: string, toppedUp: string): BalanceInfo => ({
  currency: 'USD',
  total_balance: String(Number(granted) + Number(toppedUp)),
  granted_balance: granted,
  topped_up_balance: toppedUp,
})

function contextFor(account: string, startedAt: string, api_key = KEY): TestContextOptions {
  const credential = {
    credentialId: `cred-${account}`,
    provider: 'deepseek',
    name: 'DeepSeek',
    secrets: { api_key },
    metadata: { account_id: account },
  }
  return {
    catalog: catalogAt(simulator.url, 'deepseek'),
    warehouse: lake,
    pipelinePath: 'genai/payg/deepseek',
    credentials: [credential],
    startedAt,
    timers,
    range: { start: startedAt.slice(0, 10), end: '2026-12-01' },
  }
}

async function runAt(account: string, startedAt: string, balances: readonly BalanceInfo[]) {
  simulator.control.setBalances(balances)
  const options = contextFor(account, startedAt)
  const snapshot = await runProcessor(balanceSnapshot, config, options)
  const spend = await runProcessor(balanceSpend, config, {
    ...options,
    outputs: { read_balance: snapshot.output ?? {} },
  })
  return [...snapshot.findings, ...spend.findings]
}

async function read(sql: string): Promise<Row[]> {
  const found: Row[] = []
  for await (const batch of lake.query({ sql, parameters: {} })) found.push(...batch)
  return found
}
const costs = async (account: string) =>
  (
    await read(
      `SELECT {{cast({{day(ChargePeriodStart)}}, string)}} AS day, BillingCurrency, BilledCost, ListCost, ChargeDescription
        FROM {{table(cost_data_standard_1_3)}} WHERE BillingAccountId = '${account}' ORDER BY day, BillingCurrency, SkuId`,
    )
  ).map((row) =>
    [row['day'], row['BillingCurrency'], row['BilledCost'], row['ListCost']].map(String).join(' '),
  )

describe('DeepSeek, from balances to FOCUS 1.3', () => {
  test('the first reading costs nothing; then a fall is spend, granted first and for free', async () => {
    await runAt('a1', '2026-11-18T08:00:00.000Z', [usd('1', '100')])
    const stored = await read(`SELECT COUNT(*) AS n FROM {{table(genai_balance_snapshots)}}`)
    expect(Number(stored[0]?.['n'])).toBe(1)
    await runAt('a1', '2026-11-18T09:00:00.000Z', [usd('0', '99.25')])
    await runAt('a1', '2026-11-18T10:00:00.000Z', [usd('0', '97')])
    expect(await costs('a1')).toEqual(['2026-11-18 USD 0 1', '2026-11-18 USD 3 3'])
    const [row] = await read(
      `SELECT * FROM {{table(cost_data_standard_1_3)}} WHERE BillingAccountId = 'a1' AND BilledCost = 3`,
    )
    expect(row).toMatchObject({
      SkuMeter: 'Balance Drawdown',
      PricingUnit: 'USD',
      ListUnitPrice: '1',
      x_billed_source: 'priced_estimate',
      x_genai_model: null,
      ChargeDescription:
        'Estimate from the topped-up balance, which fell by 3 USD between 2026-11-18T08:00:00Z and 2026-11-18T10:00:00Z; DeepSeek reports no usage',
    })
  })

  test('a run that is tried again changes nothing', async () => {
    const before = await costs('a1')
    await runAt('a1', '2026-11-18T10:00:00.000Z', [usd('0', '97')])
    expect(await costs('a1')).toEqual(before)
  })

  test('a top-up and a grant are no cost and no negative one, and are told', async () => {
    const findings = await runAt('a1', '2026-11-18T11:00:00.000Z', [usd('5', '147')])
    expect(findings.map(({ code, detail }) => `${code} ${String(detail?.['amount'])}`)).toEqual([
      'top_up_detected 50',
      'grant_detected 5',
    ])
    expect(await costs('a1')).toEqual(['2026-11-18 USD 0 1', '2026-11-18 USD 3 3'])
  })

  test('CNY and USD stand apart, and another account’s readings are another’s', async () => {
    const cny = (amount: string): BalanceInfo => ({
      currency: 'CNY',
      total_balance: amount,
      granted_balance: '0',
      topped_up_balance: amount,
    })
    await runAt('a2', '2026-11-18T12:00:00.000Z', [cny('700.10'), usd('0', '10')])
    await runAt('a2', '2026-11-19T12:00:00.000Z', [cny('693.03'), usd('0', '8')])
    expect(await costs('a2')).toEqual(['2026-11-19 CNY 7.07 7.07', '2026-11-19 USD 2 2'])
    expect(await costs('a1')).toHaveLength(2)
    const billed = await read(
      `SELECT line_item, amount, currency FROM {{table(genai_vendor_costs_daily)}} WHERE billing_account_id = 'a2' ORDER BY currency`,
    )
    expect(billed.map((row) => `${String(row['line_item'])} ${String(row['amount'])}`)).toEqual([
      'Balance Drawdown (topped up) 7.07',
      'Balance Drawdown (topped up) 2',
    ])
  })

  test('an empty balance is told', async () => {
    const findings = await runAt('a3', '2026-11-18T12:00:00.000Z', [usd('0', '0')])
    expect(findings.map(({ code }) => code)).toEqual(['balance_exhausted'])
  })

  test.skipIf(!existsSync(RECORDED))('the answer of the vendor’s own description is understood', async () => {
    const recorded = JSON.parse(readFileSync(RECORDED, 'utf8')) as { balance_infos: BalanceInfo[] }
    await runAt('a4', '2026-11-18T12:00:00.000Z', recorded.balance_infos)
    const [row] = await read(
      `SELECT * FROM {{table(genai_balance_snapshots)}} WHERE billing_account_id = 'a4'`,
    )
    expect(row).toMatchObject({
      currency: 'CNY',
      total_balance: '110',
      granted_balance: '10',
      topped_up_balance: '100',
    })
  })
})

describe('faults of DeepSeek', () => {
  const run = (account: string) =>
    runProcessor(balanceSnapshot, config, contextFor(account, '2026-11-18T12:00:00.000Z'))

  test.each<[string, Fault]>([
    ['429 with retry-after', { path: '/user/balance', kind: 'rate_limit', retryAfterSeconds: 7 }],
    ['503', { path: '/user/balance', kind: 'status', status: 503, times: 2 }],
    ['slow', { path: '/user/balance', kind: 'slow', milliseconds: 30 }],
    ['cut connection', { path: '/user/balance', kind: 'cut' }],
    ['truncated answer', { path: '/user/balance', kind: 'truncated', times: 2 }],
  ])('%s: read again', async (_, fault) => {
    simulator.control.setBalances([usd('0', '10')])
    simulator.control.addFault(fault)
    expect(await run('faults')).toMatchObject({ rows: 1 })
    if (fault.kind === 'rate_limit') expect(Math.max(...waited)).toBeGreaterThanOrEqual(7_000)
  })

  test('a wrong key is a failed step with the remedy; a currency that comes twice stores nothing', async () => {
    const wrong = contextFor('b1', '2026-11-18T12:00:00.000Z', 'sk-wrong')
    await expect(runProcessor(balanceSnapshot, config, wrong)).rejects.toMatchObject({
      code: 'credential_rejected',
      message: expect.stringContaining('platform.deepseek.com'),
    })
    simulator.control.setBalances([usd('0', '1'), usd('0', '2')])
    await expect(run('b2')).rejects.toMatchObject({ code: 'provider_unavailable' })
    expect(
      (await lake.slices('genai_balance_snapshots')).filter(({ accountId }) => /^b/.test(accountId)),
    ).toEqual([])
  })
})
