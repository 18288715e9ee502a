import { openCapacityLab, type CapacityLab } from '@cloudact/providers/genai/testing/capacity-lab'
import {
  AZURE_BILL,
  azureCharges,
  CAPACITY_PRICES,
  IMPORTED,
  importedSlice,
} from '@cloudact/providers/genai/testing/capacity-month'
import { billCharge, paygCost, paygUsage } from '@cloudact/providers/genai/testing/genai-rows'
import { afterAll, beforeAll, test } from 'vitest'
import { expectAsked, expectSameTables } from '../testing/emulator/same-tables.ts'
import { openTestBigQuery, type TestBigQuery } from '../testing/emulator/open-test-bigquery.ts'

const OPENAI = { pipelineId: 'acme-genai-payg-openai', credentialId: 'openai', accountId: 'org-1' }

let opened: TestBigQuery
let labs: readonly [lake: CapacityLab, bigquery: CapacityLab]
beforeAll(async () => {
  const lake = await openCapacityLab()
  const bigquery = await openCapacityLab(async (database) => {
    opened = await openTestBigQuery(database)
    return { forOrg: (org) => opened.warehouse.forOrg(org), close: () => opened.closeKeepingDatabase() }
  })
  labs = [lake, bigquery]
})
afterAll(async () => {
  for (const lab of labs) await lab.close()
})

/** Twelve decimals, NULLs, negatives, two currencies and the last day of the month. */
async function fill(lab: CapacityLab): Promise<void> {
  await lab.fill('genai_payg_usage_raw', { ...OPENAI, period: '2026-10-31' }, [
    paygUsage({ usage_date: '2026-10-31', input_tokens: 10, output_tokens: 2, total_tokens: 12 }),
    paygUsage({ usage_date: '2026-10-31', unit: 'Images', unit_meter: 'image', unit_quantity: '2.5' }),
  ])
  await lab.fill('genai_payg_costs_daily', { ...OPENAI, period: '2026-10-31' }, [
    paygCost({ cost_date: '2026-10-31', contracted_cost: '1.000000000001', quantity: '7' }),
    paygCost({ cost_date: '2026-10-31', contracted_cost: '-0.1', meter: 'output' }),
    paygCost({ cost_date: '2026-10-31', contracted_cost: '9', currency: 'EUR', meter: 'input_cache_read' }),
    paygCost({ cost_date: '2026-10-31', contracted_cost: null, currency: null }),
  ])
  await lab.fill('cost_data_standard_1_3', AZURE_BILL, [
    ...azureCharges(),
    billCharge({ x_cloud_account_id: 'ba-1', ConsumedQuantity: '1.000001', BilledCost: '-0.000001' }),
    billCharge({
      x_cloud_account_id: 'ba-1',
      SkuPriceDetails: '{"InstanceType":"g5.xlarge"}',
      SkuMeter: 'X',
    }),
  ])
  await lab.fill('genai_commitment_pricing', { pipelineId: 'overrides', period: 'all' }, CAPACITY_PRICES)
  await lab.fill('genai_commitment_usage_raw', importedSlice('import'), IMPORTED)
  await lab.fill('genai_infrastructure_usage_raw', importedSlice('gpu'), [
    {
      usage_date: '2026-10-31',
      provider: 'aws',
      resource_type: 'gpu',
      instance_type: 'p4d.24xlarge',
      region: 'eu-west-1',
      instance_count: 3,
      hours_used: '0.333333',
      usage_source: 'usage_import',
    },
  ])
}

test('GenAI usage and costs are consolidated and converted to the same rows on both engines', async () => {
  for (const lab of labs) {
    await fill(lab)
    for (const path of [
      'genai/commitment/azure_ptu',
      'genai/infrastructure/gpu',
      'genai/unified/consolidate',
    ])
      await lab.run(path)
  }
  await expectSameTables(labs, ['genai_commitment_usage_raw', 'genai_commitment_costs_daily'], 15)
  await expectSameTables(labs, ['genai_infrastructure_usage_raw', 'genai_infrastructure_costs_daily'], 3)
  await expectSameTables(labs, ['genai_usage_daily_unified'], 14)
  await expectSameTables(labs, ['genai_costs_daily_unified'], 16)
  await expectSameTables(labs, ['cost_data_standard_1_3'], azureCharges().length + 9)
  expectAsked(labs[0].catalog, opened.front.jobs, 'sp_genai_')
}, 400_000)
