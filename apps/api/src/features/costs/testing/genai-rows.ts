import type { Row } from '@cloudact/core/ports/warehouse'

const place = { x_hierarchy_entity_id: 'TEAM-1', x_hierarchy_path: '/DEPT-1/PROJ-1/TEAM-1/' }
const common = { provider: 'openai', billing_account_id: 'org-1', model: 'gpt-5', x_genai_provider: 'openai' }
const cost = {
  ...common,
  service_tier: 'default',
  context_band: '',
  meter: 'input',
  sku_meter: 'input',
  unit: 'token',
  pricing_unit: '1M tokens',
  is_priced: false,
  compared: false,
  x_ingestion_id: 'i',
}
const usage = {
  ...common,
  endpoint: 'completions',
  service_tier: 'standard',
  is_batch: false,
  x_ingestion_id: 'i',
}
const gap = {
  ...common,
  currency: 'USD',
  vendor_cost: '2',
  priced_cost: '1.999999999999',
  gap: '0.000000000001',
  reason_amount: '0.000000000001',
}
const price = {
  provider: 'openai',
  model: 'gpt-5',
  region: 'global',
  currency: 'USD',
  status: 'ACTIVE',
  input_per_1m: '1.25',
}

/** Rows of the GenAI tables in January 2026 and at its edges: NULLs, twelve decimals, negatives. */
export const GENAI_ROWS: Readonly<Record<string, readonly Row[]>> = {
  genai_payg_costs_daily: [
    { ...cost, cost_date: '2026-01-01', quantity: '1.000000000001', x_source_record_id: '1', ...place },
    { ...cost, cost_date: '2026-01-31', quantity: '2', x_source_record_id: '2' },
    {
      ...cost,
      cost_date: '2026-01-31',
      quantity: '4',
      is_priced: true,
      currency: 'USD',
      contracted_cost: '0.000000000007',
      x_source_record_id: '3',
      ...place,
    },
    { ...cost, cost_date: '2026-02-01', quantity: '8', x_source_record_id: '4' },
  ],
  genai_payg_usage_raw: [
    {
      ...usage,
      usage_date: '2026-01-01',
      usage_hour: '2026-01-01T00:00:00Z',
      x_source_record_id: '1',
      ...place,
    },
    {
      ...usage,
      usage_date: '2026-01-31',
      usage_hour: '2026-01-31T23:00:00Z',
      x_source_record_id: '2',
      ...place,
    },
    { ...usage, usage_date: '2026-02-01', usage_hour: '2026-02-01T00:00:00Z', x_source_record_id: '3' },
  ],
  genai_cost_reconciliation_daily: [
    {
      ...gap,
      cost_date: '2026-01-02',
      gap_key: 'k1',
      gap_reason: 'rounding',
      project_id: 'p1',
      settled: true,
      x_source_record_id: '1',
    },
    {
      ...gap,
      cost_date: '2026-01-03',
      gap_key: 'k2',
      gap_reason: 'credit',
      project_id: 'p1',
      reason_amount: '-5',
      settled: true,
      x_source_record_id: '2',
    },
    { ...gap, cost_date: '2026-01-04', gap_key: 'k3', settled: false, x_source_record_id: '3' },
  ],
  genai_payg_pricing: [
    price,
    { ...price, model: 'gpt-5-mini', status: 'INACTIVE' },
    { ...price, model: 'o3' },
  ],
}
