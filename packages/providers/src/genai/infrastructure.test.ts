import { MemoryWarehouse } from '@cloudact/engine/testing/memory-warehouse'
import { runProcessor } from '@cloudact/engine/testing/processor-context'
import { testCatalog } from '@cloudact/engine/testing/test-catalog'
import { afterAll, beforeAll, expect, test } from 'vitest'
import publishCapacity from './publish-capacity.ts'
import { openCapacityLab, type CapacityLab } from './testing/capacity-lab.ts'
import { billCharge } from './testing/genai-rows.ts'

const GPU = 'genai/infrastructure/gpu'
const UNIFIED = 'genai/unified/consolidate'
const BILL = { pipelineId: 'acme-cloud-aws-cost-billing', credentialId: 'aws', accountId: '111122223333' }
const held = (cells: object) => ({
  usage_date: '2026-10-07',
  provider: 'aws',
  resource_type: 'gpu',
  instance_type: 'p4d.24xlarge',
  gpu_type: 'A100',
  region: 'us-east-1',
  instance_count: 2,
  hours_used: '1.5',
  pricing_type: 'on_demand',
  usage_source: 'usage_import',
  ...cells,
})

const acceleratorPrice = (id: string, region: string, rate: string) => ({
  provider: 'aws',
  pricing_id: id,
  resource_type: 'gpu',
  instance_type: 'p4d.24xlarge',
  gpu_type: 'A100',
  gpu_count: 8,
  hourly_rate: rate,
  spot_discount_pct: '60.5',
  region,
  currency: 'USD',
  is_override: true,
})

let lab: CapacityLab
beforeAll(async () => {
  lab = await openCapacityLab()
  await lab.fill('cost_data_standard_1_3', BILL, [
    billCharge({}),
    billCharge({
      SkuMeter: 'USE1-SpotUsage:g5.xlarge',
      PricingCategory: 'Dynamic',
      BilledCost: '0.300001',
      ResourceId: 'i-2',
    }),
    billCharge({
      SkuMeter: 'X',
      SkuPriceDetails: '{"InstanceType":"Standard_ND96asr_v4"}',
      ConsumedQuantity: '3',
      BillingCurrency: 'EUR',
      BilledCost: '-5',
      ResourceId: 'vm',
    }),
    billCharge({
      SkuMeter: 'Nvidia Tesla A100 80GB GPU running in Americas',
      ConsumedQuantity: '5400',
      ConsumedUnit: 'Seconds',
      BilledCost: '4',
      ResourceId: 'gce',
    }),
    billCharge({
      SkuMeter: 'HeavyUsage:p4d.24xlarge',
      CommitmentDiscountStatus: 'Unused',
      CommitmentDiscountId: 'ri',
      ResourceId: 'ri',
      PricingCategory: 'Committed',
      BilledCost: '0',
      EffectiveCost: '7',
      ConsumedQuantity: null,
      ConsumedUnit: null,
    }),
    billCharge({ SkuMeter: 'BoxUsage:m5.large', ResourceId: 'i-3' }),
    billCharge({ ChargeCategory: 'Tax', ConsumedQuantity: null, ConsumedUnit: null }),
  ])
  await lab.fill('genai_infrastructure_pricing', { pipelineId: 'overrides', period: 'all' }, [
    acceleratorPrice('p', 'global', '32.7726'),
    acceleratorPrice('q', 'us-east-1', '30.123456'),
  ])
  await lab.fill('genai_infrastructure_usage_raw', { pipelineId: 'acme-import', credentialId: 'import' }, [
    held({ instance_id: 'a' }),
    held({ instance_id: 'b', pricing_type: 'spot' }),
    held({ instance_id: 'c', pricing_type: 'reserved_1yr' }),
    held({ instance_id: 'd', instance_type: 'unlisted' }),
    held({ instance_id: 'e', region: 'eu-west-1', usage_date: '2026-10-05' }),
  ])
  await lab.run(GPU)
})
afterAll(() => lab.close())

test('hours of a bill are found by instance, meter or accelerator, with the bill’s money', async () => {
  const rows = await lab.query(
    `SELECT instance_type, gpu_type, pricing_type, commitment_status, hours_used, gpu_hours, billed_cost, effective_cost, currency FROM {{table(genai_infrastructure_costs_daily)}} ORDER BY instance_type, commitment_status`,
  )
  expect(
    rows
      .map((row) => Object.values(row))
      .toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
  ).toEqual([
    ['Standard_ND96asr_v4', 'A100', 'on_demand', null, '3', '24', '-5', '-5', 'EUR'],
    ['g5.xlarge', 'A10G', 'spot', null, '10', '10', '0.300001', '0.300001', 'USD'],
    ['nvidia a100 80gb', 'A100', 'on_demand', null, '1.5', '1.5', '4', '4', 'USD'],
    ['p4d.24xlarge', 'A100', 'on_demand', null, '10', '80', '98.32', '98.32', 'USD'],
    ['p4d.24xlarge', 'A100', 'reserved', 'Unused', null, null, '0', '7', 'USD'],
  ])
})

test('imported hours have the price of their region and way of paying, or none', async () => {
  const findings = await lab.run(UNIFIED)
  const rows = await lab.query(
    `SELECT instance_id, list_cost, effective_cost, gpu_hours, total_cost_usd FROM {{table(genai_infrastructure_costs_daily)}} WHERE x_credential_id = 'import' ORDER BY instance_id`,
  )
  expect(rows).toEqual([
    {
      instance_id: 'a',
      list_cost: '90.370368',
      effective_cost: '90.370368',
      gpu_hours: '24',
      total_cost_usd: '90.370368',
    },
    {
      instance_id: 'b',
      list_cost: '90.370368',
      effective_cost: '35.69629536',
      gpu_hours: '24',
      total_cost_usd: '35.69629536',
    },
    { instance_id: 'c', list_cost: null, effective_cost: null, gpu_hours: '24', total_cost_usd: null },
    { instance_id: 'd', list_cost: null, effective_cost: null, gpu_hours: null, total_cost_usd: null },
    {
      instance_id: 'e',
      list_cost: '98.3178',
      effective_cost: '98.3178',
      gpu_hours: '24',
      total_cost_usd: '98.3178',
    },
  ])
  expect(findings.filter(({ code }) => code === 'unpriced_capacity')).toMatchObject([
    { detail: { count: 2 } },
  ])
})

test('only what no bill has becomes a FOCUS charge, and only once', async () => {
  await lab.run(UNIFIED)
  const rows = await lab.query(
    `SELECT BilledCost, PricingCategory, ResourceId, PricingUnit, ServiceCategory FROM {{table(cost_data_standard_1_3)}} WHERE x_pipeline_id = 'acme-genai-unified-consolidate' ORDER BY BilledCost`,
  )
  expect(rows).toEqual([
    {
      BilledCost: '35.69629536',
      PricingCategory: 'Dynamic',
      ResourceId: 'b',
      PricingUnit: 'Hours',
      ServiceCategory: 'Compute',
    },
    {
      BilledCost: '90.370368',
      PricingCategory: 'Standard',
      ResourceId: 'a',
      PricingUnit: 'Hours',
      ServiceCategory: 'Compute',
    },
  ])
  const [bill] = await lab.query(
    `SELECT COUNT(*) AS rows FROM {{table(cost_data_standard_1_3)}} WHERE x_credential_id = 'aws'`,
  )
  expect(Number(bill?.['rows'])).toBe(7)
})

test('an instance listed twice stops the run instead of doubling its money', async () => {
  const again = {
    'overlay/gpu_instances.csv': lab.catalog.seeds.get('aws/gpu_instances.csv')?.slice(0, 1) ?? [],
  }
  const catalog = testCatalog({ base: lab.catalog, seeds: again })
  await expect(
    runProcessor(publishCapacity, {}, { catalog, warehouse: new MemoryWarehouse() }),
  ).rejects.toThrow('is there twice')
})
