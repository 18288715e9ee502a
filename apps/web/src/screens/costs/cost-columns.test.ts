import { describe, expect, it } from 'vitest'
import { columnsFor, visibleIds } from './cost-columns.ts'

describe('columnsFor', () => {
  it('shows a charge by day, provider, service and its costs, and keeps every other column at hand', () => {
    const rows = [
      {
        BilledCost: '1',
        ChargePeriodStart: '2026-11-01',
        Tags: '{}',
        ServiceName: 'S',
        EffectiveCost: '1',
        x_run_id: 'r',
      },
    ]
    const columns = columnsFor('rows', rows)
    expect(columns.map((column) => column.id)).toEqual([
      'ChargePeriodStart',
      'ServiceName',
      'EffectiveCost',
      'BilledCost',
      'Tags',
      'x_run_id',
    ])
    expect(visibleIds(columns, null)).toEqual([
      'ChargePeriodStart',
      'ServiceName',
      'EffectiveCost',
      'BilledCost',
    ])
    expect(visibleIds(columns, ['x_run_id', 'gone'])).toEqual(['x_run_id'])
  })

  it('takes the kind of a column from the specification', () => {
    const kinds = columnsFor('rows', [
      { ListUnitPrice: '1', ListCost: '1', BillingPeriodEnd: 'x', SkuId: 's' },
    ])
    expect(Object.fromEntries(kinds.map((column) => [column.id, column.kind]))).toEqual({
      ListUnitPrice: 'quantity',
      ListCost: 'money',
      BillingPeriodEnd: 'time',
      SkuId: 'text',
    })
  })

  it('puts the name of a group before its amounts', () => {
    const row = {
      provider: 'AWS',
      service: 'S3',
      currency: 'USD',
      amount: '1',
      billed_cost: '1',
      effective_cost: '1',
      share: '1',
    }
    expect(visibleIds(columnsFor('service', [row]), null)).toEqual([
      'service',
      'provider',
      'currency',
      'effective_cost',
      'billed_cost',
      'share',
    ])
  })
})
