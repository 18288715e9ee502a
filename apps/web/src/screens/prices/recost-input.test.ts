import { expect, it } from 'vitest'
import type { OwnPrice } from '../../api/shapes.ts'
import { daySpans } from './day-spans.ts'
import { priceChange } from './price-change.ts'
import { periodOf, recostInput } from './recost-input.ts'

const price: OwnPrice = {
  ...{ price_id: 'ovr_1', kind: 'override', provider: 'openai', model: 'm', meter: 'output' },
  ...{ service_tier: 'standard', context_band: 'base', region: 'global', time_window: null },
  ...{ unit: '1000000 Tokens', currency: 'USD', price: '1', effective_from: '2026-10-03' },
  ...{ effective_to: '2026-10-20', notes: null, last_updated: '2026-10-03T00:00:00Z' },
}
const answer = { message: 'Done.', recost_needed: true }

it('offers the days a change touches, as far as today', () => {
  const past = priceChange([price], answer)
  expect(past && periodOf(past, '2026-11-28')).toEqual({
    provider: 'openai',
    start_date: '2026-10-03',
    end_date: '2026-10-20',
  })
  const earlier = { ...price, effective_from: '2026-09-01', effective_to: null }
  const open = priceChange([price, earlier], answer)
  expect(open && periodOf(open, '2026-11-28')).toMatchObject({
    start_date: '2026-09-01',
    end_date: '2026-11-29',
  })
  expect(priceChange([], answer)).toBeUndefined()
})

it('reads the last day as part of the period and refuses days that are no period', () => {
  const read = (start: string, end: string) => {
    const form = new FormData()
    form.set('provider', 'openai')
    form.set('start_date', start)
    form.set('end_date', end)
    return recostInput(form)
  }
  expect(read('2026-10-31', '2026-10-31')).toEqual({
    provider: 'openai',
    start_date: '2026-10-31',
    end_date: '2026-11-01',
  })
  expect(read('2026-11-01', '2026-10-31')).toBe('The first day is after the last.')
  expect(read('', '2026-10-31')).toBe('Give both days.')
})

it('names days in a row as one span', () => {
  expect(daySpans(['2026-09-30', '2026-10-01', '2026-10-03'])).toBe('30 Sep 2026 to 1 Oct 2026, 3 Oct 2026')
  expect(daySpans([])).toBe('')
})
