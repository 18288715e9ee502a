import { describe, expect, it } from 'vitest'
import { canSortRowsBy, rowOrder } from './row-order.ts'

describe('rowOrder', () => {
  it('sorts an amount by the metric of its column', () => {
    expect(rowOrder('BilledCost')).toEqual({ sort: 'amount', metric: 'billed' })
    expect(rowOrder('ServiceName')).toEqual({ sort: 'service' })
  })

  it('falls back on the date for a column the API cannot sort by', () => {
    expect(rowOrder('Tags')).toEqual({ sort: 'date' })
    expect(rowOrder(null)).toEqual({ sort: 'date' })
    expect(canSortRowsBy('Tags')).toBe(false)
  })
})
