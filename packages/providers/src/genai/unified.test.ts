import { AppError } from '@cloudact/core/errors'
import type { Row } from '@cloudact/core/ports/warehouse'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openCapacityLab, OCTOBER, type CapacityLab } from './testing/capacity-lab.ts'
import { billCharge, paygCost, paygUsage } from './testing/genai-rows.ts'

const PATH = 'genai/unified/consolidate'
const DAY = { pipelineId: 'acme-genai-payg-openai', accountId: 'org-1', period: '2026-10-05' }

let lab: CapacityLab
beforeAll(async () => {
  lab = await openCapacityLab()
})
afterAll(() => lab.close())

const costs = (org?: string) =>
  lab.query(
    `SELECT * FROM {{table(genai_costs_daily_unified)}} ORDER BY cost_date, provider, model, currency, usage_unit, is_priced, x_credential_id`,
    org,
  )
const withoutRun = (rows: readonly Row[]) =>
  rows.map(({ x_run_id: _run, x_ingested_at: _at, x_ingestion_date: _day, ...row }) => row)

describe('costs of a day of pay as you go', () => {
  beforeAll(async () => {
    await lab.fill('genai_payg_costs_daily', DAY, [
      paygCost({ contracted_cost: '1.25', list_cost: '1.5' }),
      paygCost({ contracted_cost: '0.000000000001', meter: 'input_cache_write_1h', quantity: '7' }),
      paygCost({ contracted_cost: '0.025', meter: 'input_cache_read', quantity: '200000' }),
      paygCost({ contracted_cost: '0.01', meter: 'input_audio_cached', quantity: '5' }),
      paygCost({ contracted_cost: '0.5', meter: 'output', quantity: '50000' }),
      paygCost({ contracted_cost: '-0.1', meter: 'output_reasoning', quantity: '-10000' }),
      paygCost({ contracted_cost: '0.3', meter: 'web_search', unit: 'Requests', quantity: '30' }),
      paygCost({ contracted_cost: '9', currency: 'EUR' }),
      paygCost({ contracted_cost: null, currency: null, quantity: '123' }),
    ])
    await lab.run(PATH)
  })

  test('keep every kind of token, and add up to the total', async () => {
    const [, usd] = (await costs()).filter(
      (row) => row['usage_unit'] === 'Tokens' && row['is_priced'] === true,
    )
    expect(usd).toMatchObject({
      currency: 'USD',
      cost_type: 'payg',
      input_cost: '1.250000000001',
      cache_write_cost: '0.000000000001',
      cached_cost: '0.035',
      output_cost: '0.4',
      total_cost: '1.685000000001',
      total_cost_usd: '1.685000000001',
      input_cost_usd: '1.250000000001',
      billed_cost: '1.685000000001',
      usage_quantity: '1240012',
      sub_account_id: 'proj-1',
      sub_account_name: 'Search',
      cost_source: 'usage_priced',
      effective_rate_output: '10',
    })
  })

  test('keep currencies and units apart, and what is not USD out of the USD columns', async () => {
    const rows = await costs()
    expect(rows.find((row) => row['currency'] === 'EUR')).toMatchObject({
      total_cost: '9',
      total_cost_usd: null,
    })
    expect(rows.find((row) => row['usage_unit'] === 'Requests')).toMatchObject({
      other_cost: '0.3',
      input_cost: null,
      total_cost: '0.3',
    })
  })

  test('leave an unknown price unknown, beside what is known', async () => {
    const unpriced = (await costs()).filter((row) => row['is_priced'] === false)
    expect(unpriced).toMatchObject([
      { usage_quantity: '123', currency: null, total_cost: null, billed_cost: null, total_cost_usd: null },
    ])
  })

  test('are the same after a second run, and belong to the consolidation', async () => {
    const before = await costs()
    await lab.run(PATH)
    expect(withoutRun(await costs())).toEqual(withoutRun(before))
    expect(new Set(before.map((row) => row['x_pipeline_id']))).toEqual(
      new Set(['acme-genai-unified-consolidate']),
    )
  })

  test('make no FOCUS row: pay as you go has its own conversion', async () => {
    expect(await lab.query('SELECT 1 AS one FROM {{table(cost_data_standard_1_3)}}')).toEqual([])
  })
})

describe('a FOCUS slice of the pay-as-you-go pipeline', () => {
  test('is not touched by the consolidation', async () => {
    await lab.fill('cost_data_standard_1_3', { ...DAY, credentialId: 'cred-9' }, [
      billCharge({ x_charge_origin: 'usage_priced', BilledCost: '3' }),
    ])
    await lab.fill('genai_payg_costs_daily', { ...DAY, credentialId: 'cred-9' }, [
      paygCost({ contracted_cost: '3' }),
    ])
    await lab.run(PATH)
    const rows = await lab.query('SELECT BilledCost, x_pipeline_id FROM {{table(cost_data_standard_1_3)}}')
    expect(rows).toEqual([{ BilledCost: '3', x_pipeline_id: DAY.pipelineId }])
  })
})

describe('restated and withdrawn days', () => {
  const slice = { ...DAY, credentialId: 'cred-2', accountId: 'org-2', period: '2026-10-07' }
  const line = (cost: string) =>
    paygCost({ cost_date: '2026-10-07', billing_account_id: 'org-2', contracted_cost: cost })
  const totals = async () =>
    (await costs()).flatMap((row) => (row['x_credential_id'] === 'cred-2' ? [row['total_cost']] : []))

  test('replace what was consolidated, also when only another day of the month is run', async () => {
    await lab.fill('genai_payg_costs_daily', slice, [line('2')])
    await lab.run(PATH)
    await lab.fill('genai_payg_costs_daily', slice, [line('2.5')])
    await lab.run(PATH, { range: { start: '2026-10-07', end: '2026-10-08' } })
    expect(await totals()).toEqual(['2.5'])
  })

  test('take the consolidated rows with them', async () => {
    await lab.drop('genai_payg_costs_daily', 'cred-2')
    await lab.run(PATH)
    expect(await totals()).toEqual([])
  })
})

test('usage of all hours of a day is added without counting a token twice', async () => {
  await lab.fill('genai_payg_usage_raw', DAY, [
    paygUsage({
      input_tokens: 10,
      output_tokens: 2,
      cached_input_tokens: 4,
      total_tokens: 12,
      request_count: 1,
      input_cache_write_5m_tokens: 3,
    }),
    paygUsage({
      usage_hour: '2026-10-05T23:00:00Z',
      input_tokens: 5,
      output_tokens: 1,
      total_tokens: 6,
      request_count: 2,
    }),
    paygUsage({
      endpoint: 'images',
      unit: 'Images',
      unit_meter: 'image',
      unit_quantity: '2.5',
      request_count: 1,
    }),
  ])
  await lab.run(PATH)
  const rows = await lab.query(
    `SELECT * FROM {{table(genai_usage_daily_unified)}} WHERE usage_date = DATE '2026-10-05' ORDER BY usage_unit`,
  )
  expect(rows.toSorted((a) => (a['usage_unit'] === null ? -1 : 1))).toMatchObject([
    {
      input_tokens: 15,
      output_tokens: 3,
      cached_tokens: 4,
      total_tokens: 18,
      cache_write_tokens: 3,
      request_count: 3,
      counted: true,
    },
    { usage_unit: 'Images', unit_quantity: '2.5', total_tokens: null, cache_write_tokens: null },
  ])
})

test('another organization sees nothing of it and a cancelled run leaves everything as it was', async () => {
  await lab.run(PATH, { org: 'umbrella' })
  expect(await costs('umbrella')).toEqual([])
  const before = await costs()
  await lab.fill('genai_payg_costs_daily', { ...DAY, period: '2026-10-06' }, [
    paygCost({ cost_date: '2026-10-06', contracted_cost: '77' }),
  ])
  const cancelled = lab.run(PATH, {
    signal: AbortSignal.abort(new AppError('cancelled', 'Stopped.')),
    range: OCTOBER,
  })
  await expect(cancelled).rejects.toThrow()
  expect(await costs()).toEqual(before)
})
